#include "broker/quorum_loop.h"

#include "base/assert.h"
#include "base/log.h"
#include "broker/disk_pool.h"
#include "broker/quorum_state.h"
#include "broker/quorum_timers.h"
#include "metadata/configs.h"

#include <algorithm>

namespace broker {

using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;
using std::chrono::milliseconds;

namespace {

constexpr auto hand_over_patience = milliseconds(150);
constexpr auto persist_retry = milliseconds(100);
constexpr auto complaint_pause =
    std::chrono::seconds(10); // a full disk is tried again every few milliseconds
constexpr auto shortest_wait = milliseconds(1);

} // namespace

QuorumLoop::QuorumLoop(const NodeConfig& config, const NodeServices& services, MetadataLog& log,
                       SnapshotStore& snapshots, QuorumIdentity identity, QuorumListener& listener)
    : config_(config), services_(services), log_(log), snapshots_(snapshots), identity_(std::move(identity)),
      listener_(&listener), timers_(std::make_unique<Timers>(services.loop)) {}

QuorumLoop::~QuorumLoop() = default;

// ---- life
// -----------------------------------------------------------------------------------------------------

Result<> QuorumLoop::recover() {
    const auto state = read_quorum_state(services_.disk, snapshots_.folder());
    if (!state) return state.error();
    if (*state) recovered_ = {(*state)->epoch, (*state)->leader, (*state)->voted};
    // What a killed process left in the page cache must not be counted as durable before it is.
    const storage::FlushJob job = log_.flush_job();
    if (job.run)
        if (const auto synced = job.run(); !synced) return synced;
    log_.flushed(job.mark);
    return {};
}

raft::Settings QuorumLoop::settings() const {
    const metadata::ClusterImage none;
    const auto layers = metadata::config_layers(none, config_.id, config_.settings);
    const auto time = [&](std::string_view key) {
        return milliseconds(std::max<std::int64_t>(10, metadata::broker_integer(key, layers)));
    };
    raft::Settings settings;
    settings.self = config_.id;
    for (const ControllerEndpoint& voter : config_.controllers) settings.voters.push_back(voter.id);
    settings.election_timeout = time("controller.quorum.election.timeout.ms");
    settings.fetch_timeout = time("controller.quorum.fetch.timeout.ms");
    settings.request_timeout =
        std::min<base::Duration>(time("controller.quorum.request.timeout.ms"), settings.fetch_timeout);
    return settings;
}

raft::LogView QuorumLoop::view_of_log() const {
    std::vector<raft::EpochStart> starts;
    for (const auto& entry : log_.epochs())
        if (entry.start < log_.end()) starts.push_back({entry.epoch, std::max(entry.start, log_.start())});
    // What ended before the log starts has been moved up to its start: only the last of these is in the log.
    while (starts.size() >= 2 && starts[1].start <= log_.start()) starts.erase(starts.begin());
    return {log_.start(), log_.end(), std::move(starts), snapshots_.latest()};
}

void QuorumLoop::start() {
    core_ = std::make_unique<raft::Quorum>(settings(), raft::Recovered{recovered_, view_of_log()},
                                           base::Rng::from_system(), now());
    pump();
}

base::Instant QuorumLoop::now() const {
    // Not the loop's turn time: that of a turn which a timer begins is older than the timer.
    return services_.clock.now();
}

void QuorumLoop::stop(std::function<void()> stopped) {
    stopped_ = std::move(stopped);
    if (!core_ || dead_) return finish_stop();
    core_->hand_over(now(), true);
    pump();
    if (!core_->handing_over()) return finish_stop();
    timers_->stop.set_after(hand_over_patience, [this] { finish_stop(); });
}

void QuorumLoop::abandon() {
    dead_ = true;
    listener_ = nullptr;
    timers_.reset();
    drop_requests();
    proposals_.clear();
    close_lines();
}

void QuorumLoop::drop_requests() {
    // A request that goes unanswered closes its connection, and of that we hear again.
    const auto dropped = std::exchange(pending_, {});
}

void QuorumLoop::finish_stop() {
    if (!dead_ || timers_) abandon();
    if (syncing_ || persisting_ || !stopped_) return; // their end comes here again
    services_.loop.post(std::exchange(stopped_, nullptr));
}

void QuorumLoop::fail(const Error& error) {
    if (dead_) return;
    // What the log holds is not known any more: others must lead.
    core_->hand_over(now(), true);
    pump();
    dead_ = true;
    timers_->core.cancel();
    drop_requests();
    if (listener_) listener_->quorum_failed(error);
}

// ---- the core
// ------------------------------------------------------------------------------------------------------

void QuorumLoop::pump() {
    if (pumping_ || persisting_ || dead_) return;
    pumping_ = true;
    while (!persisting_ && !dead_ && core_->has_ready()) {
        raft::Ready ready = core_->take_ready();
        wake_at_ = ready.wake_at;
        wake_by_ = ready.wake_by;
        if (ready.persist)
            persist(std::move(ready));
        else
            perform(ready);
    }
    pumping_ = false;
    arm();
    // A stop waits only until everybody knows.
    if (stopped_ && !dead_ && !core_->handing_over()) finish_stop();
}

void QuorumLoop::arm() {
    if (!timers_) return;
    if (wake_at_ == base::Instant::max()) return timers_->core.cancel();
    const base::Instant soonest = now() + shortest_wait;
    const base::Instant at = std::max(wake_at_, soonest), by = std::max(wake_by_, soonest);
    const auto ring = [this] {
        if (dead_) return;
        const base::log::NodeScope node(config_.name);
        core_->tick(now());
        pump();
    };
    timers_->core.set(at, ring, by - at);
}

void QuorumLoop::persist(raft::Ready ready) {
    persisting_ = true;
    QuorumState state{ready.persist->leader, ready.persist->epoch, ready.persist->voted, {}};
    for (const ControllerEndpoint& voter : config_.controllers) state.voters.push_back(voter.id);
    const auto waiting = std::make_shared<raft::Ready>(std::move(ready));
    const auto done = [self = shared_from_this(), waiting](const Result<>& written) {
        const base::log::NodeScope node(self->config_.name);
        self->persisting_ = false;
        if (self->dead_) return self->finish_stop();
        if (!written) {
            // Without it nothing may be answered, and nothing is lost: another voter goes on.
            base::log::warn("broker", "quorum-state cannot be written: {}", written.error().detail);
            self->persisting_ = true;
            return self->timers_->retry.set_after(
                persist_retry, [self = self.get(), waiting] { self->persist(std::move(*waiting)); });
        }
        self->perform(*waiting);
        self->pump();
    };
    services_.disk_pool.run(
        [self = shared_from_this(), folder = snapshots_.folder(), state = std::move(state), done] {
            auto written = write_quorum_state(self->services_.disk, folder, state);
            self->services_.loop.post([done, written = std::move(written)] { done(written); });
        });
}

void QuorumLoop::perform(raft::Ready& ready) {
    log_version_ = ready.log_version;
    if (const auto written = write_log(ready); !written) {
        for (const raft::Answer& one : ready.answers) (void)pending_.extract(one.token);
        return write_failed(written.error());
    }
    if (ready.must_sync) sync();
    for (raft::Answer& one : ready.answers) answer(one);
    for (raft::Call& one : ready.requests) spawn(call(std::move(one)));
    if (ready.fetch_snapshot) spawn(download(*ready.fetch_snapshot));
    for (const raft::Fact& fact : ready.facts) note(fact);
    if (ready.high_watermark && listener_) listener_->committed(*ready.high_watermark);
    if (ready.leadership && listener_) listener_->leadership_changed(*ready.leadership);
}

void QuorumLoop::note(const raft::Fact& fact) const {
    base::log::debug("raft", "{}: {}, epoch {}, offset {}", raft::name_of(fact.kind), fact.node.value,
                     fact.epoch.value, fact.offset.value);
}

void QuorumLoop::serve(Request request, const raft::Request& asked, Reply reply) {
    if (!core_ || dead_) return request.close_connection("this controller takes no part in the quorum");
    const raft::Token token = next_token_++;
    const std::uint64_t connection = request.connection().id();
    pending_.emplace(token, Pending{std::move(request), connection, std::move(reply)});
    core_->request(now(), token, asked);
    pump();
}

void QuorumLoop::answer(raft::Answer& answer) {
    auto waiting = pending_.extract(answer.token);
    if (waiting.empty()) return;
    Pending pending = std::move(waiting.mapped());
    pending.reply(std::move(pending.request), answer.response);
}

void QuorumLoop::connection_closed(std::uint64_t connection) {
    std::vector<raft::Token> gone;
    for (const auto& [token, pending] : pending_)
        if (pending.connection == connection) gone.push_back(token);
    for (const raft::Token token : gone) {
        if (core_) core_->forget(token);
        (void)pending_.extract(token);
    }
}

void QuorumLoop::snapshot_read_by(base::BrokerId replica) {
    core_->snapshot_read_by(now(), replica);
    pump();
}

void QuorumLoop::snapshot_taken(SnapshotId id, Offset log_start) {
    if (dead_) return;
    core_->snapshot_taken(id, log_start);
    pump();
}

// ---- the log
// --------------------------------------------------------------------------------------------------------

Result<> QuorumLoop::write_log(raft::Ready& ready) {
    if (ready.truncate_to)
        if (const auto cut = log_.truncate_to(*ready.truncate_to); !cut) return cut;
    if (ready.append)
        if (const auto staged = log_.append_fetched(ready.append->records); !staged) return staged;
    if (ready.leader_change) {
        const auto& change = *ready.leader_change;
        const auto staged =
            log_.append_leader_change(config_.id, change.epoch, change.voters, change.granting);
        if (!staged) return staged;
    }
    if (!ready.append && !ready.leader_change) return {};
    return log_.write_staged();
}

Offset QuorumLoop::propose(const std::vector<metadata::RecordToWrite>& records) {
    RIPARIUM_ASSERT(leads(), "only the leader proposes");
    const Offset first = next_offset();
    proposals_.push_back({log_.encode(records), core_->epoch()});
    proposed_ += static_cast<std::int64_t>(records.size());
    if (!writing_) {
        writing_ = true;
        services_.loop.at_turn_end(net::TurnEnd::write, [weak = weak_from_this()] {
            if (const auto self = weak.lock()) self->write_proposals();
        });
    }
    return first;
}

void QuorumLoop::write_proposals() {
    const base::log::NodeScope node(config_.name);
    writing_ = false;
    proposed_ = 0;
    auto proposals = std::exchange(proposals_, {});
    // Of an epoch that is over: whoever waits for them has been told, or is about to be.
    if (proposals.empty() || !leads() || core_->epoch() != proposals.front().epoch) return;
    Result<> written;
    for (Proposal& one : proposals)
        if (written) written = log_.append(std::move(one.batch), one.epoch);
    if (written) written = log_.write_staged();
    core_->appended(now(), log_.end());
    if (!written)
        write_failed(written.error());
    else
        sync();
    pump();
}

void QuorumLoop::write_failed(const Error& error) {
    if (timers_ && now() >= timers_->complained + complaint_pause) {
        timers_->complained = now();
        base::log::error("broker", "the metadata log cannot be written: {}", error.detail);
    }
    if (listener_) listener_->write_refused(error);
    if (const auto& lost = log_.failure()) return fail(*lost);
    core_->write_failed(now(), log_.end());
}

void QuorumLoop::sync() {
    sync_again_ = syncing_; // one at a time: what arrives meanwhile joins the next
    if (syncing_) return;
    syncing_ = true;
    services_.disk_pool.run([self = shared_from_this(), job = log_.flush_job(), version = log_version_] {
        auto result = job.run ? job.run() : Result<>();
        self->services_.loop.post([self, mark = job.mark, version, result = std::move(result)] {
            self->syncing_ = false;
            if (self->dead_) return self->finish_stop();
            const base::log::NodeScope node(self->config_.name);
            if (!result) return self->fail(result.error());
            self->synced(mark, version);
        });
    });
}

void QuorumLoop::synced(storage::FlushJob::Mark mark, std::uint64_t log_version) {
    log_.flushed(mark);
    const bool stale = log_version != log_version_;
    core_->stored(now(), mark.upto, log_version);
    pump();
    if (!dead_ && (sync_again_ || stale) && !syncing_) sync();
}

Result<base::Buffers> QuorumLoop::read(const raft::FetchResponse& answer, std::int32_t max_bytes) {
    if (answer.error != kafka::ErrorCode::none || answer.read_from >= answer.read_limit)
        return base::Buffers{};
    return log_.read(answer.read_from, std::min(answer.read_limit, log_.end()),
                     static_cast<std::size_t>(std::clamp(max_bytes, 0, metadata_fetch_bytes)));
}

} // namespace broker
