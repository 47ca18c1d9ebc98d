#pragma once
// What is wrong with one cluster now: view::problems_of its rows, worked out at most four times a second and
// only when rows changed. UI thread.

#include "ui/bridge/session_bridge.h"
#include "view/problems.h"

namespace ui {

class Health : public QObject {
    Q_OBJECT
public:
    /// The bridge's; made on first use, lives as long as the bridge.
    static Health& of(SessionBridge& bridge);

    /// Null: nobody has asked for it yet.
    static const Health* find(const SessionBridge& bridge);

    /// Gravest first; empty: healthy, or not running.
    const std::vector<view::Problem>& problems() const { return problems_; }
    /// By view::PartitionState.
    const std::vector<std::int64_t>& partitionStates() const { return states_; }
    std::int64_t partitions(view::ProblemKind kind) const;
    /// Works it out now instead of within a quarter of a second.
    void refresh();

signals:
    void changed();

private:
    explicit Health(SessionBridge& bridge);

    SessionBridge& bridge_;
    std::vector<view::Problem> problems_;
    std::vector<std::int64_t> states_;
    QTimer timer_;
    bool dirty_ = false;
};

} // namespace ui
