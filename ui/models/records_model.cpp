#include "ui/models/records_model.h"

#include "ui/models/record_text.h"
#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <algorithm>
#include <numeric>

namespace ui {
namespace {

bool lessBytes(const std::optional<base::Buffer>& a, const std::optional<base::Buffer>& b) {
    if (!a || !b) return !a && b;
    return base::as_text(a->bytes()) < base::as_text(b->bytes());
}

bool isBefore(const view::Record& a, const view::Record& b, int column) {
    switch (column) {
    case RecordsModel::partition:
        return std::pair(a.partition, a.offset) < std::pair(b.partition, b.offset);
    case RecordsModel::offset:
        return std::pair(a.offset, a.partition) < std::pair(b.offset, b.partition);
    case RecordsModel::key:
        return lessBytes(a.key, b.key);
    case RecordsModel::value:
        return lessBytes(a.value, b.value);
    case RecordsModel::size:
        return a.size < b.size;
    default:
        return std::tuple(a.timestamp_ms, a.partition, a.offset) <
               std::tuple(b.timestamp_ms, b.partition, b.offset);
    }
}

bool isNumber(int column) {
    return column == RecordsModel::partition || column == RecordsModel::offset ||
           column == RecordsModel::size;
}

} // namespace

RecordsModel::RecordsModel(int capacity, QObject* parent)
    : QAbstractTableModel(parent), capacity_(capacity) {}

void RecordsModel::start(Order order) {
    beginResetModel();
    ring_.clear();
    order_ = order;
    dropped_ = 0;
    endResetModel();
}

void RecordsModel::append(const std::vector<view::Record>& page) {
    // More than fits at once: the first of the page would leave again before anyone saw them.
    const auto skip = page.size() > static_cast<std::size_t>(capacity_)
                          ? page.size() - static_cast<std::size_t>(capacity_)
                          : 0;
    dropped_ += static_cast<qint64>(skip);
    for (std::size_t at = skip; at < page.size(); at += run)
        insertRun(&page[at], static_cast<int>(std::min<std::size_t>(run, page.size() - at)));
}

void RecordsModel::insertRun(const view::Record* from, int count) {
    const int excess = static_cast<int>(ring_.size()) + count - capacity_;
    if (excess > 0) dropOldest(excess);
    const int first = order_ == Order::newestFirst ? 0 : static_cast<int>(ring_.size());
    beginInsertRows({}, first, first + count - 1);
    ring_.insert(ring_.end(), from, from + count);
    endInsertRows();
}

void RecordsModel::dropOldest(int count) {
    count = std::min(count, static_cast<int>(ring_.size()));
    if (count == 0) return;
    const int first = order_ == Order::newestFirst ? static_cast<int>(ring_.size()) - count : 0;
    beginRemoveRows({}, first, first + count - 1);
    ring_.erase(ring_.begin(), ring_.begin() + count);
    dropped_ += count;
    endRemoveRows();
}

int RecordsModel::find(int partitionWanted, qint64 offsetWanted) const {
    for (int row = 0; row < rowCount(); ++row)
        if (record(row).partition == partitionWanted && record(row).offset == offsetWanted) return row;
    return -1;
}

int RecordsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(ring_.size());
}
int RecordsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QString RecordsModel::text(const view::Record& record, int column) const {
    switch (column) {
    case time:
        return record.timestamp_ms < 0 ? QString(format::none) : format::clockTime(record.timestamp_ms);
    case partition:
        return QString::number(record.partition);
    case offset:
        return format::number(record.offset);
    case key:
        return record.key ? cellText(record.key->bytes(), 200) : tr("null");
    case value:
        return record.value ? cellText(record.value->bytes()) : tr("null");
    case size:
        return format::bytes(record.size);
    }
    return {};
}

QString RecordsModel::toolTip(const view::Record& record, int column) const {
    switch (column) {
    case time: {
        if (record.timestamp_ms < 0) return tr("This record carries no timestamp.");
        const QString kind = record.log_append_time ? tr("LogAppendTime: set by the broker")
                                                    : tr("CreateTime: set by the producer");
        return format::absoluteTime(record.timestamp_ms) + QLatin1Char('\n') + kind;
    }
    case key:
        return record.key ? QString() : tr("No key: the producer chose the partition freely.");
    case value:
        return record.value ? QString() : tr("Tombstone: compaction deletes this key.");
    case size:
        return tr("%1 bytes before compression").arg(format::number(record.size));
    }
    return {};
}

QVariant RecordsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const view::Record& it = record(index.row());
    const int column = index.column();
    const bool null = (column == key && !it.key) || (column == value && !it.value);
    switch (role) {
    case Qt::DisplayRole:
        return text(it, column);
    case Qt::AccessibleTextRole:
        return null ? tr("null") : text(it, column);
    case Qt::ToolTipRole:
        return toolTip(it, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole:
        return style::font(style::Text::mono);
    case Qt::ForegroundRole:
        if (null) return style::colors().warning.text;
        return column == size ? style::colors().textMuted : QVariant();
    case nullRole:
        return null;
    case noteRole:
        return null && column == value && it.key ? tr("tombstone: compaction deletes this key") : QString();
    }
    return {};
}

QVariant RecordsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == partition) return tr("Partition");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case time:
        return tr("Time");
    case partition:
        return tr("P", "short for partition, a narrow column");
    case offset:
        return tr("Offset");
    case key:
        return tr("Key");
    case value:
        return tr("Value");
    case size:
        return tr("Size");
    }
    return {};
}

void RecordsModel::sort(int column, Qt::SortOrder order) {
    if (column < 0 || column >= columns || ring_.empty()) return;
    // Seen order: ascending rows. The ring runs the other way when the newest is on top.
    const bool reversed = (order == Qt::DescendingOrder) != (order_ == Order::newestFirst);
    std::vector<std::size_t> from(ring_.size());
    std::iota(from.begin(), from.end(), std::size_t{0});
    std::stable_sort(from.begin(), from.end(), [&](std::size_t a, std::size_t b) {
        return reversed ? isBefore(ring_[b], ring_[a], column) : isBefore(ring_[a], ring_[b], column);
    });
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    std::vector<int> rowAfter(ring_.size());
    std::deque<view::Record> sorted;
    for (std::size_t to = 0; to < from.size(); ++to) {
        rowAfter[from[to]] = static_cast<int>(to);
        sorted.push_back(std::move(ring_[from[to]]));
    }
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex& index : before) {
        const int to = rowAfter[ringIndex(index.row())];
        after << createIndex(order_ == Order::newestFirst ? rowCount() - 1 - to : to, index.column());
    }
    ring_ = std::move(sorted);
    changePersistentIndexList(before, after);
    emit layoutChanged({}, VerticalSortHint);
}

} // namespace ui
