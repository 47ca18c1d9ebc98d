#pragma once
// The last lines of a LogSource, bounded; pausing holds new lines back without losing their order. UI thread.

#include "ui/bridge/log_source.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace ui {

class LogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { time, level, from, text, columns };
    static constexpr int levelRole = Qt::UserRole;
    static constexpr int capacity = 10'000;

    explicit LogModel(LogSource& source, QObject* parent = nullptr);

    void setPaused(bool paused);
    /// Lines that wait for the pause to end.
    int heldBack() const { return static_cast<int>(held_.size()); }
    void clear();
    /// "10:42:18.930 WARN broker-1 …", as Copy puts it.
    QString plainLine(int row) const;
    static QString levelWord(base::log::Level level);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void heldBackChanged();

private:
    void take(const std::vector<LogLine>& lines);
    void append(const std::vector<LogLine>& lines);

    std::deque<LogLine> lines_;
    std::vector<LogLine> held_;
    bool paused_ = false;
};

/// Lines from a level on that contain a text.
class LogFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setLevel(base::log::Level level);
    void setText(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    base::log::Level level_ = base::log::Level::info;
    QString text_;
};

} // namespace ui
