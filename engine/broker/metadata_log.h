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

    /// Opens or makes the log. REQUIRES: `dir` is open and outlives this.
    base::Result<> open(storage::LogDir& dir);
    /// False until open() has succeeded.
    bool is_open() const { return log_ != nullptr; }
    /// The checkpoint row of this log; close() it first on a clean stop. REQUIRES: is_open().
    storage::CheckpointRow checkpoint_row() const;
    base::Result<> close();

    base::Offset end() const { return log_->log_end_offset(); }
    base::Offset next() const { return log_->next_offset(); }
    base::LeaderEpoch last_epoch() const { return log_->latest_epoch(); }

    /// Stages one batch of records as leader in `epoch`. Returns the offset of the first. REQUIRES: not
    /// empty.
    base::Result<base::Offset> append(const std::vector<metadata::RecordToWrite>& records,
                                      base::LeaderEpoch epoch);
    /// Stages the control record with which every leader begins its epoch.
    base::Result<> append_leader_change(base::BrokerId leader, base::LeaderEpoch epoch);
    /// Stages what a leader has sent: whole batches that continue the log, as they are.
    base::Result<> append_fetched(const base::Buffers& batches);
    base::Result<> write_staged() { return log_->write_staged(); }
    /// Makes the log durable; runs on the disk pool while the loop goes on.
    storage::FlushJob flush_job() { return log_->flush_job(); }
    void flushed(storage::FlushJob::Mark mark) { log_->flushed(mark); }

    /// Whole batches from `from` up to `limit`, at most `max_bytes` but at least one batch.
    base::Result<base::Buffers> read(base::Offset from, base::Offset limit, std::size_t max_bytes);
    std::optional<storage::EpochEnd> end_of_epoch(base::LeaderEpoch epoch) const;
    base::Result<> truncate_to(base::Offset end) { return log_->truncate_to(end); }

    /// Calls `record` for every metadata record in [from, upto), in order.
    using OnRecord =
        std::function<base::Result<>(const metadata::MetadataRecord&, base::Offset, base::LeaderEpoch)>;
    base::Result<> replay(base::Offset from, base::Offset upto, const OnRecord& record);

private:
    base::Result<> stage(base::Buffer batch, base::LeaderEpoch epoch);
    static base::Result<> replay_batch(const base::Buffer& batch, base::Offset from, const OnRecord& record);

    const base::Clock& clock_;
    std::unique_ptr<storage::Log> log_;
};

} // namespace broker
