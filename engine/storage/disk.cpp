#include "storage/disk.h"

#include <fmt/format.h>

namespace storage {

Result<std::vector<Byte>> read_file(Disk& disk, const fs::path& path, std::size_t limit) {
    auto file = disk.open(path, OpenMode::read);
    if (!file) return file.error();
    const auto size = (*file)->size();
    if (!size) return size.error();
    if (*size > limit) {
        return Error(kafka::ErrorCode::kafka_storage_error,
                     fmt::format("{} has {} bytes, more than the {} such a file may have", path.string(),
                                 *size, limit));
    }
    std::vector<Byte> bytes(static_cast<std::size_t>(*size));
    const auto got = (*file)->pread(bytes, 0);
    if (!got) return got.error();
    bytes.resize(*got);
    return bytes;
}

Result<> replace_file(Disk& disk, const fs::path& path, Bytes content, bool durable) {
    fs::path temporary = path;
    temporary += ".tmp";
    auto file = disk.open(temporary, OpenMode::truncate);
    if (!file) return file.error();
    if (auto written = (*file)->pwritev({&content, 1}, 0); !written) return written;
    if (durable) {
        if (auto synced = (*file)->fdatasync(); !synced) return synced;
    }
    if (auto renamed = disk.rename(temporary, path); !renamed) return renamed;
    return durable ? disk.sync_folder(path.parent_path()) : Result<>();
}

Result<> write_new_file(Disk& disk, const fs::path& path, Bytes content) {
    auto file = disk.open(path, OpenMode::truncate);
    if (!file) return file.error();
    return (*file)->pwritev({&content, 1}, 0);
}

Result<> remove_tree(Disk& disk, const fs::path& folder) {
    const auto entries = disk.list(folder);
    if (!entries) return entries.error();
    for (const DirectoryEntry& entry : *entries) {
        const fs::path path = folder / entry.name;
        auto removed = entry.directory ? remove_tree(disk, path) : disk.remove(path);
        if (!removed) return removed;
    }
    return disk.remove(folder);
}

} // namespace storage
