#include "cluster/node_commands.h"

#include <fmt/format.h>

namespace cluster {

using base::Error;
using base::Result;
using kafka::ErrorCode;
using view::NodeState;

namespace {

/// Recovery of many logs may take its time; a node that is not back by then is told of as such.
constexpr auto start_limit = std::chrono::seconds(60);

std::string name_of(view::NodeRef node) {
    return fmt::format("{} {}", node.kind == view::NodeKind::broker ? "Broker" : "Controller", node.id);
}

} // namespace

NodeCommands::NodeCommands(Fleet& fleet, FaultBook& faults, Overview& overview, Answers& answers,
                           Waits& waits)
    : fleet_(fleet), faults_(faults), overview_(overview), answers_(answers), waits_(waits) {}

bool NodeCommands::run(view::Ticket ticket, const view::Command& command) {
    return std::visit([&](const auto& one) { return (*this)(ticket, one); }, command);
}

NodeHost* NodeCommands::find(view::Ticket ticket, view::NodeRef ref) {
    NodeHost* node = fleet_.node(ref);
    if (!node) refuse(ticket, fmt::format("{} is not part of this cluster.", name_of(ref)));
    return node;
}

NodeHost* NodeCommands::find_up(view::Ticket ticket, view::NodeRef ref) {
    NodeHost* node = find(ticket, ref);
    if (!node || node->state() == NodeHost::State::up) return node;
    refuse(ticket, fmt::format("{} is not running.", name_of(ref)));
    return nullptr;
}

bool NodeCommands::refuse(view::Ticket ticket, std::string sentence) {
    answers_.fail(ticket, ErrorCode::invalid_request, std::move(sentence));
    return true;
}

void NodeCommands::begin_death(view::FaultKind kind, view::NodeRef node) {
    faults_.lift_deaths(node);
    view::FaultRow fault;
    fault.kind = kind;
    fault.node = node;
    faults_.begin(fault);
}

// ---- life and death
// ------------------------------------------------------------------------------------------

void NodeCommands::stop(NodeHost& node, Done done) {
    stop(
        node, [] {}, std::move(done));
}

void NodeCommands::stop(NodeHost& node, std::function<void()> gone, Done done) {
    overview_.life(node.ref(), NodeState::stopping);
    node.stop(
        [this, ref = node.ref(), gone = std::move(gone), done = std::move(done)](const Result<>& result) {
            gone();
            overview_.life(ref, NodeState::offline);
            done(result);
        });
}

void NodeCommands::kill(NodeHost& node, view::FaultKind kind, Done done) {
    begin_death(kind, node.ref());
    node.kill([this, kind, ref = node.ref(), done = std::move(done)](const Result<>& result) {
        // It came up just before it died: that lifted the fault.
        if (!faults_.of_node(kind, ref)) begin_death(kind, ref);
        overview_.life(ref, NodeState::offline);
        done(result);
    });
}

void NodeCommands::start(NodeHost& node, Done done) {
    const view::NodeRef ref = node.ref();
    const auto failed = [this, ref, done](const Result<>& result) {
        overview_.life(ref, NodeState::offline);
        done(result);
    };
    overview_.life(ref, NodeState::starting);
    node.open([this, ref, failed, done](const Result<>& opened) {
        if (!opened) return failed(opened);
        NodeHost* alive = fleet_.node(ref);
        alive->start([this, ref, failed, done](const Result<>& started) {
            if (!started) return failed(started);
            faults_.lift_deaths(ref);
            await_online(ref, done);
        });
    });
}

void NodeCommands::await_online(view::NodeRef ref, Done done) {
    const auto online = [this, ref] { return overview_.online(ref); };
    waits_.until(online, start_limit, [ref, done = std::move(done)](bool came) {
        if (came) return done({});
        done(Error(ErrorCode::request_timed_out,
                   fmt::format("{} runs, but has not joined the cluster. Does it reach a majority of the "
                               "controllers?",
                               name_of(ref))));
    });
}

void NodeCommands::thaw(NodeHost& node, Done done) {
    node.thaw([this, ref = node.ref(), done = std::move(done)](const Result<>&) {
        overview_.frozen(ref, false);
        if (const view::FaultRow* fault = faults_.of_node(view::FaultKind::node_frozen, ref))
            faults_.lift(fault->key);
        await_online(ref, done);
    });
}

bool NodeCommands::operator()(view::Ticket ticket, const view::StopNode& command) {
    NodeHost* node = find_up(ticket, command.node);
    if (!node) return true;
    if (node->busy())
        return refuse(ticket, fmt::format("{} is just starting or stopping. Try again in a moment.",
                                          name_of(command.node)));
    const auto gone = [this, ref = command.node] {
        // Killed while it stopped: that is what it is then.
        if (!faults_.of_node(view::FaultKind::node_killed, ref))
            begin_death(view::FaultKind::node_stopped, ref);
    };
    stop(*node, gone, [this, ticket](const Result<>& result) { answers_.answer(ticket, result); });
    return true;
}

bool NodeCommands::operator()(view::Ticket ticket, const view::KillNode& command) {
    NodeHost* node = find(ticket, command.node);
    if (!node) return true;
    if (node->state() == NodeHost::State::down && !node->busy())
        return refuse(ticket, fmt::format("{} is not running.", name_of(command.node)));
    kill(*node, view::FaultKind::node_killed,
         [this, ticket](const Result<>& result) { answers_.answer(ticket, result); });
    return true;
}

bool NodeCommands::operator()(view::Ticket ticket, const view::StartNode& command) {
    NodeHost* node = find(ticket, command.node);
    if (!node) return true;
    if (node->state() != NodeHost::State::down || node->busy())
        return refuse(ticket, fmt::format("{} is running already, or just starting or stopping.",
                                          name_of(command.node)));
    start(*node, [this, ticket](const Result<>& result) { answers_.answer(ticket, result); });
    return true;
}

bool NodeCommands::operator()(view::Ticket ticket, const view::FreezeNode& command) {
    NodeHost* node = find_up(ticket, command.node);
    if (!node) return true;
    if (node->frozen()) return refuse(ticket, fmt::format("{} is frozen already.", name_of(command.node)));
    view::FaultRow fault;
    fault.kind = view::FaultKind::node_frozen;
    fault.node = command.node;
    faults_.begin(fault);
    node->freeze([this, ticket, ref = command.node](const Result<>& result) {
        overview_.frozen(ref, true);
        answers_.answer(ticket, result);
    });
    return true;
}

bool NodeCommands::operator()(view::Ticket ticket, const view::ThawNode& command) {
    NodeHost* node = find_up(ticket, command.node);
    if (!node) return true;
    if (!node->frozen()) return refuse(ticket, fmt::format("{} is not frozen.", name_of(command.node)));
    thaw(*node, [this, ticket](const Result<>& result) { answers_.answer(ticket, result); });
    return true;
}

} // namespace cluster
