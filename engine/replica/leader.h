#pragma once
// The leader's view of one partition: how far each replica has written, who is in sync, the high watermark
// that follows, the ISR changes to propose to the controller, and the produces that wait. Sans-IO: the shell
// tells it what was written and fetched and performs the Effects that come back. Thread: the node's loop.
// Offsets are records. Source: reference 3.1 (acks), 5 (ISR, high watermark), KIP-497, KIP-841, KIP-903.

#include "replica/types.h"

#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace replica {

/// A produce request (one partition of it) that waits for the high watermark. The id is the shell's.
using WaiterId = std::uint64_t;

/// A waiting produce whose fate is known.
struct Answered {
    WaiterId id = 0;
    kafka::ErrorCode code = kafka::ErrorCode::none;
};

/// An ISR that the leader asks the controller for (AlterPartition). One is in flight at a time.
struct Proposal {
    enum class Why { caught_up, fell_behind };
    struct Member {
        base::BrokerId id;
        std::int64_t broker_epoch = -1; ///< as fetched with; -1: not known, the controller does not check it
        bool operator==(const Member&) const = default;
    };
    std::uint64_t id = 0; ///< goes back with the result
    base::LeaderEpoch leader_epoch;
    std::int32_t partition_epoch = -1;
    std::vector<Member> isr; ///< assignment order
    bool recovering = false;
    Why why = Why::caught_up;
    std::vector<base::BrokerId> moved; ///< who joins or leaves: for facts
    bool again = false; ///< the controller could not answer the last time: wait a back-off, then send
};

/// What the shell must do after an event.
struct Effects {
    std::vector<Answered> answered;
    bool high_watermark_moved = false; ///< wake readers, mark fetch sessions
    std::optional<Proposal> propose;   ///< send AlterPartition
};

/// How far one replica is, for the view (the leader's own row is among them).
struct Progress {
    base::BrokerId id;
    bool leader = false;
    bool in_sync = false;
    std::optional<base::Offset> log_end; ///< unknown until it has fetched from this leader
    std::optional<base::Offset> log_start;
    std::optional<std::int64_t> lag;               ///< records behind the leader's log end
    std::optional<base::Duration> out_of_sync_for; ///< since it was last caught up; 0 while it is
};

class Leader {
public:
    struct Start {
        base::Offset log_start;
        base::Offset log_end;        ///< written here; where the epoch begins
        base::Offset high_watermark; ///< known as a follower, or from the checkpoint
        std::int32_t min_insync_replicas = 1;
        base::Duration lag_max = std::chrono::seconds(30); ///< replica.lag.time.max.ms
        base::Instant now{};
    };

    /// `self` leads as `assignment` says (`self` in its ISR). `active` must outlive the leader.
    Leader(base::BrokerId self, const Assignment& assignment, const ActiveBrokers& active,
           const Start& start);

    base::LeaderEpoch epoch() const { return assignment_.leader_epoch; }
    std::int32_t partition_epoch() const { return assignment_.partition_epoch; }
    /// As the metadata log has it, or the controller answered: without what is only proposed.
    const Assignment& assignment() const { return assignment_; }
    const std::vector<base::BrokerId>& isr() const { return assignment_.isr; }
    /// ISR and proposed ISR together: everyone who must have a record before it counts as committed.
    std::vector<base::BrokerId> maximal_isr() const;
    base::Offset epoch_start() const { return epoch_start_; }
    base::Offset high_watermark() const { return high_watermark_; }
    /// Written here, by write() that returned.
    base::Offset log_end() const { return log_end_; }

    /// min.insync.replicas as configured; the effective value is capped by the replication factor
    /// (reference 3.1).
    Effects set_min_insync_replicas(std::int32_t configured, base::Instant now);
    std::int32_t effective_min_isr() const;
    /// False: acks=all is refused with NOT_ENOUGH_REPLICAS before anything is appended, and the high
    /// watermark stands still.
    bool accepts_acks_all() const;

    /// The metadata log says something new of this partition, with `self` still the leader: another ISR,
    /// another assignment, or a new leader epoch (which begins at the present log end). Older partition
    /// epochs are ignored. Waiting produces stay.
    Effects update(const Assignment& assignment, base::Instant now);

    /// A produce with acks=all wants to hear when everything below `needed` is committed. Answered by a later
    /// event, or by this call's own Effects when it is committed already.
    Effects wait(WaiterId id, base::Offset needed, base::Instant deadline);
    /// Its client is gone.
    void forget(WaiterId id);

    /// The own log was written up to `log_end`.
    Effects written(base::Offset log_end, base::Instant now);
    /// The own log begins at `log_start` now (retention, DeleteRecords).
    void log_start_moved(base::Offset log_start) { log_start_ = std::max(log_start_, log_start); }

    struct FollowerFetch {
        base::BrokerId id;
        std::int64_t broker_epoch = -1; ///< of Fetch v15; -1: an older one, not checked
        base::Offset offset;            ///< it has everything below
        base::Offset log_start{-1};
    };
    /// A replica asks for records from `offset` on. REQUIRES: is_replica(), the shell has found no divergence
    /// and the offset within the log. With fetch sessions only partitions that a fetch names need to be told.
    Effects fetched(const FollowerFetch& fetch, base::Instant now);
    /// False: its fetch is answered NOT_LEADER_OR_FOLLOWER.
    bool is_replica(base::BrokerId id) const;

    /// Produces whose time is up get REQUEST_TIMED_OUT; their records stay in the log.
    Effects expire(base::Instant now);
    /// Looks whether someone fell out of sync, or may join. Kafka does it every half of
    /// replica.lag.time.max.ms; also call it when ActiveBrokers changed.
    Effects check_isr(base::Instant now);

    /// The controller accepted the proposal: what it answered is the new state.
    Effects proposal_accepted(std::uint64_t id, const Assignment& committed, base::Instant now);
    /// The controller refused it. INELIGIBLE_REPLICA and OPERATION_NOT_ATTEMPTED take the proposal back; what
    /// says that we are behind (74, 95, 100, 3, 42, 108) waits for metadata; anything else proposes again.
    Effects proposal_failed(std::uint64_t id, kafka::ErrorCode code, base::Instant now);
    /// False once metadata has overtaken the proposal: do not send it (again).
    bool still_wanted(std::uint64_t id) const { return proposal_ && proposal_->id == id; }

    /// Leadership is lost: every waiting produce gets NOT_LEADER_OR_FOLLOWER.
    std::vector<Answered> resign();

    /// When `expire` has something to do; Instant::max() when nothing waits.
    base::Instant next_deadline() const { return waiting_.empty() ? base::Instant::max() : earliest_; }
    /// When check_isr() may find someone out of sync, if nothing more is fetched; max when nobody lags.
    base::Instant next_isr_check() const;

    /// One row per replica in assignment order.
    std::vector<Progress> progress(base::Instant now) const;
    /// The smallest log start of the live replicas: what DeleteRecords reports as low watermark.
    base::Offset low_watermark() const;

    /// Asserts what must always hold.
    void check_invariants() const;
    /// One line for transcripts: "epoch 3, end 10, high watermark 8, ISR 1 2 3 (asks 1 2)".
    std::string describe() const;

private:
    /// Another replica.
    struct Peer {
        base::BrokerId id;
        std::optional<base::Offset> log_end;
        std::optional<base::Offset> log_start;
        std::optional<std::int64_t> broker_epoch; ///< it fetches with
        std::optional<base::Instant> caught_up;   ///< last; empty: never under this leader
        base::Offset end_at_last_fetch{-1};       ///< what the leader's log end was then
        base::Instant last_fetch{};
    };
    struct Waiting {
        base::Offset needed;
        WaiterId id;
        base::Instant deadline;
    };

    Peer* peer(base::BrokerId id);
    const Peer* peer(base::BrokerId id) const;
    void set_peers(base::Instant now, bool new_epoch);
    bool in_isr(base::BrokerId id) const;
    bool in_maximal_isr(base::BrokerId id) const;
    bool eligible(const Peer& peer) const;
    bool caught_up(const Peer& peer, base::Instant now) const;
    bool may_join(const Peer& peer) const;
    bool out_of_sync(const Peer& peer, base::Instant now) const;
    void advance(Effects& effects, base::Instant now);
    void answer_committed(Effects& effects);
    void settle(Effects& effects, base::Instant now);
    void propose(Effects& effects, const std::vector<base::BrokerId>& isr, Proposal::Why why,
                 std::vector<base::BrokerId> moved);
    void verify() const;

    base::BrokerId self_;
    Assignment assignment_;
    const ActiveBrokers& active_;
    std::vector<Peer> peers_; ///< assignment order, without self
    base::Offset log_start_;
    base::Offset log_end_;
    base::Offset epoch_start_;
    base::Offset high_watermark_;
    base::Duration lag_max_;
    std::int32_t min_isr_ = 1;
    std::uint64_t next_proposal_ = 1;
    std::optional<Proposal> proposal_;              ///< in flight, or overtaken and waiting for metadata
    std::deque<Waiting> waiting_;                   ///< by the offset that must be committed
    base::Instant earliest_ = base::Instant::max(); ///< no deadline is before it
};

} // namespace replica
