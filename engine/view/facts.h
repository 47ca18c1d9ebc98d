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

using FactKind = std::variant<ClusterStateChanged, BrokerStateChanged, ControllerElected, TopicCreated,
                              TopicDeleted, PartitionsAdded, TopicConfigChanged, LogDirFailed>;

struct Fact {
    std::int64_t time_ms = 0; ///< wall time
    FactKind what;
};

} // namespace view
