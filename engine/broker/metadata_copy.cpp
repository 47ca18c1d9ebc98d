// A broker's copy of what is committed: out of its snapshot and log at the start, out of what it fetches, and
// out of a leader's snapshot when it was away for longer than the log reaches back. Source: KIP-630;
// reference 8.
#include "base/log.h"
#include "broker/channel_timers.h"
#include "broker/disk_pool.h"
#include "broker/snapshot_download.h"
#include "metadata/configs.h"

#include <algorithm>

namespace broker {

using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;

namespace {

/// `delta` says how `now` came out of nothing; afterwards it says how it came out of `before`.
void compare(const metadata::ClusterImage& before, const metadata::ClusterImage& now,
             metadata::ImageDelta& delta) {
    for (const auto& [name, topic] : before.topics()) {
        delta.new_topics.erase(topic.id);
        const metadata::TopicInfo* still = now.topic(topic.id);
        if (!still)
            delta.removed_topics.push_back(
                {name, topic.id, static_cast<std::int32_t>(topic.partitions.size())});
    }
    for (const auto& [id, broker] : before.brokers())
        if (!now.broker(id)) delta.changed_brokers.insert(id);
    for (const auto& [resource, values] : before.configs()) delta.changed_configs.insert(resource);
}

} // namespace

Result<> ControllerChannel::open() {
    if (const auto opened = log_.open(dir_); !opened) return opened;
    if (const auto opened = snapshots_.open(dir_.folder_of(metadata_partition())); !opened) return opened;
    const auto layers = metadata::config_layers(image_, config_.id, config_.settings);
    snapshot_bytes_ = metadata::broker_integer("metadata.log.max.record.bytes.between.snapshots", layers);
    snapshot_interval_ = metadata::broker_integer("metadata.log.max.snapshot.interval.ms", layers);
    note_snapshot();
    const auto latest = snapshots_.latest();
    if (!latest) return {};
    const auto content = snapshots_.read(*latest);
    if (!content) return content.error();
    if (const auto loaded = load_snapshot(*latest, *content, untold_); !loaded) return loaded;
    // A crash came between the snapshot and the emptying of the log.
    if (!log_.continues(latest->end, latest->epoch)) return log_.start_anew_at(latest->end);
    return {};
}

LeaderEpoch ControllerChannel::last_epoch() const {
    const auto latest = snapshots_.latest();
    if (log_.last_epoch() >= LeaderEpoch(0)) return log_.last_epoch();
    return latest ? latest->epoch : LeaderEpoch(0);
}

Result<> ControllerChannel::load_snapshot(SnapshotId id, const base::Buffer& content,
                                          metadata::ImageDelta& delta) {
    metadata::ClusterImage fresh;
    const auto replayed =
        replay_snapshot(content, id, [&](const auto& record, Offset offset, LeaderEpoch epoch) {
            return fresh.apply(record, offset, epoch, delta);
        });
    if (!replayed) return replayed;
    compare(image_, fresh, delta);
    image_ = std::move(fresh);
    applied_ = id.end;
    return {};
}

ControllerChannel::Awaitable<Result<>> ControllerChannel::fetch_snapshot(ConnectionPtr connection,
                                                                         SnapshotId id) {
    if (id.end <= applied_)
        co_return Error(kafka::ErrorCode::inconsistent_cluster_id,
                        "the controller offers a snapshot of what was committed here before");
    SnapshotDownload what;
    what.cluster_id = config_.cluster_id.text();
    what.replica = config_.id;
    what.directory = dir_.directory_id();
    what.leader_epoch = leader_epoch_;
    what.snapshot = id;
    const std::function<void()> ignore = [] {};
    auto content = co_await download_snapshot(connection, what, ignore);
    if (!content) co_return content.error();
    const auto kept = co_await keep_snapshot(id, *content);
    if (!kept || stopping_) co_return written_here(kept);
    const base::log::NodeScope node(config_.name);
    metadata::ImageDelta delta;
    if (const auto loaded = load_snapshot(id, *content, delta); !loaded) co_return loaded;
    if (const auto emptied = log_.start_anew_at(id.end); !emptied) co_return written_here(emptied);
    snapshots_.added(id);
    note_snapshot();
    if (auto work = snapshots_.forget_before(id.end)) services_.disk_pool.run(std::move(work));
    untold_ = {}; // what it would have said is in this image too
    told_ = true;
    if (listener_) listener_->metadata_changed(delta);
    show_state();
    co_return Result<>();
}

/// Checks it and writes it to disk, on the disk pool.
ControllerChannel::Awaitable<Result<>> ControllerChannel::keep_snapshot(SnapshotId id, base::Buffer content) {
    struct Job {
        explicit Job(boost::asio::io_context& context)
            : done(context, boost::asio::steady_timer::time_point::max()) {}
        boost::asio::steady_timer done;
        std::optional<Result<>> result;
    };
    const auto job = std::make_shared<Job>(timers_->context);
    services_.disk_pool.run(
        [job, id, content, folder = snapshots_.folder(), disk = &services_.disk, loop = &services_.loop] {
            const auto ignore = [](const auto&, Offset, LeaderEpoch) { return Result<>(); };
            auto result = replay_snapshot(content, id, ignore);
            if (result) result = write_snapshot(*disk, folder, id, content.bytes());
            loop->post([job, result = std::move(result)] {
                job->result = result;
                job->done.cancel();
            });
        });
    while (!job->result) co_await job->done.async_wait(quietly);
    co_return *job->result;
}

Result<> ControllerChannel::take(const base::Buffers& batches, Offset high_watermark) {
    const base::log::NodeScope node(config_.name);
    if (base::total_size(batches) > 0) {
        if (const auto staged = log_.append_fetched(batches); !staged) return staged;
        if (const auto written = log_.write_staged(); !written) return written;
    }
    return apply_committed(std::min(high_watermark, log_.end()));
}

Result<> ControllerChannel::apply_committed(Offset upto) {
    if (applied_ >= upto && told_) return {};
    metadata::ImageDelta delta = std::exchange(untold_, {});
    const auto replayed =
        log_.replay(applied_, upto, [&](const auto& record, Offset offset, LeaderEpoch epoch) {
            return image_.apply(record, offset, epoch, delta);
        });
    if (!replayed) return replayed;
    applied_ = std::max(applied_, upto);
    told_ = true;
    if (listener_) listener_->metadata_changed(delta);
    const metadata::BrokerRegistration* self = image_.broker(config_.id);
    const bool registered = self && self->epoch == broker_epoch_;
    show_state();
    // Caught up with the registration: the next heartbeat unfences.
    if (registered && self->fenced) timers_->control.cancel();
    snapshot_if_due();
    return {};
}

} // namespace broker
