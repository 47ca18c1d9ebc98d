#include "broker/controller.h"

#include "base/assert.h"
#include "base/log.h"
#include "broker/api_handlers.h"
#include "broker/disk_pool.h"
#include "broker/quorum_state.h"
#include "metadata/configs.h"
#include "metadata/features.h"

#include <algorithm>

namespace broker {

using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr base::Duration tick_interval = std::chrono::seconds(1);

} // namespace

Controller::Controller(NodeConfig config, NodeServices services)
    : config_(std::move(config)), services_(services), rng_(base::Rng::from_system()),
      core_({config_.cluster_id.text(), config_.id, config_.settings}, base::Rng::from_system()),
      log_(services.clock), fetch_timer_(services.loop), tick_timer_(services.loop) {}

Controller::~Controller() = default;

// ---- life
// -----------------------------------------------------------------------------------------------------

Result<> Controller::open() {
    const base::log::NodeScope node(config_.name);
    auto dir = storage::LogDir::open(services_.disk, services_.clock, rng_, config_.folder,
                                     {config_.cluster_id.text(), config_.id});
    if (!dir) return dir.error();
    log_dir_ = std::move(*dir);
    if (const auto opened = log_.open(*log_dir_); !opened) return opened;
    if (const auto replayed = replay(Offset(0), log_.end()); !replayed) return replayed;
    return begin_epoch();
}

Result<> Controller::begin_epoch() {
    const auto folder = log_dir_->folder_of(metadata_partition());
    const auto state = read_quorum_state(services_.disk, folder);
    if (!state) return state.error();
    const LeaderEpoch voted = *state ? (*state)->epoch : base::no_epoch;
    epoch_ = LeaderEpoch(std::max({voted.value, log_.last_epoch().value, 0}) + 1);
    const auto written = write_quorum_state(services_.disk, folder, {config_.id, epoch_, {config_.id}});
    if (!written) return written;

    const bool fresh = log_.end() == Offset(0);
    if (const auto staged = log_.append_leader_change(config_.id, epoch_); !staged) return staged;
    if (fresh) {
        const auto first = log_.append(metadata::ControllerCore::bootstrap_records({}), epoch_);
        if (!first) return first.error();
    }
    const Offset begun = log_.end();
    if (const auto stored = log_.write_staged(); !stored) return stored;
    const storage::FlushJob job = log_.flush_job();
    if (job.run)
        if (const auto synced = job.run(); !synced) return synced;
    log_.flushed(job.mark);
    high_watermark_ = log_.end();
    return replay(begun, log_.end());
}

wire::ControllerRegistrationRequest Controller::registration_of_self() {
    wire::ControllerRegistrationRequest self;
    self.controller_id = config_.id.value;
    self.incarnation_id = base::Uuid::random(rng_);
    auto& listener = self.listeners.emplace_back();
    listener.name = controller_listener;
    listener.host = config_.endpoint.host;
    listener.port = config_.endpoint.port;
    for (const auto& [name, range] : metadata::supported_features()) {
        auto& feature = self.features.emplace_back();
        feature.name = name;
        feature.min_supported_version = range.min;
        feature.max_supported_version = range.max;
    }
    return self;
}

Result<> Controller::replay(Offset from, Offset upto) {
    return log_.replay(from, upto, [this](const auto& record, Offset offset, LeaderEpoch epoch) {
        return core_.apply(record, offset, epoch, unreported_);
    });
}

Result<> Controller::start() {
    const base::log::NodeScope node(config_.name);
    commit(core_.activate(services_.clock.now()).records, [](const Result<>&) {});
    commit(core_.register_controller(registration_of_self()).records, [](const Result<>&) {});
    net::ListenerConfig listening;
    listening.name = controller_listener;
    listening.endpoint = config_.endpoint;
    auto listener = net::Listener::open(services_.loop, listening, *this);
    if (!listener) return listener.error();
    listener_ = std::move(*listener);
    report(view::NodeState::online);
    services_.observer.fact(view::ControllerElected{config_.id.value, epoch_.value});
    report_metadata();
    tick();
    return {};
}

void Controller::stop(std::function<void()> stopped) {
    if (listener_) listener_->close();
    listener_.reset();
    fetches_.clear();
    fetch_timer_.cancel();
    tick_timer_.cancel();
    report(view::NodeState::offline);
    if (syncing_) {
        stopped_ = std::move(stopped); // `synced` goes on
        return;
    }
    waiting_.clear();
    services_.disk_pool.run([this, stopped = std::move(stopped)] {
        if (log_.is_open() && !failure_) {
            auto closed = log_.close();
            const storage::CheckpointRow rows[] = {log_.checkpoint_row()};
            if (closed) closed = log_dir_->close(rows);
            if (!closed)
                base::log::warn("storage", "{} was not closed cleanly: {}", config_.name,
                                closed.error().detail);
        }
        services_.loop.post(stopped);
    });
}

void Controller::report(view::NodeState state) {
    services_.observer.controller(
        {config_.id, state, state == view::NodeState::online, epoch_.value, high_watermark_.value});
}

void Controller::tick() {
    while (const auto fenced = core_.tick(services_.loop.turn_time())) {
        base::log::warn("broker", "fenced broker {}: {}", fenced->response.value, fenced->reason);
        commit(fenced->records, [](const Result<>&) {});
        if (failure_) return;
    }
    tick_timer_.set_after(tick_interval, [this] { tick(); });
}

// ---- requests
// -------------------------------------------------------------------------------------------------

void Controller::on_frame(net::Exchange exchange, base::Buffer frame) {
    const base::log::NodeScope node(config_.name);
    dispatch(*this, controller_apis(), std::move(exchange), std::move(frame));
}

void Controller::on_close(net::Connection& connection) {
    std::erase_if(fetches_, [&](const WaitingFetch& fetch) { return fetch.connection == connection.id(); });
}

void Controller::wait_for_more(Request request, base::Instant deadline, std::function<void(Request)> answer) {
    const std::uint64_t connection = request.connection().id();
    fetches_.push_back({std::move(request), connection, deadline, std::move(answer)});
    arm_fetch_timer();
}

void Controller::answer_fetches(const std::function<bool(const WaitingFetch&)>& due) {
    for (auto it = fetches_.begin(); it != fetches_.end();) {
        if (!due(*it)) {
            ++it;
            continue;
        }
        WaitingFetch fetch = std::move(*it);
        it = fetches_.erase(it);
        fetch.answer(std::move(fetch.request));
    }
}

void Controller::arm_fetch_timer() {
    if (fetches_.empty()) return;
    const auto next = std::ranges::min_element(fetches_, {}, &WaitingFetch::deadline)->deadline;
    fetch_timer_.set(next, [this] {
        const base::Instant now = services_.loop.turn_time();
        answer_fetches([now](const WaitingFetch& fetch) { return fetch.deadline <= now; });
        arm_fetch_timer();
    });
}

// ---- the log
// --------------------------------------------------------------------------------------------------

void Controller::commit(const std::vector<metadata::RecordToWrite>& records, OnCommitted done) {
    if (failure_) return done(*failure_);
    if (records.empty()) return done({});
    const auto first = log_.append(records, epoch_);
    if (!first) return done(first.error());
    // Decisions see each other before they are durable; nobody outside hears of them until then.
    Offset offset = *first;
    for (const auto& record : records) {
        const auto applied = core_.apply(record.record, offset, epoch_, unreported_);
        RIPARIUM_ASSERT(applied.has_value(), "the controller replays what it has just decided");
        offset += 1;
    }
    waiting_.push_back({offset, std::move(done)});
    if (staged_) return;
    staged_ = true;
    services_.loop.at_turn_end(net::TurnEnd::write, [this] { write_staged(); });
}

void Controller::write_staged() {
    staged_ = false;
    if (const auto written = log_.write_staged(); !written) return take_back(written.error());
    sync();
}

void Controller::take_back(const Error& error) {
    // The disk took nothing of it (it may be full): the decisions never happened. What the log holds is the
    // truth.
    base::log::error("broker", "the metadata log cannot be written: {}", error.detail);
    auto waiting = std::exchange(waiting_, {});
    const Offset end = log_.end();
    while (!waiting.empty() && waiting.front().needed <= end) {
        waiting_.push_back(std::move(waiting.front()));
        waiting.pop_front();
    }
    core_ = metadata::ControllerCore({config_.cluster_id.text(), config_.id, config_.settings},
                                     base::Rng::from_system());
    if (const auto replayed = replay(Offset(0), end); !replayed) return fail(replayed.error());
    // Sessions begin anew; a transaction that was left open ends with the next leader.
    (void)core_.activate(services_.loop.turn_time());
    for (const Waiting& one : waiting) one.done(error);
    if (!waiting_.empty()) sync();
}

void Controller::sync() {
    sync_again_ = syncing_; // one at a time: what arrives meanwhile joins the next
    if (syncing_) return;
    syncing_ = true;
    services_.disk_pool.run([this, job = log_.flush_job()] {
        auto result = job.run ? job.run() : Result<>();
        services_.loop.post([this, mark = job.mark, result = std::move(result)] {
            syncing_ = false;
            const base::log::NodeScope node(config_.name);
            if (result)
                synced(mark);
            else
                fail(result.error());
            if (stopped_) return stop(std::exchange(stopped_, {}));
            if (sync_again_ && !failure_) sync();
        });
    });
}

void Controller::synced(storage::FlushJob::Mark mark) {
    log_.flushed(mark);
    high_watermark_ = mark.upto;
    answer_fetches([](const WaitingFetch&) { return true; });
    while (!waiting_.empty() && waiting_.front().needed <= high_watermark_) {
        const OnCommitted done = std::move(waiting_.front().done);
        waiting_.pop_front();
        done({});
    }
    report(stopped_ ? view::NodeState::offline : view::NodeState::online);
    report_metadata();
}

void Controller::fail(const Error& error) {
    // What is in the image may not be in the log any more: nothing more is decided until a restart replays
    // it.
    failure_ = error;
    base::log::error("broker", "the metadata log cannot be written, this controller decides nothing more: {}",
                     error.detail);
    services_.observer.fact(view::LogDirFailed{config_.id.value, config_.folder.string(), error.detail});
    for (const Waiting& waiting : std::exchange(waiting_, {})) waiting.done(error);
}

} // namespace broker
