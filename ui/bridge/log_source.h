#pragma once
// Log lines of the engine and facts of the clusters, brought to the UI thread in batches. The engine's sink
// only appends under a mutex and wakes once; what does not fit the bounded backlog is counted, never waited
// for.

#include "base/log.h"
#include "view/facts.h"

#include <QObject>
#include <deque>
#include <mutex>
#include <vector>

namespace ui {

class SessionBridge;

/// A line of the Log dock: the engine's, or a fact with its sentence.
struct LogLine {
    qint64 timeMs = 0;
    base::log::Level level = base::log::Level::info;
    bool fact = false;
    QString from; ///< node, cluster or engine folder
    QString text;
};

class LogSource : public QObject {
    Q_OBJECT
public:
    /// At most this many lines are kept for a dock that opens later, and wait for the UI thread.
    static constexpr std::size_t backlog = 10'000;

    explicit LogSource(QObject* parent = nullptr);
    ~LogSource() override;

    /// The application's one. Lives until the program ends.
    static LogSource& instance();

    /// Becomes the sink of base::log, from `level` on; at most one source does. UI thread.
    void start(base::log::Level level);
    /// Facts of this cluster become lines. UI thread.
    void follow(SessionBridge& bridge, const QString& cluster);

    /// What came so far, oldest first. UI thread.
    const std::deque<LogLine>& lines() const { return lines_; }
    /// How many were lost because they came faster than the window could take them.
    quint64 dropped() const { return dropped_; }

    /// Any thread.
    void put(const base::log::Line& line);

signals:
    /// In order; `lines()` holds them already.
    void arrived(const std::vector<ui::LogLine>& lines);

private:
    void take();
    void keep(std::vector<LogLine> lines);

    std::mutex mutex_;
    std::vector<base::log::Line> waiting_;
    quint64 lost_ = 0;
    bool sink_ = false;

    std::deque<LogLine> lines_;
    quint64 dropped_ = 0;
};

} // namespace ui
