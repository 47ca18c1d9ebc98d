#pragma once
// Metadata-log records about topics and partitions. Fields are Kafka's (reference 5). Plain values, any
// thread.

#include "wire/visitor.h"

namespace metadata {

struct TopicRecord : wire::MessageOf<TopicRecord> {
    static constexpr wire::Api api{.key = 2, .versions = {0, 0}, .flexible_since = 0};
    std::string name;
    base::Uuid topic_id;
    void fields(wire::Visitor& v) override;
};

struct PartitionRecord : wire::MessageOf<PartitionRecord> {
    static constexpr wire::Api api{.key = 3, .versions = {0, 2}, .flexible_since = 0};
    std::int32_t partition_id = -1;
    base::Uuid topic_id;
    std::vector<std::int32_t> replicas, isr, removing_replicas, adding_replicas;
    std::int32_t leader = -1;
    std::int8_t leader_recovery_state = 0; ///< 0 recovered, 1 recovering
    std::int32_t leader_epoch = -1, partition_epoch = -1;
    std::vector<base::Uuid> directories;
    std::optional<std::vector<std::int32_t>> eligible_leader_replicas, last_known_elr;
    void fields(wire::Visitor& v) override;
};

/// Only what changes is set.
struct PartitionChangeRecord : wire::MessageOf<PartitionChangeRecord> {
    static constexpr wire::Api api{.key = 5, .versions = {0, 2}, .flexible_since = 0};
    static constexpr std::int32_t no_leader_change = -2;
    std::int32_t partition_id = -1;
    base::Uuid topic_id;
    std::optional<std::vector<std::int32_t>> isr;
    std::int32_t leader = no_leader_change;
    std::optional<std::vector<std::int32_t>> replicas, removing_replicas, adding_replicas;
    std::int8_t leader_recovery_state = -1;
    std::optional<std::vector<std::int32_t>> eligible_leader_replicas, last_known_elr;
    std::optional<std::vector<base::Uuid>> directories;
    void fields(wire::Visitor& v) override;
};

struct RemoveTopicRecord : wire::MessageOf<RemoveTopicRecord> {
    static constexpr wire::Api api{.key = 9, .versions = {0, 0}, .flexible_since = 0};
    base::Uuid topic_id;
    void fields(wire::Visitor& v) override;
};

/// Forgets the eligible leader replicas of a topic, or of all topics when the name is empty.
struct ClearElrRecord : wire::MessageOf<ClearElrRecord> {
    static constexpr wire::Api api{.key = 28, .versions = {0, 0}, .flexible_since = 0};
    std::string topic_name;
    void fields(wire::Visitor& v) override;
};

} // namespace metadata
