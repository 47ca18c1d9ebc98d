// What each record does to the image.
#include "metadata/image.h"
#include "metadata/partition_change.h"
#include "metadata/topic_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

base::Error contradiction(std::string detail) {
    return {kafka::ErrorCode::corrupt_message, std::move(detail)};
}

bool same_members(Replicas a, Replicas b) {
    std::ranges::sort(a);
    std::ranges::sort(b);
    return a == b;
}

/// What the change does to the reassignment of a partition; none: it is about something else.
std::optional<ImageDelta::Move> move_of(const PartitionInfo& before, const PartitionChangeRecord& r) {
    using Move = ImageDelta::Move;
    if (!r.replicas && !r.adding_replicas && !r.removing_replicas) return std::nullopt;
    PartitionInfo after = before;
    apply_change(after, r);
    const bool under_way = !after.adding.empty() || !after.removing.empty();
    if (under_way) return Move::started;
    const bool was_under_way = !before.adding.empty() || !before.removing.empty();
    if (!was_under_way && before.replicas == after.replicas) return std::nullopt;
    const bool as_wanted = same_members(after.replicas, without(before.replicas, before.removing));
    return was_under_way && !as_wanted ? Move::cancelled : Move::completed;
}

template <class Wire>
std::vector<Endpoint> endpoints_of(const std::vector<Wire>& from) {
    std::vector<Endpoint> endpoints;
    endpoints.reserve(from.size());
    for (const auto& e : from) endpoints.push_back({e.name, e.host, e.port, e.security_protocol});
    return endpoints;
}

template <class Wire>
std::map<std::string, FeatureRange> features_of(const std::vector<Wire>& from) {
    std::map<std::string, FeatureRange> features;
    for (const auto& f : from) features[f.name] = {f.min_supported_version, f.max_supported_version};
    return features;
}

PartitionInfo partition_of(const PartitionRecord& r) {
    PartitionInfo p;
    p.replicas = to_replicas(r.replicas);
    p.isr = to_replicas(r.isr);
    p.leader = BrokerId(r.leader);
    p.leader_epoch = LeaderEpoch(r.leader_epoch);
    p.partition_epoch = r.partition_epoch;
    p.recovering = r.leader_recovery_state == 1;
    p.directories = r.directories;
    p.adding = to_replicas(r.adding_replicas);
    p.removing = to_replicas(r.removing_replicas);
    if (r.eligible_leader_replicas) p.elr = to_replicas(*r.eligible_leader_replicas);
    if (r.last_known_elr) p.last_known_elr = to_replicas(*r.last_known_elr);
    return p;
}

} // namespace

/// One overload for each record. Friend of the image.
struct ClusterImage::Replay {
    ClusterImage& image;
    ImageDelta& delta;
    using Done = base::Result<>;

    Done operator()(const NoOpRecord&) { return {}; }

    // ---- brokers ----
    Done operator()(const RegisterBrokerRecord& r) {
        BrokerRegistration broker;
        broker.id = BrokerId(r.broker_id);
        broker.epoch = r.broker_epoch;
        broker.incarnation_id = r.incarnation_id;
        broker.endpoints = endpoints_of(r.end_points);
        broker.features = features_of(r.features);
        broker.rack = r.rack;
        broker.fenced = r.fenced;
        broker.in_controlled_shutdown = r.in_controlled_shutdown;
        broker.directories = r.log_dirs;
        broker.cordoned_directories = r.cordoned_log_dirs;
        delta.changed_brokers.insert(broker.id);
        image.brokers_[broker.id] = std::move(broker);
        return {};
    }
    Done operator()(const UnregisterBrokerRecord& r) {
        const auto found = image.brokers_.find(BrokerId(r.broker_id));
        if (found == image.brokers_.end() || found->second.epoch != r.broker_epoch)
            return contradiction(
                fmt::format("no broker {} with epoch {} to unregister", r.broker_id, r.broker_epoch));
        delta.changed_brokers.insert(found->first);
        image.brokers_.erase(found);
        return {};
    }
    template <class Change>
    Done change_broker(std::int32_t id, std::int64_t epoch, Change&& change) {
        const auto found = image.brokers_.find(BrokerId(id));
        if (found == image.brokers_.end() || found->second.epoch != epoch)
            return contradiction(fmt::format("no broker {} with epoch {} to change", id, epoch));
        change(found->second);
        delta.changed_brokers.insert(found->first);
        return {};
    }
    Done operator()(const FenceBrokerRecord& r) {
        return change_broker(r.id, r.epoch, [](BrokerRegistration& b) { b.fenced = true; });
    }
    Done operator()(const UnfenceBrokerRecord& r) {
        return change_broker(r.id, r.epoch, [](BrokerRegistration& b) { b.fenced = false; });
    }
    Done operator()(const BrokerRegistrationChangeRecord& r) {
        return change_broker(r.broker_id, r.broker_epoch, [&](BrokerRegistration& b) {
            if (r.fenced != 0) b.fenced = r.fenced > 0;
            if (r.in_controlled_shutdown != 0) b.in_controlled_shutdown = r.in_controlled_shutdown > 0;
            if (!r.log_dirs.empty()) b.directories = r.log_dirs;
            if (r.cordoned_log_dirs) b.cordoned_directories = r.cordoned_log_dirs;
        });
    }
    Done operator()(const RegisterControllerRecord& r) {
        const BrokerId id(r.controller_id);
        image.controllers_[id] = {id, r.incarnation_id, r.zk_migration_ready, endpoints_of(r.end_points),
                                  features_of(r.features)};
        delta.changed_controllers.insert(id);
        return {};
    }

    // ---- topics ----
    Done operator()(const TopicRecord& r) {
        if (image.topics_.contains(r.name) || image.topics_by_id_.contains(r.topic_id))
            return contradiction(fmt::format("topic {} ({}) exists already", r.name, r.topic_id.text()));
        TopicInfo& topic = image.topics_[r.name];
        topic.name = r.name;
        topic.id = r.topic_id;
        image.topics_by_id_[r.topic_id] = &topic;
        image.colliding_[unify_collision_characters(r.name)].insert(r.name);
        delta.new_topics.insert(r.topic_id);
        return {};
    }
    Done operator()(const PartitionRecord& r) {
        const auto found = image.topics_by_id_.find(r.topic_id);
        if (found == image.topics_by_id_.end())
            return contradiction(
                fmt::format("partition {} of unknown topic {}", r.partition_id, r.topic_id.text()));
        auto& partitions = found->second->partitions;
        // Kafka writes a topic's partitions in any order, but of one topic in one batch: room is made as
        // needed.
        if (r.partition_id < 0 || r.partition_id >= max_partitions)
            return contradiction(fmt::format("partition {} of {}", r.partition_id, found->second->name));
        const auto position = static_cast<std::size_t>(r.partition_id);
        if (!delta.new_topics.contains(r.topic_id)) delta.grown_topics.insert(r.topic_id);
        if (position >= partitions.size()) {
            image.partition_count_ += position + 1 - partitions.size();
            partitions.resize(position + 1);
        }
        if (image.lookup_) image.lookup_->remove(*found->second, position, partitions[position]);
        partitions[position] = partition_of(r);
        if (image.lookup_) image.lookup_->add(*found->second, position, partitions[position]);
        delta.changed_partitions[r.topic_id].insert(PartitionIndex(r.partition_id));
        return {};
    }
    void change_partition(TopicInfo& topic, std::size_t position, const PartitionChangeRecord& r) {
        PartitionInfo& p = topic.partitions[position];
        if (image.lookup_) image.lookup_->remove(topic, position, p);
        const BrokerId led = p.leader;
        const auto move = move_of(p, r);
        apply_change(p, r);
        if (move) delta.moves[topic.id][PartitionIndex(static_cast<std::int32_t>(position))] = *move;
        if (led != base::no_broker && p.leader == base::no_broker)
            delta.lost_leaders[topic.id][PartitionIndex(static_cast<std::int32_t>(position))] = led;
        if (image.lookup_) image.lookup_->add(topic, position, p);
    }
    Done operator()(const PartitionChangeRecord& r) {
        const auto found = image.topics_by_id_.find(r.topic_id);
        if (found == image.topics_by_id_.end() ||
            image.partition(r.topic_id, PartitionIndex(r.partition_id)) == nullptr)
            return contradiction(
                fmt::format("change of unknown partition {} of topic {}", r.partition_id, r.topic_id.text()));
        change_partition(*found->second, static_cast<std::size_t>(r.partition_id), r);
        delta.changed_partitions[r.topic_id].insert(PartitionIndex(r.partition_id));
        return {};
    }
    Done operator()(const RemoveTopicRecord& r) {
        const auto found = image.topics_by_id_.find(r.topic_id);
        if (found == image.topics_by_id_.end())
            return contradiction(fmt::format("no topic {} to remove", r.topic_id.text()));
        const TopicInfo& topic = *found->second;
        const ConfigResource resource{ConfigResourceType::topic, topic.name};
        if (image.configs_.erase(resource) > 0) delta.changed_configs.insert(resource);
        const auto collisions = image.colliding_.find(unify_collision_characters(topic.name));
        collisions->second.erase(topic.name);
        if (collisions->second.empty()) image.colliding_.erase(collisions);
        image.partition_count_ -= topic.partitions.size();
        if (image.lookup_)
            for (std::size_t i = 0; i < topic.partitions.size(); ++i)
                image.lookup_->remove(topic, i, topic.partitions[i]);
        if (delta.new_topics.erase(r.topic_id) == 0)
            delta.removed_topics.push_back(
                {topic.name, r.topic_id, static_cast<std::int32_t>(topic.partitions.size())});
        delta.changed_partitions.erase(r.topic_id);
        const auto by_name = image.topics_.find(topic.name);
        image.topics_by_id_.erase(found);
        image.topics_.erase(by_name);
        return {};
    }
    Done operator()(const ClearElrRecord& r) {
        if (!r.topic_name.empty() && !image.topics_.contains(r.topic_name))
            return contradiction("no topic " + r.topic_name + " to clear the eligible leader replicas of");
        PartitionChangeRecord clear; // as Kafka replays it: a change, with its partition epoch
        clear.eligible_leader_replicas.emplace();
        clear.last_known_elr.emplace();
        for (auto& [name, topic] : image.topics_) {
            if (!r.topic_name.empty() && name != r.topic_name) continue;
            for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
                const PartitionInfo& p = topic.partitions[i];
                if (p.elr.empty() && p.last_known_elr.empty()) continue;
                change_partition(topic, i, clear);
                delta.changed_partitions[topic.id].insert(PartitionIndex(static_cast<std::int32_t>(i)));
            }
        }
        return {};
    }

    // ---- the cluster ----
    Done operator()(const ConfigRecord& r) {
        const ConfigResource resource{static_cast<ConfigResourceType>(r.resource_type), r.resource_name};
        if (r.value) {
            image.configs_[resource][r.name] = *r.value;
        } else if (const auto found = image.configs_.find(resource); found != image.configs_.end()) {
            found->second.erase(r.name);
            if (found->second.empty()) image.configs_.erase(found);
        }
        delta.changed_configs.insert(resource);
        delta.changed_keys[resource].insert(r.name);
        return {};
    }
    Done operator()(const FeatureLevelRecord& r) {
        if (r.feature_level == 0)
            image.features_.erase(r.name);
        else
            image.features_[r.name] = r.feature_level;
        delta.features_changed = true;
        return {};
    }
    Done operator()(const ProducerIdsRecord& r) {
        if (r.next_producer_id < image.next_producer_id_)
            return contradiction(fmt::format("producer ids go back from {} to {}", image.next_producer_id_,
                                             r.next_producer_id));
        image.next_producer_id_ = r.next_producer_id;
        image.producer_ids_ = r;
        delta.producer_ids_changed = true;
        return {};
    }

    // ---- who may do what: kept for snapshots ----
    Done operator()(const AccessControlEntryRecord& r) { return keep(image.acls_, r.id, r); }
    Done operator()(const RemoveAccessControlEntryRecord& r) { return forget(image.acls_, r.id); }
    Done operator()(const UserScramCredentialRecord& r) {
        return keep(image.scram_, {r.name, r.mechanism}, r);
    }
    Done operator()(const RemoveUserScramCredentialRecord& r) {
        return forget(image.scram_, {r.name, r.mechanism});
    }
    Done operator()(const DelegationTokenRecord& r) { return keep(image.tokens_, r.token_id, r); }
    Done operator()(const RemoveDelegationTokenRecord& r) { return forget(image.tokens_, r.token_id); }
    Done operator()(const ClientQuotaRecord& r) {
        QuotaKey key;
        for (const auto& e : r.entity) key.first.emplace_back(e.entity_type, e.entity_name);
        std::sort(key.first.begin(), key.first.end());
        key.second = r.key;
        return r.remove ? forget(image.quotas_, key) : keep(image.quotas_, key, r);
    }
    Done operator()(const ZkMigrationStateRecord& r) {
        image.zk_migration_ = r;
        return {};
    }
    template <class Map>
    Done keep(Map& map, const typename Map::key_type& key, const typename Map::mapped_type& r) {
        map.insert_or_assign(key, r);
        delta.security_changed = true;
        return {};
    }
    template <class Map>
    Done forget(Map& map, const typename Map::key_type& key) {
        map.erase(key);
        delta.security_changed = true;
        return {};
    }

    // ---- transactions are handled before records get here ----
    Done operator()(const BeginTransactionRecord&) { return {}; }
    Done operator()(const EndTransactionRecord&) { return {}; }
    Done operator()(const AbortTransactionRecord&) { return {}; }
};

base::Result<> ClusterImage::replay(const MetadataRecord& record, ImageDelta& delta) {
    Replay replay{*this, delta};
    if (std::holds_alternative<BeginTransactionRecord>(record)) {
        if (in_transaction_) return contradiction("a transaction begins inside a transaction");
        in_transaction_ = true;
        return {};
    }
    const bool end = std::holds_alternative<EndTransactionRecord>(record);
    if (end || std::holds_alternative<AbortTransactionRecord>(record)) {
        if (!in_transaction_) return contradiction("a transaction ends that never began");
        in_transaction_ = false;
        const std::vector<MetadataRecord> held_back = std::exchange(held_back_, {});
        if (!end) return {};
        for (const MetadataRecord& held : held_back) {
            const auto done = std::visit(replay, held);
            if (!done) return done;
        }
        return {};
    }
    if (in_transaction_) {
        held_back_.push_back(record);
        return {};
    }
    return std::visit(replay, record);
}

} // namespace metadata
