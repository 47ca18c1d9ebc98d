#pragma once
// Values that leaders, followers and fetch sessions share. Any thread. Source: reference 5.

#include "base/clock.h"
#include "base/error_code.h"
#include "base/types.h"
#include "base/uuid.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace replica {

struct TopicPartitionId {
    base::TopicId topic;
    std::int32_t partition = 0;
    bool operator==(const TopicPartitionId&) const = default;
};

struct TopicPartitionIdHash {
    std::size_t operator()(const TopicPartitionId& tp) const {
        return std::hash<base::Uuid>{}(tp.topic) * 31 + static_cast<std::size_t>(tp.partition);
    }
};

/// What the metadata log says of one partition, as far as its replicas care.
struct Assignment {
    base::BrokerId leader = base::no_broker;
    base::LeaderEpoch leader_epoch = base::no_epoch;
    std::int32_t partition_epoch = -1;    ///< grows with every change: the token of AlterPartition
    std::vector<base::BrokerId> replicas; ///< assignment order; the first is preferred
    std::vector<base::BrokerId> isr;
    bool recovering = false; ///< leader_recovery_state 1: elected uncleanly, not settled yet
    bool operator==(const Assignment&) const = default;
};

/// The largest epoch that is not above the one asked for, and where it ends; -1 and -1 when there is none.
struct EpochEnd {
    base::LeaderEpoch epoch = base::no_epoch;
    base::Offset end{-1};
    bool known() const { return epoch != base::no_epoch; }
    bool operator==(const EpochEnd&) const = default;
};

/// What the cores ask of a log; the shell's is a storage::Log, a test's may be a list.
class LogView {
public:
    virtual ~LogView() = default;
    virtual base::Offset log_start() const = 0;
    virtual base::Offset log_end() const = 0;
    /// The epoch of the last record, or a later one that was announced; -1 in a log that knows none.
    virtual base::LeaderEpoch latest_epoch() const = 0;
    /// `asked` above the latest epoch: -1 and -1. `asked` below the first: itself, ending where the first
    /// begins.
    virtual EpochEnd end_of(base::LeaderEpoch asked) const = 0;
};

/// Where a reader that has read records of `last_fetched` up to `from` must go back to; nothing when its
/// history agrees with this log. Source: KIP-595, reference 3.4 (divergence).
std::optional<EpochEnd> divergence(const LogView& log, base::LeaderEpoch last_fetched, base::Offset from);

/// Which brokers may be in an ISR: registered, unfenced, not shutting down; with their broker epochs. One per
/// node, kept by the shell from its metadata image; leaders refer to it, so a change costs nothing per
/// partition. Thread: the node's loop.
class ActiveBrokers {
public:
    void set(base::BrokerId id, std::int64_t broker_epoch) { epochs_[id] = broker_epoch; }
    void erase(base::BrokerId id) { epochs_.erase(id); }
    void clear() { epochs_.clear(); }
    /// Nothing when the broker may not join an ISR.
    std::optional<std::int64_t> epoch(base::BrokerId id) const {
        const auto found = epochs_.find(id);
        if (found == epochs_.end()) return std::nullopt;
        return found->second;
    }

private:
    std::unordered_map<base::BrokerId, std::int64_t> epochs_;
};

} // namespace replica
