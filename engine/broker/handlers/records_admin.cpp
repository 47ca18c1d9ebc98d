// DeleteRecords (API 21), DescribeProducers (API 61). Source: reference 3.5, 3.11.

#include "wire/messages/records_admin.h"
#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/handlers.h"

namespace broker {

using kafka::ErrorCode;

void handle_delete_records(Broker& broker, Request request) {
    broker.delete_records().handle(std::move(request));
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
