#pragma once
// What a run of metadata records changed, so that a node acts on changes and never scans the whole image.
// Plain value, any thread.

#include "base/types.h"
#include "base/uuid.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace metadata {

/// Of DescribeConfigs and ConfigRecord (reference 3.10).
enum class ConfigResourceType : std::int8_t {
    unknown = 0,
    topic = 2,
    broker = 4, ///< name = id; the empty name is the default of all brokers
    broker_logger = 8,
    client_metrics = 16,
    group = 32,
};

struct ConfigResource {
    ConfigResourceType type = ConfigResourceType::unknown;
    std::string name;
    auto operator<=>(const ConfigResource&) const = default;
};

struct ImageDelta {
    struct RemovedTopic {
        std::string name;
        base::TopicId id;
        std::int32_t partitions = 0;
    };

    std::set<base::TopicId> new_topics;
    /// New or changed partitions, of new topics too.
    std::map<base::TopicId, std::set<base::PartitionIndex>> changed_partitions;
    /// Whose leader went without another one; to who led last.
    std::map<base::TopicId, std::map<base::PartitionIndex, base::BrokerId>> lost_leaders;
    /// What became of a reassignment; the last when there was more than one.
    enum class Move { started, completed, cancelled };
    std::map<base::TopicId, std::map<base::PartitionIndex, Move>> moves;
    std::set<base::TopicId> grown_topics; ///< have more partitions than before
    std::vector<RemovedTopic> removed_topics;
    std::set<base::BrokerId> changed_brokers; ///< registered, changed or unregistered
    std::set<base::BrokerId> changed_controllers;
    std::set<ConfigResource> changed_configs;                     ///< also of topics that were removed
    std::map<ConfigResource, std::set<std::string>> changed_keys; ///< set, or taken away
    bool features_changed = false;
    bool producer_ids_changed = false;
    bool security_changed = false; ///< ACLs, SCRAM credentials, tokens, quotas

    bool empty() const {
        return new_topics.empty() && changed_partitions.empty() && removed_topics.empty() &&
               changed_brokers.empty() && changed_controllers.empty() && changed_configs.empty() &&
               !features_changed && !producer_ids_changed && !security_changed;
    }
};

} // namespace metadata
