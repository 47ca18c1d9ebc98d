#pragma once
// Quorum: one voter of the metadata quorum as a sans-IO core. Kafka's KRaft with a fixed set of voters.
// Thread: one owner (the controller's loop). Source: KIP-595, KIP-630, KIP-996; reference 5.
//
// The shell's duties. After every call that takes `now`, and once after construction:
//   while (core.has_ready()) perform(core.take_ready());   then call tick() at Ready::wake_at of the last (by
//   wake_by).
// perform() does, in this order:
//   1  `persist`: quorum-state durable (fsync) before anything below. While that is on its way inputs may go
//   on
//      arriving, but no further Ready is taken.
//   2  the log: `truncate_to`, then `append` (as it was fetched), then `leader_change` (one control record at
//      log end). With `must_sync` start an fdatasync and call stored() when it returned; do not wait for it.
//   3  `answers` and `requests` go out. An answer to a fetch is filled with records now.
//   4  `high_watermark`, `leadership`, `facts` are acted on.
// When step 2 fails because the disk takes nothing, the shell calls write_failed() with the real log end,
// drops the rest of this Ready, and goes on; when an fdatasync failed it must stop.
//
// As leader the shell appends its own records to the log, writes them (page cache), calls appended(), syncs
// and calls stored(). A decision is committed when the high watermark has passed it. A leader may decide once
// the high watermark is above Leadership::epoch_start: then all of former leaders is committed and replayed.
//
// Requests from other nodes come in through request() with a token of the shell, which comes back with the
// answer; forget() when the connection is gone. Own requests carry a CallId; each gets one response() or
// failed(), late ones are ignored. Time-outs of calls are the core's.

#include "base/rng.h"
#include "raft/log_view.h"
#include "raft/ready.h"

#include <map>

namespace raft {

class Quorum {
public:
    /// Starts where the disk left it: the former leader of an epoch resigned, others with their vote. The
    /// only voter of its quorum elects itself at once.
    Quorum(Settings settings, Recovered recovered, base::Rng rng, Instant now);

    // ---- inputs
    void request(Instant now, Token token, const Request& request);
    void forget(Token token);
    void response(Instant now, CallId call, const Response& response);
    void failed(Instant now, CallId call, Failure why);
    void tick(Instant now);
    /// As leader: own records are written up to `log_end` (and may be read by followers).
    /// REQUIRES: role() is leader, log_end >= log().end().
    void appended(Instant now, Offset log_end);
    /// Everything below `log_end` is durable. `log_version`: Ready::log_version when the sync began.
    void stored(Instant now, Offset log_end, std::uint64_t log_version);
    /// What the last Ready wanted appended was not written; the log ends at `log_end`. A leader resigns.
    void write_failed(Instant now, Offset log_end);
    /// Hands leadership over: EndQuorumEpoch to all, best log first. With `leaving` this voter never stands
    /// again (it shuts down); wait for !handing_over() a moment, then close.
    void hand_over(Instant now, bool leaving);

    // ---- snapshots
    /// A chunk of a snapshot arrived: the leader lives.
    void snapshot_progress(Instant now);
    /// Asked before the log is emptied: the snapshot may no longer be needed.
    bool wants_snapshot(SnapshotId snapshot) const { return installing_ == snapshot; }
    /// Durable, and the log was emptied to begin behind it.
    void snapshot_installed(Instant now, SnapshotId snapshot);
    void snapshot_failed(Instant now);
    /// This node wrote a snapshot of committed records, durable; then deleted log below `log_start`.
    void snapshot_taken(SnapshotId snapshot, Offset log_start);
    /// As leader: `replica` fetched a chunk from here; counts as a sign of life.
    void snapshot_read_by(Instant now, BrokerId replica);

    // ---- output
    bool has_ready() const;
    Ready take_ready();

    // ---- state
    Role role() const { return role_; }
    BrokerId leader() const { return leader_; }
    LeaderEpoch epoch() const { return epoch_; }
    BrokerId voted() const { return voted_; }
    /// Everything below is committed, as far as this voter knows.
    Offset high_watermark() const { return high_watermark_; }
    const LogView& log() const { return log_; }
    Offset durable_end() const { return durable_end_; }
    bool handing_over() const;
    bool is_voter(BrokerId id) const;
    Description describe() const;
    /// Asserts what must always hold.
    void check_invariants() const;

private:
    struct Outstanding {
        BrokerId to = base::no_broker;
        std::size_t kind = 0; ///< index in Request
        Instant deadline{};
    };
    struct Peer { ///< another voter
        std::optional<CallId> call;
        Instant next_call{};
        std::optional<bool> vote; ///< prospective, candidate
        bool informed = false;    ///< leader: knows of this epoch; resigned: knows of its end
        bool heard = false;       ///< leader: since the majority was last counted
        ReplicaProgress progress;
        std::optional<Instant> asked_at; ///< its last fetch, and where our log ended then
        Offset asked_end{-1};
    };
    struct Observer {
        ReplicaProgress progress;
        std::optional<Instant> asked_at;
        Offset asked_end{-1};
    };
    struct WaitingFetch {
        Token token;
        FetchRequest request;
        Instant deadline;
    };
    using Kind = Fact::Kind;

    // quorum.cpp: roles and time
    void enter(Instant now);
    void restart_timers(Instant now);
    void give_until(Instant until);
    void poll(Instant now);
    void poll_election(Instant now);
    void poll_follower(Instant now);
    void poll_leader(Instant now);
    void poll_resigned(Instant now);
    void expire_calls(Instant now);
    void arm(Instant now);
    Duration random(Duration bound);
    void change_role(Role role, LeaderEpoch epoch, BrokerId leader);
    void become_unattached(Instant now, LeaderEpoch epoch);
    void become_prospective(Instant now);
    void become_candidate(Instant now);
    void become_follower(Instant now, LeaderEpoch epoch, BrokerId leader);
    void become_leader(Instant now);
    void become_resigned(Instant now, Kind why);
    void fact(Kind kind, BrokerId node = base::no_broker, Offset offset = Offset(-1));

    // quorum_requests.cpp: what others ask
    Response answer(Instant now, const VoteRequest& request);
    Response answer(Instant now, const BeginQuorumEpochRequest& request);
    Response answer(Instant now, const EndQuorumEpochRequest& request);
    kafka::ErrorCode check_vote(const VoteRequest& request) const;
    bool would_grant(const VoteRequest& request) const;

    // quorum_fetch.cpp: replication of the log
    void fetch(Instant now, Token token, const FetchRequest& request);
    std::optional<FetchResponse> try_fetch(const WaitingFetch& fetch) const;
    kafka::ErrorCode check_fetch(const FetchRequest& request) const;
    void note_progress(Instant now, const FetchRequest& request);
    void heard_from(Instant now, Peer& peer);
    void advance_high_watermark();
    void answer_fetches();
    void on_fetched(Instant now, const FetchResponse& response);
    bool accept_fetched(const FetchResponse& response);
    bool truncate(const EndOffset& diverging);

    // quorum_responses.cpp: what others answer
    void call(Instant now, BrokerId to, Request request, Duration timeout);
    void fail_call(Instant now, CallId call, Failure why);
    void on_response(Instant now, const Outstanding& asked, const Response& response);
    bool follow_newer(Instant now, LeaderEpoch epoch, BrokerId leader);
    std::vector<BrokerId> successors() const;

    Settings settings_;
    base::Rng rng_;
    LogView log_;
    Offset durable_end_{0};
    std::uint64_t log_version_ = 0;

    Role role_ = Role::unattached;
    LeaderEpoch epoch_{0};
    BrokerId leader_ = base::no_broker;
    BrokerId voted_ = base::no_broker;
    Offset high_watermark_{0};
    Offset epoch_start_{-1};
    bool leaving_ = false;
    bool backing_off_ = false; ///< candidate: lost, waits before it tries again

    std::map<BrokerId, Peer> peers_;         ///< the other voters
    std::map<BrokerId, Observer> observers_; ///< as leader
    std::map<CallId, Outstanding> calls_;
    std::vector<WaitingFetch> waiting_;
    CallId next_call_ = 1;

    Instant election_deadline_ = Instant::max();
    Instant fetch_deadline_ = Instant::max();
    Duration fetch_jitter_{};
    Instant next_fetch_{};
    Instant check_quorum_deadline_ = Instant::max();
    bool leader_alive_ = false; ///< as follower: it has answered a fetch and is not known to have gone
    int gone_in_a_row_ = 0;
    bool awaiting_store_ = false; ///< as follower: appended, not yet durable
    std::optional<SnapshotId> installing_;
    Instant now_{};
    Instant wake_at_ = Instant::max(), wake_by_ = Instant::max();
    bool listened_ = false; ///< a late tick has waited for what lay unread; since the last sign of life

    std::optional<QuorumState> persisted_;
    Offset told_high_watermark_{0};
    bool tell_leadership_ = true;
    Ready out_;
};

} // namespace raft
