#pragma once
// One replica of a partition on this broker: its log, and, as the metadata log says, the leader's or the
// follower's state. The log's folder is made on the first append. Thread: the node's loop. Source: reference
// 3.1, 3.2, 3.4, 5.

#include "base/clock.h"
#include "broker/rate_meter.h"
#include "metadata/configs.h"
#include "metadata/image.h"
#include "records/validate.h"
#include "replica/follower.h"
#include "replica/leader.h"
#include "storage/log.h"
#include "storage/log_dir.h"
#include "wire/messages/fetch.h"

#include <deque>
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

class LogCreator;

/// What all partitions of one broker share; outlives them.
struct PartitionHome {
    base::BrokerId self;
    storage::LogDir& dir;
    const base::Clock& clock;
    const replica::ActiveBrokers& active;
    base::Duration lag_max = std::chrono::seconds(30); ///< replica.lag.time.max.ms
    /// Makes the folders of new logs elsewhere; null: who writes first waits for it.
    LogCreator* creator = nullptr;
};

/// The leader's and followers' part of what the metadata says.
replica::Assignment assignment_of(const metadata::PartitionInfo& info);

class Partition {
public:
    Partition(storage::TopicPartition name, base::TopicId id, const PartitionHome& home);
    ~Partition();

    const storage::TopicPartition& name() const { return name_; }
    const base::TopicId& topic_id() const { return id_; }
    replica::TopicPartitionId key() const { return {id_, name_.partition.value}; }

    /// What the shell must do after an event.
    struct Effects {
        std::vector<replica::Answered> answered;  ///< produces whose fate is known
        std::optional<replica::Proposal> propose; ///< send AlterPartition
        bool high_watermark_moved = false;        ///< mark fetch sessions
        std::int64_t readable_bytes = 0;          ///< that consumers may read now and could not before
    };

    /// A log that was found when the node started; its high watermark is the checkpointed one.
    void adopt(std::unique_ptr<storage::Log> log);
    Effects configure(const metadata::EffectiveTopicConfig& config);
    const metadata::EffectiveTopicConfig& config() const { return config_; }

    // --- roles
    // ------------------------------------------------------------------------------------------------

    /// Leads as `assignment` says, or goes on leading with what changed. What is staged is written first, in
    /// the epoch in which it came.
    Effects lead(const replica::Assignment& assignment);
    /// Follows `assignment.leader` (which may be nobody) and leads no more: what is staged is written, its
    /// produces and those that wait are told NOT_LEADER_OR_FOLLOWER.
    Effects follow(const replica::Assignment& assignment);
    /// Neither: this replica goes away. As follow() for produces.
    Effects resign();
    bool leads() const { return leader_.has_value(); }
    /// The epoch in which it leads or follows; -1 before metadata said anything.
    base::LeaderEpoch leader_epoch() const { return assignment_.leader_epoch; }
    const replica::Assignment& assignment() const;
    /// Null unless it leads. For reading: events go through this class.
    const replica::Leader* leader() const { return leader_ ? &*leader_ : nullptr; }
    /// Null unless it follows somebody.
    const replica::Follower* follower() const { return follower_ ? &*follower_ : nullptr; }

    // --- as leader. REQUIRES: leads()
    // -------------------------------------------------------------------------

    /// Checks a batch and stages it. `records` may be changed in place.
    Produced append(const base::Buffer& records, const ProduceTerms& terms);
    bool has_staged() const { return !staged_.empty(); }
    /// The log's folder is being made, from now on if it was not: write when LogCreator says that it is
    /// there.
    bool awaits_folder();
    /// One write for all that is staged. Fails all of it when the disk does. (May be called in any role.) A
    /// folder that is not there yet is made here.
    Effects write_staged();
    /// A follower fetches; see replica::Leader::fetched. REQUIRES: epochs checked, no divergence, the offset
    /// within the log.
    Effects fetched_by(const replica::Leader::FollowerFetch& fetch);
    Effects check_isr();
    Effects proposal_accepted(std::uint64_t id, const replica::Assignment& committed);
    Effects proposal_failed(std::uint64_t id, kafka::ErrorCode code);
    Effects expire_produces(base::Instant now);
    base::Instant next_produce_deadline() const;
    /// DeleteRecords: everything before `offset` (-1: the high watermark). The new log start offset.
    /// REQUIRES: nothing staged.
    base::Result<base::Offset> delete_records(std::int64_t offset);

    // --- as follower. REQUIRES: follower()
    // ---------------------------------------------------------------------

    /// What the next fetch asks for.
    replica::FetchState fetch_state() const;
    struct Replicated {
        kafka::ErrorCode code = kafka::ErrorCode::none; ///< of the leader, or ours: CORRUPT_MESSAGE, storage
        std::string detail;
        std::int64_t bytes = 0; ///< appended
        std::int64_t records = 0;
        /// The log was cut. LogDir::checkpoint_job must have run before the next answer is taken: an older
        /// recovery point would vouch for bytes that are gone.
        bool truncated = false;
        base::Offset truncated_to{-1};
        bool high_watermark_moved = false;
        std::int64_t readable_bytes = 0;
        bool awaits_folder = false; ///< nothing was done: ask for it again when the folder is there
    };
    /// The leader's answer to a fetch of `asked`: cuts, or checks and appends, then takes over log start and
    /// high watermark. Answers that came too late are ignored. An error pauses this partition alone:
    /// follower()->fetch_at().
    Replicated append_fetched(const replica::FetchState& asked,
                              const wire::FetchResponse::PartitionData& answer);

    // --- the log
    // ----------------------------------------------------------------------------------------------

    /// Where epochs end here, the present one at the log end.
    const replica::LogView& view() const { return view_; }
    base::Offset log_start() const;
    base::Offset log_end() const;
    /// What consumers may read up to. Equals the last stable offset as long as there are no transactions.
    base::Offset high_watermark() const { return leader_ ? leader_->high_watermark() : high_watermark_; }
    std::int64_t size() const;
    /// Null as long as there was nothing to write.
    storage::Log* log() { return log_.get(); }
    const storage::Log* log() const { return log_.get(); }
    std::unique_ptr<storage::Log> release_log() { return std::move(log_); }

    RateMeter& bytes_in() { return bytes_in_; }
    RateMeter& records_in() { return records_in_; }
    std::int64_t last_record_ms() const { return last_record_ms_; }

private:
    struct Staged {
        ProduceTerms terms;
        base::Offset end; ///< offset after the batch
        std::int64_t bytes;
    };
    class View final : public replica::LogView {
    public:
        explicit View(const Partition& partition) : partition_(partition) {}
        base::Offset log_start() const override { return partition_.log_start(); }
        base::Offset log_end() const override { return partition_.log_end(); }
        base::LeaderEpoch latest_epoch() const override;
        replica::EpochEnd end_of(base::LeaderEpoch asked) const override;

    private:
        const Partition& partition_;
    };
    /// Written and not yet readable.
    struct Uncommitted {
        base::Offset end;
        std::int64_t bytes;
    };

    Produced repeat(const storage::ProducerState::Duplicate& duplicate, const ProduceTerms& terms,
                    Produced produced);
    records::ProduceRules rules(std::int16_t version) const;
    base::Result<storage::Log*> writable_log();
    bool create_folder(base::LeaderEpoch first);
    bool folder_under_way() const;
    void add(Effects& effects, replica::Effects core);
    void note_written(base::Offset end, std::int64_t bytes);
    std::int64_t take_readable();
    base::Result<> cut(const replica::FollowerStep& step, Replicated& done);
    base::Result<> take_records(const wire::Records& records, base::LeaderEpoch epoch, Replicated& done);
    base::Result<> take_batch(storage::Log& log, const base::Buffer& batch,
                              const records::BatchHeader& header, Replicated& done);
    void take_offsets(const wire::FetchResponse::PartitionData& answer, Replicated& done);

    storage::TopicPartition name_;
    base::TopicId id_;
    const PartitionHome& home_;
    metadata::EffectiveTopicConfig config_;
    std::unique_ptr<storage::Log> log_;
    View view_{*this};
    replica::Assignment assignment_;
    std::optional<replica::Leader> leader_;
    std::optional<replica::Follower> follower_;
    base::Offset high_watermark_{0}; ///< while it does not lead
    std::vector<Staged> staged_;
    std::deque<Uncommitted> uncommitted_;
    RateMeter bytes_in_;
    RateMeter records_in_;
    std::int64_t last_record_ms_ = base::no_timestamp;
};

} // namespace broker
