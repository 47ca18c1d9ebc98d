#include "broker/handlers/produce.h"

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/internal_topics.h"
#include "broker/leader_hint.h"

#include <algorithm>
#include <chrono>

namespace broker {

using kafka::ErrorCode;

namespace {

constexpr std::int16_t first_version_with_leader_hint = 10; // KIP-951
constexpr std::int16_t first_version_with_topic_ids = 13;
/// Thousands of partitions take their time: heartbeats and votes of the same loop wait no longer than this.
constexpr auto longest_write = std::chrono::milliseconds(20);

bool acks_are_valid(std::int16_t acks) {
    return acks >= -1 && acks <= 1;
}

/// The bytes of a records field as one buffer, which is what a request carries.
base::Buffer batch_of(const wire::Records& records) {
    return records.parts.empty() ? base::Buffer() : records.parts[0];
}

} // namespace

ProduceHandler::ProduceHandler(Broker& broker)
    : broker_(broker), timer_(broker.loop()), alive_(std::make_shared<ProduceHandler*>(this)) {}

ProduceHandler::~ProduceHandler() {
    *alive_ = nullptr;
}

void ProduceHandler::handle(Request request) {
    wire::ProduceRequest body;
    if (!request.read(body)) return;
    auto pending = std::make_shared<Pending>(Pending{std::move(request), {}, body.acks});
    for (const auto& topic : body.topic_data) {
        auto& answered = pending->response.responses.emplace_back();
        answered.name = topic.name;
        answered.topic_id = topic.topic_id;
        answered.partition_responses.resize(topic.partition_data.size());
    }
    // Counted up by one so that no partition that is decided at once finishes the request half way.
    pending->undecided = 1;
    for (std::size_t t = 0; t < body.topic_data.size(); ++t)
        for (std::size_t p = 0; p < body.topic_data[t].partition_data.size(); ++p)
            produce_partition(*pending, pending, body, t, p);
    if (--pending->undecided == 0) finish(*pending);
}

void ProduceHandler::produce_partition(Pending& pending, const std::shared_ptr<Pending>& shared,
                                       const wire::ProduceRequest& request, std::size_t t, std::size_t p) {
    const auto& topic = request.topic_data[t];
    const auto& data = topic.partition_data[p];
    auto& answer = pending.response.responses[t].partition_responses[p];
    answer.index = data.index;
    answer.base_offset = -1;
    const auto refuse = [&](ErrorCode code, std::string message) {
        answer.error_code = to_wire(code);
        if (!message.empty()) answer.error_message = std::move(message);
    };
    if (!acks_are_valid(request.acks)) return refuse(ErrorCode::invalid_required_acks, {});
    const std::int16_t version = pending.request.version();
    const auto found = version >= first_version_with_topic_ids ? broker_.leader_of(topic.topic_id, data.index)
                                                               : broker_.leader_of(topic.name, data.index);
    if (!found) {
        refuse(found.error().code, {});
        if (version >= first_version_with_leader_hint &&
            found.error().code == ErrorCode::not_leader_or_follower)
            hint_leader(broker_, std::string_view(topic.name), data.index, answer.current_leader,
                        pending.response.node_endpoints);
        return;
    }
    Partition& partition = **found;
    if (is_internal_topic(partition.name().topic) && pending.request.header().client_id != admin_client_id)
        return refuse(ErrorCode::invalid_topic_exception, {});

    const replica::WaiterId waiter = next_waiter_++;
    const auto deadline =
        broker_.loop().turn_time() + std::chrono::milliseconds(std::max(0, request.timeout_ms));
    Produced produced = partition.append(batch_of(data.records), {request.acks, version, waiter, deadline});
    answer.log_start_offset = produced.log_start_offset;
    if (produced.code != ErrorCode::none) {
        refuse(produced.code, std::move(produced.message));
        for (auto& error : produced.record_errors) {
            auto& one = answer.record_errors.emplace_back();
            one.batch_index = error.index;
            one.batch_index_error_message = std::move(error.message);
        }
        return;
    }
    broker_.received(produced.bytes, produced.records);
    answer.base_offset = produced.base_offset;
    answer.log_append_time_ms = produced.log_append_time;
    if (!produced.waits) return;
    ++pending.undecided;
    waiting_.emplace(waiter, Slot{shared, t, p});
    stage(partition);
}

void ProduceHandler::stage(Partition& partition) {
    if (std::ranges::find(staged_, &partition) != staged_.end()) return;
    if (staged_.empty())
        broker_.loop().at_turn_end(net::TurnEnd::write, [alive = alive_] {
            if (*alive) (*alive)->write_staged();
        });
    staged_.push_back(&partition);
}

void ProduceHandler::write_staged() {
    const auto staged = std::exchange(staged_, {});
    const base::Instant end = std::chrono::steady_clock::now() + longest_write;
    auto next = staged.begin();
    while (next != staged.end()) {
        Partition& partition = **next++;
        if (!partition.awaits_folder()) flush(partition);
        if (std::chrono::steady_clock::now() > end) break;
    }
    arm_timer();
    if (next == staged.end()) return;
    staged_.insert(staged_.begin(), next, staged.end());
    broker_.loop().post([alive = alive_] {
        if (*alive) (*alive)->write_staged();
    });
}

void ProduceHandler::flush(Partition& partition) {
    const base::Offset before = partition.log_end();
    const Partition::Effects effects = partition.write_staged();
    broker_.wrote(partition);
    if (partition.next_produce_deadline() != base::Instant::max() &&
        std::ranges::find(with_deadlines_, &partition) == with_deadlines_.end())
        with_deadlines_.push_back(&partition);
    // Followers wait for any byte; the others of this turn go with it.
    if (partition.log_end() > before) broker_.fetch().appended(partition.key(), 1);
    broker_.perform(partition, effects);
}

void ProduceHandler::forget(Partition& partition) {
    std::erase(staged_, &partition);
    std::erase(with_deadlines_, &partition);
}

// Readers are answered as writes end, so before the writers: what is committed goes out first.
void ProduceHandler::answer(const std::vector<replica::Answered>& answered) {
    if (answered.empty()) return;
    if (answered_.empty())
        broker_.loop().at_turn_end(net::TurnEnd::publish, [alive = alive_] {
            if (*alive) (*alive)->answer_writers();
        });
    answered_.insert(answered_.end(), answered.begin(), answered.end());
}

void ProduceHandler::answer_writers() {
    for (const replica::Answered& one : std::exchange(answered_, {})) {
        const auto node = waiting_.extract(one.id);
        if (node.empty()) continue;
        const Slot& slot = node.mapped();
        auto& response = slot.pending->response.responses[slot.topic].partition_responses[slot.partition];
        if (one.code != ErrorCode::none) {
            response.error_code = to_wire(one.code);
            response.base_offset = -1;
        }
        if (--slot.pending->undecided == 0) finish(*slot.pending);
    }
}

void ProduceHandler::finish(Pending& pending) {
    if (pending.acks != 0) {
        pending.request.reply(pending.response);
        return;
    }
    // acks=0 has no answer; closing the connection is the only way to say that something went wrong.
    for (const auto& topic : pending.response.responses)
        for (const auto& partition : topic.partition_responses)
            if (partition.error_code != 0) {
                pending.request.close_connection("a produce with acks=0 failed");
                return;
            }
    pending.request.finish_silently();
}

void ProduceHandler::arm_timer() {
    base::Instant next = base::Instant::max();
    std::erase_if(with_deadlines_, [&](const Partition* partition) {
        const base::Instant deadline = partition->next_produce_deadline();
        next = std::min(next, deadline);
        return deadline == base::Instant::max();
    });
    // One that rings too early finds nothing and is set again: cheaper than to move it with each produce.
    if (next == base::Instant::max() || (timer_.armed() && timer_at_ <= next)) return;
    timer_at_ = next;
    timer_.set(next, [this] {
        const auto due = with_deadlines_;
        for (Partition* partition : due)
            broker_.perform(*partition, partition->expire_produces(broker_.loop().turn_time()));
        arm_timer();
    });
}

} // namespace broker
