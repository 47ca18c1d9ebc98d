#pragma once
// The ports through which storage touches the operating system, so that tests and the simulator can put a
// disk in their place that tears, forgets, fills up and fails. Errors are KAFKA_STORAGE_ERROR with a sentence
// that names the path and the remedy where there is one. A File or Disk may be used from several threads (the
// node's loop and the disk pool) at once. Source: DESIGN 8b, speed-and-reliability A3 and B3.

#include "base/bytes.h"
#include "base/clock.h"
#include "base/result.h"

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace storage {

namespace fs = std::filesystem;
using base::Byte;
using base::Bytes;
using base::Error;
using base::Result;

/// An open file. Positions and sizes are bytes.
class File {
public:
    virtual ~File() = default;

    /// Writes all parts, one after the other, from `at` on. After an error any prefix may have been written.
    virtual Result<> pwritev(std::span<const Bytes> parts, std::uint64_t at) = 0;
    /// Fills `into` from `at` on; fewer bytes only at the end of the file. Returns how many.
    virtual Result<std::size_t> pread(std::span<Byte> into, std::uint64_t at) = 0;
    /// Returns when content and size would survive a power cut. After an error nothing is known about what
    /// was written since the last success, and asking again does not help: the directory must go offline.
    virtual Result<> fdatasync() = 0;
    /// Reserves blocks behind the end without changing the size. Advisory: failing is not an error.
    virtual void preallocate(std::uint64_t at, std::uint64_t length) = 0;
    /// Sets the size; gives back blocks reserved behind it.
    virtual Result<> truncate(std::uint64_t size) = 0;
    virtual Result<std::uint64_t> size() = 0;
    /// For sendfile(2); -1 when the bytes must go through pread().
    virtual int descriptor() const { return -1; }
};

struct DirectoryEntry {
    std::string name;
    bool directory = false;
    std::uint64_t size = 0;
    base::TimestampMs modified_ms = 0; ///< wall time of the last change
};

struct Space {
    std::uint64_t free = 0; ///< what an unprivileged process may still use
    std::uint64_t total = 0;
};

enum class OpenMode {
    read,       ///< must exist
    read_write, ///< must exist
    create,     ///< made when missing, content kept
    truncate,   ///< made when missing, content dropped
};

/// Held for as long as the object lives.
class Lock {
public:
    virtual ~Lock() = default;
};

/// A file system.
class Disk {
public:
    virtual ~Disk() = default;

    /// How much longer than usual the writes and disk jobs of `folder` shall take: a disk that is slow on
    /// purpose. The disk never waits itself; who uses it holds its work back without blocking a thread.
    virtual base::Duration slowness(const fs::path& folder) {
        (void)folder;
        return {};
    }
    virtual Result<std::shared_ptr<File>> open(const fs::path& path, OpenMode mode) = 0;
    /// So many files are open that the process may soon open none: close one before the next.
    virtual bool crowded() { return false; }
    virtual bool exists(const fs::path& path) = 0;
    /// Entries of a folder without "." and "..", sorted by name. A missing folder is an error.
    virtual Result<std::vector<DirectoryEntry>> list(const fs::path& folder) = 0;
    /// Makes the folder and its parents; existing ones are fine.
    virtual Result<> make_folder(const fs::path& folder) = 0;
    /// Replaces an existing file atomically. A folder must not exist at `to`.
    virtual Result<> rename(const fs::path& from, const fs::path& to) = 0;
    /// Removes a file or an empty folder; a missing one is fine.
    virtual Result<> remove(const fs::path& path) = 0;
    /// Makes names created, renamed or removed in `folder` survive a power cut.
    virtual Result<> sync_folder(const fs::path& folder) = 0;
    /// Makes everything on the file system of `folder` survive a power cut: for very many files at once.
    virtual Result<> sync_all(const fs::path& folder) = 0;
    virtual Result<Space> space(const fs::path& folder) = 0;
    /// Takes the exclusive lock that `path` stands for; refused at once when another process or object holds
    /// it.
    virtual Result<std::unique_ptr<Lock>> lock(const fs::path& path) = 0;
};

/// Whole content of a file. Refuses more than `limit` bytes.
Result<std::vector<Byte>> read_file(Disk& disk, const fs::path& path, std::size_t limit = 64U << 20U);

/// Writes `path` so that a reader, and a restart after kill -9, sees the old content or the new, never a mix:
/// PATH.tmp, then rename. With `durable` it also survives a power cut (fdatasync, then folder sync).
Result<> replace_file(Disk& disk, const fs::path& path, Bytes content, bool durable);

/// The same where nothing is replaced and a reader can do without: after kill -9 the file may be cut off.
Result<> write_new_file(Disk& disk, const fs::path& path, Bytes content);

/// Removes a folder and all it holds.
Result<> remove_tree(Disk& disk, const fs::path& folder);

} // namespace storage
