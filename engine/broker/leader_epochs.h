#pragma once
// What leader epochs decide before a partition is read: fencing of clients with another view of the leader,
// and where the history of a reader parts from ours. Thread: the node's loop. Source: reference 3.4, KIP-320,
// KIP-595.

#include "broker/partition.h"

namespace broker {

/// NONE, FENCED_LEADER_EPOCH (the client's is older) or UNKNOWN_LEADER_EPOCH (newer). -1 is not checked.
inline kafka::ErrorCode fence(const Partition& partition, std::int32_t client_epoch) {
    if (client_epoch < 0) return kafka::ErrorCode::none;
    if (client_epoch < partition.leader_epoch().value) return kafka::ErrorCode::fenced_leader_epoch;
    if (client_epoch > partition.leader_epoch().value) return kafka::ErrorCode::unknown_leader_epoch;
    return kafka::ErrorCode::none;
}

/// The largest epoch here that is at most `asked`, and where it ends; nothing when no such epoch is known.
std::optional<replica::EpochEnd> end_of_epoch(const Partition& partition, base::LeaderEpoch asked);

/// Where a reader that has read `last_fetched` up to `from` must go back to; nothing when it agrees with us.
std::optional<replica::EpochEnd> divergence(const Partition& partition, base::LeaderEpoch last_fetched,
                                            base::Offset from);

} // namespace broker
