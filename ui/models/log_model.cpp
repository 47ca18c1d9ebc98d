#include "ui/models/log_model.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <algorithm>

namespace ui {

LogModel::LogModel(LogSource& source, QObject* parent)
    : QAbstractTableModel(parent), lines_(source.lines().begin(), source.lines().end()) {
    connect(&source, &LogSource::arrived, this, &LogModel::take);
}

void LogModel::setPaused(bool paused) {
    paused_ = paused;
    if (paused_) return;
    std::vector<LogLine> held;
    held.swap(held_);
    append(held);
    emit heldBackChanged();
}

void LogModel::take(const std::vector<LogLine>& lines) {
    if (!paused_) return append(lines);
    held_.insert(held_.end(), lines.begin(), lines.end());
    if (held_.size() > capacity) held_.erase(held_.begin(), held_.end() - capacity);
    emit heldBackChanged();
}

void LogModel::append(const std::vector<LogLine>& lines) {
    const auto skip = lines.size() > capacity ? lines.size() - capacity : 0;
    const int count = static_cast<int>(lines.size() - skip);
    if (count == 0) return;
    if (const int excess = std::min(rowCount(), rowCount() + count - capacity); excess > 0) {
        beginRemoveRows({}, 0, excess - 1);
        lines_.erase(lines_.begin(), lines_.begin() + excess);
        endRemoveRows();
    }
    beginInsertRows({}, rowCount(), rowCount() + count - 1);
    lines_.insert(lines_.end(), lines.begin() + static_cast<std::ptrdiff_t>(skip), lines.end());
    endInsertRows();
}

void LogModel::clear() {
    beginResetModel();
    lines_.clear();
    held_.clear();
    endResetModel();
    emit heldBackChanged();
}

QString LogModel::levelWord(base::log::Level level) {
    switch (level) {
    case base::log::Level::trace:
        return tr("trace");
    case base::log::Level::debug:
        return tr("debug");
    case base::log::Level::info:
        return tr("info");
    case base::log::Level::warn:
        return tr("warning");
    case base::log::Level::error:
        return tr("error");
    case base::log::Level::off:
        break;
    }
    return {};
}

QString LogModel::plainLine(int row) const {
    const LogLine& line = lines_[static_cast<std::size_t>(row)];
    return QStringLiteral("%1 %2 %3: %4")
        .arg(format::absoluteTime(line.timeMs), levelWord(line.level).toUpper(), line.from, line.text);
}

int LogModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(lines_.size());
}
int LogModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QVariant LogModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const LogLine& line = lines_[static_cast<std::size_t>(index.row())];
    const style::Colors& c = style::colors();
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case time:
            return format::clockTime(line.timeMs);
        case level:
            return line.fact && line.level == base::log::Level::info ? tr("event") : levelWord(line.level);
        case from:
            return line.from;
        case text:
            return line.text;
        }
        return {};
    case Qt::ToolTipRole:
        return index.column() == time ? format::absoluteTime(line.timeMs) : line.text;
    case Qt::ForegroundRole:
        if (index.column() == time || index.column() == from) return c.textMuted;
        if (line.level == base::log::Level::error) return c.bad.text;
        if (line.level == base::log::Level::warn) return c.warning.text;
        if (line.level < base::log::Level::info) return c.textMuted;
        return index.column() == level && line.fact ? QVariant(c.accent) : QVariant();
    case Qt::FontRole:
        return index.column() == time ? style::font(style::Text::mono) : QVariant();
    case levelRole:
        return static_cast<int>(line.level);
    }
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case time:
        return tr("Time");
    case level:
        return tr("Level");
    case from:
        return tr("From");
    case text:
        return tr("What happened");
    }
    return {};
}

void LogFilter::setLevel(base::log::Level level) {
    level_ = level;
    invalidateFilter();
}

void LogFilter::setText(const QString& text) {
    text_ = text.trimmed();
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QAbstractItemModel& model = *sourceModel();
    const QModelIndex line = model.index(row, LogModel::text, parent);
    if (line.data(LogModel::levelRole).toInt() < static_cast<int>(level_)) return false;
    return text_.isEmpty() || line.data().toString().contains(text_, Qt::CaseInsensitive) ||
           model.index(row, LogModel::from, parent).data().toString().contains(text_, Qt::CaseInsensitive);
}

} // namespace ui
