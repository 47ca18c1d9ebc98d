#pragma once
// Snapshots of the metadata log: `<end offset, 20 digits>-<epoch, 10 digits>.checkpoint` beside it, record
// batches from a SnapshotHeader to a SnapshotFooter control record, as Kafka writes them. A snapshot holds
// all below its end offset, so the log before it may go. Thread: the node's loop, but write_snapshot(),
// remove() and open() run on the disk pool. Source: KIP-630; reference 8.

#include "broker/metadata_log.h"
#include "raft/messages.h"

#include <span>

namespace broker {

using raft::SnapshotId;

/// The file's content: `records` rebuild the image. `last_timestamp`: of the newest record that is in it.
std::vector<base::Byte> encode_snapshot(const std::vector<metadata::RecordToWrite>& records, SnapshotId id,
                                        base::TimestampMs last_timestamp);

/// Calls `record` for every metadata record of a snapshot file. CORRUPT_MESSAGE: it is cut off or damaged;
/// what was called may not be used then.
base::Result<> replay_snapshot(base::Buffer content, SnapshotId id, const MetadataLog::OnRecord& record);

/// A temporary name, synced, then the final one: it is there whole or not at all. Disk pool.
base::Result<> write_snapshot(storage::Disk& disk, const std::filesystem::path& folder, SnapshotId id,
                              base::Bytes content);

/// Those that a folder holds.
class SnapshotStore {
public:
    explicit SnapshotStore(storage::Disk& disk) : disk_(disk) {}

    /// Lists what is there, removes what was half written. A missing folder is an empty one.
    base::Result<> open(std::filesystem::path folder);

    const std::filesystem::path& folder() const { return folder_; }
    std::optional<SnapshotId> latest() const;
    /// The one before the latest.
    std::optional<SnapshotId> previous() const;
    bool has(SnapshotId id) const;
    std::filesystem::path path_of(SnapshotId id) const;

    /// The whole file. Errors: KAFKA_STORAGE_ERROR.
    base::Result<base::Buffer> read(SnapshotId id) const;
    /// One that write_snapshot() has written.
    void added(SnapshotId id);
    /// Forgets those that end before `end`; the work removes their files.
    storage::DiskWork forget_before(base::Offset end);

private:
    storage::Disk& disk_;
    std::filesystem::path folder_;
    std::vector<SnapshotId> ids_; ///< ascending
};

} // namespace broker
