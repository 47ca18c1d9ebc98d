#pragma once
// How far followers were behind over the last minute, for every partition that lags: a bounded ring per
// replica. A replica in sync costs nothing. UI thread.

#include "ui/bridge/session_bridge.h"

#include <deque>

namespace ui {

struct LagPoint {
    qint64 timeMs = 0;
    qint64 lag = 0; ///< records
};

class LagHistory : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 window_ms = 60'000;
    /// More partitions than this are not followed at once; the longest quiet ones are forgotten first.
    static constexpr std::size_t max_partitions = 2'000;

    /// The bridge's history; made on first use, lives as long as the bridge.
    static LagHistory& of(SessionBridge& bridge);

    /// Oldest first; null when it was never behind in the last minute.
    const std::deque<LagPoint>* find(const view::PartitionKey& key, std::int32_t broker) const;
    /// The latest moment that any partition was observed; the right edge of charts.
    qint64 latestMs() const { return latestMs_; }

private:
    explicit LagHistory(SessionBridge& bridge);
    void record(const std::vector<view::PartitionKey>& changed);
    void record(const view::PartitionRow& row);
    void prune();

    struct Followed {
        std::map<std::int32_t, std::deque<LagPoint>> byBroker;
        qint64 lastLagMs = 0;
    };
    SessionBridge& bridge_;
    std::map<view::PartitionKey, Followed> partitions_;
    qint64 latestMs_ = 0;
    qint64 prunedMs_ = 0;
};

} // namespace ui
