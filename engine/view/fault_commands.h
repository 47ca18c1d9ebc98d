#pragma once
// What may be asked of a hosted cluster beyond its topics: life and death of nodes, faults, moving replicas
// and leaders. A session that is not hosted answers Failed. Each fault is listed as a FaultRow until it is
// lifted. Values only; any thread.

#include "view/faults.h"

#include <vector>

namespace view {

// ---- nodes
// -------------------------------------------------------------------------------------------------

/// Sockets reset, nothing flushed, as `kill -9` of one machine.
struct KillNode {
    NodeRef node;
};
/// Cleanly: a broker hands over its leaderships first.
struct StopNode {
    NodeRef node;
};
/// A node that is down comes back on its address, with its disk as it is.
struct StartNode {
    NodeRef node;
};
struct FreezeNode {
    NodeRef node;
};
struct ThawNode {
    NodeRef node;
};
/// Every node of the AZ (empty: of the cluster) dies at once and loses what was not synced.
struct LosePower {
    std::string az;
};

// ---- network and disks
// -------------------------------------------------------------------------------------

struct CutAz {
    std::string az;
};
struct HealAz {
    std::string az;
};
/// Replaces what was set for this direction (`both_ways`: and for the other). A state that is ok() heals.
struct SetLink {
    std::string from_az;
    std::string to_az;
    LinkState state;
    bool both_ways = true;
};
struct SetDisk {
    NodeRef node;
    DiskState state = DiskState::ok;
    std::int32_t delay_ms = 100; ///< of slow
};

/// Undoes one fault: starts, thaws, heals, frees.
struct LiftFault {
    FaultKey fault;
};
struct LiftAllFaults {};

/// MSK maintenance: brokers are restarted one after the other, each time waiting until every partition is
/// fully in sync again. Answered when it is done, or by Failed when it was stopped.
struct StartMaintenance {};
struct StopMaintenance {};

// ---- replicas and leaders
// ----------------------------------------------------------------------------------

struct ReplicaMove {
    std::string topic;
    std::int32_t partition = 0;
    std::vector<std::int32_t> replicas; ///< the new assignment, the first preferred; empty: cancel
};
/// Answered when the moves are accepted; rows and facts tell how they go on.
struct ReassignPartitions {
    std::vector<ReplicaMove> moves;
    std::int64_t throttle = 0; ///< bytes per second of each broker; 0: none
};

enum class ElectionKind { preferred, unclean };
struct TopicPartitionRef {
    std::string topic;
    std::int32_t partition = 0;
};
struct ElectLeaders {
    ElectionKind kind = ElectionKind::preferred;
    std::vector<TopicPartitionRef> partitions; ///< empty: all
};

/// A new broker joins the running cluster; the layout of the document grows by it.
struct AddBroker {
    std::string az;
    std::int64_t storage_bytes = 10LL << 30;
};
/// Moves every replica away, then stops the broker, unregisters it and forgets its folder. Answered at the
/// end.
struct RemoveBroker {
    std::int32_t broker = 0;
    std::int64_t throttle = 0;
};

/// Of a stopped cluster: writes what Apache Kafka needs to start on the same folders. Answered by
/// GraduateAnswer.
struct Graduate {};

} // namespace view
