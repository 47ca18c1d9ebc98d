#include "broker/replication_throttle.h"

#include <fmt/format.h>

#include <algorithm>

namespace broker {

void ByteBudget::take(std::int64_t bytes, base::Instant now) {
    if (rate_ == unlimited || bytes <= 0) return;
    const double seconds = static_cast<double>(bytes) / static_cast<double>(std::max<std::int64_t>(1, rate_));
    const auto cost = std::chrono::duration_cast<base::Duration>(std::chrono::duration<double>(seconds));
    paid_until_ = std::max(paid_until_, now - std::chrono::seconds(1)) + cost;
}

base::Instant ByteBudget::free_at(base::Instant now) const {
    return rate_ == unlimited ? now : paid_until_;
}

void ReplicationThrottle::set_rates(std::int64_t leader, std::int64_t follower) {
    leader_.set_rate(leader);
    follower_.set_rate(follower);
}

void ReplicationThrottle::configure(const replica::TopicPartitionId& key,
                                    const metadata::ClusterImage::Configs& topic, base::BrokerId self) {
    const auto set = [&](const char* name, Keys& keys) {
        const auto list = topic.find(name);
        if (list != topic.end() && names_replica(list->second, key.partition, self))
            keys.insert(key);
        else
            keys.erase(key);
    };
    set("leader.replication.throttled.replicas", throttled_leaders_);
    set("follower.replication.throttled.replicas", throttled_followers_);
}

void ReplicationThrottle::forget(const replica::TopicPartitionId& key) {
    throttled_leaders_.erase(key);
    throttled_followers_.erase(key);
}

bool ReplicationThrottle::applies(Side side, const replica::TopicPartitionId& key) const {
    return (side == Side::leader ? throttled_leaders_ : throttled_followers_).contains(key);
}

bool names_replica(std::string_view list, std::int32_t partition, base::BrokerId broker) {
    if (list == "*") return true;
    const std::string wanted = fmt::format("{}:{}", partition, broker.value);
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        std::string_view one = list.substr(0, comma);
        list.remove_prefix(std::min(list.size(), comma + 1));
        while (!one.empty() && one.front() == ' ') one.remove_prefix(1);
        while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
        if (one == wanted) return true;
    }
    return false;
}

} // namespace broker
