#pragma once
// The real disk. Any thread.

#include "storage/disk.h"

namespace storage {

class PosixDisk final : public Disk {
public:
    Result<std::shared_ptr<File>> open(const fs::path& path, OpenMode mode) override;
    /// Three quarters of the descriptors that the process may have are files.
    bool crowded() override;
    bool exists(const fs::path& path) override;
    Result<std::vector<DirectoryEntry>> list(const fs::path& folder) override;
    Result<> make_folder(const fs::path& folder) override;
    Result<> rename(const fs::path& from, const fs::path& to) override;
    Result<> remove(const fs::path& path) override;
    Result<> sync_folder(const fs::path& folder) override;
    Result<> sync_all(const fs::path& folder) override;
    Result<Space> space(const fs::path& folder) override;
    /// flock on the file, so the kernel gives it back whenever the process ends, however it ends.
    Result<std::unique_ptr<Lock>> lock(const fs::path& path) override;
};

} // namespace storage
