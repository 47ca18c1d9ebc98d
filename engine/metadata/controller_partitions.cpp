// Partition leaders report who is in sync (reference 5, AlterPartition; KIP-497, KIP-841, KIP-903).
#include "metadata/controller.h"
#include "metadata/record_versions.h"

#include <algorithm>

namespace metadata {
namespace {

using kafka::ErrorCode;
using Request = wire::AlterPartitionRequest;
using Response = wire::AlterPartitionResponse;

/// The proposed ISR of either version; version 2 knows no epochs.
std::vector<Request::BrokerState> proposed_isr(const Request::PartitionData& asked, std::int16_t version) {
    if (version >= 3) return asked.new_isr_with_epochs;
    std::vector<Request::BrokerState> isr(asked.new_isr.size());
    for (std::size_t i = 0; i < isr.size(); ++i) isr[i].broker_id = asked.new_isr[i];
    return isr;
}

Replicas ids_of(const std::vector<Request::BrokerState>& states) {
    Replicas ids;
    for (const auto& state : states) ids.emplace_back(state.broker_id);
    return ids;
}

bool has_duplicates(Replicas ids) {
    std::ranges::sort(ids);
    return std::ranges::adjacent_find(ids) != ids.end();
}

/// A follower that is fenced, shutting down or another incarnation than the leader heard of may have lost
/// records.
bool eligible(const ClusterImage& image, const Request::BrokerState& state) {
    const BrokerRegistration* broker = image.broker(BrokerId(state.broker_id));
    return broker != nullptr && broker->active() &&
           (state.broker_epoch == -1 || state.broker_epoch == broker->epoch);
}

ErrorCode check(const ClusterImage& image, const PartitionInfo& p, BrokerId sender,
                const Request::PartitionData& asked, const std::vector<Request::BrokerState>& states) {
    // A leader that is ahead of this image has heard of a newer controller.
    if (asked.leader_epoch > p.leader_epoch.value || asked.partition_epoch > p.partition_epoch)
        return ErrorCode::not_controller;
    if (asked.leader_epoch < p.leader_epoch.value) return ErrorCode::fenced_leader_epoch;
    if (sender != p.leader) return ErrorCode::invalid_request;
    if (asked.partition_epoch < p.partition_epoch) return ErrorCode::invalid_update_version;
    const Replicas isr = ids_of(states);
    const auto is_replica = [&](BrokerId id) { return contains(p.replicas, id); };
    if (isr.empty() || has_duplicates(isr) || !std::ranges::all_of(isr, is_replica) ||
        !contains(isr, p.leader))
        return ErrorCode::invalid_request;
    const bool recovering = asked.leader_recovery_state == 1;
    if (recovering && (isr.size() > 1 || !p.recovering)) return ErrorCode::invalid_request;
    if (!std::ranges::all_of(states, [&](const auto& state) { return eligible(image, state); }))
        return ErrorCode::ineligible_replica;
    return ErrorCode::none;
}

void fill(Response::PartitionData& answer, const PartitionInfo& p) {
    answer.leader_id = p.leader.value;
    answer.leader_epoch = p.leader_epoch.value;
    answer.isr = to_numbers(p.isr);
    answer.leader_recovery_state = p.recovering ? 1 : 0;
    answer.partition_epoch = p.partition_epoch;
}

} // namespace

TopicRules ControllerCore::rules_of(const TopicInfo& topic) const {
    const ConfigLayers all = layers(&image_.configs_of(ConfigResourceType::topic, topic.name));
    const auto value_of = [&](std::string_view key) {
        return resolve_topic_config(*find_topic_config(key), all).value.value_or("");
    };
    TopicRules rules;
    const auto minimum =
        static_cast<std::int32_t>(parse_integer(value_of("min.insync.replicas")).value_or(1));
    const std::size_t replicas = topic.partitions.empty() ? 1 : topic.partitions.front().replicas.size();
    rules.min_isr = std::min(minimum, static_cast<std::int32_t>(replicas));
    rules.eligible_replicas = image_.feature_level(elr_feature) > 0;
    rules.unclean_allowed = parse_boolean(value_of("unclean.leader.election.enable")).value_or(false);
    return rules;
}

BrokerRules ControllerCore::broker_rules() const {
    return {[this](BrokerId id) { return active(id); },
            [this](BrokerId id) { return default_directory(image_, id); }};
}

Decision<Response> ControllerCore::alter_partition(const Request& request, std::int16_t version) {
    Decision<Response> decision;
    if (const auto ok = check_broker_epoch(request.broker_id, request.broker_epoch); !ok) {
        decision.response.error_code = static_cast<std::int16_t>(ok.error().code);
        decision.reason = ok.error().detail;
        return decision;
    }
    const BrokerRules brokers = broker_rules();
    for (const auto& asked_topic : request.topics) {
        auto& topic_answer = decision.response.topics.emplace_back();
        topic_answer.topic_id = asked_topic.topic_id;
        const TopicInfo* topic = image_.topic(TopicId(asked_topic.topic_id));
        TopicRules rules;
        if (topic != nullptr) rules = rules_of(*topic);
        std::set<std::int32_t> seen;
        for (const auto& asked : asked_topic.partitions) {
            auto& answer = topic_answer.partitions.emplace_back();
            answer.partition_index = asked.partition_index;
            const PartitionIndex index(asked.partition_index);
            const PartitionInfo* now = topic == nullptr ? nullptr : image_.partition(topic->id, index);
            const auto states = proposed_isr(asked, version);
            auto code =
                topic == nullptr ? ErrorCode::unknown_topic_id : ErrorCode::unknown_topic_or_partition;
            if (now != nullptr) code = check(image_, *now, BrokerId(request.broker_id), asked, states);
            if (!seen.insert(asked.partition_index).second) code = ErrorCode::invalid_request;
            answer.error_code = static_cast<std::int16_t>(code);
            if (code != ErrorCode::none) continue;
            PartitionTarget target(*now);
            target.isr = ids_of(states);
            target.recovering = asked.leader_recovery_state == 1;
            target.election = rules.election();
            PartitionInfo after = *now;
            if (auto record = change_partition(topic->id, index, *now, std::move(target), rules, brokers)) {
                apply_change(after, *record);
                decision.records.push_back(versioned(std::move(*record)));
            }
            // The ISR completed a reassignment that takes the leader away.
            if (after.leader != now->leader)
                answer.error_code = static_cast<std::int16_t>(ErrorCode::new_leader_elected);
            else
                fill(answer, after);
        }
    }
    return decision;
}

} // namespace metadata
