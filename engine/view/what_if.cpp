#include "view/what_if.h"

#include "view/partition_state.h"
#include "view/problems.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace view {
namespace {

bool lives(const RowStore& rows, const NodeRef& node) {
    const Trouble it = trouble_of(rows, node).trouble;
    return it == Trouble::none || it == Trouble::disk_full;
}

/// Who would be there afterwards.
struct Survivors {
    std::set<std::int32_t> brokers;
    std::set<std::int32_t> lost_brokers;
    bool quorum = true;
};

bool is_lost(const Loss& loss, const NodeRef& node, const std::string& az) {
    return loss.kind == LossKind::az ? az == loss.az : node == loss.node;
}

Survivors bury(const RowStore& rows, const Loss& loss, WhatIf& made) {
    Survivors left;
    for (const auto& [key, row] : rows.brokers) {
        const NodeRef node{NodeKind::broker, key.id};
        if (!lives(rows, node)) continue;
        if (is_lost(loss, node, row.az)) {
            made.lost.push_back(node);
            left.lost_brokers.insert(key.id);
        } else {
            left.brokers.insert(key.id);
        }
    }
    for (const auto& [key, row] : rows.controllers) {
        const NodeRef node{NodeKind::controller, key.id};
        if (!lives(rows, node)) continue;
        if (is_lost(loss, node, row.az)) {
            made.lost.push_back(node);
            made.active_moves = made.active_moves || row.active;
        } else {
            ++made.controllers_left;
        }
    }
    made.controllers_needed = static_cast<std::int32_t>(rows.controllers.size() / 2 + 1);
    if (rows.controllers.empty()) made.controllers_needed = 0; // nobody knows them: no verdict about them
    left.quorum = made.quorum_survives();
    return left;
}

Outcome now(const PartitionRow& row) {
    switch (state_of(row)) {
    case PartitionState::offline:
        return Outcome::offline;
    case PartitionState::under_min_isr:
        return Outcome::writes_refused;
    default:
        return Outcome::untouched;
    }
}

std::int32_t elect(const PartitionRow& row, const std::vector<std::int32_t>& isr, const Survivors& left) {
    const auto pick = [&](const std::vector<std::int32_t>& candidates) {
        for (const std::int32_t id : row.replicas)
            if (left.brokers.contains(id) &&
                std::find(candidates.begin(), candidates.end(), id) != candidates.end())
                return id;
        return -1;
    };
    const std::int32_t leader = pick(isr);
    return leader >= 0 ? leader : pick(row.eligible);
}

PartitionOutcome outcome_of(const PartitionRow& row, const Survivors& left) {
    PartitionOutcome made;
    made.key = row.key;
    made.before = now(row);
    made.needed = effective_min_isr(row);
    std::vector<std::int32_t> isr;
    for (const std::int32_t id : row.isr)
        if (!left.lost_brokers.contains(id)) isr.push_back(id);
    const bool leader_lost = left.lost_brokers.contains(row.leader);
    const bool isr_hit = isr.size() < row.isr.size();
    const bool hit = leader_lost || isr_hit ||
                     std::any_of(row.replicas.begin(), row.replicas.end(),
                                 [&](std::int32_t id) { return left.lost_brokers.contains(id); });
    made.leader = leader_lost ? -1 : row.leader;
    made.in_sync = static_cast<std::int32_t>(isr.size());
    if (leader_lost && left.quorum) {
        made.leader = elect(row, isr, left);
        // An eligible replica that leads is the ISR.
        if (made.leader >= 0) made.in_sync = std::max(made.in_sync, 1);
    }
    if (made.leader < 0)
        made.outcome = Outcome::offline;
    else if (isr_hit && !left.quorum)
        made.outcome = Outcome::stalled;
    else if (made.in_sync < made.needed)
        made.outcome = Outcome::writes_refused;
    else if (leader_lost)
        made.outcome = Outcome::leader_moves;
    else
        made.outcome = hit ? Outcome::loses_replica : Outcome::untouched;
    return made;
}

} // namespace

std::int64_t WhatIf::count(Outcome outcome, bool newly) const {
    return std::count_if(partitions.begin(), partitions.end(), [&](const PartitionOutcome& it) {
        return it.outcome == outcome && !(newly && it.before == outcome);
    });
}

WhatIf what_if(const RowStore& rows, const Loss& loss) {
    WhatIf made;
    const Survivors left = bury(rows, loss, made);
    made.partitions.reserve(rows.partitions.size());
    for (const auto& [key, row] : rows.partitions) made.partitions.push_back(outcome_of(row, left));
    std::stable_sort(
        made.partitions.begin(), made.partitions.end(),
        [](const PartitionOutcome& a, const PartitionOutcome& b) { return a.outcome < b.outcome; });
    return made;
}

} // namespace view
