#pragma once
// What is wrong with a running cluster, from its rows alone: causes and effects as values that a window turns
// into sentences with links. Healthy: none. Pure; any thread. Source: gui.md 3.1 (reasons, never a bare
// "unhealthy"), DESIGN 4 (no sentences in the engine).

#include "view/row_store.h"

namespace view {

enum class Severity { info, warning, bad };

/// In the order in which they are told when equally grave: causes before effects.
enum class ProblemKind {
    az_cut,               ///< `az`
    link_impaired,        ///< `az` -> `to_az`: `link`
    broker_lost,          ///< `node`, `trouble`, `since_ms`
    controller_lost,      ///< `node`, `trouble`, `since_ms`
    no_active_controller, ///< nothing can be elected, created or changed; `alive` of `total` controllers run
    quorum_at_edge,       ///< `alive` of `total` controllers: one more lost stops elections
    disk_full,            ///< `node`
    disk_nearly_full,     ///< `node`
    disk_slow,            ///< `node`
    partitions_offline,   ///< `partitions`, `causes`
    writes_refused,       ///< under min ISR: `partitions`, `causes`
    under_replicated,     ///< writes still accepted: `partitions`, `causes`
    at_min_isr,           ///< the next loss refuses writes: `partitions`, `node` is whose loss would
};

/// What is the matter with a node, the deepest cause that is known.
enum class Trouble { none, killed, stopped, frozen, power_lost, cut_off, disk_full, fenced, offline, behind };

struct NodeTrouble {
    NodeRef node;
    Trouble trouble = Trouble::none;
    std::optional<std::int64_t> since_ms;
    std::optional<FaultKey> fault;             ///< that a person started; lifting it is the remedy
    StateReason reason = StateReason::unknown; ///< why it was fenced
    std::int32_t session_ms = 0;               ///< of session_expired: how long it was silent
};

/// Partitions that share a problem.
struct PartitionSet {
    static constexpr std::size_t max_named = 20;
    std::int64_t count = 0;
    std::vector<PartitionKey> named; ///< the first `max_named`
    /// Of all of them alike; none when they differ.
    std::optional<std::int32_t> in_sync, replicas, needed;
};

struct Problem {
    ProblemKind kind{};
    Severity severity = Severity::warning;
    std::optional<NodeRef> node;
    std::string az;
    std::string to_az;
    LinkState link;
    Trouble trouble = Trouble::none;
    StateReason reason = StateReason::unknown; ///< of a broker that is fenced
    std::int32_t session_ms = 0;               ///< of session_expired
    std::optional<std::int64_t> since_ms;
    std::optional<FaultKey> fault; ///< lifting it is the remedy
    PartitionSet partitions;
    std::vector<NodeTrouble> causes; ///< brokers whose replicas are missed, by id
    std::int32_t alive = 0;
    std::int32_t total = 0;
};

/// Gravest first, causes before effects. Nothing of a cluster that does not run.
std::vector<Problem> problems_of(const RowStore& rows);

/// What is the matter with a node; `Trouble::none` when nothing is known to be.
NodeTrouble trouble_of(const RowStore& rows, const NodeRef& node);

/// Of partitions: how many are in each PartitionState, index by the enum's value.
std::vector<std::int64_t> partition_states(const RowStore& rows);

} // namespace view
