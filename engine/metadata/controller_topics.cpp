// Creating, growing and deleting topics (reference 3.8). Checks come in Kafka's order.
#include "metadata/controller.h"
#include "metadata/placement.h"
#include "metadata/record_versions.h"
#include "metadata/topic_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

using kafka::ErrorCode;

base::Error refused(ErrorCode code, std::string why) {
    return {code, std::move(why)};
}

ClusterImage::Configs configs_of(const wire::CreateTopicsRequest::CreatableTopic& topic) {
    ClusterImage::Configs configs;
    for (const auto& config : topic.configs)
        if (config.value) configs[config.name] = *config.value;
    return configs;
}

/// Every key with its value, as CreateTopics answers.
std::vector<wire::CreateTopicsResponse::CreatableTopicConfigs> describe(const ConfigLayers& layers) {
    std::vector<wire::CreateTopicsResponse::CreatableTopicConfigs> all;
    for (const ConfigDefinition& key : topic_config_definitions()) {
        auto resolved = resolve_topic_config(key, layers);
        auto& config = all.emplace_back();
        config.name = key.name;
        config.value = std::move(resolved.value);
        config.config_source = static_cast<std::int8_t>(resolved.source);
    }
    return all;
}

template <class Topics>
std::set<std::string> duplicates_in(const Topics& topics) {
    std::set<std::string> seen, duplicates;
    for (const auto& topic : topics)
        if (!seen.insert(topic.name).second) duplicates.insert(topic.name);
    return duplicates;
}

} // namespace

bool ControllerCore::active(BrokerId id) const {
    const BrokerRegistration* broker = image_.broker(id);
    return broker != nullptr && broker->active();
}

ConfigLayers ControllerCore::layers(const ClusterImage::Configs* topic) const {
    ConfigLayers all = config_layers(image_, settings_.id, settings_.static_config);
    all.topic = topic;
    return all;
}

// ---- CreateTopics
// ---------------------------------------------------------------------------------------------

Decision<wire::CreateTopicsResponse> ControllerCore::create_topics(const wire::CreateTopicsRequest& request) {
    Decision<wire::CreateTopicsResponse> decision;
    const auto refuse = [&](const std::string& name, const base::Error& error) {
        CreatedTopic& result = decision.response.topics.emplace_back();
        result.name = name;
        result.error_code = static_cast<std::int16_t>(error.code);
        result.error_message = error.detail;
        result.configs.emplace();
    };
    const std::set<std::string> duplicates = duplicates_in(request.topics);
    const std::int64_t default_partitions = broker_integer("num.partitions", layers(nullptr));
    std::int64_t total = 0;
    for (const CreatableTopic& topic : request.topics) {
        if (!topic.assignments.empty())
            total += static_cast<std::int64_t>(topic.assignments.size());
        else
            total += topic.num_partitions == -1 ? default_partitions : std::max(topic.num_partitions, 0);
    }
    Creation creation;
    const bool excessive = total > max_partitions_per_request;
    for (const CreatableTopic& topic : request.topics) {
        if (duplicates.contains(topic.name)) continue;
        if (topic.name == cluster_metadata_topic) {
            refuse(topic.name,
                   refused(ErrorCode::invalid_request,
                           fmt::format("Creation of internal topic {} is prohibited.", topic.name)));
            continue;
        }
        if (excessive) {
            refuse(topic.name, refused(ErrorCode::policy_violation,
                                       "Excessively large number of partitions per request."));
            continue;
        }
        auto created = create_topic(topic, creation);
        if (created)
            decision.response.topics.push_back(std::move(*created));
        else
            refuse(topic.name, created.error());
    }
    for (const std::string& name : duplicates)
        refuse(name, refused(ErrorCode::invalid_request, "Duplicate topic name."));
    if (!request.validate_only) decision.records = std::move(creation.records);
    return decision;
}

base::Result<> ControllerCore::check_new_topic(const CreatableTopic& topic) const {
    if (const auto ok = validate_topic_name(topic.name); !ok) return ok;
    if (image_.topic(topic.name) != nullptr)
        return refused(ErrorCode::topic_already_exists,
                       fmt::format("Topic '{}' already exists.", topic.name));
    const auto& colliding = image_.topics_colliding_with(unify_collision_characters(topic.name));
    if (!colliding.empty())
        return refused(
            ErrorCode::invalid_topic_exception,
            fmt::format("Topic '{}' collides with existing topic: {}", topic.name, *colliding.begin()));
    std::vector<std::string_view> without_value;
    for (const auto& config : topic.configs)
        if (!config.value) without_value.push_back(config.name);
    if (!without_value.empty())
        return refused(
            ErrorCode::invalid_config,
            fmt::format("Null value not supported for topic configs: {}", fmt::join(without_value, ",")));
    return validate_topic_configs(configs_of(topic));
}

base::Result<ControllerCore::CreatedTopic> ControllerCore::create_topic(const CreatableTopic& topic,
                                                                        Creation& creation) {
    if (const auto ok = check_new_topic(topic); !ok) return ok.error();
    const auto assignments = assign(topic);
    if (!assignments) return assignments.error();

    // Two names of one request may collide with each other too.
    const std::string unified = unify_collision_characters(topic.name);
    if (const auto other = creation.names.find(unified); other != creation.names.end())
        return refused(ErrorCode::invalid_topic_exception,
                       fmt::format("Topic '{}' collides with existing topic: {}", topic.name, other->second));

    const TopicId id = TopicId::random(rng_);
    Records mine;
    TopicRecord first;
    first.name = topic.name;
    first.topic_id = id;
    mine.push_back(versioned(std::move(first)));
    const ClusterImage::Configs configs = configs_of(topic);
    for (const auto& [key, value] : configs) {
        ConfigRecord r;
        r.resource_type = static_cast<std::int8_t>(ConfigResourceType::topic);
        r.resource_name = topic.name;
        r.name = key;
        r.value = value;
        mine.push_back(versioned(std::move(r)));
    }
    for (std::size_t i = 0; i < assignments->size(); ++i) {
        auto partition = new_partition(id, static_cast<std::int32_t>(i), (*assignments)[i]);
        if (!partition) return partition.error();
        mine.push_back(versioned(std::move(*partition)));
    }
    creation.records.insert(creation.records.end(), std::make_move_iterator(mine.begin()),
                            std::make_move_iterator(mine.end()));
    creation.names.emplace(unified, topic.name);

    CreatedTopic created;
    created.name = topic.name;
    created.topic_id = id;
    created.num_partitions = static_cast<std::int32_t>(assignments->size());
    created.replication_factor = static_cast<std::int16_t>(assignments->front().size());
    if (!configs.empty()) {
        created.configs = describe(layers(&configs));
    } else {
        if (!creation.defaults) creation.defaults = describe(layers(&configs));
        created.configs = creation.defaults;
    }
    return created;
}

base::Result<ControllerCore::Assignments> ControllerCore::assign(const CreatableTopic& topic) {
    if (!topic.assignments.empty()) return manual_assignments(topic);
    if (topic.replication_factor < -1 || topic.replication_factor == 0)
        return refused(ErrorCode::invalid_replication_factor,
                       "Replication factor must be larger than 0, or -1 to use the default value.");
    if (topic.num_partitions < -1 || topic.num_partitions == 0)
        return refused(ErrorCode::invalid_partitions,
                       "Number of partitions was set to an invalid non-positive value.");
    const ConfigLayers defaults = layers(nullptr);
    const auto partitions = topic.num_partitions == -1
                                ? static_cast<std::int32_t>(broker_integer("num.partitions", defaults))
                                : topic.num_partitions;
    const auto replication_factor =
        topic.replication_factor == -1
            ? static_cast<std::int32_t>(broker_integer("default.replication.factor", defaults))
            : std::int32_t{topic.replication_factor};
    return place(partitions, replication_factor);
}

base::Result<ControllerCore::Assignments> ControllerCore::place(std::int32_t partitions,
                                                                std::int32_t replication_factor) {
    std::vector<UsableBroker> usable;
    for (const auto& [id, broker] : image_.brokers()) usable.push_back({id, broker.rack, broker.fenced});
    auto placed = place_replicas(usable, partitions, replication_factor, rng_);
    const auto unable = [&](const std::string& why) {
        return refused(
            ErrorCode::invalid_replication_factor,
            fmt::format("Unable to replicate the partition {} time(s): {}", replication_factor, why));
    };
    if (!placed) return unable(placed.error().detail);
    for (const Replicas& replicas : *placed)
        if (std::none_of(replicas.begin(), replicas.end(), [&](BrokerId id) { return active(id); }))
            return unable("All brokers are currently fenced or in controlled shutdown.");
    return placed;
}

base::Result<ControllerCore::Assignments>
ControllerCore::manual_assignments(const CreatableTopic& topic) const {
    if (topic.replication_factor != -1)
        return refused(
            ErrorCode::invalid_request,
            "A manual partition assignment was specified, but replication factor was not set to -1.");
    if (topic.num_partitions != -1)
        return refused(ErrorCode::invalid_request,
                       "A manual partition assignment was specified, but numPartitions was not set to -1.");
    std::map<std::int32_t, Replicas> by_index;
    std::optional<std::size_t> replication_factor;
    for (const auto& assignment : topic.assignments) {
        if (by_index.contains(assignment.partition_index))
            return refused(ErrorCode::invalid_replica_assignment,
                           fmt::format("Found multiple manual partition assignments for partition {}",
                                       assignment.partition_index));
        const auto ok = check_manual_assignment(
            assignment.broker_ids, static_cast<std::size_t>(assignment.partition_index), replication_factor);
        if (!ok) return ok.error();
        replication_factor = assignment.broker_ids.size();
        by_index[assignment.partition_index] = to_replicas(assignment.broker_ids);
    }
    Assignments assignments;
    for (auto& [index, replicas] : by_index) {
        if (static_cast<std::size_t>(index) != assignments.size())
            return refused(ErrorCode::invalid_replica_assignment,
                           "partitions should be a consecutive 0-based integer sequence");
        assignments.push_back(std::move(replicas));
    }
    return assignments;
}

base::Result<> ControllerCore::check_replicas(const std::vector<std::int32_t>& brokers,
                                              std::optional<std::size_t> replication_factor) const {
    const auto bad = [](std::string why) {
        return refused(ErrorCode::invalid_replica_assignment, std::move(why));
    };
    if (brokers.empty()) return bad("The manual partition assignment includes an empty replica list.");
    std::vector<std::int32_t> sorted = brokers;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (image_.broker(BrokerId(sorted[i])) == nullptr)
            return bad(
                fmt::format("The manual partition assignment includes broker {}, but no such broker is "
                            "registered.",
                            sorted[i]));
        if (i > 0 && sorted[i] == sorted[i - 1])
            return bad(fmt::format("The manual partition assignment includes the broker {} more than once.",
                                   sorted[i]));
    }
    if (replication_factor && sorted.size() != *replication_factor)
        return bad(fmt::format(
            "The manual partition assignment includes a partition with {} replica(s), but this is "
            "not consistent with previous partitions, which have {} replica(s).",
            sorted.size(), *replication_factor));
    return {};
}

base::Result<> ControllerCore::check_manual_assignment(const std::vector<std::int32_t>& brokers,
                                                       std::size_t partition,
                                                       std::optional<std::size_t> replication_factor) const {
    if (const auto ok = check_replicas(brokers, replication_factor); !ok) return ok;
    if (std::none_of(brokers.begin(), brokers.end(), [&](std::int32_t id) { return active(BrokerId(id)); }))
        return refused(
            ErrorCode::invalid_replica_assignment,
            fmt::format(
                "All brokers specified in the manual partition assignment for partition {} are fenced "
                "or in controlled shutdown.",
                static_cast<std::int32_t>(partition)));
    return {};
}

base::Result<PartitionRecord> ControllerCore::new_partition(TopicId id, std::int32_t index,
                                                            const Replicas& replicas) const {
    PartitionInfo partition;
    partition.replicas = replicas;
    std::copy_if(replicas.begin(), replicas.end(), std::back_inserter(partition.isr),
                 [&](BrokerId broker) { return active(broker); });
    if (partition.isr.empty())
        return refused(
            ErrorCode::invalid_replication_factor,
            fmt::format("Unable to replicate the partition {} time(s): All brokers are currently fenced or "
                        "in controlled shutdown.",
                        replicas.size()));
    partition.leader = partition.isr.front();
    partition.leader_epoch = LeaderEpoch(0);
    partition.partition_epoch = 0;
    for (const BrokerId broker : replicas) partition.directories.push_back(default_directory(image_, broker));
    return partition_record(id, PartitionIndex(index), partition);
}

// ---- CreatePartitions
// -----------------------------------------------------------------------------------------

Decision<wire::CreatePartitionsResponse>
ControllerCore::create_partitions(const wire::CreatePartitionsRequest& request) {
    Decision<wire::CreatePartitionsResponse> decision;
    const auto answer = [&](const std::string& name, const base::Result<>& outcome) {
        auto& result = decision.response.results.emplace_back();
        result.name = name;
        if (outcome) return;
        result.error_code = static_cast<std::int16_t>(outcome.error().code);
        result.error_message = outcome.error().detail;
    };
    const std::set<std::string> duplicates = duplicates_in(request.topics);
    for (const std::string& name : duplicates)
        answer(name, refused(ErrorCode::invalid_request, "Duplicate topic name."));
    for (const AddPartitions& topic : request.topics)
        if (!duplicates.contains(topic.name)) answer(topic.name, add_partitions(topic, decision.records));
    if (request.validate_only) decision.records.clear();
    return decision;
}

base::Result<> ControllerCore::add_partitions(const AddPartitions& topic, Records& records) {
    const TopicInfo* info = image_.topic(topic.name);
    if (info == nullptr) return base::Error(ErrorCode::unknown_topic_or_partition);
    const auto present = static_cast<std::int32_t>(info->partitions.size());
    if (topic.count == present)
        return refused(ErrorCode::invalid_partitions,
                       fmt::format("Topic already has {} partition(s).", present));
    if (topic.count < present)
        return refused(ErrorCode::invalid_partitions,
                       fmt::format("The topic {} currently has {} partition(s); {} would not be an increase.",
                                   topic.name, present, topic.count));
    const std::int32_t additional = topic.count - present;
    if (topic.assignments && topic.assignments->size() != static_cast<std::size_t>(additional))
        return refused(
            ErrorCode::invalid_replica_assignment,
            fmt::format("Attempted to add {} additional partition(s), but only {} assignment(s) were "
                        "specified.",
                        additional, topic.assignments->size()));
    if (records.size() + static_cast<std::size_t>(additional) > max_partitions_per_request)
        return refused(ErrorCode::policy_violation, "Excessively large number of partitions per request.");
    const std::size_t replication_factor = info->partitions.empty() ? 1 : info->partitions[0].replicas.size();
    Assignments assignments;
    if (topic.assignments) {
        for (const auto& assignment : *topic.assignments) {
            const auto index = static_cast<std::size_t>(present) + assignments.size();
            const auto ok = check_manual_assignment(assignment.broker_ids, index, replication_factor);
            if (!ok) return ok;
            assignments.push_back(to_replicas(assignment.broker_ids));
        }
    } else {
        auto placed = place(additional, static_cast<std::int32_t>(replication_factor));
        if (!placed) return placed.error();
        assignments = std::move(*placed);
    }
    Records mine;
    for (std::size_t i = 0; i < assignments.size(); ++i) {
        auto partition = new_partition(info->id, present + static_cast<std::int32_t>(i), assignments[i]);
        if (!partition) return partition.error();
        mine.push_back(versioned(std::move(*partition)));
    }
    records.insert(records.end(), std::make_move_iterator(mine.begin()), std::make_move_iterator(mine.end()));
    return {};
}

} // namespace metadata
