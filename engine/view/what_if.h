#pragma once
// What would happen if an AZ, a broker or a controller died now, from the rows alone: which partitions go
// offline, which refuse writes, which stay safe and who leads them, and whether the metadata quorum survives.
// The rules are Kafka's: the first replica in assignment order that is in the ISR (or, with an empty ISR, an
// eligible leader replica, KIP-966) and alive leads; without a majority of controllers nobody is elected and
// no ISR shrinks. Pure; any thread. Source: reference 3.4, 5; gui.md 4 (#4).

#include "view/row_store.h"

namespace view {

enum class LossKind { az, node };

/// What dies.
struct Loss {
    LossKind kind = LossKind::az;
    std::string az;
    NodeRef node;
    bool operator==(const Loss&) const = default;
};

/// From worst to best.
enum class Outcome {
    offline,        ///< nobody can lead it
    writes_refused, ///< readable; fewer replicas in sync than min.insync.replicas
    stalled,        ///< no controller takes the lost replica out of the ISR: acks=all waits in vain
    leader_moves,   ///< safe, with another leader
    loses_replica,  ///< safe, with the same leader and fewer replicas
    untouched,
};

struct PartitionOutcome {
    PartitionKey key;
    Outcome outcome = Outcome::untouched;
    Outcome before = Outcome::untouched; ///< offline and writes_refused when it is so already
    std::int32_t leader = -1;            ///< afterwards
    std::int32_t in_sync = 0;            ///< afterwards
    std::int32_t needed = 1;             ///< min.insync.replicas as it counts
};

struct WhatIf {
    std::vector<NodeRef> lost;                ///< nodes that live now and would not
    std::vector<PartitionOutcome> partitions; ///< worst first, then by key; all of them
    std::int32_t controllers_left = 0;
    std::int32_t controllers_needed = 0; ///< a majority
    bool active_moves = false;           ///< the active controller is among the lost
    bool quorum_survives() const { return controllers_left >= controllers_needed; }
    /// How many partitions have this outcome; `newly`: and had another before.
    std::int64_t count(Outcome outcome, bool newly = false) const;
};

WhatIf what_if(const RowStore& rows, const Loss& loss);

} // namespace view
