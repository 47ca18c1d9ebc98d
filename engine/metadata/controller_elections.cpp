// Leaders chosen on purpose: ElectLeaders, the balance of preferred leaders, and partitions that a changed
// configuration can bring back (reference 3.11, 5).
#include "metadata/controller.h"
#include "metadata/record_versions.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

using kafka::ErrorCode;
using Response = wire::ElectLeadersResponse;

/// Partitions that one balance moves, as in Kafka: the rest follows in the next.
constexpr std::size_t max_moves_per_balance = 1000;

base::Error refused(ErrorCode code) {
    return {code, std::string(kafka::sentence(code))};
}

void answer(Response::ReplicaElectionResult& topic, PartitionIndex index, const base::Result<>& outcome) {
    auto& result = topic.partition_result.emplace_back();
    result.partition_id = index.value;
    if (outcome) return;
    result.error_code = static_cast<std::int16_t>(outcome.error().code);
    result.error_message = outcome.error().detail;
}

} // namespace

base::Result<> ControllerCore::elect(const TopicInfo& topic, PartitionIndex index, Election election,
                                     Records& records) const {
    const PartitionInfo& p = topic.partitions[static_cast<std::size_t>(index.value)];
    const bool preferred = election == Election::preferred;
    if (preferred ? p.leader == p.replicas.front() : p.leader != base::no_broker)
        return refused(ErrorCode::election_not_needed);
    PartitionTarget target(p);
    target.election = election;
    auto record = change_partition(topic.id, index, p, std::move(target), rules_of(topic), broker_rules());
    if (!record)
        return refused(preferred ? ErrorCode::preferred_leader_not_available
                                 : ErrorCode::eligible_leaders_not_available);
    records.push_back(versioned(std::move(*record)));
    return {};
}

Decision<Response> ControllerCore::elect_leaders(const wire::ElectLeadersRequest& request) {
    Decision<Response> decision;
    if (request.election_type != 0 && request.election_type != 1) {
        decision.response.error_code = static_cast<std::int16_t>(ErrorCode::invalid_request);
        return decision;
    }
    const Election election = request.election_type == 0 ? Election::preferred : Election::unclean;
    auto& results = decision.response.replica_election_results;
    if (!request.topic_partitions) {
        // Of all partitions only those are named that have not what is asked for.
        const PartitionSet& candidates = election == Election::preferred ? image_.lookup()->not_preferred()
                                                                         : image_.lookup()->leaderless();
        for (const auto& [topic, index] : candidates.sorted()) {
            if (results.empty() || results.back().topic != topic->name)
                results.emplace_back().topic = topic->name;
            answer(results.back(), index, elect(*topic, index, election, decision.records));
        }
        return decision;
    }
    std::set<std::pair<std::string, std::int32_t>> seen;
    for (const auto& asked : *request.topic_partitions) {
        auto& result = results.emplace_back();
        result.topic = asked.topic;
        const TopicInfo* topic = image_.topic(asked.topic);
        for (const std::int32_t number : asked.partitions) {
            const PartitionIndex index(number);
            base::Result<> outcome;
            if (topic == nullptr)
                outcome =
                    base::Error{ErrorCode::unknown_topic_or_partition, "No such topic as " + asked.topic};
            else if (image_.partition(topic->id, index) == nullptr)
                outcome = base::Error{ErrorCode::unknown_topic_or_partition,
                                      fmt::format("No such partition as {}-{}", asked.topic, number)};
            else if (!seen.emplace(asked.topic, number).second)
                outcome = refused(ErrorCode::election_not_needed);
            else
                outcome = elect(*topic, index, election, decision.records);
            answer(result, index, outcome);
        }
    }
    return decision;
}

Decision<Elapsed> ControllerCore::balance_leaders(base::Instant now) {
    Decision<Elapsed> decision;
    if (!next_balance_ || now < *next_balance_) return decision;
    const ConfigLayers config = layers(nullptr);
    next_balance_ = now + balance_interval();
    if (!broker_boolean("auto.leader.rebalance.enable", config)) return decision;
    const auto tolerated = broker_integer("leader.imbalance.per.broker.percentage", config);
    const auto unbalanced = [&](BrokerId id) {
        const auto preferring = static_cast<std::int64_t>(image_.lookup()->preferring(id));
        const auto elsewhere = static_cast<std::int64_t>(image_.lookup()->preferring_but_not_led(id));
        return elsewhere * 100 > tolerated * preferring;
    };
    std::set<BrokerId> brokers;
    for (const auto& [id, broker] : image_.brokers())
        if (broker.active() && unbalanced(id)) brokers.insert(id);
    if (brokers.empty()) return decision;
    for (const auto& [topic, index] : image_.lookup()->not_preferred().sorted()) {
        const PartitionInfo& p = topic->partitions[static_cast<std::size_t>(index.value)];
        if (!brokers.contains(p.replicas.front()) || p.leader == base::no_broker) continue;
        if (!contains(p.isr, p.replicas.front())) continue;
        (void)elect(*topic, index, Election::preferred, decision.records); // cannot be refused now
        if (decision.records.size() < max_moves_per_balance) continue;
        next_balance_ = now;
        break;
    }
    if (!decision.records.empty())
        decision.reason =
            fmt::format("leaders were away from their preferred brokers, more than {} %", tolerated);
    return decision;
}

base::Duration ControllerCore::balance_interval() const {
    return std::chrono::seconds(broker_integer("leader.imbalance.check.interval.seconds", layers(nullptr)));
}

void ControllerCore::after_config_change(const ConfigResource& resource, const ClusterImage::Configs& wanted,
                                         Records& records) const {
    const bool of_topic = resource.type == ConfigResourceType::topic;
    if (!of_topic && !resource.name.empty())
        return; // one broker's own: the cluster's partitions do not ask it
    const ClusterImage::Configs& present = image_.configs_of(resource.type, resource.name);
    const auto changed = [&](std::string_view key) {
        const auto before = present.find(key), after = wanted.find(key);
        if (before == present.end() || after == wanted.end())
            return (before == present.end()) != (after == wanted.end());
        return before->second != after->second;
    };
    const auto touched = [&](const TopicInfo& topic, std::string_view key) {
        if (of_topic) return topic.name == resource.name;
        return !image_.configs_of(ConfigResourceType::topic, topic.name).contains(key);
    };
    constexpr std::string_view unclean = "unclean.leader.election.enable", minimum = "min.insync.replicas";
    const auto set_to = wanted.find(unclean);
    const bool now_unclean =
        changed(unclean) && set_to != wanted.end() && parse_boolean(set_to->second) == true;
    const bool clears = changed(minimum) && image_.feature_level(elr_feature) > 0;
    if (clears) {
        // Who is eligible was counted against the old minimum.
        ClearElrRecord clear;
        if (of_topic) clear.topic_name = resource.name;
        records.push_back(versioned(std::move(clear)));
    }
    if (!now_unclean && !clears) return;
    const BrokerRules brokers = broker_rules();
    for (const auto& [topic, index] : image_.lookup()->leaderless().sorted()) {
        PartitionInfo p = topic->partitions[static_cast<std::size_t>(index.value)];
        if (clears && (!of_topic || topic->name == resource.name) && p.isr.empty()) {
            // It would have nobody to come back to: whoever was eligible, or led last, is who is known.
            PartitionChangeRecord known;
            known.topic_id = topic->id;
            known.partition_id = index.value;
            known.last_known_elr = to_numbers(p.last_known_elr.empty() ? p.elr : p.last_known_elr);
            if (known.last_known_elr->size() > 1) known.last_known_elr->resize(1);
            p.elr.clear();
            p.last_known_elr.clear();
            if (!known.last_known_elr->empty()) {
                apply_change(p, known);
                records.push_back(versioned(std::move(known)));
            }
        }
        if (!now_unclean || !touched(*topic, unclean)) continue;
        PartitionTarget target(p);
        target.election = Election::unclean;
        if (auto record = change_partition(topic->id, index, p, std::move(target), rules_of(*topic), brokers))
            records.push_back(versioned(std::move(*record)));
    }
}

} // namespace metadata
