#include "view/problems.h"

#include "view/partition_state.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace view {
namespace {

constexpr double nearly_full = 0.9;

bool contains(const std::vector<std::int32_t>& ids, std::int32_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::optional<Trouble> trouble_of_fault(FaultKind kind) {
    switch (kind) {
    case FaultKind::node_killed:
        return Trouble::killed;
    case FaultKind::node_stopped:
        return Trouble::stopped;
    case FaultKind::node_frozen:
        return Trouble::frozen;
    case FaultKind::power_lost:
        return Trouble::power_lost;
    case FaultKind::disk_full:
        return Trouble::disk_full;
    default:
        return std::nullopt;
    }
}

struct NodeFacts {
    std::string az;
    NodeState state = NodeState::online;
    bool frozen = false;
    std::optional<std::int64_t> since_ms;
};

std::optional<NodeFacts> facts_of(const RowStore& rows, const NodeRef& node) {
    if (node.kind == NodeKind::broker) {
        const auto found = rows.brokers.find({node.id});
        if (found == rows.brokers.end()) return std::nullopt;
        const BrokerRow& row = found->second;
        return NodeFacts{row.az, row.state, row.frozen, row.state_since_ms};
    }
    const auto found = rows.controllers.find({node.id});
    if (found == rows.controllers.end()) return std::nullopt;
    const ControllerRow& row = found->second;
    return NodeFacts{row.az, row.state, row.frozen, row.state_since_ms};
}

const FaultRow* fault_of_node(const RowStore& rows, const NodeRef& node) {
    const FaultRow* full = nullptr;
    for (const auto& [key, fault] : rows.faults) {
        if (fault.node != node || !trouble_of_fault(fault.kind)) continue;
        if (fault.kind != FaultKind::disk_full) return &fault; // a dead node matters more than its disk
        full = &fault;
    }
    return full;
}

const FaultRow* cut_of_az(const RowStore& rows, const std::string& az) {
    for (const auto& [key, fault] : rows.faults)
        if (fault.kind == FaultKind::az_cut && fault.az == az) return &fault;
    return nullptr;
}

/// The partitions of one effect, gathered.
class Gathered {
public:
    void add(const PartitionRow& row) {
        if (set_.named.size() < PartitionSet::max_named) set_.named.push_back(row.key);
        const auto in_sync = static_cast<std::int32_t>(row.isr.size());
        const auto replicas = static_cast<std::int32_t>(row.replicas.size());
        same(set_.in_sync, in_sync);
        same(set_.replicas, replicas);
        same(set_.needed, effective_min_isr(row));
        ++set_.count;
        for (const std::int32_t id : row.replicas)
            if (!contains(row.isr, id) && !contains(row.adding, id)) missed_.insert(id);
    }
    /// Brokers that hold what is left in sync.
    void add_holders(const PartitionRow& row) {
        for (const std::int32_t id : row.isr) ++holders_[id];
    }
    bool empty() const { return set_.count == 0; }

    Problem problem(const RowStore& rows, ProblemKind kind, Severity severity) const {
        Problem made;
        made.kind = kind;
        made.severity = severity;
        made.partitions = set_;
        for (const std::int32_t id : missed_) {
            NodeTrouble cause = trouble_of(rows, {NodeKind::broker, id});
            if (cause.trouble == Trouble::none) cause.trouble = Trouble::behind;
            made.causes.push_back(cause);
        }
        return made;
    }
    std::optional<NodeRef> busiest_holder() const {
        const auto most = std::max_element(holders_.begin(), holders_.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most == holders_.end()) return std::nullopt;
        return NodeRef{NodeKind::broker, most->first};
    }

private:
    void same(std::optional<std::int32_t>& kept, std::int32_t value) const {
        if (set_.count == 0)
            kept = value;
        else if (kept != value)
            kept.reset();
    }

    PartitionSet set_;
    std::set<std::int32_t> missed_;
    std::map<std::int32_t, std::int64_t> holders_;
};

void add_network(const RowStore& rows, std::vector<Problem>& found) {
    std::set<std::string> cut;
    for (const auto& [name, az] : rows.azs) {
        const FaultRow* fault = cut_of_az(rows, name);
        if (!az.cut && !fault) continue;
        cut.insert(name);
        Problem made{.kind = ProblemKind::az_cut, .severity = Severity::bad, .az = name};
        if (fault) {
            made.fault = fault->key;
            made.since_ms = fault->since_ms;
        }
        found.push_back(std::move(made));
    }
    for (const auto& [key, fault] : rows.faults) {
        if (fault.kind != FaultKind::link || cut.contains(fault.az) || cut.contains(fault.to_az)) continue;
        found.push_back({.kind = ProblemKind::link_impaired,
                         .severity = fault.link.cut ? Severity::bad : Severity::info,
                         .az = fault.az,
                         .to_az = fault.to_az,
                         .link = fault.link,
                         .since_ms = fault.since_ms,
                         .fault = key});
    }
}

void add_node(const RowStore& rows, const NodeRef& node, ProblemKind kind, std::vector<Problem>& found) {
    const NodeTrouble it = trouble_of(rows, node);
    // A node of a cut AZ is told by its AZ, a full disk by itself.
    if (it.trouble == Trouble::none || it.trouble == Trouble::cut_off || it.trouble == Trouble::disk_full)
        return;
    found.push_back({.kind = kind,
                     .severity = Severity::bad,
                     .node = node,
                     .trouble = it.trouble,
                     .reason = it.reason,
                     .session_ms = it.session_ms,
                     .since_ms = it.since_ms,
                     .fault = it.fault});
}

void add_disk(const RowStore& rows, const NodeRef& node, DiskState state, double used,
              std::vector<Problem>& found) {
    const bool full = state == DiskState::full;
    if (state == DiskState::ok && used < nearly_full) return;
    Problem made{.kind = full                       ? ProblemKind::disk_full
                         : state == DiskState::slow ? ProblemKind::disk_slow
                                                    : ProblemKind::disk_nearly_full,
                 .severity = full                       ? Severity::bad
                             : state == DiskState::slow ? Severity::info
                                                        : Severity::warning,
                 .node = node};
    for (const auto& [key, fault] : rows.faults) {
        if (fault.node != node) continue;
        if (fault.kind != (full ? FaultKind::disk_full : FaultKind::disk_slow)) continue;
        made.fault = key;
        made.since_ms = fault.since_ms;
    }
    found.push_back(std::move(made));
}

void add_nodes(const RowStore& rows, std::vector<Problem>& found) {
    for (const auto& [key, row] : rows.brokers) {
        const NodeRef node{NodeKind::broker, key.id};
        const double used =
            row.disk_size > 0 ? static_cast<double>(row.disk_used) / static_cast<double>(row.disk_size) : 0;
        add_node(rows, node, ProblemKind::broker_lost, found);
        add_disk(rows, node, row.disk, used, found);
    }
    for (const auto& [key, row] : rows.controllers) {
        const NodeRef node{NodeKind::controller, key.id};
        add_node(rows, node, ProblemKind::controller_lost, found);
        add_disk(rows, node, row.disk, 0, found);
    }
}

void add_quorum(const RowStore& rows, std::vector<Problem>& found) {
    const auto total = static_cast<std::int32_t>(rows.controllers.size());
    if (total == 0) return;
    std::int32_t alive = 0;
    bool active = false;
    for (const auto& [key, row] : rows.controllers) {
        const bool lives = trouble_of(rows, {NodeKind::controller, key.id}).trouble == Trouble::none;
        alive += lives ? 1 : 0;
        active = active || (lives && row.active);
    }
    const std::int32_t majority = total / 2 + 1;
    if (!active)
        found.push_back({.kind = ProblemKind::no_active_controller,
                         .severity = Severity::bad,
                         .alive = alive,
                         .total = total});
    else if (total > 1 && alive == majority)
        found.push_back({.kind = ProblemKind::quorum_at_edge,
                         .severity = Severity::warning,
                         .alive = alive,
                         .total = total});
}

void add_partitions(const RowStore& rows, std::vector<Problem>& found) {
    Gathered offline, refused, under, edge;
    for (const auto& [key, row] : rows.partitions) {
        switch (state_of(row)) {
        case PartitionState::healthy:
            break;
        case PartitionState::offline:
            offline.add(row);
            break;
        case PartitionState::under_min_isr:
            refused.add(row);
            break;
        case PartitionState::at_min_isr:
            edge.add(row);
            edge.add_holders(row);
            [[fallthrough]];
        case PartitionState::under_replicated:
            under.add(row);
            break;
        }
    }
    if (!offline.empty())
        found.push_back(offline.problem(rows, ProblemKind::partitions_offline, Severity::bad));
    if (!refused.empty()) found.push_back(refused.problem(rows, ProblemKind::writes_refused, Severity::bad));
    if (!under.empty())
        found.push_back(under.problem(rows, ProblemKind::under_replicated, Severity::warning));
    if (!edge.empty()) {
        found.push_back(edge.problem(rows, ProblemKind::at_min_isr, Severity::warning));
        found.back().node = edge.busiest_holder();
    }
}

} // namespace

NodeTrouble trouble_of(const RowStore& rows, const NodeRef& node) {
    NodeTrouble made;
    made.node = node;
    const auto facts = facts_of(rows, node);
    if (!facts) return made;
    made.since_ms = facts->since_ms;
    if (const FaultRow* fault = fault_of_node(rows, node)) {
        made.trouble = *trouble_of_fault(fault->kind);
        made.since_ms = fault->since_ms;
        made.fault = fault->key;
        if (made.trouble != Trouble::disk_full) return made;
    }
    const auto az = rows.azs.find(facts->az);
    const FaultRow* cut = cut_of_az(rows, facts->az);
    if (cut || (az != rows.azs.end() && az->second.cut)) {
        made.trouble = Trouble::cut_off;
        if (cut) {
            made.since_ms = cut->since_ms;
            made.fault = cut->key;
        }
        return made;
    }
    if (made.trouble == Trouble::disk_full) return made;
    if (facts->frozen)
        made.trouble = Trouble::frozen;
    else if (facts->state == NodeState::fenced)
        made.trouble = Trouble::fenced;
    else if (facts->state == NodeState::offline)
        made.trouble = Trouble::offline;
    if (const auto broker = rows.brokers.find({node.id});
        made.trouble == Trouble::fenced && broker != rows.brokers.end()) {
        made.reason = broker->second.state_reason;
        made.session_ms = broker->second.session_ms;
    }
    return made;
}

std::vector<Problem> problems_of(const RowStore& rows) {
    std::vector<Problem> found;
    if (rows.cluster.state != ClusterState::running) return found;
    add_network(rows, found);
    add_nodes(rows, found);
    add_quorum(rows, found);
    add_partitions(rows, found);
    std::stable_sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) {
        return std::tuple(-static_cast<int>(a.severity), a.kind) <
               std::tuple(-static_cast<int>(b.severity), b.kind);
    });
    return found;
}

std::vector<std::int64_t> partition_states(const RowStore& rows) {
    std::vector<std::int64_t> counts(static_cast<std::size_t>(PartitionState::offline) + 1);
    for (const auto& [key, row] : rows.partitions) ++counts[static_cast<std::size_t>(state_of(row))];
    return counts;
}

} // namespace view
