#include "sim/voter.h"

#include <algorithm>
#include <fmt/format.h>

namespace sim {

namespace {

raft::SnapshotId id_of(const std::shared_ptr<const Snapshot>& snapshot) {
    return snapshot ? snapshot->id : raft::SnapshotId{};
}

std::vector<raft::Batch> batches_of(Offset at, const std::vector<Entry>& entries) {
    std::vector<raft::Batch> batches;
    for (const Entry& entry : entries) {
        if (entry.first || batches.empty()) batches.push_back({at, at, entry.epoch});
        at += 1;
        batches.back().next = at;
    }
    return batches;
}

} // namespace

// ---- disk

void VoterDisk::append(const std::vector<Entry>& entries) {
    written.entries.insert(written.entries.end(), entries.begin(), entries.end());
}

void VoterDisk::truncate(Offset to) {
    written.entries.resize(static_cast<std::size_t>(to - written.start));
    ++version_;
}

void VoterDisk::delete_before(Offset start) {
    const auto cut = [start](Log& log) {
        if (start <= log.start) return;
        const auto n =
            std::min<std::int64_t>(start - log.start, static_cast<std::int64_t>(log.entries.size()));
        log.entries.erase(log.entries.begin(), log.entries.begin() + n);
        log.start = start;
    };
    cut(written);
    cut(durable_);
}

void VoterDisk::install(std::shared_ptr<const Snapshot> newer) {
    snapshot = std::move(newer);
    written = {snapshot->id.end, {}};
    durable_ = written;
    durable_version_ = ++version_;
}

void VoterDisk::synced(Offset end, std::uint64_t version) {
    if (version != version_) return; // cut meanwhile: a later sync counts
    const auto keep = static_cast<std::size_t>(end - written.start);
    if (durable_version_ == version_ && durable_.entries.size() <= keep) {
        const auto from = static_cast<std::ptrdiff_t>(durable_.entries.size());
        durable_.entries.insert(durable_.entries.end(), written.entries.begin() + from,
                                written.entries.begin() + static_cast<std::ptrdiff_t>(keep));
    } else if (durable_version_ != version_) {
        durable_ = written;
        durable_.entries.resize(keep);
        durable_version_ = version_;
    }
}

void VoterDisk::power_loss(World& world) {
    if (durable_version_ == version_ && written.end() > durable_.end() && world.percent(50)) {
        auto keep =
            durable_.entries.size() +
            static_cast<std::size_t>(world.pick(static_cast<int>(written.end() - durable_.end()) + 1));
        while (keep > durable_.entries.size() && keep < written.entries.size() &&
               !written.entries[keep].first)
            --keep;
        written.entries.resize(keep);
    } else {
        written = durable_;
    }
    durable_ = written;
    durable_version_ = version_;
}

raft::Recovered VoterDisk::recover() const {
    std::vector<raft::EpochStart> starts;
    Offset at = written.start;
    for (const Entry& entry : written.entries) {
        if (starts.empty() || starts.back().epoch != entry.epoch) starts.push_back({entry.epoch, at});
        at += 1;
    }
    std::optional<raft::SnapshotId> newest;
    if (snapshot) newest = snapshot->id;
    return {state, {written.start, written.end(), std::move(starts), newest}};
}

// ---- process

Voter::Voter(Quorums& quorums, HostId host, std::vector<BrokerId> voters, VoterTimes times)
    : quorums_(quorums), world_(quorums.world), host_(host), voters_(std::move(voters)), times_(times) {}

void Voter::start() {
    world_.start(host_);
    raft::Settings settings;
    settings.self = BrokerId(host_);
    settings.voters = voters_;
    settings.election_timeout = times_.election;
    settings.fetch_timeout = times_.fetch;
    settings.fetch_slack = times_.fetch_slack;
    // What recovery has read is synced before it is relied upon.
    disk_.synced(disk_.written.end(), disk_.version());
    core_ =
        std::make_unique<raft::Quorum>(settings, disk_.recover(), base::Rng(world_.rng.next()), world_.now());
    log_version_ = 0;
    pump();
}

void Voter::die(bool power_loss) {
    world_.die(host_);
    quorums_.network.died(host_);
    core_.reset();
    waiting_.clear();
    persisting_ = syncing_ = sync_again_ = false;
    epoch_start_ = Offset(-1);
    ++timer_;
    if (power_loss) disk_.power_loss(world_);
}

void Voter::pump() {
    while (core_ && !persisting_ && core_->has_ready()) {
        raft::Ready ready = core_->take_ready();
        if (!ready.persist) {
            perform(std::move(ready));
            continue;
        }
        // Renamed into place at one instant within the sync.
        persisting_ = true;
        const Duration took = world_.between(times_.sync_low, times_.sync_high);
        world_.on(host_, world_.now() + took / 2, [this, state = *ready.persist] { disk_.state = state; });
        world_.on(host_, world_.now() + took, [this, ready = std::move(ready)]() mutable {
            persisting_ = false;
            perform(std::move(ready));
            pump();
        });
    }
}

void Voter::write_log(const raft::Ready& ready) {
    if (ready.truncate_to) disk_.truncate(*ready.truncate_to);
    if (ready.append) disk_.append(fetched_);
    if (ready.leader_change) disk_.append({{ready.leader_change->epoch, world_.rng.next(), true, nullptr}});
    log_version_ = ready.log_version;
}

void Voter::perform(raft::Ready ready) {
    write_log(ready);
    if (ready.leadership) epoch_start_ = ready.leadership->epoch_start;
    if (ready.must_sync) sync();
    if (quorums_.on_ready) quorums_.on_ready(*this, ready);
    for (const raft::Answer& one : ready.answers) answer(one);
    for (const raft::Call& one : ready.requests) send(one);
    if (ready.fetch_snapshot) download(*ready.fetch_snapshot);
    const std::uint64_t timer = ++timer_;
    if (ready.wake_at != Instant::max())
        world_.on(host_, ready.wake_at + world_.between({}, ready.wake_by - ready.wake_at), [this, timer] {
            if (timer != timer_) return;
            core_->tick(world_.now());
            pump();
        });
}

void Voter::sync() {
    sync_again_ = syncing_;
    if (syncing_) return;
    syncing_ = true;
    const Offset end = disk_.written.end();
    const std::uint64_t disk_version = disk_.version();
    const std::uint64_t core_version = log_version_;
    const Duration took = world_.between(times_.sync_low, times_.sync_high);
    world_.on(host_, world_.now() + took, [this, end, disk_version, core_version] {
        syncing_ = false;
        disk_.synced(end, disk_version);
        core_->stored(world_.now(), end, core_version);
        pump();
        if (sync_again_ && core_) sync();
    });
}

std::optional<Offset> Voter::append(std::vector<Entry> batch) {
    if (!active() || persisting_ || core_->log().end() != disk_.written.end()) return {};
    const Offset first = disk_.written.end();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        batch[i].epoch = core_->epoch();
        batch[i].first = i == 0;
    }
    disk_.append(batch);
    core_->appended(world_.now(), disk_.written.end());
    sync();
    pump();
    return first;
}

void Voter::hand_over(bool leaving) {
    core_->hand_over(world_.now(), leaving);
    pump();
}

std::vector<Entry> Voter::read(Offset from, Offset limit, std::size_t most) const {
    std::vector<Entry> entries;
    for (Offset at = from; at < limit && disk_.written.has(at); at += 1) {
        const Entry& entry = disk_.written.at(at);
        if (entry.first && entries.size() >= most) break;
        entries.push_back(entry);
    }
    return entries;
}

// ---- network

void Voter::serve(const Network::Call& call, const raft::Request& request, Done done) {
    waiting_[call.id] = {call, std::move(done)};
    core_->request(world_.now(), call.id, request);
    pump();
}

void Voter::answer(const raft::Answer& answer) {
    const auto found = waiting_.find(answer.token);
    if (found == waiting_.end()) return;
    const Waiting waiting = std::move(found->second);
    waiting_.erase(found);
    Reply reply{answer.response, {}};
    if (const auto* fetched = std::get_if<raft::FetchResponse>(&answer.response))
        reply.entries = read(fetched->read_from, fetched->read_limit, 20);
    if (quorums_.on_answer)
        quorums_.on_answer(host_, waiting.call.from, reply.response, reply.entries.size());
    quorums_.network.reply(waiting.call, [done = waiting.done, reply = std::move(reply)] { done(reply); });
}

void Voter::send(const raft::Call& call) {
    if (quorums_.on_request) quorums_.on_request(host_, call.to.value, call.request);
    Voter& peer = *quorums_.voters.at(call.to.value);
    const Done done = [this, id = call.id](const Reply& reply) { received(id, reply); };
    quorums_.network.call(
        host_, peer.host(),
        [&peer, request = call.request, done](Network::Call over) { peer.serve(over, request, done); },
        [this, id = call.id] {
            core_->failed(world_.now(), id, raft::Failure::gone);
            pump();
        });
}

void Voter::received(raft::CallId id, Reply reply) {
    if (auto* fetched = std::get_if<raft::FetchResponse>(&reply.response)) {
        fetched->batches = batches_of(fetched->read_from, reply.entries);
        const Offset before = core_->log().end();
        core_->response(world_.now(), id, reply.response);
        if (core_->log().end() > before && core_->role() == raft::Role::follower) fetched_ = reply.entries;
    } else {
        core_->response(world_.now(), id, reply.response);
    }
    pump();
}

void Voter::download(const raft::SnapshotFetch& wanted) {
    Voter& leader = *quorums_.voters.at(wanted.leader.value);
    const auto done = [this](std::shared_ptr<const Snapshot> snapshot) {
        if (!snapshot) {
            core_->snapshot_failed(world_.now());
            return pump();
        }
        if (!core_->wants_snapshot(snapshot->id)) return;
        install(std::move(snapshot));
    };
    quorums_.network.call(
        host_, leader.host(),
        [&leader, self = host_, id = wanted.snapshot, done](Network::Call over) {
            leader.serve_snapshot(over, self, id, done);
        },
        [this] {
            core_->snapshot_failed(world_.now());
            pump();
        });
}

void Voter::serve_snapshot(const Network::Call& call, HostId replica, raft::SnapshotId id,
                           std::function<void(std::shared_ptr<const Snapshot>)> done) {
    core_->snapshot_read_by(world_.now(), BrokerId(replica));
    std::shared_ptr<const Snapshot> found;
    if (id_of(disk_.snapshot) == id && leads()) found = disk_.snapshot;
    quorums_.network.reply(call, [found, done = std::move(done)] { done(found); });
    pump();
}

void Voter::install(std::shared_ptr<const Snapshot> snapshot) {
    const raft::SnapshotId id = snapshot->id;
    disk_.install(std::move(snapshot));
    core_->snapshot_installed(world_.now(), id);
    pump();
}

void Voter::take_snapshot(Offset upto, Offset log_start) {
    if (upto <= id_of(disk_.snapshot).end || upto > core_->high_watermark() || upto > disk_.written.end())
        return;
    auto made = std::make_shared<Snapshot>();
    if (disk_.snapshot) made->entries = disk_.snapshot->entries;
    for (Offset at(static_cast<std::int64_t>(made->entries.size())); at < upto; at += 1)
        made->entries.push_back(disk_.written.at(at));
    made->id = {upto, made->entries.back().epoch};
    disk_.snapshot = made;
    // Deleting a log is only safe behind a durable snapshot, and its records are synced.
    log_start = std::min({log_start, upto, disk_.durable().end()});
    disk_.delete_before(log_start);
    core_->snapshot_taken(made->id, std::max(log_start, core_->log().start()));
    pump();
}

std::string told_by(const Voter& voter, const raft::Fact& fact) {
    return fmt::format("{} {} (epoch {}, {}, {})", voter.host(), raft::name_of(fact.kind), fact.epoch.value,
                       fact.node.value, fact.offset.value);
}

} // namespace sim
