#include "broker/handlers/leader_doubt.h"

#include "broker/broker.h"

#include <algorithm>
#include <utility>

namespace broker {

using base::BrokerId;

namespace {

/// Longer than the controller needs to see a closed connection and elect; short beside any client's timeout.
constexpr auto longest_doubt = std::chrono::milliseconds(250);

} // namespace

LeaderDoubt::LeaderDoubt(Broker& broker) : broker_(broker), timer_(broker.loop()) {}

void LeaderDoubt::lost(BrokerId leader) {
    lost_[leader] = broker_.loop().turn_time() + longest_doubt;
    arm_timer();
}

void LeaderDoubt::found(BrokerId leader) {
    if (lost_.erase(leader) > 0) release();
}

void LeaderDoubt::metadata_changed() {
    if (!kept_.empty()) release();
}

bool LeaderDoubt::concerns(const wire::MetadataResponse& response) const {
    if (lost_.empty()) return false;
    return std::ranges::any_of(response.topics, [&](const auto& topic) {
        return std::ranges::any_of(topic.partitions, [&](const auto& partition) {
            return lost_.contains(BrokerId(partition.leader_id));
        });
    });
}

void LeaderDoubt::keep(Request request, wire::MetadataRequest body) {
    kept_.push_back({std::move(request), std::move(body)});
}

void LeaderDoubt::keep_for_this_turn(Request request, wire::MetadataRequest body) {
    keep(std::move(request), std::move(body));
    if (std::exchange(turn_end_scheduled_, true)) return;
    broker_.loop().at_turn_end(net::TurnEnd::publish, [this, alive = std::weak_ptr(alive_)] {
        if (alive.expired()) return;
        turn_end_scheduled_ = false;
        release();
    });
}

void LeaderDoubt::release() {
    for (Kept& one : std::exchange(kept_, {}))
        answer_metadata(broker_, std::move(one.request), std::move(one.body));
}

void LeaderDoubt::arm_timer() {
    if (lost_.empty()) return timer_.cancel();
    const auto by_deadline = [](const auto& one) { return one.second; };
    timer_.set(std::ranges::min_element(lost_, {}, by_deadline)->second, [this] {
        const base::Instant now = broker_.loop().turn_time();
        std::erase_if(lost_, [now](const auto& one) { return one.second <= now; });
        release();
        arm_timer();
    });
}

} // namespace broker
