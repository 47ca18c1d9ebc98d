// DeleteRecords (API 21), DescribeProducers (API 61). Source: reference 3.5, 3.11.

#include "wire/messages/records_admin.h"
#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/handlers.h"
#include "broker/internal_topics.h"

namespace broker {
namespace {

using kafka::ErrorCode;

base::Result<base::Offset> delete_records(Broker& broker, const std::string& topic, std::int32_t index,
                                          std::int64_t offset) {
    if (is_internal_topic(topic)) return base::Error(ErrorCode::invalid_topic_exception);
    const auto found = broker.leader_of(topic, index);
    if (!found) return found.error();
    Partition& partition = **found;
    if (!partition.config().cleanup_delete) return base::Error(ErrorCode::policy_violation);
    broker.produce().flush(partition);
    auto low = partition.delete_records(offset);
    if (low) broker.wrote(partition);
    return low;
}

} // namespace

void handle_delete_records(Broker& broker, Request request) {
    wire::DeleteRecordsRequest body;
    if (!request.read(body)) return;
    wire::DeleteRecordsResponse response;
    for (const auto& topic : body.topics) {
        auto& answered = response.topics.emplace_back();
        answered.name = topic.name;
        for (const auto& asked : topic.partitions) {
            auto& answer = answered.partitions.emplace_back();
            answer.partition_index = asked.partition_index;
            const auto low = delete_records(broker, topic.name, asked.partition_index, asked.offset);
            answer.error_code = to_wire(low ? ErrorCode::none : low.error().code);
            answer.low_watermark = low ? low->value : -1;
        }
    }
    request.reply(response);
}

void handle_describe_producers(Broker& broker, Request request) {
    wire::DescribeProducersRequest body;
    if (!request.read(body)) return;
    wire::DescribeProducersResponse response;
    for (const auto& topic : body.topics) {
        auto& answered = response.topics.emplace_back();
        answered.name = topic.name;
        for (const std::int32_t index : topic.partition_indexes) {
            auto& answer = answered.partitions.emplace_back();
            answer.partition_index = index;
            const auto found = broker.leader_of(topic.name, index);
            if (!found) {
                answer.error_code = to_wire(found.error().code);
                answer.error_message = std::string(kafka::sentence(found.error().code));
                continue;
            }
            if (!(*found)->log()) continue;
            for (const auto& [id, entry] : (*found)->log()->producers().sorted()) {
                auto& producer = answer.active_producers.emplace_back();
                producer.producer_id = id.value;
                producer.producer_epoch = entry.epoch;
                producer.last_sequence = entry.empty() ? -1 : entry.last().last_sequence;
                producer.last_timestamp = entry.last_timestamp;
                producer.coordinator_epoch = entry.coordinator_epoch;
                producer.current_txn_start_offset =
                    entry.transaction_start ? entry.transaction_start->value : -1;
            }
        }
    }
    request.reply(response);
}

} // namespace broker
