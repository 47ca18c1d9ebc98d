// ListOffsets (API 2) and OffsetForLeaderEpoch (API 23). Source: reference 3.5.

#include "wire/messages/list_offsets.h"
#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/handlers.h"
#include "broker/leader_epochs.h"

#include <set>

namespace broker {
namespace {

using kafka::ErrorCode;

// Timestamps that mean something else.
constexpr std::int64_t latest = -1;
constexpr std::int64_t earliest = -2;
constexpr std::int64_t max_timestamp = -3;
constexpr std::int64_t earliest_local = -4;
constexpr std::int64_t latest_tiered = -5;

constexpr std::int16_t offset_not_available_since = 5;
constexpr std::int16_t max_timestamp_since = 7;
constexpr std::int16_t earliest_local_since = 8;
constexpr std::int16_t latest_tiered_since = 9;

using Asked = wire::ListOffsetsRequest::ListOffsetsPartition;
using Answer = wire::ListOffsetsResponse::ListOffsetsPartitionResponse;

void set(Answer& answer, base::TimestampMs timestamp, base::Offset offset, base::LeaderEpoch epoch) {
    answer.timestamp = timestamp;
    answer.offset = offset.value;
    answer.leader_epoch = epoch.value;
}

/// A new leader does not know yet how far its followers are: what it would say might go back in time
/// (KIP-207).
bool still_settling(const Partition& partition) {
    return partition.high_watermark() < partition.leader()->epoch_start();
}

void not_available(Answer& answer, std::int16_t version) {
    answer.error_code = to_wire(version >= offset_not_available_since ? ErrorCode::offset_not_available
                                                                      : ErrorCode::leader_not_available);
}

void search(Partition& partition, const Asked& asked, std::int16_t version, Answer& answer) {
    storage::Log* log = partition.log();
    if (!log) return;
    const base::Offset limit = partition.high_watermark();
    const auto found = asked.timestamp == max_timestamp ? log->max_timestamp(limit)
                                                        : log->find_by_timestamp(asked.timestamp, limit);
    if (!found) {
        answer.error_code = to_wire(found.error().code);
        return;
    }
    if (*found) return set(answer, (*found)->timestamp, (*found)->offset, (*found)->leader_epoch);
    if (still_settling(partition)) not_available(answer, version);
}

bool too_new(std::int64_t timestamp, std::int16_t version) {
    return (timestamp == max_timestamp && version < max_timestamp_since) ||
           (timestamp == earliest_local && version < earliest_local_since) ||
           (timestamp == latest_tiered && version < latest_tiered_since) || timestamp < latest_tiered;
}

void list_partition(Broker& broker, const std::string& topic, const Asked& asked, std::int16_t version,
                    Answer& answer) {
    answer.partition_index = asked.partition_index;
    const auto found = broker.leader_of(topic, asked.partition_index);
    if (!found) {
        answer.error_code = to_wire(found.error().code);
        return;
    }
    Partition& partition = **found;
    ErrorCode code = fence(partition, asked.current_leader_epoch);
    if (code == ErrorCode::none && too_new(asked.timestamp, version)) code = ErrorCode::unsupported_version;
    if (code != ErrorCode::none) {
        answer.error_code = to_wire(code);
        return;
    }
    switch (asked.timestamp) {
    case latest:
        if (still_settling(partition)) return not_available(answer, version);
        return set(answer, -1, partition.high_watermark(), partition.leader_epoch());
    case earliest:
    case earliest_local: {
        const base::Offset start = partition.log_start();
        const auto epoch = partition.log() ? partition.log()->epoch_of(start) : partition.leader_epoch();
        return set(answer, -1, start, epoch);
    }
    case latest_tiered:
        return; // nothing is tiered: -1
    default:
        return search(partition, asked, version, answer);
    }
}

} // namespace

void handle_list_offsets(Broker& broker, Request request) {
    wire::ListOffsetsRequest body;
    if (!request.read(body)) return;
    wire::ListOffsetsResponse response;
    std::set<std::pair<std::string, std::int32_t>> seen;
    std::set<std::pair<std::string, std::int32_t>> twice;
    for (const auto& topic : body.topics)
        for (const auto& partition : topic.partitions)
            if (!seen.emplace(topic.name, partition.partition_index).second)
                twice.emplace(topic.name, partition.partition_index);
    for (const auto& topic : body.topics) {
        auto& answered = response.topics.emplace_back();
        answered.name = topic.name;
        for (const auto& asked : topic.partitions) {
            auto& answer = answered.partitions.emplace_back();
            if (twice.contains({topic.name, asked.partition_index})) {
                answer.partition_index = asked.partition_index;
                answer.error_code = to_wire(ErrorCode::invalid_request);
                continue;
            }
            list_partition(broker, topic.name, asked, request.version(), answer);
        }
    }
    request.reply(response);
}

void handle_offset_for_leader_epoch(Broker& broker, Request request) {
    wire::OffsetForLeaderEpochRequest body;
    if (!request.read(body)) return;
    wire::OffsetForLeaderEpochResponse response;
    for (const auto& topic : body.topics) {
        auto& answered = response.topics.emplace_back();
        answered.topic = topic.topic;
        for (const auto& asked : topic.partitions) {
            auto& answer = answered.partitions.emplace_back();
            answer.partition = asked.partition;
            const auto found = broker.leader_of(topic.topic, asked.partition);
            const ErrorCode code = found ? fence(**found, asked.current_leader_epoch) : found.error().code;
            answer.error_code = to_wire(code);
            if (code != ErrorCode::none) continue;
            const auto end = end_of_epoch(**found, base::LeaderEpoch(asked.leader_epoch));
            if (!end) continue;
            answer.leader_epoch = end->epoch.value;
            answer.end_offset = end->end.value;
        }
    }
    request.reply(response);
}

} // namespace broker
