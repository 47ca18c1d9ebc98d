// What the scripted cluster does when something is broken or healed: at once, as the engine would in a
// second.

#include "support/scripted_session.h"

#include <algorithm>
#include <fmt/format.h>

namespace support {
namespace {

bool contains(const std::vector<std::int32_t>& ids, std::int32_t id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

view::FaultKey ScriptedSession::add_fault(view::FaultRow row) {
    row.key = {++last_fault_};
    row.since_ms = now_ms();
    faults_[row.key] = row;
    feed_.put(row);
    feed_.fact(view::FaultStarted{row}, now_ms());
    return row.key;
}

void ScriptedSession::lift(view::FaultKey key) {
    const auto found = faults_.find(key);
    if (found == faults_.end()) return;
    const view::FaultRow fault = found->second;
    faults_.erase(found);
    feed_.remove(key);
    feed_.fact(view::FaultLifted{fault}, now_ms());
    if (fault.kind == view::FaultKind::az_cut) {
        put_az(fault.az, false);
        for (auto& [id, broker] : brokers_)
            if (broker.az == fault.az) revive(id);
        for (view::ControllerRow& row : controllers_)
            if (row.az == fault.az) set_controller(row, view::NodeState::online);
    } else if (fault.kind == view::FaultKind::link) {
        links_[{fault.az, fault.to_az}].state = {};
        put_links();
    } else if (fault.node && fault.node->kind == view::NodeKind::broker) {
        view::BrokerRow& row = brokers_.at(fault.node->id);
        row.frozen = false;
        row.disk = view::DiskState::ok;
        if (row.state != view::NodeState::online) revive(row.id);
        feed_.put(row);
    } else if (fault.node) {
        for (view::ControllerRow& row : controllers_)
            if (row.id == fault.node->id) {
                row.frozen = false;
                set_controller(row, view::NodeState::online);
            }
    }
}

void ScriptedSession::put_az(const std::string& name, bool cut) {
    cut_azs_[name] = cut;
    for (std::size_t a = 0; a < layout_.azs.size(); ++a)
        if (layout_.azs[a].name == name)
            feed_.put(view::AzRow{name, fmt::format("127.10.{}.0/24", a + 1), 0, 0, cut});
    put_links();
}

void ScriptedSession::put_links() {
    for (const view::AzLayout& from : layout_.azs)
        for (const view::AzLayout& to : layout_.azs) {
            if (from.name == to.name) continue;
            view::LinkRow& row = links_[{from.name, to.name}];
            row.key = {from.name, to.name};
            const bool cut = cut_azs_[from.name] || cut_azs_[to.name] || row.state.cut;
            row.bytes_rate = cut || cluster_.state != view::ClusterState::running ? 0 : link_rate_;
            view::LinkRow shown = row;
            shown.state.cut = cut;
            feed_.put(shown);
        }
}

void ScriptedSession::set_controller(view::ControllerRow& row, view::NodeState state) {
    row.state = state;
    row.state_since_ms = now_ms();
    const bool lost = state != view::NodeState::online;
    if (lost) row.role = view::QuorumRole::unknown;
    if (!lost) row.role = view::QuorumRole::follower;
    const bool was_active = row.active;
    if (lost) row.active = false;
    feed_.put(row);
    if (!lost || !was_active) return;
    for (view::ControllerRow& other : controllers_) {
        if (other.state != view::NodeState::online) continue;
        other.active = true;
        other.role = view::QuorumRole::leader;
        for (view::ControllerRow& each : controllers_) each.epoch = row.epoch + 1;
        feed_.put(other);
        feed_.fact(view::ControllerElected{other.id, other.epoch}, now_ms());
        return;
    }
}

void ScriptedSession::fence(std::int32_t id, view::NodeState state, view::StateReason reason) {
    view::BrokerRow& broker = brokers_.at(id);
    broker.state = state;
    broker.state_since_ms = now_ms();
    broker.bytes_in_rate = broker.bytes_out_rate = 0;
    feed_.fact(view::BrokerStateChanged{id, state, reason}, now_ms());
    for (auto& [key, row] : partitions_) {
        if (contains(row.isr, id) && row.isr.size() > 1) {
            const auto before = row.isr;
            std::erase(row.isr, id);
            row.progress.push_back({id, row.log_end_offset, 0, 0});
            feed_.fact(view::IsrChanged{key.topic, key.partition, before, row.isr,
                                        view::IsrChangeReason::broker_fenced},
                       now_ms());
        }
        if (row.leader != id) continue;
        row.leader = -1;
        for (const std::int32_t candidate : row.replicas)
            if (row.leader < 0 && contains(row.isr, candidate) && candidate != id) row.leader = candidate;
        ++row.leader_epoch;
        std::erase_if(row.progress, [&](const view::ReplicaProgress& it) { return it.broker == row.leader; });
        feed_.fact(view::LeaderChanged{key.topic, key.partition, id, row.leader, row.leader_epoch,
                                       view::LeaderChangeReason::broker_fenced},
                   now_ms());
    }
    put_counts();
}

void ScriptedSession::revive(std::int32_t id) {
    view::BrokerRow& broker = brokers_.at(id);
    broker.state = view::NodeState::online;
    broker.state_since_ms = now_ms();
    feed_.fact(view::BrokerStateChanged{id, view::NodeState::online, view::StateReason::caught_up}, now_ms());
    for (auto& [key, row] : partitions_) {
        if (!contains(row.replicas, id) || row.leader >= 0) continue;
        row.leader = id;
        row.isr = {id};
        ++row.leader_epoch;
        feed_.fact(view::LeaderChanged{key.topic, key.partition, -1, id, row.leader_epoch,
                                       view::LeaderChangeReason::broker_returned},
                   now_ms());
    }
    put_counts();
}

void ScriptedSession::catch_up() {
    for (auto& [key, row] : partitions_) {
        for (const std::int32_t id : row.replicas) {
            if (contains(row.isr, id) || brokers_.at(id).state != view::NodeState::online) continue;
            const auto before = row.isr;
            row.isr.push_back(id);
            feed_.fact(
                view::IsrChanged{key.topic, key.partition, before, row.isr, view::IsrChangeReason::caught_up},
                now_ms());
        }
        for (view::ReplicaProgress& it : row.progress)
            if (contains(row.isr, it.broker)) it = {it.broker, row.log_end_offset, 0, 0};
        feed_.put(row);
    }
}

void ScriptedSession::set_lag(const view::PartitionKey& key, std::int32_t broker, std::int64_t lag,
                              std::int64_t behind_ms) {
    view::PartitionRow& row = partitions_.at(key);
    std::erase_if(row.progress, [&](const view::ReplicaProgress& it) { return it.broker == broker; });
    row.progress.push_back({broker, row.log_end_offset - lag, lag, behind_ms});
    row.observed_ms = now_ms();
    feed_.put(row);
}

void ScriptedSession::shrink(const view::PartitionKey& key, std::int32_t broker) {
    view::PartitionRow& row = partitions_.at(key);
    const auto before = row.isr;
    std::erase(row.isr, broker);
    feed_.put(row);
    feed_.fact(
        view::IsrChanged{key.topic, key.partition, before, row.isr, view::IsrChangeReason::fell_behind},
        now_ms());
}

void ScriptedSession::put_counts() {
    for (auto& [id, broker] : brokers_) broker.leaders = broker.replicas = 0;
    for (auto& [key, row] : partitions_) {
        for (const std::int32_t id : row.replicas) ++brokers_.at(id).replicas;
        if (row.leader >= 0) ++brokers_.at(row.leader).leaders;
        feed_.put(row);
    }
    for (auto& [id, broker] : brokers_) feed_.put(broker);
}

bool ScriptedSession::run_fault(const view::Command& command) {
    using view::FaultKind;
    const auto lose = [&](const view::NodeRef& node, FaultKind kind, view::NodeState state) {
        view::FaultRow row;
        row.kind = kind;
        row.node = node;
        add_fault(row);
        if (node.kind == view::NodeKind::broker) {
            brokers_.at(node.id).frozen = kind == FaultKind::node_frozen;
            fence(node.id, state, view::StateReason::connection_lost);
        }
        for (view::ControllerRow& it : controllers_)
            if (node.kind == view::NodeKind::controller && it.id == node.id) {
                it.frozen = kind == FaultKind::node_frozen;
                set_controller(it, state);
            }
    };
    if (const auto* kill = std::get_if<view::KillNode>(&command)) {
        lose(kill->node, FaultKind::node_killed, view::NodeState::offline);
    } else if (const auto* stop = std::get_if<view::StopNode>(&command)) {
        lose(stop->node, FaultKind::node_stopped, view::NodeState::offline);
    } else if (const auto* freeze = std::get_if<view::FreezeNode>(&command)) {
        lose(freeze->node, FaultKind::node_frozen, view::NodeState::fenced);
    } else if (const auto* cut = std::get_if<view::CutAz>(&command)) {
        view::FaultRow row;
        row.kind = FaultKind::az_cut;
        row.az = cut->az;
        add_fault(row);
        put_az(cut->az, true);
        for (auto& [id, broker] : brokers_)
            if (broker.az == cut->az) fence(id, view::NodeState::fenced, view::StateReason::session_expired);
        for (view::ControllerRow& it : controllers_)
            if (it.az == cut->az) set_controller(it, view::NodeState::fenced);
    } else if (const auto* link = std::get_if<view::SetLink>(&command)) {
        for (const bool back : {false, true}) {
            if (back && !link->both_ways) continue;
            const std::string& from = back ? link->to_az : link->from_az;
            const std::string& to = back ? link->from_az : link->to_az;
            links_[{from, to}].state = link->state;
            std::optional<view::FaultKey> old;
            for (const auto& [key, fault] : faults_)
                if (fault.kind == FaultKind::link && fault.az == from && fault.to_az == to) old = key;
            if (old) {
                faults_.erase(*old);
                feed_.remove(*old);
            }
            view::FaultRow row;
            row.kind = FaultKind::link;
            row.az = from;
            row.to_az = to;
            row.link = link->state;
            if (!link->state.ok()) add_fault(row);
        }
        put_links();
    } else if (const auto* disk = std::get_if<view::SetDisk>(&command)) {
        view::FaultRow row;
        row.kind = disk->state == view::DiskState::full ? FaultKind::disk_full : FaultKind::disk_slow;
        row.node = disk->node;
        row.disk_delay_ms = disk->delay_ms;
        if (disk->state != view::DiskState::ok) add_fault(row);
        if (disk->node.kind == view::NodeKind::broker) {
            brokers_.at(disk->node.id).disk = disk->state;
            feed_.put(brokers_.at(disk->node.id));
        }
    } else if (const auto* one = std::get_if<view::LiftFault>(&command)) {
        lift(one->fault);
    } else if (std::holds_alternative<view::LiftAllFaults>(command)) {
        while (!faults_.empty()) lift(faults_.begin()->first);
    } else {
        return run_lift(command);
    }
    return true;
}

/// Commands that name what they lift instead of its fault.
bool ScriptedSession::run_lift(const view::Command& command) {
    std::optional<view::NodeRef> node;
    std::string az;
    if (const auto* start = std::get_if<view::StartNode>(&command)) node = start->node;
    if (const auto* thaw = std::get_if<view::ThawNode>(&command)) node = thaw->node;
    if (const auto* heal = std::get_if<view::HealAz>(&command)) az = heal->az;
    if (!node && az.empty()) return false;
    for (const auto& [key, fault] : faults_)
        if ((node && fault.node == node) || (!az.empty() && fault.az == az)) {
            lift(key);
            break;
        }
    return true;
}

} // namespace support
