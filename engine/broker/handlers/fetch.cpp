#include "broker/handlers/fetch.h"

#include "broker/broker.h"
#include "broker/codes.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace broker {

using kafka::ErrorCode;
using replica::FetchSessions;

FetchHandler::FetchHandler(Broker& broker)
    : broker_(broker), rng_(base::Rng::from_system()), sessions_(rng_), timer_(broker.loop()),
      alive_(std::make_shared<FetchHandler*>(this)) {}

FetchHandler::~FetchHandler() {
    *alive_ = nullptr;
}

void FetchHandler::handle(Request request) {
    Fetch fetch{std::move(request), {}, {}, 0, base::no_broker, -1};
    if (!fetch.request.read(fetch.body)) return;
    const wire::FetchRequest& body = fetch.body;
    const std::int16_t version = fetch.request.version();
    fetch.connection = fetch.request.connection().id();
    end_waiting(body, fetch.connection);
    fetch.follower =
        base::BrokerId(body.replica_state.replica_id >= 0 ? body.replica_state.replica_id : body.replica_id);
    fetch.broker_epoch = body.replica_state.replica_epoch;
    fetch.context = sessions_.begin(body, version, broker_.loop().turn_time(),
                                    [this](const std::string& name) { return broker_.topic_id(name); });
    if (fetch.context.error != ErrorCode::none) {
        wire::FetchResponse response;
        response.error_code = to_wire(fetch.context.error);
        return fetch.request.reply(response);
    }
    fetch.body.topics.clear();
    fetch.body.forgotten_topics_data.clear();
    Read first = read(fetch, true);
    const bool enough = first.bytes >= body.min_bytes || first.must_answer || body.max_wait_ms <= 0;
    const bool asks_nothing = fetch.context.session == 0 && first.parts.empty();
    if (enough || asks_nothing) return reply(fetch, std::move(first));
    wait(std::move(fetch), first);
}

void FetchHandler::end_waiting(const wire::FetchRequest& body, std::uint64_t connection) {
    if (body.session_id == 0) return;
    const auto found = by_session_.find(body.session_id);
    if (found == by_session_.end()) return;
    const FetchId id = found->second;
    if (fetches_.at(id).connection != connection) return;
    waiting_.forget(id);
    finish(id);
}

void FetchHandler::wait(Fetch fetch, const Read& read) {
    const FetchId id = next_id_++;
    const base::Duration longest = std::chrono::milliseconds(fetch.body.max_wait_ms);
    base::Instant deadline = broker_.loop().turn_time() + longest;
    // Those of replicas end together: a machine at rest wakes once for all.
    if (fetch.follower != base::no_broker) deadline -= deadline.time_since_epoch() % longest;
    std::vector<Key> keys;
    if (fetch.context.session != 0) {
        keys.push_back(FetchSessions::wait_key(fetch.context.session));
        by_session_.insert_or_assign(fetch.context.session, id);
    } else {
        for (const auto& part : read.parts) keys.push_back(part.item->key);
    }
    waiting_.wait(id, keys, fetch.body.min_bytes - read.bytes, deadline);
    by_connection_[fetch.connection].push_back(id);
    fetches_.emplace(id, std::move(fetch));
    arm_timer();
}

// ---- what wakes them
// --------------------------------------------------------------------------------------------

void FetchHandler::appended(const Key& partition, std::int64_t bytes) {
    const auto sessions = sessions_.mark(partition, FetchSessions::News::appended);
    for (const auto session : sessions) ready(waiting_.readable(FetchSessions::wait_key(session), bytes));
}

void FetchHandler::committed(const Key& partition, std::int64_t bytes) {
    if (is_read_elsewhere(partition)) return changed(partition); // followers hear of it too
    const auto sessions = sessions_.mark(partition, FetchSessions::News::committed);
    for (const auto session : sessions) ready(waiting_.readable(FetchSessions::wait_key(session), bytes));
    ready(waiting_.readable(partition, bytes));
}

void FetchHandler::changed(const Key& partition) {
    const auto sessions = sessions_.mark(partition, FetchSessions::News::changed);
    for (const auto session : sessions) ready(waiting_.changed(FetchSessions::wait_key(session)));
    ready(waiting_.changed(partition));
}

void FetchHandler::ready(const std::vector<FetchId>& ids) {
    if (ids.empty()) return;
    if (ready_.empty())
        broker_.loop().at_turn_end(net::TurnEnd::write, [alive = alive_] {
            if (*alive) (*alive)->answer_ready();
        });
    ready_.insert(ready_.end(), ids.begin(), ids.end());
}

void FetchHandler::answer_ready() {
    for (const FetchId id : std::exchange(ready_, {})) finish(id);
}

void FetchHandler::finish(FetchId id) {
    auto node = fetches_.extract(id);
    if (node.empty()) return;
    Fetch& fetch = node.mapped();
    const auto connection = by_connection_.find(fetch.connection);
    std::erase(connection->second, id);
    if (connection->second.empty()) by_connection_.erase(connection);
    const auto session = by_session_.find(fetch.context.session);
    if (session != by_session_.end() && session->second == id) by_session_.erase(session);
    reply(fetch, read(fetch, false));
}

void FetchHandler::reply(Fetch& fetch, Read read) {
    if (fetch.context.error != ErrorCode::none) {
        wire::FetchResponse response;
        response.error_code = to_wire(fetch.context.error);
        return fetch.request.reply(response);
    }
    wire::FetchResponse response = sessions_.reply(fetch.context, std::move(read.parts));
    response.node_endpoints = std::move(read.endpoints);
    fetch.request.reply(response);
    if (read.bytes > 0 && fetch.follower == base::no_broker) broker_.sent(read.bytes);
}

void FetchHandler::connection_closed(std::uint64_t connection) {
    const auto node = by_connection_.extract(connection);
    if (node.empty()) return;
    for (const FetchId id : node.mapped()) {
        waiting_.forget(id);
        const auto fetch = fetches_.find(id);
        if (fetch == fetches_.end()) continue;
        const auto session = by_session_.find(fetch->second.context.session);
        if (session != by_session_.end() && session->second == id) by_session_.erase(session);
        fetches_.erase(fetch);
    }
}

void FetchHandler::arm_timer() {
    const base::Instant next = waiting_.next_deadline();
    // One that rings too early finds nothing and is set again: cheaper than to move it with each fetch.
    if (next == base::Instant::max() || (timer_.armed() && timer_at_ <= next)) return;
    timer_at_ = next;
    timer_.set(next, [this] {
        for (const FetchId id : waiting_.expire(broker_.loop().turn_time())) finish(id);
        arm_timer();
    });
}

} // namespace broker
