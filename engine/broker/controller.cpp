#include "broker/controller.h"

#include "base/assert.h"
#include "base/log.h"
#include "broker/api_handlers.h"
#include "broker/disk_pool.h"
#include "metadata/configs.h"

#include <algorithm>

namespace broker {

using base::Error;
using base::Offset;
using base::Result;
using kafka::ErrorCode;

namespace {

/// How often a pause of this process would be noticed, and from which length on it counts: on a busy machine
/// the brokers, which live in it too, were as silent as it was deaf.
constexpr base::Duration longest_tick = std::chrono::milliseconds(200);
constexpr base::Duration noticed_pause = std::chrono::milliseconds(20);

Error not_controller() {
    return {ErrorCode::not_controller, "this controller is not the active one"};
}

view::QuorumRole shown(raft::Role role) {
    switch (role) {
    case raft::Role::unattached:
        return view::QuorumRole::unattached;
    case raft::Role::prospective:
        return view::QuorumRole::prospective;
    case raft::Role::candidate:
        return view::QuorumRole::candidate;
    case raft::Role::follower:
        return view::QuorumRole::follower;
    case raft::Role::leader:
        return view::QuorumRole::leader;
    case raft::Role::resigned:
        return view::QuorumRole::resigned;
    }
    return view::QuorumRole::unknown;
}

} // namespace

Controller::Controller(NodeConfig config, NodeServices services)
    : config_(std::move(config)), life_(config_, services), services_(life_.services()),
      rng_(base::Rng::from_system()), incarnation_(base::Uuid::random(rng_)), core_(new_core()),
      log_(services_.clock), snapshots_(services_.disk), tick_timer_(services_.loop) {}

Controller::~Controller() {
    if (quorum_) quorum_->abandon();
    listener_.reset(); // while everything that hears of its connections is there
}

// ---- life
// -----------------------------------------------------------------------------------------------------

Result<> Controller::open() {
    const base::log::NodeScope node(config_.name);
    auto dir = storage::LogDir::open(services_.disk, services_.clock, rng_, config_.folder,
                                     {config_.cluster_id.text(), config_.id});
    if (!dir) return dir.error();
    log_dir_ = std::move(*dir);
    if (const auto loaded = load(); !loaded) return loaded;
    QuorumIdentity identity{config_.cluster_id.text(), config_.id, log_dir_->directory_id(),
                            config_.controllers};
    quorum_ = std::make_shared<QuorumLoop>(config_, services_, log_, snapshots_, std::move(identity),
                                           static_cast<QuorumListener&>(*this));
    return quorum_->recover();
}

Result<> Controller::start() {
    const base::log::NodeScope node(config_.name);
    net::ListenerConfig listening;
    listening.name = controller_listener;
    listening.endpoint = config_.endpoint;
    listening.links = services_.links;
    auto listener = net::Listener::open(services_.loop, listening, *this);
    if (!listener) return listener.error();
    listener_ = std::move(*listener);
    state_ = view::NodeState::online;
    quorum_->start();
    report();
    return {};
}

void Controller::stop(std::function<void()> stopped) {
    thaw();
    tick_timer_.cancel();
    state_ = view::NodeState::offline;
    const auto ended = [this, stopped = std::move(stopped)] {
        if (listener_) listener_->close();
        listener_.reset();
        active_ = false;
        waiting_.clear();
        report();
        services_.disk_pool.run([this, stopped] {
            close_log();
            services_.disk_pool.drop([&loop = services_.loop, stopped] { loop.post(stopped); });
        });
    };
    if (quorum_)
        quorum_->stop(ended);
    else
        ended();
}

void Controller::close_log() {
    if (!log_.is_open() || failure_) return;
    const base::log::NodeScope node(config_.name);
    auto closed = log_.close();
    const storage::CheckpointRow rows[] = {log_.checkpoint_row()};
    if (closed) closed = log_dir_->close(rows);
    if (!closed)
        base::log::warn("storage", "{} was not closed cleanly: {}", config_.name, closed.error().detail);
}

base::LeaderEpoch Controller::epoch() const {
    return quorum_ && quorum_->started() ? quorum_->core().epoch() : base::no_epoch;
}

void Controller::report() {
    ControllerReport report;
    report.id = config_.id;
    report.state = state_;
    report.active = active_ && state_ == view::NodeState::online;
    report.epoch = epoch().value;
    if (log_.is_open()) report.log_end_offset = log_.end().value;
    report.high_watermark = high_watermark_.value;
    if (quorum_ && quorum_->started()) report.role = shown(quorum_->core().role());
    services_.observer.controller(report);
}

// ---- leadership
// -------------------------------------------------------------------------------------------------

void Controller::leadership_changed(const raft::Leadership& leadership) {
    const bool leads = leadership.role == raft::Role::leader;
    if (epoch_start_) resign();
    if (leads) {
        epoch_start_ = leadership.epoch_start;
        committed(high_watermark_);
    }
    report();
}

void Controller::activate() {
    active_ = true;
    refusal_.reset();
    base::log::info("broker", "active controller in epoch {}", epoch().value);
    const auto ignore = [](const Result<>&) {};
    if (core_.image().last_offset() < Offset(0)) {
        metadata::Bootstrap first;
        first.min_insync_replicas = static_cast<std::int32_t>(setting("min.insync.replicas"));
        commit(metadata::ControllerCore::bootstrap_records(first), ignore);
    }
    commit(core_.activate(services_.clock.now()).records, ignore);
    register_self();
    services_.observer.fact(view::ControllerElected{config_.id.value, epoch().value});
    report_metadata(true);
    arm_tick();
}

void Controller::resign() {
    epoch_start_.reset();
    active_ = false;
    tick_timer_.cancel();
    next_tick_ = base::Instant::max();
    heard_on_.clear();
    just_fenced_.clear();
    // What is not committed may never be: the image goes back to what is.
    if (applied_ > high_watermark_)
        if (const auto rebuilt = rebuild(); !rebuilt) return fail(rebuilt.error());
    const Error why = refusal_.value_or(not_controller());
    for (const Waiting& one : std::exchange(waiting_, {})) one.done(why);
}

void Controller::committed(Offset high_watermark) {
    high_watermark_ = high_watermark;
    if (!active_ && applied_ < high_watermark)
        if (const auto applied = apply_upto(high_watermark); !applied) return fail(applied.error());
    while (!waiting_.empty() && waiting_.front().needed <= high_watermark_) {
        const OnCommitted done = std::move(waiting_.front().done);
        waiting_.pop_front();
        done({});
    }
    if (epoch_start_ && !active_ && high_watermark_ > *epoch_start_) activate();
    register_self();
    snapshot_if_due();
    report();
    if (active_ && applied_ == high_watermark_) report_metadata(false);
}

void Controller::snapshot_installed(SnapshotId id, base::Buffer content) {
    if (const auto loaded = load_snapshot(id, content); !loaded) return fail(loaded.error());
    high_watermark_ = std::max(high_watermark_, id.end);
    report();
}

void Controller::write_refused(const Error& error) {
    refusal_ = error;
}

void Controller::quorum_failed(const Error& error) {
    fail(error);
}

void Controller::fail(const Error& error) {
    // What is in the image may not be in the log any more: nothing more is decided until a restart replays
    // it.
    if (failure_) return;
    failure_ = error;
    active_ = false;
    epoch_start_.reset();
    tick_timer_.cancel();
    base::log::error("broker", "the metadata log cannot be written, this controller decides nothing more: {}",
                     error.detail);
    services_.observer.fact(view::LogDirFailed{config_.id.value, config_.folder.string(), error.detail});
    for (const Waiting& waiting : std::exchange(waiting_, {})) waiting.done(error);
    report();
}

// ---- requests
// -------------------------------------------------------------------------------------------------

void Controller::on_frame(net::Exchange exchange, base::Buffer frame) {
    const base::log::NodeScope node(config_.name);
    dispatch(*this, controller_apis(), std::move(exchange), std::move(frame));
    if (active_) arm_tick();
}

void Controller::on_close(net::Connection& connection) {
    if (quorum_) quorum_->connection_closed(connection.id());
    for (auto it = heard_on_.begin(); it != heard_on_.end();) {
        if (it->second != connection.id()) {
            ++it;
            continue;
        }
        if (active_) core_.connection_lost(it->first, services_.clock.now());
        it = heard_on_.erase(it);
    }
    if (active_) arm_tick();
}

void Controller::heard_of(base::BrokerId broker, std::uint64_t connection) {
    if (active_) heard_on_[broker] = connection;
}

void Controller::commit(const std::vector<metadata::RecordToWrite>& records, OnCommitted done) {
    if (failure_) return done(*failure_);
    if (!active_ || !quorum_->leads()) return done(not_controller());
    if (records.empty()) {
        // It was decided by what others have decided: nobody hears of that before it is committed.
        if (waiting_.empty()) return done({});
        waiting_.push_back({waiting_.back().needed, std::move(done)});
        return;
    }
    Offset offset = quorum_->propose(records);
    // Decisions see each other before they are durable.
    const base::LeaderEpoch epoch = quorum_->core().epoch();
    for (const auto& record : records) {
        const auto applied = core_.apply(record.record, offset, epoch, unreported_);
        RIPARIUM_ASSERT(applied.has_value(), "the controller replays what it has just decided");
        offset += 1;
    }
    applied_ = offset;
    waiting_.push_back({offset, std::move(done)});
}

// ---- time
// -----------------------------------------------------------------------------------------------------

void Controller::tick() {
    const base::Instant wanted = std::exchange(next_tick_, base::Instant::max());
    if (!active_) return;
    const base::log::NodeScope node(config_.name);
    const base::Duration late = services_.clock.now() - wanted;
    if (late > noticed_pause) core_.paused(late);
    while (const auto fenced = core_.tick(services_.clock.now())) {
        const metadata::Elapsed& elapsed = fenced->response;
        if (elapsed.fenced != base::no_broker) {
            base::log::warn("broker", "fenced broker {}: {}", elapsed.fenced.value, fenced->reason);
            just_fenced_[elapsed.fenced] = elapsed;
        } else {
            base::log::info("broker", "leaders come home: {}", fenced->reason);
        }
        commit(fenced->records, [](const Result<>&) {});
        if (!active_) return;
    }
    arm_tick();
}

void Controller::arm_tick() {
    const base::Instant latest = services_.clock.now() + longest_tick;
    const base::Instant next = std::min(core_.next_deadline().value_or(latest), latest);
    if (next >= next_tick_) return; // an early tick finds nothing and asks again
    next_tick_ = next;
    // Who beats in time moves what is due: a tick with the beats saves one of its own.
    const base::Duration early = std::max(base::Duration{}, next - services_.clock.now()) / 2;
    tick_timer_.set(
        next - early, [this] { tick(); }, early);
}

} // namespace broker
