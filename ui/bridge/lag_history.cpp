#include "ui/bridge/lag_history.h"

#include <algorithm>

namespace ui {
namespace {

constexpr qint64 pace_ms = 1'000; // what changes is reported more often than this

} // namespace

LagHistory& LagHistory::of(SessionBridge& bridge) {
    if (auto* found = bridge.findChild<LagHistory*>(QString(), Qt::FindDirectChildrenOnly)) return *found;
    return *new LagHistory(bridge);
}

LagHistory::LagHistory(SessionBridge& bridge) : QObject(&bridge), bridge_(bridge) {
    connect(&bridge_, &SessionBridge::partitionsChanged, this,
            [this](const std::vector<view::PartitionKey>& changed) { record(changed); });
    connect(&bridge_, &SessionBridge::reset, this, [this] { partitions_.clear(); });
    for (const auto& [key, row] : bridge_.partitions()) record(row);
}

const std::deque<LagPoint>* LagHistory::find(const view::PartitionKey& key, std::int32_t broker) const {
    const auto found = partitions_.find(key);
    if (found == partitions_.end()) return nullptr;
    const auto line = found->second.byBroker.find(broker);
    return line == found->second.byBroker.end() ? nullptr : &line->second;
}

void LagHistory::record(const std::vector<view::PartitionKey>& changed) {
    const auto& rows = bridge_.partitions();
    auto row = rows.end();
    for (const view::PartitionKey& key : changed) {
        // They come in order: the next one is mostly the one behind the last.
        if (row == rows.end() || ++row == rows.end() || row->first != key) row = rows.find(key);
        if (row != rows.end()) record(row->second);
    }
    if (latestMs_ - prunedMs_ > 5'000) prune();
}

void LagHistory::record(const view::PartitionRow& row) {
    if (row.observed_ms <= 0) return;
    latestMs_ = std::max<qint64>(latestMs_, row.observed_ms);
    const bool lags = std::any_of(row.progress.begin(), row.progress.end(),
                                  [](const view::ReplicaProgress& it) { return it.lag > 0; });
    const auto known = partitions_.find(row.key);
    if (!lags && known == partitions_.end()) return;
    if (known == partitions_.end() && partitions_.size() >= max_partitions) return;
    Followed& followed = partitions_[row.key];
    if (lags) followed.lastLagMs = row.observed_ms;
    for (const view::ReplicaProgress& it : row.progress) {
        std::deque<LagPoint>& line = followed.byBroker[it.broker];
        // Only changes are reported: in a silence the lag stayed as it was, and did not glide to what it is
        // now.
        const qint64 until = row.observed_ms - pace_ms;
        if (!line.empty() && line.back().lag != it.lag && line.back().timeMs < until)
            line.push_back({until, line.back().lag});
        if (!line.empty() && line.back().timeMs >= row.observed_ms)
            line.back().lag = it.lag;
        else
            line.push_back({row.observed_ms, it.lag});
        // One point before the window stays: the line enters from the left edge.
        while (line.size() > 2 && line[1].timeMs < row.observed_ms - window_ms) line.pop_front();
    }
}

void LagHistory::prune() {
    prunedMs_ = latestMs_;
    std::erase_if(partitions_,
                  [&](const auto& entry) { return entry.second.lastLagMs < latestMs_ - window_ms; });
}

} // namespace ui
