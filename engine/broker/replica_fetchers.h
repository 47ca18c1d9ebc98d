#pragma once
// The fetchers of a broker, one for each broker that leads something it follows; partitions move between them
// when their leader moves. Thread: the node's loop.

#include "broker/replica_fetcher.h"

#include <unordered_map>

namespace broker {

class ReplicaFetchers {
public:
    explicit ReplicaFetchers(Broker& broker) : broker_(broker) {}
    ~ReplicaFetchers();

    /// Fetches the partition from its leader, or from a new one, or again under a new epoch. No leader
    /// (`no_broker`): not at all.
    void follow(const Partition& partition, base::BrokerId leader);
    void unfollow(const replica::TopicPartitionId& partition);
    void leader_changed(base::BrokerId leader);
    /// Stops all. Idempotent.
    void stop();

private:
    Broker& broker_;
    std::unordered_map<replica::TopicPartitionId, base::BrokerId, replica::TopicPartitionIdHash> leaders_;
    std::unordered_map<base::BrokerId, std::shared_ptr<ReplicaFetcher>> fetchers_;
};

} // namespace broker
