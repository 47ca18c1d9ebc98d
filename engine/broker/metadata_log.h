#pragma once
// `__cluster_metadata-0` in a node's folder: the log of Kafka's own metadata records that a controller writes
// and brokers copy. Replays what is committed into an image. Thread: the node's loop; open() on the disk
// pool. Source: reference 5, 8.

#include "metadata/image.h"
#include "storage/log.h"
#include "storage/log_dir.h"

#include <functional>

namespace broker {

/// `__cluster_metadata-0`.
const storage::TopicPartition& metadata_partition();

class MetadataLog {
public:
    explicit MetadataLog(const base::Clock& clock) : clock_(clock) {}

    /// Opens or makes the log. `segment_bytes`: Kafka's metadata.log.segment.bytes. REQUIRES: `dir` is open
    /// and outlives this.
    base::Result<> open(storage::LogDir& dir, std::int32_t segment_bytes = default_segment_bytes);
    static constexpr std::int32_t default_segment_bytes = 1 << 30;
    /// False until open() has succeeded.
    bool is_open() const { return log_ != nullptr; }
    /// The checkpoint row of this log; close() it first on a clean stop. REQUIRES: is_open().
    storage::CheckpointRow checkpoint_row() const;
    base::Result<> close();
    /// Lets go of it as it is: after kill().
    void drop() { log_.reset(); }

    base::Offset start() const { return log_->log_start_offset(); }
    base::Offset end() const { return log_->log_end_offset(); }
    base::Offset next() const { return log_->next_offset(); }
    /// Of the last record; -1 in an empty log.
    base::LeaderEpoch last_epoch() const { return log_->latest_epoch(); }
    const std::vector<storage::EpochCache::Entry>& epochs() const { return log_->epochs(); }
    base::LeaderEpoch epoch_of(base::Offset offset) const { return log_->epoch_of(offset); }
    /// -1 and -1 when the epoch is above all of the log.
    storage::EpochEnd end_of_epoch(base::LeaderEpoch epoch) const { return log_->epoch_end_offset(epoch); }
    /// Bytes of all segments.
    std::uint64_t size() const { return log_->size(); }

    /// One batch of metadata records, written now. REQUIRES: not empty.
    base::Buffer encode(const std::vector<metadata::RecordToWrite>& records) const;
    /// Stages a batch at the end of the log as leader in `epoch`.
    base::Result<> append(base::Buffer batch, base::LeaderEpoch epoch);
    /// Stages the control record with which every leader begins its epoch; `granting` voted for it.
    base::Result<> append_leader_change(base::BrokerId leader, base::LeaderEpoch epoch,
                                        const std::vector<base::BrokerId>& voters,
                                        const std::vector<base::BrokerId>& granting);
    /// Stages what a leader has sent: whole batches that continue the log, as they are.
    base::Result<> append_fetched(const base::Buffers& batches);
    base::Result<> write_staged() { return log_->write_staged(); }
    /// Makes the log durable; runs on the disk pool while the loop goes on.
    storage::FlushJob flush_job() { return log_->flush_job(); }
    void flushed(storage::FlushJob::Mark mark) { log_->flushed(mark); }
    /// Set once the disk failed in a way that leaves the log unknown.
    const std::optional<base::Error>& failure() const { return log_->failure(); }

    /// Whole batches from `from` up to `limit`, at most `max_bytes` but at least one batch.
    base::Result<base::Buffers> read(base::Offset from, base::Offset limit, std::size_t max_bytes);
    base::Result<> truncate_to(base::Offset end) { return log_->truncate_to(end); }
    /// Whether a snapshot that ends at `offset` with a record of `epoch` goes before or into this log.
    bool continues(base::Offset offset, base::LeaderEpoch epoch) const;
    /// Forgets everything: a snapshot of all below `offset` has been installed.
    base::Result<> start_anew_at(base::Offset offset) { return log_->truncate_fully_and_start_at(offset); }
    /// Forgets what a snapshot holds: everything below `offset`, in whole segments. The work unlinks files.
    /// REQUIRES: nothing staged, `offset` is committed.
    base::Result<storage::DiskWork> delete_below(base::Offset offset);

    /// Calls `record` for every metadata record in [from, upto), in order.
    using OnRecord =
        std::function<base::Result<>(const metadata::MetadataRecord&, base::Offset, base::LeaderEpoch)>;
    base::Result<> replay(base::Offset from, base::Offset upto, const OnRecord& record);
    /// The same for one batch of metadata records, from offset `from` on.
    static base::Result<> replay_batch(const base::Buffer& batch, base::Offset from, const OnRecord& record);

private:
    const base::Clock& clock_;
    std::unique_ptr<storage::Log> log_;
};

} // namespace broker
