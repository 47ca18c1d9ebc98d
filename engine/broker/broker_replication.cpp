// What leaders and followers decide is done: produces are answered, readers woken, logs made durable, the
// controller asked for another ISR.

#include "base/log.h"
#include "broker/broker.h"

#include <algorithm>
#include <utility>

namespace broker {

using kafka::ErrorCode;

void Broker::perform(Partition& partition, const Partition::Effects& effects) {
    produce_->answer(effects.answered);
    if (effects.propose) isr_->propose(partition.key(), *effects.propose);
    if (!effects.high_watermark_moved) return;
    fetch_->committed(partition.key(), effects.readable_bytes);
    reporter_->changed(partition);
}

void Broker::follower_moved(Partition& partition) {
    reporter_->changed(partition);
    delete_records_->follower_moved(partition);
}

base::Instant Broker::append_fetched(Partition& partition, const replica::FetchState& asked,
                                     const wire::FetchResponse::PartitionData& answer) {
    const base::Offset end = partition.log_end();
    const Partition::Replicated done = partition.append_fetched(asked, answer);
    if (done.awaits_folder) return base::Instant::max(); // folder_made()
    if (done.bytes > 0) wrote(partition);
    if (done.high_watermark_moved) fetch_->committed(partition.key(), done.readable_bytes);
    if (done.code == ErrorCode::kafka_storage_error && log_dir_->offline()) return base::Instant::max();
    if (!done.detail.empty())
        base::log::warn("broker", "{} from broker {}: {}", partition.name().text(),
                        partition.assignment().leader.value, done.detail);
    const base::Instant throttled = throttled_until(partition, done.bytes);
    // An epoch without records may be all that was cut: nothing is gone then.
    if (!done.truncated || done.truncated_to == end)
        return std::max(throttled, partition.follower()->fetch_at());
    services_.observer.fact(view::ReplicaTruncated{partition.name().topic, partition.name().partition.value,
                                                   config_.id.value, end.value, done.truncated_to.value});
    fetch_->changed(partition.key());
    if (truncated_.empty())
        services_.loop.at_turn_end(net::TurnEnd::publish, [this, alive = std::weak_ptr(alive_)] {
            if (!alive.expired() && keeper_) checkpoint_truncated();
        });
    truncated_.push_back(partition.key());
    return base::Instant::max();
}

void Broker::folder_made(Partition& partition) {
    if (partition.has_staged()) produce_->stage(partition);
    if (partition.follower()) fetchers_->follow(partition, partition.assignment().leader);
}

base::Instant Broker::throttled_until(const Partition& partition, std::int64_t bytes) {
    const auto side = ReplicationThrottle::Side::follower;
    if (bytes == 0 || !throttle_.applies(side, partition.key())) return {};
    const auto& isr = partition.assignment().isr;
    if (std::ranges::find(isr, config_.id) != isr.end()) return {};
    const base::Instant now = services_.loop.turn_time();
    throttle_.budget(side).take(bytes, now);
    return throttle_.budget(side).free_at(now);
}

/// An older recovery point would vouch for bytes that are gone: they are fetched again when it is replaced.
void Broker::checkpoint_truncated() {
    keeper_->checkpoint_now([this, waiting = std::exchange(truncated_, {})] {
        for (const auto& key : waiting) {
            Partition* replica = partition(key.topic, key.partition);
            if (replica && replica->follower()) fetchers_->follow(*replica, replica->assignment().leader);
        }
    });
}

} // namespace broker
