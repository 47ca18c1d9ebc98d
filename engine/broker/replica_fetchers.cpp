#include "broker/replica_fetchers.h"

#include "broker/broker.h"

#include <utility>

namespace broker {

ReplicaFetchers::~ReplicaFetchers() {
    stop();
}

void ReplicaFetchers::follow(const Partition& partition, base::BrokerId leader) {
    const auto key = partition.key();
    const auto known = leaders_.find(key);
    if (known != leaders_.end() && known->second != leader) unfollow(key);
    if (leader == base::no_broker) return;
    leaders_[key] = leader;
    auto& fetcher = fetchers_[leader];
    if (!fetcher) {
        fetcher = std::make_shared<ReplicaFetcher>(broker_, leader);
        fetcher->start();
    }
    fetcher->follow(partition);
}

void ReplicaFetchers::unfollow(const replica::TopicPartitionId& partition) {
    const auto known = leaders_.extract(partition);
    if (known.empty()) return;
    const auto fetcher = fetchers_.find(known.mapped());
    fetcher->second->unfollow(partition);
}

void ReplicaFetchers::leader_changed(base::BrokerId leader) {
    const auto fetcher = fetchers_.find(leader);
    if (fetcher != fetchers_.end()) fetcher->second->leader_changed();
}

void ReplicaFetchers::stop() {
    for (const auto& [leader, fetcher] : std::exchange(fetchers_, {})) fetcher->stop();
    leaders_.clear();
}

} // namespace broker
