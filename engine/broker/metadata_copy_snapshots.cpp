// A broker's own snapshots of the metadata log, so that its copy does not grow for ever and a start replays
// little, as Kafka's brokers make them. Source: KIP-630; reference 8.
#include "base/log.h"
#include "broker/channel_timers.h"
#include "broker/disk_pool.h"
#include "metadata/configs.h"

#include <algorithm>

namespace broker {

using base::Offset;
using base::Result;

void ControllerChannel::note_snapshot() {
    bytes_at_snapshot_ = log_.size();
    snapshot_time_ = services_.clock.wall_ms();
}

bool ControllerChannel::snapshot_due() const {
    // The image is a snapshot only while it holds no half of a transaction.
    if (snapshotting_ || image_.in_transaction() || applied_ <= Offset(0)) return false;
    const auto latest = snapshots_.latest();
    if (latest && latest->end >= applied_) return false;
    const auto written = static_cast<std::int64_t>(log_.size() - std::min(log_.size(), bytes_at_snapshot_));
    if (written >= snapshot_bytes_) return true;
    return snapshot_interval_ > 0 && services_.clock.wall_ms() - snapshot_time_ >= snapshot_interval_;
}

void ControllerChannel::snapshot_if_due() {
    if (!snapshot_due()) return;
    snapshotting_ = true;
    note_snapshot();
    const SnapshotId id{applied_, log_.epoch_of(applied_ - 1)};
    const auto records = std::make_shared<std::vector<metadata::RecordToWrite>>(image_.snapshot_records());
    services_.disk_pool.run([self = weak_from_this(), id, records, folder = snapshots_.folder(),
                             now = snapshot_time_, disk = &services_.disk, loop = &services_.loop] {
        const auto content = encode_snapshot(*records, id, now);
        auto written = write_snapshot(*disk, folder, id, content);
        loop->post([self, id, written = std::move(written)] {
            const auto channel = self.lock();
            if (channel && !channel->stopping_) channel->snapshot_written(id, written);
        });
    });
}

void ControllerChannel::snapshot_written(SnapshotId id, const Result<>& written) {
    const base::log::NodeScope node(config_.name);
    snapshotting_ = false;
    if (!written)
        return base::log::warn("broker", "no snapshot of the metadata log: {}", written.error().detail);
    const auto latest = snapshots_.latest();
    if (latest && latest->end >= id.end) return; // the controller's own came meanwhile
    snapshots_.added(id);
    auto work = log_.delete_below(id.end);
    if (!work)
        base::log::warn("broker", "the metadata log keeps its old part: {}", work.error().detail);
    else if (*work)
        services_.disk_pool.run(std::move(*work));
    if (auto forgotten = snapshots_.forget_before(id.end)) services_.disk_pool.run(std::move(forgotten));
    note_snapshot();
    base::log::debug("broker", "snapshot of the metadata log up to {}", id.end.value);
}

} // namespace broker
