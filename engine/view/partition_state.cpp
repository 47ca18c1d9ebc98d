#include "view/partition_state.h"

#include <algorithm>

namespace view {

std::int32_t effective_min_isr(const PartitionRow& row) {
    const auto replicas = static_cast<std::int32_t>(row.replicas.size());
    return std::clamp(row.min_insync_replicas, 1, std::max(replicas, 1));
}

PartitionState state_of(const PartitionRow& row) {
    if (row.leader < 0) return PartitionState::offline;
    const auto in_sync = static_cast<std::int32_t>(row.isr.size());
    const std::int32_t needed = effective_min_isr(row);
    if (in_sync < needed) return PartitionState::under_min_isr;
    // A replica that a reassignment only adds is not missed yet.
    const auto wanted = row.replicas.size() - row.adding.size();
    if (row.isr.size() >= wanted) return PartitionState::healthy;
    return in_sync == needed ? PartitionState::at_min_isr : PartitionState::under_replicated;
}

} // namespace view
