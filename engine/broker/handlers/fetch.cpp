#include "broker/handlers/fetch.h"

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/leader_epochs.h"
#include "broker/leader_hint.h"

#include <algorithm>
#include <chrono>

namespace broker {

using base::Offset;
using kafka::ErrorCode;

namespace {

constexpr std::int16_t first_version_with_topic_ids = 13;
constexpr std::int16_t first_version_with_zstd = 10;
constexpr std::int16_t first_version_with_divergence = 12;
constexpr std::int16_t first_version_with_leader_hint = 16; // KIP-951
constexpr std::int32_t most_bytes = 57'671'680;             // fetch.max.bytes
constexpr std::int32_t final_session_epoch = -1;

/// Sessions are never opened, so only a full request without one, or the first of one, can be answered.
bool names_a_session(const wire::FetchRequest& body) {
    return body.session_id != 0 && body.session_epoch > 0;
}

} // namespace

FetchHandler::FetchHandler(Broker& broker) : broker_(broker), timer_(broker.loop()) {}

void FetchHandler::handle(Request request) {
    wire::FetchRequest body;
    if (!request.read(body)) return;
    if (names_a_session(body)) {
        wire::FetchResponse response;
        response.error_code = to_wire(ErrorCode::fetch_session_id_not_found);
        request.reply(response);
        return;
    }
    Read first = read(body, request.version());
    const bool enough = first.bytes >= body.min_bytes || first.must_answer || body.max_wait_ms <= 0;
    if (enough || first.partitions.empty()) {
        reply(request, std::move(first));
        return;
    }
    const auto id = next_id_++;
    const auto deadline = broker_.loop().turn_time() + std::chrono::milliseconds(body.max_wait_ms);
    waiting_.wait(id, first.partitions, body.min_bytes - first.bytes, deadline);
    const std::uint64_t connection = request.connection().id();
    by_connection_[connection].push_back(id);
    requests_.emplace(id, Waiting{std::move(request), std::move(body), connection});
    arm_timer();
}

FetchHandler::Read FetchHandler::read(const wire::FetchRequest& body, std::int16_t version) {
    Read result;
    result.response.responses.reserve(body.topics.size());
    for (const auto& topic : body.topics) {
        auto& answered = result.response.responses.emplace_back();
        answered.topic = topic.topic;
        answered.topic_id = topic.topic_id;
        answered.partitions.reserve(topic.partitions.size());
        for (const auto& asked : topic.partitions) {
            auto& answer = answered.partitions.emplace_back();
            read_partition(body, version, topic, asked, result, answer);
            if (answer.error_code != 0) result.must_answer = true;
        }
    }
    return result;
}

void FetchHandler::read_partition(const wire::FetchRequest& body, std::int16_t version,
                                  const wire::FetchRequest::FetchTopic& topic,
                                  const wire::FetchRequest::FetchPartition& asked, Read& into,
                                  wire::FetchResponse::PartitionData& answer) {
    answer.partition_index = asked.partition;
    answer.high_watermark = -1;
    answer.records =
        wire::Records::of(base::Buffers{}); // empty, not null: some clients take null for an error
    const auto fail = [&](ErrorCode code) { answer.error_code = to_wire(code); };
    const bool by_id = version >= first_version_with_topic_ids;
    const auto found = by_id ? broker_.leader_of(topic.topic_id, asked.partition)
                             : broker_.leader_of(topic.topic, asked.partition);
    if (!found) {
        fail(found.error().code);
        answer.aborted_transactions.emplace(); // as Kafka: empty, not null, for a partition that is not here
        if (version >= first_version_with_leader_hint &&
            found.error().code == ErrorCode::not_leader_or_follower)
            hint_leader(broker_, topic.topic_id, asked.partition, answer.current_leader,
                        into.response.node_endpoints);
        return;
    }
    Partition& partition = **found;
    const ErrorCode fenced = fence(partition, asked.current_leader_epoch);
    if (fenced != ErrorCode::none) return fail(fenced);
    if (version < first_version_with_zstd &&
        partition.config().compression_type == metadata::CompressionType::zstd)
        return fail(ErrorCode::unsupported_compression_type);

    const Offset from{asked.fetch_offset};
    const Offset limit = partition.high_watermark();
    if (from < partition.log_start() || from > partition.log_end())
        return fail(ErrorCode::offset_out_of_range); // without offsets, as Kafka
    answer.high_watermark = limit.value;
    answer.last_stable_offset = limit.value;
    answer.log_start_offset = partition.log_start().value;
    if (body.isolation_level == 1) answer.aborted_transactions.emplace();
    if (version >= first_version_with_divergence && asked.last_fetched_epoch >= 0) {
        if (const auto diverging = divergence(partition, base::LeaderEpoch(asked.last_fetched_epoch), from)) {
            answer.diverging_epoch.epoch = diverging->epoch.value;
            answer.diverging_epoch.end_offset = diverging->end.value;
            into.must_answer = true;
            return;
        }
    }
    into.partitions.push_back(partition.key());
    if (from >= limit || !partition.log()) return;
    const std::int64_t left = std::min<std::int64_t>(body.max_bytes, most_bytes) - into.bytes;
    const bool first = into.bytes == 0;
    if (left <= 0 && !first) return;
    const auto most = static_cast<std::size_t>(
        std::max<std::int64_t>(0, std::min<std::int64_t>(asked.partition_max_bytes, left)));
    auto fetched = partition.log()->read(from, most, limit, first, true);
    if (!fetched) return fail(fetched.error().code);
    answer.records.parts = std::move(fetched->data);
    into.bytes += static_cast<std::int64_t>(answer.records.size());
}

void FetchHandler::readable(const replica::TopicPartitionId& partition, std::int64_t bytes) {
    answer_now(waiting_.readable(partition, bytes));
}

void FetchHandler::changed(const replica::TopicPartitionId& partition) {
    answer_now(waiting_.changed(partition));
}

void FetchHandler::answer_now(const std::vector<replica::WaitingFetches::FetchId>& ids) {
    for (const auto id : ids) {
        auto node = requests_.extract(id);
        if (node.empty()) continue;
        Waiting& waiting = node.mapped();
        const auto connection = by_connection_.find(waiting.connection);
        std::erase(connection->second, id);
        if (connection->second.empty()) by_connection_.erase(connection);
        reply(waiting.request, read(waiting.body, waiting.request.version()));
    }
}

void FetchHandler::reply(Request& request, Read result) {
    request.reply(result.response);
    if (result.bytes > 0) broker_.sent(result.bytes);
}

void FetchHandler::connection_closed(std::uint64_t connection) {
    const auto node = by_connection_.extract(connection);
    if (node.empty()) return;
    for (const auto id : node.mapped()) {
        waiting_.forget(id);
        requests_.erase(id);
    }
}

void FetchHandler::arm_timer() {
    const base::Instant next = waiting_.next_deadline();
    if (next == base::Instant::max()) return;
    timer_.set(next, [this] {
        answer_now(waiting_.expire(broker_.loop().turn_time()));
        arm_timer();
    });
}

} // namespace broker
