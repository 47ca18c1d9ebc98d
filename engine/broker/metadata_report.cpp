// What the controller tells the outside about topics, brokers and configurations.

#include "broker/controller.h"
#include "metadata/configs.h"
#include "metadata/partition_change.h"

#include <charconv>
#include <set>
#include <utility>

namespace broker {
namespace {

TopicReport describe(const metadata::ClusterImage& image, const metadata::TopicInfo& topic,
                     const metadata::StaticConfig& settings) {
    TopicReport report;
    report.name = topic.name;
    report.id = topic.id;
    for (const auto& partition : topic.partitions)
        report.partitions.push_back(
            {partition.leader.value, partition.leader_epoch.value, metadata::to_numbers(partition.replicas),
             metadata::to_numbers(partition.isr), partition.partition_epoch,
             metadata::to_numbers(partition.adding), metadata::to_numbers(partition.removing),
             metadata::to_numbers(partition.elr)});
    const auto config = metadata::effective_topic_config(
        metadata::config_layers(image, base::no_broker, settings, topic.name));
    report.cleanup_policy =
        config.cleanup_compact ? (config.cleanup_delete ? "compact,delete" : "compact") : "delete";
    report.retention_ms = config.retention_ms;
    report.retention_bytes = config.retention_bytes;
    report.min_insync_replicas = config.min_insync_replicas;
    report.configs_overridden =
        static_cast<std::int32_t>(image.configs_of(metadata::ConfigResourceType::topic, topic.name).size());
    return report;
}

view::ReassignmentStep step_of(metadata::ImageDelta::Move move) {
    using Move = metadata::ImageDelta::Move;
    return move == Move::started     ? view::ReassignmentStep::started
           : move == Move::completed ? view::ReassignmentStep::completed
                                     : view::ReassignmentStep::cancelled;
}

/// None: back to its default. A password is never told.
std::optional<std::string> told_value(const metadata::ClusterImage& image,
                                      const metadata::ConfigResource& resource, const std::string& key) {
    const auto& values = image.configs_of(resource.type, resource.name);
    const auto found = values.find(key);
    if (found == values.end()) return std::nullopt;
    const auto* definition = metadata::find_broker_config(key);
    return definition && definition->sensitive() ? "***" : found->second;
}

/// None: the default of all brokers.
std::optional<std::int32_t> broker_of(const metadata::ConfigResource& resource) {
    std::int32_t id = -1;
    const char* end = resource.name.data() + resource.name.size();
    const auto parsed = std::from_chars(resource.name.data(), end, id);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    return id;
}

StandingReport describe(const metadata::BrokerRegistration& broker, const metadata::Elapsed* why) {
    StandingReport report;
    report.id = broker.id;
    report.state = broker.fenced ? view::NodeState::fenced : view::NodeState::online;
    if (!broker.fenced || !why) return report;
    const bool expired = why->cause == metadata::Elapsed::Cause::session_expired;
    report.reason = expired ? view::StateReason::session_expired : view::StateReason::connection_lost;
    if (expired)
        report.session_ms = static_cast<std::int32_t>(
            std::chrono::duration_cast<std::chrono::milliseconds>(why->session).count());
    return report;
}

} // namespace

void Controller::report_metadata(bool all) {
    // `all`: after a change of leadership; what is new to us is not new to the cluster.
    const metadata::ImageDelta delta = std::exchange(unreported_, {});
    const bool silent = all;
    const metadata::ClusterImage& image = core_.image();
    MetadataReport report;
    for (const auto& removed : delta.removed_topics) {
        report.gone.emplace_back(removed.name, removed.id);
        if (!silent) services_.observer.fact(view::TopicDeleted{removed.name});
    }
    std::set<const metadata::TopicInfo*> changed;
    for (const auto& [id, partitions] : delta.changed_partitions)
        if (const auto* topic = image.topic(id)) changed.insert(topic);
    for (const auto& resource : delta.changed_configs) {
        all = all || resource.type == metadata::ConfigResourceType::broker;
        const auto* topic = image.topic(std::string_view(resource.name));
        if (resource.type == metadata::ConfigResourceType::topic && topic) changed.insert(topic);
    }
    if (all)
        for (const auto& [name, topic] : image.topics()) changed.insert(&topic);
    for (const auto* topic : changed) {
        report.topics.push_back(describe(image, *topic, config_.settings));
        if (silent || !delta.new_topics.contains(topic->id)) continue;
        services_.observer.fact(
            view::TopicCreated{topic->name, static_cast<std::int32_t>(topic->partitions.size()),
                               static_cast<std::int32_t>(topic->partitions[0].replicas.size())});
    }
    const auto fenced = std::exchange(just_fenced_, {});
    for (const auto& [id, registered] : image.brokers()) {
        if (!all && !delta.changed_brokers.contains(id)) continue;
        const auto why = fenced.find(id);
        report.brokers.push_back(describe(registered, why == fenced.end() ? nullptr : &why->second));
    }
    if (!report.topics.empty() || !report.gone.empty() || !report.brokers.empty())
        services_.observer.metadata(report);
    if (silent) return;
    tell_moves(delta);
    tell_settings(delta);
    tell_lost_leaders(delta);
}

void Controller::tell_moves(const metadata::ImageDelta& delta) {
    const metadata::ClusterImage& image = core_.image();
    for (const auto& [id, moves] : delta.moves) {
        const metadata::TopicInfo* topic = image.topic(id);
        if (!topic) continue;
        for (const auto& [index, move] : moves) {
            const auto& partition = topic->partitions[static_cast<std::size_t>(index.value)];
            services_.observer.fact(view::ReassignmentChanged{
                topic->name, index.value, step_of(move),
                metadata::to_numbers(metadata::without(partition.replicas, partition.removing))});
        }
    }
}

void Controller::tell_settings(const metadata::ImageDelta& delta) {
    using Type = metadata::ConfigResourceType;
    const metadata::ClusterImage& image = core_.image();
    for (const metadata::TopicId& id : delta.grown_topics)
        if (const auto* topic = image.topic(id))
            services_.observer.fact(
                view::PartitionsAdded{topic->name, static_cast<std::int32_t>(topic->partitions.size())});
    for (const auto& [resource, keys] : delta.changed_keys) {
        const auto* topic = image.topic(std::string_view(resource.name));
        const bool made_so = topic && delta.new_topics.contains(topic->id);
        if (resource.type == Type::topic && (!topic || made_so)) continue;
        for (const std::string& key : keys) {
            auto value = told_value(image, resource, key);
            if (resource.type == Type::topic)
                services_.observer.fact(view::TopicConfigChanged{resource.name, key, std::move(value)});
            else if (resource.type == Type::broker)
                services_.observer.fact(
                    view::BrokerConfigChanged{broker_of(resource), key, std::move(value)});
        }
    }
}

// Whoever leads a partition tells of it; of one that nobody leads nobody else would.
void Controller::tell_lost_leaders(const metadata::ImageDelta& delta) {
    using Why = view::LeaderChangeReason;
    const metadata::ClusterImage& image = core_.image();
    for (const auto& [id, lost] : delta.lost_leaders) {
        const metadata::TopicInfo* topic = image.topic(id);
        if (!topic) continue;
        for (const auto& [index, led] : lost) {
            const auto& partition = topic->partitions[static_cast<std::size_t>(index.value)];
            if (partition.leader != base::no_broker) continue; // it has one again
            const metadata::BrokerRegistration* broker = image.broker(led);
            const bool leaves = broker && broker->in_controlled_shutdown;
            services_.observer.fact(view::LeaderChanged{topic->name, index.value, led.value, -1,
                                                        partition.leader_epoch.value,
                                                        leaves ? Why::broker_shutdown : Why::broker_fenced});
        }
    }
}

} // namespace broker
