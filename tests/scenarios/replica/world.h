#pragma once
// A partition with its replicas, its controller and its readers, small enough to print: the real cores over
// logs that are lists of epochs. Used by the transcripts and by the random histories.

#include "base/clock.h"
#include "replica/follower.h"
#include "replica/leader.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace scenarios {

/// A log of records of which only the epoch and a serial number matter.
class ListLog final : public replica::LogView {
public:
    struct Record {
        std::int32_t epoch;
        std::uint64_t serial;
        bool operator==(const Record&) const = default;
    };
    base::Offset log_start() const override { return start_; }
    base::Offset log_end() const override { return start_ + static_cast<std::int64_t>(records_.size()); }
    base::LeaderEpoch latest_epoch() const override;
    replica::EpochEnd end_of(base::LeaderEpoch asked) const override;

    const Record& at(base::Offset offset) const {
        return records_[static_cast<std::size_t>(offset - start_)];
    }
    void begin_epoch(base::LeaderEpoch epoch) { note_epoch(epoch, log_end()); }
    void append(Record record);
    void truncate(base::Offset end);
    void start_over(base::Offset at);
    void delete_before(base::Offset start);

private:
    void note_epoch(base::LeaderEpoch epoch, base::Offset start);

    base::Offset start_{0};
    std::vector<Record> records_;
    std::vector<std::pair<base::LeaderEpoch, base::Offset>> epochs_; ///< where each begins
};

struct Replica {
    base::BrokerId id;
    bool up = true;
    std::int64_t broker_epoch = 1;
    ListLog log;
    base::Offset high_watermark{0}; ///< while it does not lead
    replica::Assignment known;      ///< what metadata it has seen
    std::optional<replica::Leader> leader;
    std::optional<replica::Follower> follower;
    std::optional<replica::Proposal> proposal; ///< sent, and not answered yet
    base::Offset committed() const { return leader ? leader->high_watermark() : high_watermark; }
};

class World {
public:
    World(std::vector<std::int32_t> replicas, std::int32_t min_isr, base::Duration lag_max);

    // What the controller does.
    void elect(std::int32_t leader, std::vector<std::int32_t> isr);
    void elect(std::int32_t leader);
    void fence(std::int32_t id);
    void unfence(std::int32_t id);
    void accept(std::int32_t leader);
    void refuse(std::int32_t leader, kafka::ErrorCode code);
    void reassign(std::vector<std::int32_t> replicas);
    /// The replica learns what the controller has decided. The transcripts do it at once.
    void learn(std::int32_t id);

    // What replicas do.
    bool produce(std::int32_t leader, std::int64_t count, std::optional<replica::WaiterId> waiter);
    void fetch(std::int32_t follower, std::int64_t most = 1'000'000);
    void check_isr(std::int32_t leader);
    void expire(std::int32_t leader);
    void delete_records(std::int32_t leader, std::int64_t before);
    /// The process dies; `kept`: how much of its log survives a power loss.
    void crash(std::int32_t id, std::optional<std::int64_t> kept = std::nullopt);
    void restart(std::int32_t id);
    void wait(base::Duration time) { clock_.advance(time); }

    Replica& replica(std::int32_t id) { return *replicas_.at(id); }
    std::map<std::int32_t, std::unique_ptr<Replica>>& replicas() { return replicas_; }
    const replica::Assignment& truth() const { return truth_; }
    replica::ActiveBrokers& active() { return active_; }
    /// New metadata reaches replicas at once (transcripts) or by learn() (random histories).
    bool tell_at_once = true;
    base::Instant now() const { return clock_.now(); }
    std::vector<replica::Answered> take_answered() { return std::exchange(answered_, {}); }

    /// What happened since the last call, a line each.
    std::string take_events() { return std::exchange(events_, {}); }
    /// One line per replica: role, log as a row of epochs with the high watermark as '|', lag.
    std::string picture() const;
    /// Log matching below the high watermark; asserts of the cores.
    void check() const;

private:
    void apply(Replica& replica, replica::Effects effects);
    void say(const std::string& line) { events_ += "  " + line + '\n'; }
    void tell_all();

    base::ManualClock clock_;
    std::int32_t min_isr_;
    base::Duration lag_max_;
    replica::ActiveBrokers active_;
    std::map<std::int32_t, std::unique_ptr<Replica>> replicas_;
    replica::Assignment truth_;
    std::uint64_t next_serial_ = 1;
    std::int64_t next_broker_epoch_ = 100;
    std::vector<replica::Answered> answered_;
    std::string events_;
};

/// "1 2 3" of "1,2,3".
std::vector<std::int32_t> numbers(const std::string& list);

} // namespace scenarios
