#pragma once
// One replica of a partition on this broker: its log, and, while it leads, the leader's state. The log's
// folder is made on the first append. Thread: the node's loop. Source: reference 3.1, 3.2, 3.4.

#include "base/clock.h"
#include "broker/rate_meter.h"
#include "metadata/configs.h"
#include "records/validate.h"
#include "replica/leader.h"
#include "replica/waiting_fetches.h"
#include "storage/log.h"
#include "storage/log_dir.h"

#include <memory>
#include <optional>

namespace broker {

/// What became of one produced batch.
struct Produced {
    kafka::ErrorCode code = kafka::ErrorCode::none;
    std::string message;
    std::vector<records::RecordError> record_errors;
    std::int64_t base_offset = -1;
    std::int64_t log_append_time = -1;
    std::int64_t log_start_offset = -1;
    std::int64_t bytes = 0; ///< taken in; 0 for a retry
    std::int32_t records = 0;
    /// The answer comes later, under the waiter's id: the batch is staged and not yet written.
    bool waits = false;
};

struct ProduceTerms {
    std::int16_t acks = 1;
    std::int16_t version = 0;
    replica::WaiterId waiter = 0;
    base::Instant deadline{};
};

class Partition {
public:
    Partition(storage::TopicPartition name, base::TopicId id, base::BrokerId self, storage::LogDir& dir,
              const base::Clock& clock);

    const storage::TopicPartition& name() const { return name_; }
    const base::TopicId& topic_id() const { return id_; }
    replica::TopicPartitionId key() const { return {id_, name_.partition.value}; }

    /// A log that was found when the node started.
    void adopt(std::unique_ptr<storage::Log> log);
    void configure(const metadata::EffectiveTopicConfig& config, std::int32_t replication_factor);
    const metadata::EffectiveTopicConfig& config() const { return config_; }

    /// Leads from now on, in `epoch`. `high_watermark` as checkpointed, 0 when never.
    void lead(base::LeaderEpoch epoch, std::vector<base::BrokerId> isr, base::Offset high_watermark);
    /// Leads no more; returns the produces that must be told.
    std::vector<replica::Answered> resign();
    bool leads() const { return leader_.has_value(); }
    /// REQUIRES: leads().
    base::LeaderEpoch leader_epoch() const { return leader_->epoch(); }

    /// Checks a batch and stages it. `records` may be changed in place.
    Produced append(const base::Buffer& records, const ProduceTerms& terms);
    bool has_staged() const { return !staged_.empty(); }
    struct Written {
        std::vector<replica::Answered> answered;
        std::int64_t readable_bytes = 0; ///< that consumers may read now and could not before
    };
    /// One write for all that is staged. Fails all of it when the disk does.
    Written write_staged();
    std::vector<replica::Answered> expire_produces(base::Instant now);
    base::Instant next_produce_deadline() const;

    base::Offset log_start() const;
    base::Offset log_end() const;
    /// What consumers may read up to. Equals the last stable offset as long as there are no transactions.
    base::Offset high_watermark() const;
    std::int64_t size() const;
    /// Null as long as nothing was ever written.
    storage::Log* log() { return log_.get(); }
    const storage::Log* log() const { return log_.get(); }
    std::unique_ptr<storage::Log> release_log() { return std::move(log_); }

    /// DeleteRecords: everything before `offset` (-1: the high watermark). The new log start offset.
    /// REQUIRES: nothing staged.
    base::Result<base::Offset> delete_records(std::int64_t offset);

    RateMeter& bytes_in() { return bytes_in_; }
    RateMeter& records_in() { return records_in_; }
    std::int64_t last_record_ms() const { return last_record_ms_; }

private:
    struct Staged {
        ProduceTerms terms;
        base::Offset end; ///< offset after the batch
        std::int64_t bytes;
    };

    Produced repeat(const storage::ProducerState::Duplicate& duplicate, const ProduceTerms& terms,
                    Produced produced);
    records::ProduceRules rules(std::int16_t version) const;
    base::Result<storage::Log*> writable_log();

    storage::TopicPartition name_;
    base::TopicId id_;
    base::BrokerId self_;
    storage::LogDir& dir_;
    const base::Clock& clock_;
    metadata::EffectiveTopicConfig config_;
    std::int32_t replication_factor_ = 1;
    std::unique_ptr<storage::Log> log_;
    std::optional<replica::Leader> leader_;
    std::vector<Staged> staged_;
    RateMeter bytes_in_;
    RateMeter records_in_;
    std::int64_t last_record_ms_ = base::no_timestamp;
};

} // namespace broker
