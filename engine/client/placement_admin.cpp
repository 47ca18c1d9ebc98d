// Moving replicas and leaders, and saying good-bye to a broker: what a hosted cluster asks for its person.

#include "client/settle.h"
#include "wire/messages/cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/reassignments.h"

#include <fmt/format.h>

namespace client {
namespace {

constexpr std::int32_t timeout_ms = 30'000;
constexpr std::int8_t broker_resource = 4;
constexpr std::int8_t set_operation = 0, delete_operation = 1;
constexpr std::int8_t preferred_election = 0, unclean_election = 1;

base::Error first_refusal(const wire::AlterPartitionReassignmentsResponse& response) {
    if (response.error_code != 0) return broker_error(response.error_code, response.error_message);
    for (const auto& topic : response.responses)
        for (const auto& partition : topic.partitions)
            if (partition.error_code != 0) return broker_error(partition.error_code, partition.error_message);
    return no_error();
}

base::Error first_refusal(const wire::ElectLeadersResponse& response) {
    if (response.error_code != 0) return broker_error(response.error_code);
    for (const auto& topic : response.replica_election_results) {
        for (const auto& partition : topic.partition_result) {
            const auto code = static_cast<kafka::ErrorCode>(partition.error_code);
            if (code == kafka::ErrorCode::none || code == kafka::ErrorCode::election_not_needed) continue;
            return broker_error(partition.error_code, partition.error_message);
        }
    }
    return no_error();
}

wire::AlterPartitionReassignmentsRequest request_of(std::vector<Reassignment> moves) {
    std::map<std::string, std::vector<Reassignment*>> by_topic;
    for (Reassignment& move : moves) by_topic[move.topic].push_back(&move);
    wire::AlterPartitionReassignmentsRequest request;
    request.timeout_ms = timeout_ms;
    for (const auto& [name, partitions] : by_topic) {
        auto& topic = request.topics.emplace_back();
        topic.name = name;
        for (Reassignment* move : partitions) {
            auto& partition = topic.partitions.emplace_back();
            partition.partition_index = move->partition;
            if (!move->replicas.empty()) partition.replicas = std::move(move->replicas);
        }
    }
    return request;
}

} // namespace

Awaitable<base::Result<>> ClusterClient::reassign(std::vector<Reassignment> moves) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    auto request = request_of(std::move(moves));
    const auto judge = [](const wire::AlterPartitionReassignmentsResponse& response, bool) {
        return first_refusal(response);
    };
    const auto done =
        co_await settle<wire::AlterPartitionReassignmentsResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

Awaitable<base::Result<>> ClusterClient::elect_leaders(bool unclean, std::vector<TopicPartition> partitions) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::ElectLeadersRequest request;
    request.election_type = unclean ? unclean_election : preferred_election;
    request.timeout_ms = timeout_ms;
    std::map<std::string, std::vector<std::int32_t>> by_topic;
    for (auto& [topic, partition] : partitions) by_topic[topic].push_back(partition);
    if (!by_topic.empty()) request.topic_partitions.emplace();
    for (auto& [name, indexes] : by_topic) {
        auto& topic = request.topic_partitions->emplace_back();
        topic.topic = name;
        topic.partitions = std::move(indexes);
    }
    const auto judge = [](const wire::ElectLeadersResponse& response, bool) {
        return first_refusal(response);
    };
    const auto done = co_await settle<wire::ElectLeadersResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

Awaitable<base::Result<>> ClusterClient::unregister_broker(std::int32_t broker) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::UnregisterBrokerRequest request;
    request.broker_id = broker;
    const auto judge = [](const wire::UnregisterBrokerResponse& response, bool again) {
        const auto code = static_cast<kafka::ErrorCode>(response.error_code);
        // A lost answer may have been a success.
        if (again && code == kafka::ErrorCode::broker_id_not_registered) return no_error();
        if (response.error_code == 0) return no_error();
        return broker_error(response.error_code, response.error_message);
    };
    const auto done = co_await settle<wire::UnregisterBrokerResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

Awaitable<base::Result<>>
ClusterClient::alter_broker_config(std::int32_t broker,
                                   std::map<std::string, std::optional<std::string>> changes) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::IncrementalAlterConfigsRequest request;
    auto& resource = request.resources.emplace_back();
    resource.resource_type = broker_resource;
    resource.resource_name = std::to_string(broker);
    for (auto& [name, value] : changes) {
        auto& config = resource.configs.emplace_back();
        config.name = name;
        config.config_operation = value ? set_operation : delete_operation;
        config.value = std::move(value);
    }
    const auto judge = [](const wire::IncrementalAlterConfigsResponse& response, bool) {
        return first_error(response.responses, "the broker's configuration");
    };
    const auto done = co_await settle<wire::IncrementalAlterConfigsResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

} // namespace client
