#include "replica/waiting_fetches.h"

#include "base/assert.h"

#include <algorithm>

namespace replica {

void WaitingFetches::wait(FetchId id, const std::vector<TopicPartitionId>& partitions, std::int64_t missing,
                          base::Instant deadline) {
    RIPARIUM_ASSERT(missing > 0, "a satisfied fetch does not wait");
    RIPARIUM_ASSERT(!fetches_.contains(id), "a fetch waits once");
    for (const TopicPartitionId& tp : partitions) {
        auto& list = by_partition_[tp];
        if (list.empty() || list.back() != id) list.push_back(id); // a request may name a partition twice
    }
    fetches_.emplace(id, Waiting{partitions, missing, by_deadline_.emplace(deadline, id)});
}

std::vector<WaitingFetches::FetchId> WaitingFetches::readable(const TopicPartitionId& partition,
                                                              std::int64_t bytes) {
    std::vector<FetchId> ready;
    const auto found = by_partition_.find(partition);
    if (found == by_partition_.end()) return ready;
    for (const FetchId id : found->second) {
        Waiting& waiting = fetches_.at(id);
        waiting.missing -= bytes;
        if (waiting.missing <= 0) ready.push_back(id);
    }
    for (const FetchId id : ready) forget(id);
    return ready;
}

std::vector<WaitingFetches::FetchId> WaitingFetches::changed(const TopicPartitionId& partition) {
    const auto found = by_partition_.find(partition);
    if (found == by_partition_.end()) return {};
    const std::vector<FetchId> ready = found->second;
    for (const FetchId id : ready) forget(id);
    return ready;
}

std::vector<WaitingFetches::FetchId> WaitingFetches::expire(base::Instant now) {
    std::vector<FetchId> ready;
    const auto end = by_deadline_.upper_bound(now);
    for (auto it = by_deadline_.begin(); it != end; ++it) ready.push_back(it->second);
    for (const FetchId id : ready) forget(id);
    return ready;
}

void WaitingFetches::forget(FetchId id) {
    const auto found = fetches_.find(id);
    if (found == fetches_.end()) return;
    for (const TopicPartitionId& tp : found->second.partitions) {
        const auto list = by_partition_.find(tp);
        if (list == by_partition_.end()) continue;
        std::erase(list->second, id);
        if (list->second.empty()) by_partition_.erase(list);
    }
    by_deadline_.erase(found->second.deadline);
    fetches_.erase(found);
#ifdef RIPARIUM_INVARIANTS
    check_invariants();
#endif
}

base::Instant WaitingFetches::next_deadline() const {
    return by_deadline_.empty() ? base::Instant::max() : by_deadline_.begin()->first;
}

void WaitingFetches::check_invariants() const {
    RIPARIUM_ASSERT(by_deadline_.size() == fetches_.size(), "each waiting fetch has one deadline");
    for (const auto& [tp, ids] : by_partition_)
        for (const FetchId id : ids)
            RIPARIUM_ASSERT(fetches_.contains(id), "a partition knows only waiting fetches");
}

} // namespace replica
