#pragma once
// Where replicas would go: draining brokers, or spreading partitions over chosen brokers, with as few moves
// as the rules allow. AZ-aware as Kafka's own placement is: replicas of one partition are in different AZs as
// far as there are AZs, and brokers are filled evenly. Pure; any thread. Source: reference 3.4
// (reassignment).

#include "view/row_store.h"

#include "view/fault_commands.h"

#include <set>

namespace view {

struct PlanRequest {
    std::vector<PartitionKey> partitions; ///< empty: all
    std::set<std::int32_t> brokers;       ///< that may hold replicas; empty: all that are known
    std::int32_t replication_factor = 0;  ///< 0: as it is
};

/// What one partition changes from and to.
struct PlannedMove {
    PartitionKey key;
    std::vector<std::int32_t> from;
    std::vector<std::int32_t> to;
    std::int64_t bytes = 0; ///< that must be copied: its size for each broker that is new to it
};

struct ReassignPlan {
    std::vector<PlannedMove> moves;    ///< only partitions that change
    std::int64_t bytes = 0;            ///< to copy, all moves
    std::int32_t short_of_brokers = 0; ///< partitions that keep fewer replicas apart than wanted
    /// Replicas by broker before and after.
    std::map<std::int32_t, std::int32_t> before, after;
    ReassignPartitions command(std::int64_t throttle) const;
};

/// Replicas on allowed brokers stay where they are; the others go to the allowed broker that is in an AZ the
/// partition does not use yet and holds least. `spread`: also evens out what is allowed already.
ReassignPlan plan_moves(const RowStore& rows, const PlanRequest& request, bool spread = false);

/// All partitions with a replica on `broker`, without it.
ReassignPlan plan_drain(const RowStore& rows, std::int32_t broker);

} // namespace view
