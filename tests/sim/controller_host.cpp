#include "sim/controller_host.h"

#include "base/assert.h"
#include "metadata/leadership.h"

namespace sim {

using metadata::ControllerCore;

namespace {

metadata::ControllerSettings settings_of(HostId host) {
    metadata::ControllerSettings settings;
    settings.cluster_id = "cluster";
    settings.id = BrokerId(host);
    settings.session_timeout = ms(600);
    return settings;
}

} // namespace

void ControllerHost::follow() {
    const bool leads = voter_.active() && (epoch_ == voter_.core().epoch() || !core_);
    if (core_ && !leads) resign();
    if (!core_ && voter_.active()) activate();
    while (core_ && !waiting_.empty() && waiting_.front().needed <= voter_.core().high_watermark()) {
        const Committed done = std::move(waiting_.front().done);
        waiting_.pop_front();
        done(true);
    }
}

void ControllerHost::activate() {
    epoch_ = voter_.core().epoch();
    core_ = std::make_unique<ControllerCore>(settings_of(voter_.host()), base::Rng(world_.rng.next()));
    const VoterDisk::Log& log = voter_.disk().written;
    bool empty = true;
    for (Offset at = log.start; at < log.end(); at += 1) {
        const Entry& entry = log.at(at);
        if (!entry.record) continue;
        empty = false;
        const auto applied = core_->apply(entry.record->record, at, entry.epoch, unused_);
        RIPARIUM_ASSERT(applied.has_value(), "a log that controllers wrote is replayed");
    }
    const int activation = ++activation_;
    if (empty) commit(ControllerCore::bootstrap_records({.min_insync_replicas = 2}), [](bool) {});
    if (core_) commit(core_->activate(world_.now()).records, [](bool) {});
    if (core_) tick(activation);
}

void ControllerHost::tick(int activation) {
    if (activation != activation_ || !core_) return;
    while (core_) {
        const auto fenced = core_->tick(world_.now());
        if (!fenced) break;
        commit(fenced->records, [](bool) {});
    }
    if (!core_) return;
    const Instant soon = world_.now() + ms(100);
    const Instant next = std::min(core_->next_deadline().value_or(soon), soon);
    world_.on(voter_.host(), std::max(next, world_.now() + ms(1)), [this, activation] { tick(activation); });
}

void ControllerHost::commit(std::vector<metadata::RecordToWrite> records, Committed done) {
    if (!core_) return done(false);
    if (records.empty()) {
        // What it saw may not be committed yet: nobody may hear of it before.
        if (next_offset() <= voter_.core().high_watermark()) return done(true);
        waiting_.push_back({next_offset(), std::move(done)});
        return;
    }
    std::vector<Entry> batch;
    for (metadata::RecordToWrite& record : records)
        batch.push_back({LeaderEpoch(0), world_.rng.next(), false,
                         std::make_shared<const metadata::RecordToWrite>(std::move(record))});
    Offset at = next_offset();
    const Offset needed = at + static_cast<std::int64_t>(batch.size());
    // Applied before it is written: writing may already commit it and call back.
    for (const Entry& entry : batch) {
        const auto applied = core_->apply(entry.record->record, at, epoch_, unused_);
        RIPARIUM_ASSERT(applied.has_value(), "the controller replays what it has just decided");
        at += 1;
    }
    waiting_.push_back({needed, std::move(done)});
    if (!voter_.append(std::move(batch)) && core_) resign();
}

void ControllerHost::resign() {
    core_.reset();
    ++activation_;
    for (Waiting& one : std::exchange(waiting_, {})) one.done(false);
}

void ControllerHost::died() {
    core_.reset();
    ++activation_;
    waiting_.clear(); // nobody is left to answer
}

std::string ControllerHost::check() const {
    if (const auto broken = metadata::broken_invariant(core_->image())) return *broken;
    metadata::ClusterImage replayed;
    metadata::ImageDelta delta;
    const VoterDisk::Log& log = voter_.disk().written;
    for (Offset at = log.start; at < log.end(); at += 1)
        if (log.at(at).record)
            if (!replayed.apply(log.at(at).record->record, at, log.at(at).epoch, delta))
                return "the log of the active controller cannot be replayed";
    return replayed.same_content(core_->image()) ? "" : "the active controller's image is not its log's";
}

} // namespace sim
