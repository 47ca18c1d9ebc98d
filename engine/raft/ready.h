#pragma once
// What goes into a Quorum and what comes out, beside the messages: settings, what the disk held, and Ready,
// the list of duties. quorum.h says in which order they are performed. Plain values, any thread.

#include "raft/log_view.h"

#include <cstdint>
#include <string_view>

namespace raft {

/// unattached: knows no leader (with voted(): has given its vote in this epoch). prospective: asks whether it
/// would be elected. candidate: asks for votes. resigned: was the leader of this epoch.
enum class Role { unattached, prospective, candidate, follower, leader, resigned };
std::string_view name_of(Role role);

struct Settings {
    BrokerId self = base::no_broker;
    std::vector<BrokerId> voters;                                ///< all of them, `self` among them
    Duration election_timeout = std::chrono::milliseconds(1000); ///< controller.quorum.election.timeout.ms
    Duration fetch_timeout = std::chrono::milliseconds(2000);    ///< controller.quorum.fetch.timeout.ms
    Duration request_timeout = std::chrono::milliseconds(2000);  ///< controller.quorum.request.timeout.ms
    Duration retry_backoff = std::chrono::milliseconds(20);      ///< controller.quorum.retry.backoff.ms
    /// How long a fetch may wait at the leader; the core uses at most a third of the fetch timeout.
    Duration fetch_max_wait = std::chrono::milliseconds(500);
    /// How much later a fetch that waited in vain may be answered; the core uses at most a sixth of the fetch
    /// timeout.
    Duration fetch_slack = std::chrono::milliseconds(150);
};

/// What must survive a restart: quorum-state.
struct QuorumState {
    LeaderEpoch epoch{0};
    BrokerId leader = base::no_broker;
    BrokerId voted = base::no_broker;
    bool operator==(const QuorumState&) const = default;
};

using Token = std::uint64_t;  ///< names a request of another node, given by the shell
using CallId = std::uint64_t; ///< names a request of this node, given by the core

struct Answer {
    Token token = 0;
    Response response;
};
struct Call {
    CallId id = 0;
    BrokerId to = base::no_broker;
    Request request;
};
struct Append {
    std::vector<Batch> batches;
    base::Buffers records;
};
struct LeaderChange {
    LeaderEpoch epoch{0};
    Offset at{0}; ///< offset of the control record
    std::vector<BrokerId> voters;
    std::vector<BrokerId> granting; ///< who voted for this leader
};
struct Leadership {
    Role role = Role::unattached;
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
    Offset epoch_start{-1}; ///< as leader: offset of its LeaderChange record
};
struct SnapshotFetch {
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
    SnapshotId snapshot;
};
/// For the log and the window; `node`: the leader, candidate or voter it is about.
struct Fact {
    enum class Kind {
        became_unattached,
        became_prospective,
        became_candidate,
        became_follower,
        became_leader,
        became_resigned, ///< on purpose
        lost_majority,   ///< no majority fetched for fetch timeout * 1.5: resigned
        voted,           ///< for `node`
        election_lost,
        truncated,          ///< to `offset`
        snapshot_needed,    ///< up to `offset`
        refused_truncation, ///< the leader wants committed records gone: ignored
        suspended,          ///< the process slept: timers begin anew
        leader_gone,        ///< its process refuses connections
    };
    Kind kind = Kind::became_unattached;
    BrokerId node = base::no_broker;
    LeaderEpoch epoch{0};
    Offset offset{-1};
};
std::string_view name_of(Fact::Kind kind);

struct Ready {
    std::optional<QuorumState> persist;
    std::optional<Offset> truncate_to;
    std::optional<Append> append;
    std::optional<LeaderChange> leader_change;
    bool must_sync = false;
    /// Number of truncations and resets so far, this Ready's included: what stored() wants to hear of a sync
    /// that begins after this Ready and before the next one with a truncation.
    std::uint64_t log_version = 0;
    std::vector<Answer> answers;
    std::vector<Call> requests;
    /// Download it with FetchSnapshot, install it, then snapshot_installed(). At most one at a time; one for
    /// a new leader replaces the last.
    std::optional<SnapshotFetch> fetch_snapshot;
    std::optional<Offset> high_watermark; ///< when it moved; everything below is committed
    std::optional<Leadership> leadership; ///< when role, leader or epoch changed
    std::vector<Fact> facts;
    /// When tick() is wanted, and by when it must have come: in between nothing but a fetch that waits in
    /// vain is due, and its answer is in no hurry.
    Instant wake_at = Instant::max();
    Instant wake_by = Instant::max();
};

/// What open() of the shell found on disk.
struct Recovered {
    QuorumState state;
    LogView log;
};

enum class Failure {
    timed_out, ///< nothing was heard: a silent or cut-off node
    gone,      ///< connection refused or reset: its process has died
};

/// What DescribeQuorum tells of one replica. `log_end` is what it has fetched up to, -1 when unknown; times
/// are of the leader's clock.
struct ReplicaProgress {
    BrokerId id = base::no_broker;
    Offset log_end{-1};
    std::optional<Instant> last_fetch;
    std::optional<Instant> last_caught_up;
};
struct Description {
    BrokerId leader = base::no_broker;
    LeaderEpoch epoch{0};
    Offset high_watermark{0};
    std::vector<ReplicaProgress> voters;    ///< as leader: all, itself included
    std::vector<ReplicaProgress> observers; ///< those heard of within a few fetch timeouts
};

} // namespace raft
