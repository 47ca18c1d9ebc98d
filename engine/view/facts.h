#pragma once
// Facts: what happened, in order. Enums and arguments, never sentences: the window owns every sentence, so
// that every sentence can be translated. Any thread.

#include "base/log.h"
#include "view/rows.h"

namespace view {

struct ClusterStateChanged {
    ClusterState state;
    std::string failure;
};
struct BrokerStateChanged {
    std::int32_t broker;
    NodeState state;
    StateReason reason = StateReason::unknown;
    std::int32_t session_ms = 0; ///< of session_expired: how long it was silent
};
struct ControllerElected {
    std::int32_t controller;
    std::int32_t epoch;
};
struct TopicCreated {
    std::string topic;
    std::int32_t partitions;
    std::int32_t replication_factor;
};
struct TopicDeleted {
    std::string topic;
};
struct PartitionsAdded {
    std::string topic;
    std::int32_t partitions; ///< the new count
};
struct TopicConfigChanged {
    std::string topic;
    std::string key;
    std::optional<std::string> value; ///< none: back to the default
};
struct LogDirFailed {
    std::int32_t node;
    std::string path;
    std::string reason;
};

enum class LeaderChangeReason {
    unknown,
    broker_fenced,
    broker_shutdown,
    broker_returned, ///< an offline partition has a candidate again
    preferred_election,
    unclean_election, ///< records may be lost
    reassignment,
};
/// One partition; -1: none.
struct LeaderChanged {
    std::string topic;
    std::int32_t partition;
    std::int32_t from;
    std::int32_t to;
    std::int32_t epoch;
    LeaderChangeReason reason = LeaderChangeReason::unknown;
};

enum class IsrChangeReason {
    unknown,
    fell_behind, ///< replica.lag.time.max.ms
    caught_up,
    broker_fenced,
    broker_shutdown,
    unclean_shutdown, ///< came back without a clean stop (KIP-966)
    unclean_election,
    reassignment,
};
struct IsrChanged {
    std::string topic;
    std::int32_t partition;
    std::vector<std::int32_t> before;
    std::vector<std::int32_t> after;
    IsrChangeReason reason = IsrChangeReason::unknown;
};
/// A replica cut its log because its leader has another history.
struct ReplicaTruncated {
    std::string topic;
    std::int32_t partition;
    std::int32_t broker;
    std::int64_t from; ///< log end before
    std::int64_t to;
};
struct FaultStarted {
    FaultRow fault;
};
struct FaultLifted {
    FaultRow fault;
};
enum class ReassignmentStep { started, completed, cancelled };
struct ReassignmentChanged {
    std::string topic;
    std::int32_t partition;
    ReassignmentStep step;
    std::vector<std::int32_t> replicas; ///< wanted
};
struct BrokerConfigChanged {
    std::optional<std::int32_t> broker; ///< none: the default of all brokers
    std::string key;
    std::optional<std::string> value; ///< none: taken away
};
enum class MaintenanceStep { started, restarting, back_in_sync, finished, stopped };
struct MaintenanceChanged {
    MaintenanceStep step;
    std::optional<std::int32_t> broker;
};
struct BrokerAdded {
    std::int32_t broker;
    std::string az;
};
struct BrokerRemoved {
    std::int32_t broker;
};

using FactKind = std::variant<ClusterStateChanged, BrokerStateChanged, ControllerElected, TopicCreated,
                              TopicDeleted, PartitionsAdded, TopicConfigChanged, LogDirFailed, LeaderChanged,
                              IsrChanged, ReplicaTruncated, FaultStarted, FaultLifted, ReassignmentChanged,
                              BrokerConfigChanged, MaintenanceChanged, BrokerAdded, BrokerRemoved>;

struct Fact {
    std::int64_t time_ms = 0; ///< wall time
    FactKind what;
};

} // namespace view
