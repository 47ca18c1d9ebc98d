// What a controller knows: its image out of snapshot and log, the snapshots it writes, its registration.
#include "base/log.h"
#include "broker/controller.h"
#include "broker/disk_pool.h"
#include "metadata/configs.h"
#include "metadata/features.h"

#include <algorithm>
#include <charconv>

namespace broker {

using base::LeaderEpoch;
using base::Offset;
using base::Result;

std::int64_t Controller::setting(std::string_view key) const {
    const metadata::ClusterImage none;
    return metadata::broker_integer(key, metadata::config_layers(none, config_.id, config_.settings));
}

metadata::ControllerCore Controller::new_core() const {
    return {{config_.cluster_id.text(), config_.id, config_.settings}, base::Rng::from_system()};
}

// ---- the image
// ------------------------------------------------------------------------------------------------

Result<> Controller::load() {
    const auto segment = config_.settings.find("metadata.log.segment.bytes"); // unset: Kafka's default
    std::int32_t segment_bytes = MetadataLog::default_segment_bytes;
    if (segment != config_.settings.end())
        std::from_chars(segment->second.data(), segment->second.data() + segment->second.size(),
                        segment_bytes);
    if (const auto opened = log_.open(*log_dir_, segment_bytes); !opened) return opened;
    if (const auto opened = snapshots_.open(log_dir_->folder_of(metadata_partition())); !opened)
        return opened;
    if (const auto latest = snapshots_.latest()) {
        const auto content = snapshots_.read(*latest);
        if (!content) return content.error();
        if (const auto loaded = load_snapshot(*latest, *content); !loaded) return loaded;
        // A crash came between the snapshot of a leader and the emptying of the log.
        if (!log_.continues(latest->end, latest->epoch))
            if (const auto emptied = log_.start_anew_at(latest->end); !emptied) return emptied;
    }
    snapshot_time_ = services_.clock.wall_ms();
    bytes_at_snapshot_ = log_.size();
    // The only voter has nobody to ask what is committed.
    return config_.controllers.size() == 1 ? apply_upto(log_.end()) : Result<>();
}

Result<> Controller::load_snapshot(SnapshotId id, const base::Buffer& content) {
    core_ = new_core();
    const auto replayed =
        replay_snapshot(content, id, [this](const auto& record, Offset offset, LeaderEpoch epoch) {
            return core_.apply(record, offset, epoch, unreported_);
        });
    if (!replayed) return replayed;
    applied_ = id.end;
    return {};
}

Result<> Controller::apply_upto(Offset upto) {
    const auto replayed =
        log_.replay(applied_, upto, [this](const auto& record, Offset offset, LeaderEpoch epoch) {
            return core_.apply(record, offset, epoch, unreported_);
        });
    if (replayed) applied_ = std::max(applied_, upto);
    return replayed;
}

Result<> Controller::rebuild() {
    core_ = new_core();
    applied_ = log_.start();
    if (const auto latest = snapshots_.latest()) {
        const auto content = snapshots_.read(*latest);
        if (!content) return content.error();
        if (const auto loaded = load_snapshot(*latest, *content); !loaded) return loaded;
    }
    return apply_upto(high_watermark_);
}

// ---- snapshots
// ------------------------------------------------------------------------------------------------

void Controller::snapshot_if_due() {
    // The image is a snapshot only while nothing in it waits to be committed.
    if (snapshotting_ || failure_ || applied_ != high_watermark_ || core_.image().in_transaction()) return;
    const auto written = static_cast<std::int64_t>(log_.size() - std::min(log_.size(), bytes_at_snapshot_));
    const std::int64_t age = services_.clock.wall_ms() - snapshot_time_;
    const std::int64_t longest = setting("metadata.log.max.snapshot.interval.ms");
    const auto latest = snapshots_.latest();
    const bool news = !latest || latest->end < high_watermark_;
    const bool due = written >= setting("metadata.log.max.record.bytes.between.snapshots") ||
                     (longest > 0 && age >= longest);
    if (due && news && log_.end() > Offset(0))
        write_snapshot_of({high_watermark_, log_.epoch_of(high_watermark_ - 1)});
}

void Controller::write_snapshot_of(SnapshotId id) {
    snapshotting_ = true;
    snapshot_time_ = services_.clock.wall_ms();
    bytes_at_snapshot_ = log_.size();
    const auto records =
        std::make_shared<std::vector<metadata::RecordToWrite>>(core_.image().snapshot_records());
    services_.disk_pool.run([this, id, records, quorum = quorum_, folder = snapshots_.folder(),
                             now = snapshot_time_, disk = &services_.disk, loop = &services_.loop] {
        const auto content = encode_snapshot(*records, id, now);
        auto written = write_snapshot(*disk, folder, id, content);
        loop->post([this, id, quorum, written = std::move(written)] {
            if (quorum->alive()) snapshot_written(id, written);
        });
    });
}

void Controller::snapshot_written(SnapshotId id, const Result<>& written) {
    const base::log::NodeScope node(config_.name);
    snapshotting_ = false;
    if (!written)
        return base::log::warn("broker", "no snapshot of the metadata log: {}", written.error().detail);
    snapshots_.added(id);
    // The one before stays, and the log from there on: who lags a little needs no snapshot.
    const Offset keep = snapshots_.previous().value_or(SnapshotId{log_.start(), id.epoch}).end;
    if (keep > log_.start()) {
        auto work = log_.delete_below(keep);
        if (!work)
            base::log::warn("broker", "the metadata log keeps its old part: {}", work.error().detail);
        else if (*work)
            services_.disk_pool.run(std::move(*work));
        if (auto forgotten = snapshots_.forget_before(keep)) services_.disk_pool.run(std::move(forgotten));
    }
    bytes_at_snapshot_ = log_.size();
    quorum_->snapshot_taken(id, log_.start());
    base::log::debug("broker", "snapshot of the metadata log up to {}", id.end.value);
}

// ---- registration
// ---------------------------------------------------------------------------------------------

wire::ControllerRegistrationRequest Controller::registration_of_self() const {
    wire::ControllerRegistrationRequest self;
    self.controller_id = config_.id.value;
    self.incarnation_id = incarnation_;
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

void Controller::register_self() {
    const auto& known = core_.image().controllers();
    const auto self = known.find(config_.id);
    if (registering_ || (self != known.end() && self->second.incarnation_id == incarnation_)) return;
    if (active_) {
        commit(core_.register_controller(registration_of_self()).records, [](const Result<>&) {});
        return;
    }
    const base::BrokerId leader = quorum_->core().leader();
    // A new cluster has no features yet, and a leader that is not active refuses: the next commit asks again.
    if (quorum_->core().role() != raft::Role::follower || core_.image().last_offset() < Offset(0)) return;
    registering_ = true;
    auto request = std::make_shared<wire::ControllerRegistrationRequest>(registration_of_self());
    auto response = std::make_shared<wire::ControllerRegistrationResponse>();
    quorum_->call_voter(leader, request, response, [this, response](const Result<>& called) {
        registering_ = false;
        const bool done = called && response->error_code == 0;
        if (!done && !active_) tick_timer_.set_after(std::chrono::seconds(1), [this] { register_self(); });
    });
}

} // namespace broker
