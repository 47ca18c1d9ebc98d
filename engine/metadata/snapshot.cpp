// The image as records again, in the order of Kafka's snapshots.
#include "metadata/image.h"
#include "metadata/record_versions.h"

namespace metadata {
namespace {

template <class Wire>
std::vector<Wire> endpoints_to(const std::vector<Endpoint>& from) {
    std::vector<Wire> endpoints(from.size());
    for (std::size_t i = 0; i < from.size(); ++i) {
        endpoints[i].name = from[i].name;
        endpoints[i].host = from[i].host;
        endpoints[i].port = from[i].port;
        endpoints[i].security_protocol = from[i].security_protocol;
    }
    return endpoints;
}

template <class Wire>
std::vector<Wire> features_to(const std::map<std::string, FeatureRange>& from) {
    std::vector<Wire> features;
    for (const auto& [name, range] : from) {
        Wire& f = features.emplace_back();
        f.name = name;
        f.min_supported_version = range.min;
        f.max_supported_version = range.max;
    }
    return features;
}

RegisterBrokerRecord broker_record(const BrokerRegistration& b) {
    RegisterBrokerRecord r;
    r.broker_id = b.id.value;
    r.incarnation_id = b.incarnation_id;
    r.broker_epoch = b.epoch;
    r.end_points = endpoints_to<RegisterBrokerRecord::BrokerEndpoint>(b.endpoints);
    r.features = features_to<RegisterBrokerRecord::BrokerFeature>(b.features);
    r.rack = b.rack;
    r.fenced = b.fenced;
    r.in_controlled_shutdown = b.in_controlled_shutdown;
    r.log_dirs = b.directories;
    r.cordoned_log_dirs = b.cordoned_directories;
    return r;
}

RegisterControllerRecord controller_record(const ControllerRegistration& c) {
    RegisterControllerRecord r;
    r.controller_id = c.id.value;
    r.incarnation_id = c.incarnation_id;
    r.zk_migration_ready = c.zk_migration_ready;
    r.end_points = endpoints_to<RegisterControllerRecord::ControllerEndpoint>(c.endpoints);
    r.features = features_to<RegisterControllerRecord::ControllerFeature>(c.features);
    return r;
}

FeatureLevelRecord feature_record(const std::string& name, std::int16_t level) {
    FeatureLevelRecord r;
    r.name = name;
    r.feature_level = level;
    return r;
}

} // namespace

PartitionRecord partition_record(TopicId topic, PartitionIndex index, const PartitionInfo& p) {
    PartitionRecord r;
    r.partition_id = index.value;
    r.topic_id = topic;
    r.replicas = to_numbers(p.replicas);
    r.isr = to_numbers(p.isr);
    r.adding_replicas = to_numbers(p.adding);
    r.removing_replicas = to_numbers(p.removing);
    r.leader = p.leader.value;
    r.leader_recovery_state = p.recovering ? 1 : 0;
    r.leader_epoch = p.leader_epoch.value;
    r.partition_epoch = p.partition_epoch;
    r.directories = p.directories;
    if (!p.elr.empty()) r.eligible_leader_replicas = to_numbers(p.elr);
    if (!p.last_known_elr.empty()) r.last_known_elr = to_numbers(p.last_known_elr);
    return r;
}

std::vector<RecordToWrite> ClusterImage::snapshot_records() const {
    std::vector<RecordToWrite> records;
    records.reserve(topics_.size() + partition_count_ + brokers_.size() + 16);
    const auto add = [&](MetadataRecord record) { records.push_back(versioned(std::move(record))); };

    const auto level = features_.find(metadata_version_feature);
    if (level != features_.end()) add(feature_record(level->first, level->second)); // readers need it first
    for (const auto& [name, feature] : features_)
        if (name != metadata_version_feature) add(feature_record(name, feature));
    for (const auto& [id, broker] : brokers_) add(broker_record(broker));
    for (const auto& [id, controller] : controllers_) add(controller_record(controller));
    for (const auto& [name, topic] : topics_) {
        TopicRecord r;
        r.name = name;
        r.topic_id = topic.id;
        add(std::move(r));
        for (std::size_t i = 0; i < topic.partitions.size(); ++i)
            add(partition_record(topic.id, PartitionIndex(static_cast<std::int32_t>(i)),
                                 topic.partitions[i]));
    }
    for (const auto& [resource, values] : configs_)
        for (const auto& [key, value] : values) {
            ConfigRecord r;
            r.resource_type = static_cast<std::int8_t>(resource.type);
            r.resource_name = resource.name;
            r.name = key;
            r.value = value;
            add(std::move(r));
        }
    for (const auto& [key, quota] : quotas_) add(quota);
    if (producer_ids_) add(*producer_ids_);
    for (const auto& [id, acl] : acls_) add(acl);
    for (const auto& [key, credential] : scram_) add(credential);
    for (const auto& [id, token] : tokens_) add(token);
    if (zk_migration_) add(*zk_migration_);
    return records;
}

RecordToWrite versioned(MetadataRecord record) {
    // The newest version of every record is the one of level 30.
    const std::int16_t version = as_message(record).info().versions.max;
    return {std::move(record), version};
}

} // namespace metadata
