#include "cluster/maintenance.h"

#include <algorithm>
#include <fmt/format.h>

namespace cluster {

using base::Error;
using base::Result;
using kafka::ErrorCode;
using view::MaintenanceStep;

Maintenance::Maintenance(Fleet& fleet, NodeCommands& nodes, Overview& overview, Answers& answers,
                         Waits& waits, Show show)
    : fleet_(fleet), nodes_(nodes), overview_(overview), answers_(answers), waits_(waits),
      show_(std::move(show)) {}

bool Maintenance::run(view::Ticket ticket, const view::Command& command) {
    if (std::holds_alternative<view::StartMaintenance>(command)) {
        begin(ticket);
        return true;
    }
    if (!std::holds_alternative<view::StopMaintenance>(command)) return false;
    stop();
    answers_.answer(ticket, view::Done{});
    return true;
}

void Maintenance::begin(view::Ticket ticket) {
    if (progress_)
        return answers_.fail(ticket, ErrorCode::invalid_request, "Maintenance is under way already.");
    brokers_.clear();
    for (const NodeHost* node : fleet_.brokers()) {
        if (node->state() != NodeHost::State::up || node->busy() || node->frozen())
            return answers_.fail(ticket, ErrorCode::invalid_request,
                                 fmt::format("Broker {} is not running. Bring every broker back before "
                                             "maintenance.",
                                             node->ref().id));
        brokers_.push_back(node->ref().id);
    }
    std::ranges::sort(brokers_);
    ticket_ = ticket;
    stopped_ = false;
    progress_.emplace();
    progress_->total = static_cast<std::int32_t>(brokers_.size());
    progress_->broker = brokers_.front();
    tell(MaintenanceStep::started);
    await_in_sync();
}

void Maintenance::await_in_sync() {
    progress_->waiting_for_isr = true;
    show_(progress_);
    constexpr auto never = std::chrono::hours(24 * 365);
    waits_.until([this] { return stopped_ || overview_.out_of_sync() == 0; }, never,
                 [this](bool) {
                     if (stopped_)
                         return end(MaintenanceStep::stopped,
                                    Error(ErrorCode::operation_not_attempted, "Maintenance was stopped."));
                     if (progress_->done > 0) tell(MaintenanceStep::back_in_sync);
                     restart_next();
                 });
}

void Maintenance::restart_next() {
    progress_->waiting_for_isr = false;
    if (progress_->done == progress_->total) return end(MaintenanceStep::finished, {});
    const view::NodeRef ref{view::NodeKind::broker, brokers_[static_cast<std::size_t>(progress_->done)]};
    NodeHost* node = fleet_.node(ref);
    if (!node || node->state() != NodeHost::State::up)
        return end(MaintenanceStep::stopped,
                   Error(ErrorCode::operation_not_attempted,
                         fmt::format("Broker {} went away during maintenance.", ref.id)));
    progress_->broker = ref.id;
    show_(progress_);
    tell(MaintenanceStep::restarting);
    nodes_.stop(*node, [this, ref](const Result<>&) {
        NodeHost* stopped = fleet_.node(ref);
        if (!progress_ || !stopped) return;
        nodes_.start(*stopped, [this](const Result<>& result) {
            if (!progress_) return;
            if (!result) return end(MaintenanceStep::stopped, result);
            ++progress_->done;
            await_in_sync();
        });
    });
}

void Maintenance::end(MaintenanceStep step, const Result<>& result) {
    tell(step);
    progress_.reset();
    show_({});
    answers_.answer(ticket_, result);
}

void Maintenance::stop() {
    stopped_ = true;
    waits_.poke();
}

void Maintenance::tell(MaintenanceStep step) {
    view::MaintenanceChanged fact{step, {}};
    if (step == MaintenanceStep::restarting || step == MaintenanceStep::back_in_sync)
        fact.broker = progress_->broker;
    overview_.fact(fact);
}

} // namespace cluster
