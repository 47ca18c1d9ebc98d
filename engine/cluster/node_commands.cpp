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

void NodeCommands::lift_for_stop() {}

NodeHost* NodeCommands::find(view::Ticket ticket, view::NodeRef ref) {
    NodeHost* node = fleet_.node(ref);
    if (!node) refuse(ticket, fmt::format("{} is not part of this cluster.", name_of(ref)));
    if (!node || !node->busy()) return node;
    refuse(ticket, fmt::format("{} is just starting or stopping. Try again in a moment.", name_of(ref)));
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

// ---- one node
// -------------------------------------------------------------------------------------------------

void NodeCommands::stop(NodeHost& node, Done done) {
    overview_.life(node.ref(), NodeState::stopping);
    node.stop([this, ref = node.ref(), done = std::move(done)](const Result<>& result) {
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
            waits_.until(
                [this, ref] { return overview_.online(ref); }, start_limit,
                [ref, done](bool online) {
                    if (online) return done({});
                    done(Error(
                        ErrorCode::request_timed_out,
                        fmt::format("{} runs, but has not joined the cluster yet. Is its metadata quorum "
                                    "reachable?",
                                    name_of(ref))));
                });
        });
    });
}

bool NodeCommands::operator()(view::Ticket ticket, const view::StopNode& command) {
    NodeHost* node = find(ticket, command.node);
    if (!node) return true;
    if (node->state() != NodeHost::State::up)
        return refuse(ticket, fmt::format("{} is not running.", name_of(command.node)));
    stop(*node, [this, ticket, ref = command.node](const Result<>& result) {
        begin_death(view::FaultKind::node_stopped, ref);
        answers_.answer(ticket, result);
    });
    return true;
}

bool NodeCommands::operator()(view::Ticket ticket, const view::StartNode& command) {
    NodeHost* node = find(ticket, command.node);
    if (!node) return true;
    if (node->state() != NodeHost::State::down)
        return refuse(ticket, fmt::format("{} is running already.", name_of(command.node)));
    start(*node, [this, ticket](const Result<>& result) { answers_.answer(ticket, result); });
    return true;
}

} // namespace cluster
