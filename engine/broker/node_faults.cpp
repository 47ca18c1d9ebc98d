// What is done to nodes on purpose: freezing, thawing, killing. Source: DESIGN 3; decision 0012.
#include "base/log.h"
#include "broker/broker.h"
#include "broker/controller.h"
#include "broker/quorum_loop.h"

namespace broker {

void Broker::freeze() {
    if (listener_) listener_->pause();
    life_.freeze();
}

void Broker::thaw() {
    if (!frozen()) return;
    if (listener_) listener_->resume();
    life_.thaw();
}

void Broker::kill(std::function<void()> stopped) {
    const base::log::NodeScope node(config_.name);
    state_ = view::NodeState::offline;
    if (listener_) listener_->close(net::CloseKind::reset);
    if (reporter_) reporter_->flush();
    life_.kill([this, stopped = std::move(stopped)] {
        // No job uses them any more. The folder's lock goes last.
        if (channel_) channel_->drop_log();
        channel_.reset();
        log_dir_.reset();
        stopped();
    });
    stopped_ = nullptr;
    if (channel_) channel_->stop();
    drop_parts();
    found_logs_.clear();
    partitions_.clear();
    listener_.reset();
}

void Controller::freeze() {
    if (listener_) listener_->pause();
    life_.freeze();
}

void Controller::thaw() {
    if (!frozen()) return;
    if (listener_) listener_->resume();
    life_.thaw();
}

void Controller::kill(std::function<void()> stopped) {
    const base::log::NodeScope node(config_.name);
    life_.kill([this, stopped = std::move(stopped)] {
        quorum_.reset();
        log_.drop();
        log_dir_.reset();
        stopped();
    });
    tick_timer_.cancel();
    active_ = false;
    state_ = view::NodeState::offline;
    if (quorum_) quorum_->abandon();
    if (listener_) listener_->close(net::CloseKind::reset);
    waiting_.clear();
    report();
    listener_.reset();
}

} // namespace broker
