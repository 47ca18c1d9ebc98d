#pragma once
// What happened, as a person tells it: facts in order, many equal ones of one moment folded into one line
// ("28 leaders moved 2 → 1, 3"). Follows a History. UI thread.

#include "ui/bridge/history.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <set>

namespace ui {

enum class TimelineKind { faults, nodes, elections, isr, moves, settings };
inline constexpr int timelineKinds = 6;

TimelineKind kindOf(const view::Fact& fact);
/// "Faults", "Nodes", "Leaders", "ISR", "Moves", "Settings".
QString word(TimelineKind kind);

/// One line: a fact, or several that are alike.
struct TimelineGroup {
    static constexpr std::size_t max_objects = 50;
    quint64 first = 0; ///< History's number of the first fact
    quint64 last = 0;
    qint64 timeMs = 0; ///< of the first
    qint64 lastMs = 0;
    int count = 1;
    TimelineKind kind = TimelineKind::settings;
    view::Fact fact;                            ///< the first
    std::set<std::int32_t> to;                  ///< new leaders
    std::optional<int> isrSize;                 ///< that all have now
    std::vector<view::PartitionKey> partitions; ///< the first ones

    QString sentence() const;
    /// "orders-3", "28 partitions", "Broker 2": what a click goes to; empty: nothing.
    QString object() const;
    base::log::Level level() const;
};

class TimelineModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { time, what, object, columns };
    static constexpr std::size_t max_groups = 5'000;
    static constexpr qint64 fold_ms = 1'000; ///< equal facts this close are one line
    static constexpr int kindRole = Qt::UserRole;

    explicit TimelineModel(SessionBridge& bridge, QObject* parent = nullptr);

    const TimelineGroup& group(int row) const { return groups_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void take(int count);
    void add(quint64 number, const view::Fact& fact);
    TimelineGroup* sameAs(const view::Fact& fact);

    History& history_;
    std::deque<TimelineGroup> groups_;
};

/// By kinds and by words of the sentence and its objects.
class TimelineFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TimelineFilter(TimelineModel& model, QObject* parent = nullptr);
    void setText(const QString& text);
    /// Empty: all.
    void setKinds(std::set<TimelineKind> kinds);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    TimelineModel& model_;
    QStringList words_;
    std::set<TimelineKind> kinds_;
};

} // namespace ui
