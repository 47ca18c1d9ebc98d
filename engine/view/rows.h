#pragma once
// What the outside may know of a cluster: rows, by value, keyed by id. Unknown is std::optional; rates are
// per second over the last second; sizes are bytes; times are milliseconds since 1970. Any thread.

#include "base/types.h"
#include "base/uuid.h"
#include "view/faults.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace view {

enum class ClusterState { stopped, starting, running, stopping, failed };

/// What a session can do; panes enable themselves by it.
struct Capabilities {
    bool hosted = false;        ///< start, stop, faults and maintenance exist
    bool manage_topics = false; ///< create, delete, configure
    bool produce = false;
    bool consume = false;
    bool move_replicas = false; ///< reassignments and elections
};

/// A rolling restart under way.
struct MaintenanceProgress {
    std::int32_t broker = 0; ///< being restarted, or waited for
    std::int32_t done = 0;
    std::int32_t total = 0;
    bool waiting_for_isr = false;
};

struct ClusterRow {
    std::string name;
    std::string cluster_id; ///< empty until it has been started once
    ClusterState state = ClusterState::stopped;
    std::string failure;      ///< why `failed`, a sentence with the remedy
    std::string bootstrap;    ///< "127.10.1.1:9092,..."; empty while stopped
    std::string address_note; ///< set when the 127/8 plan was not possible: what was done instead
    std::string data_dir;
    bool data_dir_is_temporary = false;
    Capabilities capabilities;
    std::int32_t default_replication_factor = 1;
    std::int32_t max_replication_factor = 1; ///< more is refused by this version of the engine
    std::optional<MaintenanceProgress> maintenance;
    std::string control_socket; ///< where `ripariumctl` reaches it; empty while stopped
};

struct AzRow {
    std::string name;
    std::string subnet; ///< "127.10.1.0/24"
    double bytes_in_rate = 0;
    double bytes_out_rate = 0;
    bool cut = false; ///< cut off on purpose
};

/// Bytes between the nodes of two AZs, one direction.
struct LinkKey {
    std::string from_az;
    std::string to_az;
    auto operator<=>(const LinkKey&) const = default;
};
struct LinkRow {
    LinkKey key;
    double bytes_rate = 0;
    LinkState state; ///< as set on purpose; a cut AZ shows as cut here too
};

enum class NodeState { offline, starting, fenced, online, stopping };

/// Why a broker is no longer, or again, part of the cluster.
enum class StateReason {
    unknown,
    started,
    session_expired, ///< its heartbeats stopped coming
    connection_lost, ///< its connection to the controller broke and it did not return
    shutting_down,
    caught_up, ///< has replayed the metadata log
};

struct BrokerRow {
    std::int32_t id = 0;
    std::string az;
    std::string address; ///< "127.10.1.1:9092"
    NodeState state = NodeState::offline;
    std::int32_t leaders = 0;
    std::int32_t replicas = 0;
    std::int32_t connections = 0;
    std::int64_t disk_used = 0;
    std::int64_t disk_size = 0;
    std::int64_t bytes_in_total = 0;
    std::int64_t bytes_out_total = 0;
    std::int64_t records_in_total = 0;
    double bytes_in_rate = 0;
    double bytes_out_rate = 0;
    double records_in_rate = 0;
    bool frozen = false;
    DiskState disk = DiskState::ok;
    std::optional<std::int64_t> state_since_ms; ///< wall time of the last change of `state`
    StateReason state_reason = StateReason::unknown;
    std::int32_t session_ms = 0; ///< of session_expired: how long it was silent
};

enum class QuorumRole { unknown, unattached, prospective, candidate, voted, follower, leader, resigned };

struct ControllerRow {
    std::int32_t id = 0;
    std::string az;
    std::string address;
    NodeState state = NodeState::offline;
    bool active = false;
    std::int32_t epoch = -1;
    std::int64_t log_end_offset = 0;
    QuorumRole role = QuorumRole::unknown;
    std::int64_t high_watermark = 0;
    bool frozen = false;
    DiskState disk = DiskState::ok;
    std::optional<std::int64_t> state_since_ms;
};

struct TopicRow {
    std::string name;
    base::TopicId id;
    bool internal = false;
    std::int32_t partitions = 0;
    std::int32_t replication_factor = 0;
    std::int64_t size = 0;    ///< bytes on disk, all replicas
    std::int64_t records = 0; ///< sum of high watermark - log start offset: an upper bound when compacted
    double bytes_in_rate = 0;
    double records_in_rate = 0;
    std::optional<std::int64_t> last_record_ms; ///< largest timestamp seen since start
    std::string cleanup_policy;                 ///< effective
    std::int64_t retention_ms = -1;             ///< effective
    std::int64_t retention_bytes = -1;          ///< effective
    std::int32_t configs_overridden = 0;
};

struct PartitionKey {
    std::string topic;
    std::int32_t partition = 0;
    auto operator<=>(const PartitionKey&) const = default;
};

/// How far one replica is, as the leader knows it.
struct ReplicaProgress {
    std::int32_t broker = -1;
    std::int64_t log_end_offset = -1; ///< -1: has not fetched since this leader was elected
    std::int64_t lag = 0;             ///< records behind the leader's log end
    /// Milliseconds since it last had all that the leader had; 0 when it has it now.
    std::int64_t behind_ms = 0;
};

struct PartitionRow {
    PartitionKey key;
    std::int32_t leader = -1; ///< -1: offline
    std::int32_t leader_epoch = -1;
    std::vector<std::int32_t> replicas; ///< assignment order; the first is preferred
    std::vector<std::int32_t> isr;
    std::int64_t log_start_offset = 0;
    std::int64_t high_watermark = 0;
    std::int64_t log_end_offset = 0;
    std::int64_t size = 0;
    std::int32_t partition_epoch = -1;
    std::int32_t min_insync_replicas = 1;  ///< as configured
    std::vector<std::int32_t> adding;      ///< by a reassignment under way
    std::vector<std::int32_t> removing;    ///< by a reassignment under way
    std::vector<std::int32_t> eligible;    ///< eligible leader replicas (KIP-966)
    std::vector<ReplicaProgress> progress; ///< of the followers that the leader has heard of
    std::int64_t observed_ms = 0;          ///< wall time of `progress`; 0: never
};

/// Keys of rows that are gone.
struct AzKey {
    std::string name;
    auto operator<=>(const AzKey&) const = default;
};
struct BrokerKey {
    std::int32_t id = 0;
    auto operator<=>(const BrokerKey&) const = default;
};
struct ControllerKey {
    std::int32_t id = 0;
    auto operator<=>(const ControllerKey&) const = default;
};
struct TopicKey {
    std::string name;
    auto operator<=>(const TopicKey&) const = default;
};

} // namespace view
