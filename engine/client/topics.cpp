// Topics and their configuration: every broker accepts these requests, so any will do.

#include "wire/messages/topics.h"
#include "client/settle.h"
#include "wire/messages/configs.h"
#include "wire/messages/records_admin.h"

#include <algorithm>
#include <fmt/format.h>

namespace client {
namespace {

constexpr std::int8_t topic_resource = 2;
constexpr std::int8_t set_operation = 0, delete_operation = 1;
constexpr std::int8_t topic_source = 1;
constexpr std::int32_t timeout_ms = 30'000;

std::optional<std::string>
default_of(const wire::DescribeConfigsResponse::DescribeConfigsResourceResult& config) {
    // Synonyms are in the order in which they apply, the topic's own first.
    for (const auto& synonym : config.synonyms)
        if (synonym.source != topic_source) return synonym.value;
    if (config.config_source == topic_source) return {};
    return config.value;
}

TopicConfig config_of(const wire::DescribeConfigsResponse::DescribeConfigsResourceResult& from) {
    TopicConfig config;
    config.name = from.name;
    config.value = from.value;
    config.source = from.config_source;
    config.read_only = from.read_only;
    config.sensitive = from.is_sensitive;
    config.type = from.config_type;
    config.documentation = from.documentation.value_or("");
    config.default_value = default_of(from);
    return config;
}

} // namespace

Awaitable<base::Result<>> ClusterClient::create_topic(NewTopic topic) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::CreateTopicsRequest::CreatableTopic wanted;
    wanted.name = topic.name;
    wanted.num_partitions = topic.partitions;
    wanted.replication_factor = topic.replication_factor;
    for (const auto& [name, value] : topic.configs) {
        wire::CreateTopicsRequest::CreatableTopicConfig config;
        config.name = name;
        config.value = value;
        wanted.configs.push_back(std::move(config));
    }
    wire::CreateTopicsRequest request;
    request.topics.push_back(std::move(wanted));
    request.timeout_ms = timeout_ms;
    const auto judge = [](const wire::CreateTopicsResponse& response, bool again) {
        base::Error error = first_error(response.topics, "the topic");
        if (again && error.code == kafka::ErrorCode::topic_already_exists) return no_error();
        return error;
    };
    const auto done = co_await settle<wire::CreateTopicsResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    state->forget(topic.name);
    co_return base::Result<>();
}

Awaitable<base::Result<>> ClusterClient::delete_topic(std::string name) {
    const auto state = state_;
    wire::DeleteTopicsRequest::DeleteTopicState wanted;
    wanted.name = name;
    wire::DeleteTopicsRequest request;
    request.topics.push_back(std::move(wanted)); // from version 6 on
    request.topic_names.push_back(name);         // before
    request.timeout_ms = timeout_ms;
    const auto judge = [](const wire::DeleteTopicsResponse& response, bool again) {
        base::Error error = first_error(response.responses, "the topic");
        if (again && error.code == kafka::ErrorCode::unknown_topic_or_partition) return no_error();
        return error;
    };
    const auto done = co_await settle<wire::DeleteTopicsResponse>(state, request, judge, base::Duration());
    state->forget(name);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

Awaitable<base::Result<>> ClusterClient::create_partitions(std::string topic, std::int32_t total) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::CreatePartitionsRequest::CreatePartitionsTopic wanted;
    wanted.name = topic;
    wanted.count = total;
    wire::CreatePartitionsRequest request;
    request.topics.push_back(std::move(wanted));
    request.timeout_ms = timeout_ms;
    const auto judge = [](const wire::CreatePartitionsResponse& response, bool) {
        return first_error(response.results, "the topic");
    };
    const auto done = co_await settle<wire::CreatePartitionsResponse>(state, request, judge, patience);
    state->forget(topic);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

Awaitable<base::Result<std::vector<TopicConfig>>> ClusterClient::describe_topic_config(std::string topic) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::DescribeConfigsRequest::DescribeConfigsResource resource;
    resource.resource_type = topic_resource;
    resource.resource_name = topic;
    wire::DescribeConfigsRequest request;
    request.resources.push_back(std::move(resource));
    request.include_synonyms = true;
    request.include_documentation = true;
    const auto judge = [](const wire::DescribeConfigsResponse& response, bool) {
        return first_error(response.results, "the topic");
    };
    const auto done = co_await settle<wire::DescribeConfigsResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    std::vector<TopicConfig> configs;
    for (const auto& config : done->results[0].configs) configs.push_back(config_of(config));
    std::sort(configs.begin(), configs.end(),
              [](const TopicConfig& a, const TopicConfig& b) { return a.name < b.name; });
    co_return configs;
}

Awaitable<base::Result<>>
ClusterClient::alter_topic_config(std::string topic,
                                  std::map<std::string, std::optional<std::string>> changes) {
    const auto state = state_;
    const base::Duration patience = state->options.missing_topic_timeout;
    wire::IncrementalAlterConfigsRequest::AlterConfigsResource resource;
    resource.resource_type = topic_resource;
    resource.resource_name = topic;
    for (const auto& [name, value] : changes) {
        wire::IncrementalAlterConfigsRequest::AlterableConfig change;
        change.name = name;
        change.config_operation = value ? set_operation : delete_operation;
        change.value = value;
        resource.configs.push_back(std::move(change));
    }
    wire::IncrementalAlterConfigsRequest request;
    request.resources.push_back(std::move(resource));
    const auto judge = [](const wire::IncrementalAlterConfigsResponse& response, bool) {
        return first_error(response.responses, "the topic");
    };
    const auto done = co_await settle<wire::IncrementalAlterConfigsResponse>(state, request, judge, patience);
    if (!done) co_return done.error();
    co_return base::Result<>();
}

Awaitable<base::Result<std::int64_t>> ClusterClient::delete_records(std::string topic, std::int32_t partition,
                                                                    std::int64_t offset) {
    const auto state = state_;
    wire::DeleteRecordsRequest::DeleteRecordsPartition wanted;
    wanted.partition_index = partition;
    wanted.offset = offset;
    wire::DeleteRecordsRequest::DeleteRecordsTopic in_topic;
    in_topic.name = topic;
    in_topic.partitions.push_back(wanted);
    wire::DeleteRecordsRequest request;
    request.topics.push_back(std::move(in_topic));
    request.timeout_ms = timeout_ms;
    Retry retry = state->retry();
    for (;;) {
        base::Error error;
        const auto leader = co_await state->leader(topic, partition);
        if (leader) {
            wire::DeleteRecordsResponse response;
            const auto done = co_await leader->connection->call(request, response);
            if (!done) {
                error = done.error();
            } else if (response.topics.size() != 1 || response.topics[0].partitions.size() != 1) {
                co_return unanswered(fmt::format("partition {}-{}", topic, partition));
            } else {
                const auto& answer = response.topics[0].partitions[0];
                if (answer.error_code == 0) co_return answer.low_watermark;
                error = broker_error(answer.error_code);
            }
            state->forget(topic);
        } else {
            error = leader.error();
        }
        if (state->closed || !retry.allows(error)) co_return error;
        co_await retry.pause();
    }
}

} // namespace client
