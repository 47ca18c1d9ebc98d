#pragma once
// How well a partition is: what its row means for those who write and read it. Pure; any thread. Source:
// reference 3.1 (acks), 5 (ISR); Kafka's metrics of the same names.

#include "view/rows.h"

namespace view {

/// From best to worst.
enum class PartitionState {
    healthy,          ///< every replica is in sync
    under_replicated, ///< some are not, and one more may be lost without refusing writes
    at_min_isr,       ///< the next loss refuses writes with acks=all
    under_min_isr,    ///< writes with acks=all are refused
    offline,          ///< nobody leads: neither written nor read
};

/// min.insync.replicas as it counts: never more than there are replicas.
std::int32_t effective_min_isr(const PartitionRow& row);

PartitionState state_of(const PartitionRow& row);

} // namespace view
