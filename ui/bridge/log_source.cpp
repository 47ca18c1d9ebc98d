#include "ui/bridge/log_source.h"

#include "ui/bridge/session_bridge.h"
#include "ui/models/sentences.h"

namespace ui {

LogSource::LogSource(QObject* parent) : QObject(parent) {}

LogSource::~LogSource() {
    if (sink_) base::log::set_sink(base::log::Level::off, {});
}

LogSource& LogSource::instance() {
    static LogSource source;
    return source;
}

void LogSource::start(base::log::Level level) {
    sink_ = true;
    base::log::set_sink(level, [this](const base::log::Line& line) { put(line); });
}

void LogSource::follow(SessionBridge& bridge, const QString& cluster) {
    connect(&bridge, &SessionBridge::factsArrived, this,
            [this, cluster](const std::vector<view::Fact>& facts, quint64 dropped) {
                std::vector<LogLine> lines;
                for (const view::Fact& fact : facts)
                    lines.push_back({fact.time_ms, factLevel(fact), true, cluster, factSentence(fact)});
                dropped_ += dropped;
                keep(std::move(lines));
            });
}

void LogSource::put(const base::log::Line& line) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        if (waiting_.size() >= backlog) {
            ++lost_;
            return;
        }
        first = waiting_.empty();
        waiting_.push_back(line);
    }
    if (first) QMetaObject::invokeMethod(this, &LogSource::take, Qt::QueuedConnection);
}

void LogSource::take() {
    std::vector<base::log::Line> taken;
    {
        const std::lock_guard lock(mutex_);
        taken.swap(waiting_);
        dropped_ += lost_;
        lost_ = 0;
    }
    std::vector<LogLine> lines;
    lines.reserve(taken.size());
    for (const base::log::Line& line : taken) {
        const std::string& from = line.node.empty() ? line.category : line.node;
        lines.push_back({line.time_ms, line.level, false, QString::fromStdString(from),
                         QString::fromStdString(line.text)});
    }
    keep(std::move(lines));
}

void LogSource::keep(std::vector<LogLine> lines) {
    if (lines.empty()) return;
    lines_.insert(lines_.end(), lines.begin(), lines.end());
    while (lines_.size() > backlog) lines_.pop_front();
    emit arrived(lines);
}

} // namespace ui
