#pragma once
// Fetches that wait for bytes: Kafka's "purgatory" as plain state. A fetch is woken by the append that brings
// its running count to min_bytes, or by its deadline (max_wait_ms). Sans-IO. Thread: the node's loop. Source:
// reference 3.4 (long poll), KIP-41.

#include "replica/types.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace replica {

class WaitingFetches {
public:
    /// The id is the shell's; it finds the request by it.
    using FetchId = std::uint64_t;

    /// `missing` bytes are still wanted. REQUIRES: missing > 0, id not waiting.
    void wait(FetchId id, const std::vector<TopicPartitionId>& partitions, std::int64_t missing,
              base::Instant deadline);

    /// `bytes` became readable in the partition. Returns the fetches that have enough now, in the order they
    /// came; they wait no longer.
    std::vector<FetchId> readable(const TopicPartitionId& partition, std::int64_t bytes);
    /// Something else about the partition must be told (it is gone, led elsewhere): every fetch on it is
    /// ready.
    std::vector<FetchId> changed(const TopicPartitionId& partition);
    /// Fetches whose deadline has come.
    std::vector<FetchId> expire(base::Instant now);
    /// The client is gone.
    void forget(FetchId id);

    base::Instant next_deadline() const;
    std::size_t size() const { return fetches_.size(); }
    /// Asserts that every index agrees with the others.
    void check_invariants() const;

private:
    struct Waiting {
        std::vector<TopicPartitionId> partitions;
        std::int64_t missing;
        std::multimap<base::Instant, FetchId>::iterator deadline;
    };

    std::unordered_map<FetchId, Waiting> fetches_;
    std::unordered_map<TopicPartitionId, std::vector<FetchId>, TopicPartitionIdHash> by_partition_;
    std::multimap<base::Instant, FetchId> by_deadline_;
};

} // namespace replica
