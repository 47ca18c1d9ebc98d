#include "storage/posix_disk.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

namespace storage {
namespace {

std::string_view remedy(int code) {
    switch (code) {
    case ENOSPC:
        return "; free some space on that disk, or choose another folder";
    case EDQUOT:
        return "; your disk quota is used up";
    case EROFS:
        return "; the disk is read-only: choose another folder or mount it writable";
    case EACCES:
    case EPERM:
        return "; give yourself write permission there, or choose another folder";
    case EMFILE:
    case ENFILE:
        return "; raise the limit of open files (ulimit -n)";
    case EIO:
        return "; the disk reports a hardware fault";
    default:
        return "";
    }
}

Error failed(std::string_view doing, const fs::path& path, int code) {
    return {kafka::ErrorCode::kafka_storage_error,
            fmt::format("cannot {} {}: {}{}", doing, path.string(), std::strerror(code), remedy(code))};
}

/// Closes its descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

std::atomic<std::uint64_t> open_files{0};

class PosixFile final : public File {
public:
    PosixFile(Descriptor fd, fs::path path) : fd_(std::move(fd)), path_(std::move(path)) {
        open_files.fetch_add(1, std::memory_order_relaxed);
    }
    ~PosixFile() override { open_files.fetch_sub(1, std::memory_order_relaxed); }
    PosixFile(const PosixFile&) = delete;
    PosixFile& operator=(const PosixFile&) = delete;

    Result<> pwritev(std::span<const Bytes> parts, std::uint64_t at) override {
        std::array<iovec, 256> slots;
        std::size_t part = 0;
        std::size_t skip = 0; // bytes of parts[part] already written
        while (part < parts.size()) {
            std::size_t used = 0;
            for (std::size_t i = part; i < parts.size() && used < slots.size(); ++i, ++used) {
                const Bytes rest = i == part ? parts[i].subspan(skip) : parts[i];
                slots[used] = {const_cast<Byte*>(rest.data()), rest.size()};
            }
            const ssize_t n =
                ::pwritev(fd_.get(), slots.data(), static_cast<int>(used), static_cast<off_t>(at));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed("write", path_, errno);
            at += static_cast<std::uint64_t>(n);
            skip += static_cast<std::size_t>(n);
            if (n == 0 && skip < parts[part].size()) return failed("write", path_, ENOSPC);
            while (part < parts.size() && skip >= parts[part].size()) skip -= parts[part++].size();
        }
        return {};
    }

    Result<std::size_t> pread(std::span<Byte> into, std::uint64_t at) override {
        std::size_t got = 0;
        while (got < into.size()) {
            const ssize_t n =
                ::pread(fd_.get(), into.data() + got, into.size() - got, static_cast<off_t>(at + got));
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) return failed("read", path_, errno);
            if (n == 0) break;
            got += static_cast<std::size_t>(n);
        }
        return got;
    }

    Result<> fdatasync() override {
        if (::fdatasync(fd_.get()) != 0) return failed("sync", path_, errno);
        return {};
    }

    void preallocate(std::uint64_t at, std::uint64_t length) override {
        // Refused by some file systems, and on a full disk: the write itself will tell.
        (void)::fallocate(fd_.get(), FALLOC_FL_KEEP_SIZE, static_cast<off_t>(at), static_cast<off_t>(length));
    }

    Result<> truncate(std::uint64_t size) override {
        if (::ftruncate(fd_.get(), static_cast<off_t>(size)) != 0) return failed("truncate", path_, errno);
        return {};
    }

    Result<std::uint64_t> size() override {
        struct stat info {};
        if (::fstat(fd_.get(), &info) != 0) return failed("examine", path_, errno);
        return static_cast<std::uint64_t>(info.st_size);
    }

    int descriptor() const override { return fd_.get(); }

private:
    Descriptor fd_;
    fs::path path_;
};

class FileLock final : public Lock {
public:
    explicit FileLock(Descriptor fd) : fd_(std::move(fd)) {}

private:
    Descriptor fd_;
};

constexpr mode_t file_mode = 0644;

} // namespace

Result<std::shared_ptr<File>> PosixDisk::open(const fs::path& path, OpenMode mode) {
    int flags = O_CLOEXEC;
    flags |= mode == OpenMode::read ? O_RDONLY : O_RDWR;
    if (mode == OpenMode::create || mode == OpenMode::truncate) flags |= O_CREAT;
    if (mode == OpenMode::truncate) flags |= O_TRUNC;
    Descriptor fd(::open(path.c_str(), flags, file_mode));
    if (fd.get() < 0) return failed("open", path, errno);
    return std::shared_ptr<File>(std::make_shared<PosixFile>(std::move(fd), path));
}

bool PosixDisk::crowded() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return false;
    return open_files.load(std::memory_order_relaxed) >= limit.rlim_cur / 4 * 3;
}

bool PosixDisk::exists(const fs::path& path) {
    return ::access(path.c_str(), F_OK) == 0;
}

Result<std::vector<DirectoryEntry>> PosixDisk::list(const fs::path& folder) {
    DIR* const stream = ::opendir(folder.c_str());
    if (stream == nullptr) return failed("list", folder, errno);
    std::vector<DirectoryEntry> entries;
    while (const dirent* entry = ::readdir(stream)) {
        const std::string_view name = entry->d_name;
        if (name == "." || name == "..") continue;
        struct stat info {};
        if (::fstatat(::dirfd(stream), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            continue; // just removed
        const auto modified = std::int64_t{info.st_mtim.tv_sec} * 1000 + info.st_mtim.tv_nsec / 1'000'000;
        entries.push_back(
            {std::string(name), S_ISDIR(info.st_mode), static_cast<std::uint64_t>(info.st_size), modified});
    }
    ::closedir(stream);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
}

Result<> PosixDisk::make_folder(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0755) == 0) return {};
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return failed("create the folder", folder, code.value());
    return {};
}

Result<> PosixDisk::rename(const fs::path& from, const fs::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failed("rename", from, errno);
    return {};
}

Result<> PosixDisk::remove(const fs::path& path) {
    if (::remove(path.c_str()) != 0 && errno != ENOENT) return failed("remove", path, errno);
    return {};
}

Result<> PosixDisk::sync_folder(const fs::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0) return failed("open", folder, errno);
    // Some file systems have no notion of syncing a folder and say EINVAL.
    if (::fsync(fd.get()) != 0 && errno != EINVAL) return failed("sync", folder, errno);
    return {};
}

Result<> PosixDisk::sync_all(const fs::path& folder) {
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.get() < 0) return failed("open", folder, errno);
    if (::syncfs(fd.get()) != 0) return failed("sync", folder, errno);
    return {};
}

Result<Space> PosixDisk::space(const fs::path& folder) {
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) != 0) return failed("examine", folder, errno);
    const std::uint64_t block = info.f_frsize;
    return Space{.free = info.f_bavail * block, .total = info.f_blocks * block};
}

Result<std::unique_ptr<Lock>> PosixDisk::lock(const fs::path& path) {
    Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, file_mode));
    if (fd.get() < 0) return failed("open", path, errno);
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) return failed("lock", path, errno);
        return Error(
            kafka::ErrorCode::kafka_storage_error,
            fmt::format(
                "the folder {} is in use by another process; stop that one first, or choose another folder",
                path.parent_path().string()));
    }
    return std::unique_ptr<Lock>(std::make_unique<FileLock>(std::move(fd)));
}

} // namespace storage
