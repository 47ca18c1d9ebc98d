// One record at a time, by hand: partitioned, batched and sent as any producer would.

#include "wire/messages/produce.h"
#include "base/hash.h"
#include "client/routing.h"
#include "records/builder.h"

#include <algorithm>
#include <fmt/format.h>

namespace client {
namespace {

// Version 13 names topics by id: what the cache knows by name may be another topic by now.
constexpr std::int16_t last_version_by_name = 12;
constexpr std::int32_t timeout_ms = 30'000;

std::optional<base::Bytes> bytes_of(const std::optional<std::vector<base::Byte>>& bytes) {
    if (!bytes) return {};
    return base::Bytes(*bytes);
}

base::Buffer batch_of(const ProduceOne& record, std::int64_t now) {
    std::vector<records::HeaderView> headers;
    for (const RecordHeader& header : record.headers) {
        records::HeaderView view;
        view.key = header.key;
        view.value = bytes_of(header.value);
        headers.push_back(view);
    }
    records::BatchOptions options;
    options.codec = record.codec;
    records::BatchBuilder builder(options);
    builder.add(record.timestamp_ms.value_or(now), bytes_of(record.key), bytes_of(record.value), headers);
    return std::move(builder).build();
}

wire::ProduceRequest request_of(const ProduceOne& record, std::int32_t partition, const base::Buffer& batch) {
    wire::ProduceRequest::PartitionProduceData data;
    data.index = partition;
    data.records = wire::Records::of(batch);
    wire::ProduceRequest::TopicProduceData topic;
    topic.name = record.topic;
    topic.partition_data.push_back(std::move(data));
    wire::ProduceRequest request;
    request.acks = record.acks;
    request.timeout_ms = timeout_ms;
    request.topic_data.push_back(std::move(topic));
    return request;
}

/// The partitioner of every Kafka client: by key, and without one round the partitions that have a leader.
std::int32_t choose_partition(const ProduceOne& record, const Topic& topic, std::uint32_t& next) {
    if (record.partition) return *record.partition;
    const auto count = static_cast<std::int32_t>(topic.partitions.size());
    if (record.key) return base::partition_of_key(*record.key, count);
    for (std::size_t tried = 0; tried < topic.partitions.size(); ++tried) {
        const Partition& partition = topic.partitions[next++ % topic.partitions.size()];
        if (partition.leader >= 0) return partition.index;
    }
    return topic.partitions[next++ % topic.partitions.size()].index;
}

base::Error refusal(const wire::ProduceResponse::PartitionProduceResponse& answer) {
    base::Error error = broker_error(answer.error_code, answer.error_message);
    for (const auto& record : answer.record_errors)
        if (record.batch_index_error_message) error.detail += ": " + *record.batch_index_error_message;
    return error;
}

struct Sent {
    Produced produced;
    base::Error error{kafka::ErrorCode::none, {}};
    bool may_be_written = false; // with an error

    Sent() = default;
};

/// One attempt at the leader.
Awaitable<Sent> send_to(Connection& connection, const wire::ProduceRequest& request) {
    Sent sent;
    const auto agreed = connection.version_for(wire::ProduceRequest::api);
    if (!agreed) {
        sent.error = agreed.error();
        co_return sent;
    }
    const std::int16_t version = std::min(*agreed, last_version_by_name);
    if (request.acks == 0) {
        const auto done = connection.send(request, version);
        if (!done) sent.error = done.error();
        co_return sent;
    }
    wire::ProduceResponse response;
    const auto begun = std::chrono::steady_clock::now();
    const auto done = co_await connection.call(request, response, version);
    sent.produced.latency = std::chrono::steady_clock::now() - begun;
    if (!done) {
        sent.error = done.error();
        sent.may_be_written = true;
        co_return sent;
    }
    if (response.responses.size() != 1 || response.responses[0].partition_responses.size() != 1) {
        sent.error = unanswered("the record's partition");
        co_return sent;
    }
    const auto& answer = response.responses[0].partition_responses[0];
    sent.produced.offset = answer.base_offset;
    sent.produced.log_append_time = answer.log_append_time_ms;
    if (answer.error_code != 0) sent.error = refusal(answer);
    // These two say that the leader has it and the followers do not, or not yet.
    sent.may_be_written = sent.error.code == kafka::ErrorCode::request_timed_out ||
                          sent.error.code == kafka::ErrorCode::not_enough_replicas_after_append;
    co_return sent;
}

} // namespace

Awaitable<base::Result<Produced>> ClusterClient::produce_one(ProduceOne record) {
    const auto state = state_;
    const auto topic = co_await state->topic(record.topic);
    if (!topic) co_return topic.error();
    if (topic->partitions.empty())
        co_return base::Error(kafka::ErrorCode::leader_not_available,
                              fmt::format("topic {} has no partitions yet", record.topic));
    const std::int32_t partition = choose_partition(record, *topic, state->next_partition);
    const base::Buffer batch = batch_of(record, state->clock.wall_ms());
    const wire::ProduceRequest request = request_of(record, partition, batch);
    Retry retry = state->retry();
    for (;;) {
        base::Error error;
        bool final_error = false;
        const auto leader = co_await state->leader(record.topic, partition);
        if (leader) {
            auto sent = co_await send_to(*leader->connection, request);
            sent.produced.partition = partition;
            if (sent.error.code == kafka::ErrorCode::none) co_return sent.produced;
            error = sent.error;
            final_error = sent.may_be_written;
            if (final_error) error.detail += " (the record may have been written)";
            state->forget(record.topic);
        } else {
            error = leader.error();
        }
        if (final_error || state->closed || !retry.allows(error)) co_return error;
        co_await retry.pause();
    }
}

} // namespace client
