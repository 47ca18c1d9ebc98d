// Fetch (API 1) on a controller: the metadata log, for brokers that observe it. Source: reference 5, 8.

#include "broker/codes.h"
#include "broker/controller.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/fetch.h"

#include <memory>

namespace broker {
namespace {

using base::Offset;
using kafka::ErrorCode;

void fill(Controller& controller, const wire::FetchRequest::FetchPartition& asked,
          wire::FetchResponse::PartitionData& answer) {
    answer.partition_index = asked.partition;
    answer.high_watermark = controller.high_watermark().value;
    answer.last_stable_offset = answer.high_watermark;
    answer.log_start_offset = 0;
    answer.current_leader.leader_id = controller.config().id.value;
    answer.current_leader.leader_epoch = controller.epoch().value;
    answer.records = wire::Records::of(base::Buffers{});
    const Offset from{asked.fetch_offset};
    if (asked.last_fetched_epoch >= 0) {
        const auto end = controller.log().end_of_epoch(base::LeaderEpoch(asked.last_fetched_epoch));
        if (!end || end->epoch.value < asked.last_fetched_epoch || end->end < from) {
            answer.diverging_epoch.epoch = end ? end->epoch.value : 0;
            answer.diverging_epoch.end_offset = end ? end->end.value : 0;
            return;
        }
    }
    if (from < Offset(0) || from > controller.log().end()) {
        answer.error_code = to_wire(ErrorCode::offset_out_of_range);
        return;
    }
    if (from >= controller.high_watermark()) return;
    auto data = controller.log().read(from, controller.high_watermark(),
                                      static_cast<std::size_t>(std::max(0, asked.partition_max_bytes)));
    if (data)
        answer.records.parts = std::move(*data);
    else
        answer.error_code = to_wire(data.error().code);
}

bool has_news(const wire::FetchResponse::PartitionData& answer) {
    return answer.error_code != 0 || answer.diverging_epoch.epoch >= 0 || answer.records.size() > 0;
}

} // namespace

void handle_metadata_fetch(Controller& controller, Request request) {
    auto body = std::make_shared<wire::FetchRequest>();
    if (!request.read(*body)) return;
    const bool one = body->topics.size() == 1 && body->topics[0].partitions.size() == 1;
    if (!one || body->topics[0].topic_id != base::Uuid::metadata_topic())
        return request.close_connection("a controller serves only the metadata log");

    const auto answer = [&controller, body](Request waiting) {
        wire::FetchResponse response;
        auto& topic = response.responses.emplace_back();
        topic.topic_id = base::Uuid::metadata_topic();
        fill(controller, body->topics[0].partitions[0], topic.partitions.emplace_back());
        waiting.reply(response);
    };
    wire::FetchResponse::PartitionData now;
    fill(controller, body->topics[0].partitions[0], now);
    if (has_news(now) || body->max_wait_ms <= 0) return answer(std::move(request));
    const auto deadline = controller.loop().turn_time() + std::chrono::milliseconds(body->max_wait_ms);
    controller.wait_for_more(std::move(request), deadline, answer);
}

} // namespace broker
