// What the metadata log says is done to the replicas of this broker: led, followed, dropped, configured.

#include "base/log.h"
#include "broker/broker.h"
#include "broker/disk_pool.h"

#include <algorithm>
#include <utility>

namespace broker {

using base::BrokerId;

void Broker::state_changed(view::NodeState state) {
    if (state_ == view::NodeState::stopping) return; // being fenced is part of it
    state_ = state;
    reporter_->flush();
    answer_early();
    if (state != view::NodeState::online) return;
    for (auto at = found_logs_.begin(); at != found_logs_.end();) {
        if (at->second.topic_id.is_zero()) {
            ++at;
            continue;
        }
        set_aside(at->first, std::move(at->second));
        at = found_logs_.erase(at);
    }
    if (auto work = log_dir_->leftovers()) services_.disk_pool.run(std::move(work));
}

void Broker::metadata_changed(const metadata::ImageDelta& delta) {
    const base::log::NodeScope node(config_.name);
    apply_brokers(delta.changed_brokers);
    for (const auto& removed : delta.removed_topics) drop_topic(removed);
    for (const auto& [id, indexes] : delta.changed_partitions)
        if (const metadata::TopicInfo* topic = image().topic(id))
            for (const base::PartitionIndex index : indexes) apply_partition(*topic, index.value);
    for (const auto& resource : delta.changed_configs) apply_config(resource);
    configs_.clear();
    leader_doubt_->metadata_changed();
    reporter_->changed();
    answer_early();
}

void Broker::apply_brokers(const std::set<BrokerId>& changed) {
    for (const BrokerId id : changed) {
        const metadata::BrokerRegistration* broker = image().broker(id);
        if (broker && broker->active())
            active_.set(id, broker->epoch);
        else
            active_.erase(id);
        if (broker) fetchers_->leader_changed(id);
    }
    if (changed.empty()) return;
    isr_->brokers_changed();
    delete_records_->brokers_changed();
}

const metadata::EffectiveTopicConfig& Broker::config_of(const std::string& topic) {
    const auto [at, fresh] = configs_.try_emplace(topic);
    if (fresh)
        at->second = metadata::effective_topic_config(
            metadata::config_layers(image(), config_.id, config_.settings, topic));
    return at->second;
}

void Broker::apply_config(const metadata::ConfigResource& resource) {
    if (resource.type == metadata::ConfigResourceType::topic) {
        const metadata::TopicInfo* topic = image().topic(std::string_view(resource.name));
        if (topic) configure(*topic);
    } else if (resource.type == metadata::ConfigResourceType::broker) {
        apply_throttle_rates();
        for (const auto& [key, partition] : partitions_)
            perform(*partition, partition->configure(config_of(partition->name().topic)));
    }
}

void Broker::configure(const metadata::TopicInfo& topic) {
    const metadata::EffectiveTopicConfig& config = config_of(topic.name);
    const auto& own = image().configs_of(metadata::ConfigResourceType::topic, topic.name);
    for (std::size_t i = 0; i < topic.partitions.size(); ++i) {
        Partition* replica = partition(topic.id, static_cast<std::int32_t>(i));
        if (!replica) continue;
        perform(*replica, replica->configure(config));
        throttle_.configure(replica->key(), own, config_.id);
    }
}

void Broker::apply_throttle_rates() {
    const auto layers = metadata::config_layers(image(), config_.id, config_.settings);
    throttle_.set_rates(metadata::broker_integer("leader.replication.throttled.rate", layers),
                        metadata::broker_integer("follower.replication.throttled.rate", layers));
}

void Broker::apply_partition(const metadata::TopicInfo& topic, std::int32_t index) {
    const metadata::PartitionInfo& info = topic.partitions[static_cast<std::size_t>(index)];
    const replica::TopicPartitionId key{topic.id, index};
    if (std::ranges::find(info.replicas, config_.id) == info.replicas.end()) {
        if (const auto found = partitions_.find(key); found != partitions_.end()) drop_partition(found);
        return;
    }
    Partition& partition = replica_of(topic, index);
    if (info.leader == config_.id)
        lead(partition, assignment_of(info));
    else
        follow(partition, assignment_of(info));
    reporter_->assigned(partition, info);
}

Partition& Broker::replica_of(const metadata::TopicInfo& topic, std::int32_t index) {
    auto& slot = partitions_[{topic.id, index}];
    if (slot) return *slot;
    const storage::TopicPartition name{topic.name, base::PartitionIndex(index)};
    slot = std::make_unique<Partition>(name, topic.id, *home_);
    if (auto found = found_logs_.extract(name); !found.empty()) adopt(*slot, std::move(found.mapped()));
    (void)slot->configure(config_of(topic.name)); // nobody waits yet
    throttle_.configure(slot->key(), image().configs_of(metadata::ConfigResourceType::topic, topic.name),
                        config_.id);
    return *slot;
}

void Broker::lead(Partition& partition, const replica::Assignment& assignment) {
    const base::LeaderEpoch before = partition.leader_epoch();
    if (!partition.leads()) {
        fetchers_->unfollow(partition.key());
        ++leader_count_;
    }
    perform(partition, partition.lead(assignment));
    if (partition.leader_epoch() != before) fetch_->changed(partition.key());
}

void Broker::follow(Partition& partition, const replica::Assignment& assignment) {
    const bool same = !partition.leads() && partition.leader_epoch() == assignment.leader_epoch &&
                      partition.assignment().leader == assignment.leader;
    if (partition.leads()) {
        --leader_count_;
        delete_records_->lost(partition.key());
    }
    perform(partition, partition.follow(assignment));
    if (same) return;
    fetch_->changed(partition.key());
    fetchers_->follow(partition, assignment.leader);
}

void Broker::adopt(Partition& partition, FoundLog found) {
    if (found.topic_id.is_zero()) {
        // A power cut took the file that says whose it is. Without its log the replica would pass for empty,
        // and as the leader take its followers' records with it.
        const auto claimed = log_dir_->claim(partition.name(), partition.topic_id());
        if (!claimed) base::log::warn("storage", "{}: {}", partition.name().text(), claimed.error().detail);
        found.topic_id = partition.topic_id();
    }
    if (found.topic_id == partition.topic_id()) return partition.adopt(std::move(found.log));
    // The folder of a topic that was deleted and made again while this broker was away.
    set_aside(partition.name(), std::move(found));
}

void Broker::set_aside(const storage::TopicPartition& name, FoundLog found) {
    found.log.reset();
    const auto moved = log_dir_->set_aside(name);
    base::log::warn("storage", "{} belongs to no topic of this cluster: {}", name.text(),
                    moved ? "set aside as -stray" : moved.error().detail);
}

void Broker::drop_topic(const metadata::ImageDelta::RemovedTopic& topic) {
    for (std::int32_t index = 0; index < topic.partitions; ++index)
        if (const auto found = partitions_.find({topic.id, index}); found != partitions_.end())
            drop_partition(found);
}

void Broker::drop_partition(Partitions::iterator at) {
    Partition& partition = *at->second;
    if (partition.leads()) --leader_count_;
    throttle_.forget(at->first);
    delete_records_->lost(at->first);
    creator_->take_back(partition);
    produce_->answer(partition.resign().answered);
    fetchers_->unfollow(at->first);
    produce_->forget(partition);
    keeper_->forget(partition);
    reporter_->forget(partition);
    if (partition.log()) {
        partition.release_log().reset();
        auto work = log_dir_->remove(partition.name());
        if (work)
            services_.disk_pool.run(std::move(*work));
        else
            base::log::warn("storage", "{} was not deleted: {}", partition.name().text(),
                            work.error().detail);
    }
    const auto key = at->first;
    partitions_.erase(at);
    fetch_->changed(key);
}

} // namespace broker
