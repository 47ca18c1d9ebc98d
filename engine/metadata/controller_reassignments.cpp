// Moving replicas: AlterPartitionReassignments and ListPartitionReassignments (reference 3.11, 5; KIP-455). A
// reassignment ends when every target replica is in the ISR (partition_change.cpp).
#include "metadata/controller.h"
#include "metadata/record_versions.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

using kafka::ErrorCode;
using Target = wire::AlterPartitionReassignmentsRequest::ReassignablePartition;

base::Error refused(ErrorCode code, std::string why) {
    return {code, std::move(why)};
}

bool reassigning(const PartitionInfo& p) {
    return !p.adding.empty() || !p.removing.empty();
}

Replicas sorted(Replicas replicas) {
    std::ranges::sort(replicas);
    return replicas;
}

/// How many replicas the partition has when its reassignment is over.
std::size_t settled_size(const PartitionInfo& p) {
    return without(p.replicas, p.removing).size();
}

/// The partition on its way to `wanted`: old replicas stay until the new ones are in sync. What the last
/// reassignment was adding is still being added.
PartitionTarget towards(const PartitionInfo& p, const Replicas& wanted) {
    const Replicas original = without(p.replicas, p.adding);
    PartitionTarget target(p);
    target.adding = sorted(without(wanted, original));
    target.removing = sorted(without(p.replicas, wanted));
    target.replicas = wanted;
    target.replicas.insert(target.replicas.end(), target.removing.begin(), target.removing.end());
    return target;
}

} // namespace

ControllerCore::Change ControllerCore::cancel_reassignment(const TopicInfo& topic, PartitionIndex index,
                                                           const PartitionInfo& p) const {
    if (!reassigning(p))
        return refused(ErrorCode::no_reassignment_in_progress,
                       std::string(kafka::sentence(ErrorCode::no_reassignment_in_progress)));
    const TopicRules rules = rules_of(topic);
    PartitionTarget target(p);
    target.replicas = without(p.replicas, p.adding);
    target.isr = without(p.isr, p.adding);
    target.adding.clear();
    target.removing.clear();
    target.election = rules.election();
    if (target.isr.empty() && !p.isr.empty()) {
        if (!rules.unclean_allowed)
            return refused(
                ErrorCode::invalid_replica_assignment,
                fmt::format("Unable to revert partition assignment for {}:{} because it would require "
                            "an unclean leader election.",
                            topic.name, index.value));
    }
    return change_partition(topic.id, index, p, std::move(target), rules, broker_rules());
}

ControllerCore::Change ControllerCore::change_reassignment(const TopicInfo& topic, PartitionIndex index,
                                                           const PartitionInfo& p,
                                                           const std::vector<std::int32_t>& wanted,
                                                           bool may_change_factor) const {
    if (const auto ok = check_replicas(wanted, std::nullopt); !ok) return ok.error();
    if (!may_change_factor && wanted.size() != settled_size(p))
        return refused(
            ErrorCode::invalid_replication_factor,
            fmt::format("The replication factor is changed from {} to {}", settled_size(p), wanted.size()));
    const TopicRules rules = rules_of(topic);
    PartitionTarget target = towards(p, to_replicas(wanted));
    target.election = rules.election();
    return change_partition(topic.id, index, p, std::move(target), rules, broker_rules());
}

base::Result<> ControllerCore::reassign(const std::string& name, const Target& asked, bool may_change_factor,
                                        Records& records) const {
    const TopicInfo* topic = image_.topic(name);
    if (topic == nullptr)
        return refused(ErrorCode::unknown_topic_or_partition,
                       fmt::format("Unable to find a topic named {}.", name));
    const PartitionIndex index(asked.partition_index);
    const PartitionInfo* p = image_.partition(topic->id, index);
    if (p == nullptr)
        return refused(ErrorCode::unknown_topic_or_partition,
                       fmt::format("Unable to find partition {}:{}.", name, asked.partition_index));
    auto record = asked.replicas ? change_reassignment(*topic, index, *p, *asked.replicas, may_change_factor)
                                 : cancel_reassignment(*topic, index, *p);
    if (!record) return record.error();
    if (*record) records.push_back(versioned(std::move(**record)));
    return {};
}

Decision<wire::AlterPartitionReassignmentsResponse>
ControllerCore::alter_reassignments(const wire::AlterPartitionReassignmentsRequest& request) {
    Decision<wire::AlterPartitionReassignmentsResponse> decision;
    decision.response.allow_replication_factor_change = request.allow_replication_factor_change;
    std::set<std::pair<std::string, std::int32_t>> seen;
    for (const auto& topic : request.topics) {
        auto& topic_answer = decision.response.responses.emplace_back();
        topic_answer.name = topic.name;
        for (const Target& asked : topic.partitions) {
            auto& answer = topic_answer.partitions.emplace_back();
            answer.partition_index = asked.partition_index;
            base::Result<> outcome;
            if (!seen.emplace(topic.name, asked.partition_index).second)
                outcome = refused(ErrorCode::invalid_request, "The partition is named twice.");
            else
                outcome =
                    reassign(topic.name, asked, request.allow_replication_factor_change, decision.records);
            if (outcome) continue;
            answer.error_code = static_cast<std::int16_t>(outcome.error().code);
            answer.error_message = outcome.error().detail;
        }
    }
    return decision;
}

wire::ListPartitionReassignmentsResponse
ControllerCore::list_reassignments(const wire::ListPartitionReassignmentsRequest& request) const {
    wire::ListPartitionReassignmentsResponse response;
    const auto add = [&](const TopicInfo& topic, PartitionIndex index) {
        const PartitionInfo* p = image_.partition(topic.id, index);
        if (p == nullptr || !reassigning(*p)) return;
        if (response.topics.empty() || response.topics.back().name != topic.name)
            response.topics.emplace_back().name = topic.name;
        auto& ongoing = response.topics.back().partitions.emplace_back();
        ongoing.partition_index = index.value;
        ongoing.replicas = to_numbers(p->replicas);
        ongoing.adding_replicas = to_numbers(p->adding);
        ongoing.removing_replicas = to_numbers(p->removing);
    };
    if (!request.topics) {
        for (const auto& [topic, index] : image_.lookup()->reassigning().sorted()) add(*topic, index);
        return response;
    }
    for (const auto& asked : *request.topics) {
        const TopicInfo* topic = image_.topic(asked.name);
        if (topic == nullptr) continue;
        for (const std::int32_t index : asked.partition_indexes) add(*topic, PartitionIndex(index));
    }
    return response;
}

} // namespace metadata
