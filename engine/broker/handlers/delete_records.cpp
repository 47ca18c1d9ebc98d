#include "broker/handlers/delete_records.h"

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/internal_topics.h"

#include <algorithm>
#include <chrono>

namespace broker {

using kafka::ErrorCode;

DeleteRecordsHandler::DeleteRecordsHandler(Broker& broker) : broker_(broker), timer_(broker.loop()) {}

base::Result<Partition*> DeleteRecordsHandler::delete_records(const std::string& topic, std::int32_t index,
                                                              std::int64_t offset) {
    if (is_internal_topic(topic)) return base::Error(ErrorCode::invalid_topic_exception);
    const auto found = broker_.leader_of(topic, index);
    if (!found) return found.error();
    Partition& partition = **found;
    if (!partition.config().cleanup_delete) return base::Error(ErrorCode::policy_violation);
    broker_.produce().flush(partition);
    if (const auto low = partition.delete_records(offset); !low) return low.error();
    broker_.wrote(partition);
    broker_.fetch().changed(partition.key()); // followers hear of it now
    return &partition;
}

void DeleteRecordsHandler::handle(Request request) {
    wire::DeleteRecordsRequest body;
    if (!request.read(body)) return;
    const auto pending = std::make_shared<Pending>(Pending{std::move(request), {}});
    const auto deadline =
        broker_.loop().turn_time() + std::chrono::milliseconds(std::max(0, body.timeout_ms));
    for (std::size_t t = 0; t < body.topics.size(); ++t) {
        const auto& topic = body.topics[t];
        auto& answered = pending->response.topics.emplace_back();
        answered.name = topic.name;
        for (std::size_t p = 0; p < topic.partitions.size(); ++p) {
            const auto& asked = topic.partitions[p];
            auto& answer = answered.partitions.emplace_back();
            answer.partition_index = asked.partition_index;
            answer.low_watermark = -1;
            const auto done = delete_records(topic.name, asked.partition_index, asked.offset);
            if (!done) {
                answer.error_code = to_wire(done.error().code);
                continue;
            }
            const Partition& partition = **done;
            const base::Offset low = partition.leader()->low_watermark();
            answer.low_watermark = low.value;
            if (low >= partition.log_start()) continue;
            ++pending->undecided;
            waiting_.push_back({pending, t, p, partition.key(), partition.log_start(), deadline});
        }
    }
    if (--pending->undecided == 0) finish(*pending);
    arm_timer();
}

template <class Decide>
void DeleteRecordsHandler::settle(Decide decide) {
    std::erase_if(waiting_, [&](const Waiting& one) {
        if (!decide(one)) return false;
        if (--one.pending->undecided == 0) finish(*one.pending);
        return true;
    });
}

void DeleteRecordsHandler::follower_moved(const Partition& partition) {
    if (waiting_.empty()) return;
    const base::Offset low = partition.leader()->low_watermark();
    settle([&](const Waiting& one) {
        if (one.key != partition.key() || low < one.wanted) return false;
        one.answer().low_watermark = low.value;
        return true;
    });
}

void DeleteRecordsHandler::lost(const replica::TopicPartitionId& partition) {
    settle([&](const Waiting& one) {
        if (one.key != partition) return false;
        one.answer().error_code = to_wire(ErrorCode::not_leader_or_follower);
        one.answer().low_watermark = -1;
        return true;
    });
}

void DeleteRecordsHandler::brokers_changed() {
    const auto waiting = waiting_;
    for (const Waiting& one : waiting) {
        const Partition* partition = broker_.partition(one.key.topic, one.key.partition);
        if (partition && partition->leads()) follower_moved(*partition);
    }
}

void DeleteRecordsHandler::finish(Pending& pending) {
    pending.request.reply(pending.response);
}

void DeleteRecordsHandler::arm_timer() {
    if (waiting_.empty()) return timer_.cancel();
    timer_.set(std::ranges::min(waiting_, {}, &Waiting::deadline).deadline, [this] {
        const base::Instant now = broker_.loop().turn_time();
        settle([&](const Waiting& one) {
            if (one.deadline > now) return false;
            one.answer().error_code = to_wire(ErrorCode::request_timed_out);
            return true;
        });
        arm_timer();
    });
}

} // namespace broker
