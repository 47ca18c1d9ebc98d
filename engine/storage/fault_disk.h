#pragma once
// A disk that can be made slow, full, unable to sync, or lose its power, folder by folder (one per node),
// over any other disk. While nothing is wrong it adds to a write one relaxed load and two stores, and to
// opening, renaming and removing a file one short lock. Any thread. Source: DESIGN 8b; speed-and-reliability
// B2, B3; decision 0013.

#include "storage/disk.h"

#include <atomic>
#include <map>
#include <mutex>

namespace storage {

struct DiskFault {
    /// How much longer the node's writes and disk jobs take. The disk itself never blocks for it, since the
    /// caller may be a loop that others live on: slowness() says it, and the node holds its work back.
    base::Duration latency{};
    bool full = false;       ///< whatever needs more space is refused, as with ENOSPC; reads go on
    bool sync_fails = false; ///< fdatasync and folder syncs report an error; what they covered stays unsynced

    bool healthy() const { return latency.count() <= 0 && !full && !sync_fails; }
    bool operator==(const DiskFault&) const = default;
};

class FaultDisk final : public Disk {
public:
    /// `under` outlives it. What is there already counts as synced.
    explicit FaultDisk(Disk& under) : under_(under) {}

    /// Replaces the fault of everything in `folder`.
    void set(const fs::path& folder, DiskFault fault);
    void heal(const fs::path& folder) { set(folder, {}); }
    DiskFault fault(const fs::path& folder) const;

    /// What a power cut leaves of `folder`: every file is cut back to what fdatasync covered, and names made
    /// or moved since the last sync of their folder are undone. Removals stay, and so does a name that
    /// replaced an older file (with the content that was synced): both are among what a real disk may do.
    /// REQUIRES: no file of the folder is open (kill the node first). Error: the disk below refused.
    Result<> power_loss(const fs::path& folder);

    base::Duration slowness(const fs::path& folder) override;
    bool crowded() override { return under_.crowded(); }
    Result<std::shared_ptr<File>> open(const fs::path& path, OpenMode mode) override;
    bool exists(const fs::path& path) override { return under_.exists(path); }
    Result<std::vector<DirectoryEntry>> list(const fs::path& folder) override { return under_.list(folder); }
    Result<> make_folder(const fs::path& folder) override;
    Result<> rename(const fs::path& from, const fs::path& to) override;
    Result<> remove(const fs::path& path) override;
    Result<> sync_folder(const fs::path& folder) override;
    Result<> sync_all(const fs::path& folder) override;
    /// A full disk has no free byte.
    Result<Space> space(const fs::path& folder) override;
    Result<std::unique_ptr<Lock>> lock(const fs::path& path) override { return under_.lock(path); }

private:
    struct Node;
    class FaultyFile;
    /// A name that a power cut would take back.
    struct Unsynced {
        std::string before; ///< the name it had; empty: it was made
        bool folder = false;
    };
    /// The faults of one folder; never freed.
    struct Faults {
        std::atomic<std::int64_t> latency_ns{0};
        std::atomic<bool> full{false};
        std::atomic<bool> sync_fails{false};
    };

    const Faults* faults_of(std::string_view path) const;
    bool full(std::string_view path) const;
    bool sync_fails(std::string_view path) const;
    void moved(const std::string& from, const std::string& to, bool replaced);
    void closed(const std::shared_ptr<Node>& node);
    Result<> cut_back(const fs::path& folder);
    Result<> undo_names(const fs::path& folder);

    // Keys are native paths: a map of fs::path would cost 400 bytes a file.
    Disk& under_;
    std::atomic<bool> faulty_{false}; ///< some folder has a fault
    mutable std::mutex mutex_;
    std::map<std::string, std::unique_ptr<Faults>> folders_;
    std::map<std::string_view, std::shared_ptr<Node>> nodes_; ///< files that are open or not wholly synced
    std::map<std::string, Unsynced> names_;
};

} // namespace storage
