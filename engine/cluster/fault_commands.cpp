// The faults of networks and disks, power, and how each fault is undone.

#include "cluster/node_commands.h"

#include <algorithm>
#include <fmt/format.h>

namespace cluster {

using base::Error;
using base::Result;
using kafka::ErrorCode;
using view::FaultKind;

namespace {

constexpr auto start_limit = std::chrono::seconds(60);

net::LinkState engine_state(const view::LinkState& from) {
    net::LinkState state;
    state.cut = from.cut;
    state.latency = std::chrono::milliseconds(from.latency_ms);
    state.loss = from.loss;
    state.bandwidth = static_cast<std::uint64_t>(std::max<std::int64_t>(0, from.bandwidth));
    return state;
}

view::LinkState view_state(const net::LinkState& from) {
    view::LinkState state;
    state.cut = from.cut;
    state.latency_ms = static_cast<std::int32_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(from.latency).count());
    state.loss = from.loss;
    state.bandwidth = static_cast<std::int64_t>(from.bandwidth);
    return state;
}

/// Calls `done` with the first error when `arrivals` results have come.
NodeHost::Done gather(std::size_t arrivals, NodeHost::Done done) {
    struct State {
        std::size_t left;
        Result<> first;
    };
    const auto state = std::make_shared<State>(State{arrivals, {}});
    return [state, done = std::move(done)](const Result<>& result) {
        if (!result && state->first) state->first = result;
        if (--state->left == 0) done(state->first);
    };
}

} // namespace

// ---- power
// ----------------------------------------------------------------------------------------------------

bool NodeCommands::operator()(view::Ticket ticket, const view::LosePower& command) {
    if (!fleet_.az(command.az)) return refuse(ticket, fmt::format("There is no AZ \"{}\".", command.az));
    std::vector<NodeHost*> nodes = fleet_.all();
    std::erase_if(nodes, [&](const NodeHost* node) {
        const bool elsewhere = !command.az.empty() && node->config().rack != command.az;
        return elsewhere || (node->state() == NodeHost::State::down && !node->busy());
    });
    if (nodes.empty()) return refuse(ticket, "No node runs there.");
    lose_power(std::move(nodes), [this, ticket](const Result<>& result) { answers_.answer(ticket, result); });
    return true;
}

void NodeCommands::lose_power(std::vector<NodeHost*> nodes, Done done) {
    // What was not synced is lost once nobody has the files open any more.
    auto lost = gather(nodes.size(), std::move(done));
    auto killed = gather(nodes.size(), [this, nodes, lost](const Result<>&) {
        for (const NodeHost* node : nodes) {
            fleet_.disk_pool().run([this, lost, folder = node->config().folder] {
                auto result = fleet_.disk().power_loss(folder);
                fleet_.control().post([lost, result = std::move(result)] { lost(result); });
            });
        }
    });
    for (NodeHost* node : nodes) kill(*node, FaultKind::power_lost, killed);
}

// ---- networks
// -------------------------------------------------------------------------------------------------

void NodeCommands::cut_az(const std::string& az, bool cut) {
    // Told first: other loops tell what follows.
    if (cut) {
        view::FaultRow fault;
        fault.kind = FaultKind::az_cut;
        fault.az = az;
        faults_.begin(fault);
    } else if (const view::FaultRow* fault = faults_.of_az(az)) {
        faults_.lift(fault->key);
    }
    fleet_.links().cut_az(*fleet_.az(az), cut);
    overview_.cut(az, cut);
    show_links();
}

bool NodeCommands::operator()(view::Ticket ticket, const view::CutAz& command) {
    if (command.az.empty() || !fleet_.az(command.az))
        return refuse(ticket, fmt::format("There is no AZ \"{}\".", command.az));
    cut_az(command.az, true);
    answers_.answer(ticket, view::Done{});
    return true;
}

bool NodeCommands::operator()(view::Ticket ticket, const view::HealAz& command) {
    if (command.az.empty() || !fleet_.az(command.az))
        return refuse(ticket, fmt::format("There is no AZ \"{}\".", command.az));
    cut_az(command.az, false);
    answers_.answer(ticket, view::Done{});
    return true;
}

void NodeCommands::set_link(const std::string& from, const std::string& to, const view::LinkState& state) {
    fleet_.links().set(*fleet_.az(from), *fleet_.az(to), engine_state(state));
    if (const view::FaultRow* old = faults_.of_link(from, to)) faults_.lift(old->key);
    if (state.ok()) return;
    view::FaultRow fault;
    fault.kind = FaultKind::link;
    fault.az = from;
    fault.to_az = to;
    fault.link = state;
    faults_.begin(fault);
}

bool NodeCommands::operator()(view::Ticket ticket, const view::SetLink& command) {
    for (const std::string& az : {command.from_az, command.to_az})
        if (!fleet_.az(az)) return refuse(ticket, fmt::format("There is no AZ \"{}\".", az));
    if (command.from_az == command.to_az)
        return refuse(ticket, "A link goes from one AZ to another, or to the clients outside.");
    if (command.state.latency_ms < 0 || command.state.bandwidth < 0 || !(command.state.loss >= 0) ||
        command.state.loss > 1)
        return refuse(ticket, "Latency and bandwidth are 0 or more, loss is from 0 to 1.");
    set_link(command.from_az, command.to_az, command.state);
    if (command.both_ways) set_link(command.to_az, command.from_az, command.state);
    show_links();
    answers_.answer(ticket, view::Done{});
    return true;
}

void NodeCommands::show_links() {
    for (const std::string& from : fleet_.azs()) {
        for (const std::string& to : fleet_.azs()) {
            if (from == to) continue;
            view::LinkRow& row = link_rows_[{from, to}];
            row.key = {from, to};
            row.state = view_state(fleet_.links().state(*fleet_.az(from), *fleet_.az(to)));
            overview_.link(row);
        }
    }
}

void NodeCommands::report_links(base::Instant now) {
    const bool first = links_reported_ == base::Instant{};
    if (!first && now <= links_reported_) return; // no time, no rate
    const std::chrono::duration<double> past = now - std::exchange(links_reported_, now);
    for (const net::LinkTraffic& one : fleet_.links().traffic()) {
        std::uint64_t& before = link_bytes_[{one.from, one.to}];
        const std::uint64_t bytes = one.bytes - std::exchange(before, one.bytes);
        if (first || one.from == net::outside || one.to == net::outside || one.from == one.to) continue;
        const auto name = [this](net::Az az) { return fleet_.azs()[static_cast<std::size_t>(az - 1)]; };
        view::LinkRow& row = link_rows_[{name(one.from), name(one.to)}];
        const double rate = static_cast<double>(bytes) / past.count();
        if (rate == row.bytes_rate) continue;
        row.key = {name(one.from), name(one.to)};
        row.bytes_rate = rate;
        overview_.link(row);
    }
    if (first) show_links();
}

// ---- disks
// ----------------------------------------------------------------------------------------------------

void NodeCommands::set_disk(NodeHost& node, view::DiskState state, std::int32_t delay_ms) {
    storage::DiskFault fault;
    if (state == view::DiskState::slow) fault.latency = std::chrono::milliseconds(delay_ms);
    fault.full = state == view::DiskState::full;
    fleet_.disk().set(node.config().folder, fault);
    overview_.disk(node.ref(), state);
    for (const FaultKind kind : {FaultKind::disk_slow, FaultKind::disk_full})
        if (const view::FaultRow* old = faults_.of_node(kind, node.ref())) faults_.lift(old->key);
    if (state == view::DiskState::ok) return;
    view::FaultRow row;
    row.kind = state == view::DiskState::slow ? FaultKind::disk_slow : FaultKind::disk_full;
    row.node = node.ref();
    row.disk_delay_ms = state == view::DiskState::slow ? delay_ms : 0;
    faults_.begin(row);
}

bool NodeCommands::operator()(view::Ticket ticket, const view::SetDisk& command) {
    NodeHost* node = find(ticket, command.node);
    if (!node) return true;
    if (command.state == view::DiskState::slow && command.delay_ms < 1)
        return refuse(ticket, "A slow disk takes at least one millisecond more.");
    set_disk(*node, command.state, command.delay_ms);
    answers_.answer(ticket, view::Done{});
    return true;
}

// ---- undoing
// --------------------------------------------------------------------------------------------------

bool NodeCommands::operator()(view::Ticket ticket, const view::LiftFault& command) {
    const view::FaultRow* found = faults_.find(command.fault);
    if (!found) {
        answers_.answer(ticket, view::Done{}); // somebody was faster
        return true;
    }
    const view::FaultRow fault = *found;
    switch (fault.kind) {
    case FaultKind::node_killed:
    case FaultKind::node_stopped:
    case FaultKind::power_lost:
        return (*this)(ticket, view::StartNode{*fault.node});
    case FaultKind::node_frozen:
        return (*this)(ticket, view::ThawNode{*fault.node});
    case FaultKind::az_cut:
        return (*this)(ticket, view::HealAz{fault.az});
    case FaultKind::link:
        return (*this)(ticket, view::SetLink{fault.az, fault.to_az, {}, false});
    case FaultKind::disk_slow:
    case FaultKind::disk_full:
        return (*this)(ticket, view::SetDisk{*fault.node, view::DiskState::ok});
    }
    return refuse(ticket, "This fault cannot be lifted.");
}

void NodeCommands::lift_network_and_disks() {
    fleet_.links().heal();
    for (const view::FaultRow& fault : faults_.all()) {
        if (fault.kind == FaultKind::az_cut) cut_az(fault.az, false);
        if (fault.kind == FaultKind::link) faults_.lift(fault.key);
        NodeHost* node = fault.node ? fleet_.node(*fault.node) : nullptr;
        const bool of_disk = fault.kind == FaultKind::disk_slow || fault.kind == FaultKind::disk_full;
        if (node && of_disk) set_disk(*node, view::DiskState::ok, 0);
    }
    show_links();
}

bool NodeCommands::operator()(view::Ticket ticket, const view::LiftAllFaults&) {
    lift_network_and_disks();
    std::vector<NodeHost*> frozen, dead;
    for (NodeHost* node : fleet_.all()) {
        if (node->frozen()) frozen.push_back(node);
        if (node->state() == NodeHost::State::down && !node->busy()) dead.push_back(node);
    }
    const auto whole = [this] {
        return std::ranges::all_of(fleet_.all(),
                                   [this](const NodeHost* node) { return overview_.online(node->ref()); });
    };
    auto done = gather(frozen.size() + dead.size() + 1, [this, ticket, whole](const Result<>& result) {
        if (!result) return answers_.answer(ticket, result);
        // Those that were cut off are not back at once.
        waits_.until(whole, start_limit, [this, ticket](bool came) {
            if (came) return answers_.answer(ticket, view::Done{});
            answers_.fail(ticket, ErrorCode::request_timed_out,
                          "Every fault is lifted, but not every node has come back yet.");
        });
    });
    for (NodeHost* node : frozen) thaw(*node, done);
    for (NodeHost* node : dead) start(*node, done);
    done({});
    return true;
}

void NodeCommands::forget(view::NodeRef node) {
    for (const view::FaultRow& fault : faults_.all())
        if (fault.node == node) faults_.lift(fault.key);
}

void NodeCommands::lift_for_stop() {
    lift_network_and_disks();
}

} // namespace cluster
