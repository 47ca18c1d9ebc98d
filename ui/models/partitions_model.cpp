#include "ui/models/partitions_model.h"

#include "ui/models/partition_text.h"
#include "ui/models/sentences.h"
#include "ui/style/colors.h"
#include "ui/style/format.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

/// More changes in one batch than this are told as one.
constexpr std::size_t many = 200;

bool sameProgress(const view::PartitionRow& a, const view::PartitionRow& b) {
    return std::equal(a.progress.begin(), a.progress.end(), b.progress.begin(), b.progress.end(),
                      [](const view::ReplicaProgress& x, const view::ReplicaProgress& y) {
                          return x.broker == y.broker && x.lag == y.lag &&
                                 x.behind_ms / 1000 == y.behind_ms / 1000;
                      });
}

using Columns = std::array<bool, PartitionsModel::columns>;

/// Marks the columns in which two rows differ; false: in none.
bool difference(const view::PartitionRow& a, const view::PartitionRow& b, Columns& touched) {
    using Model = PartitionsModel;
    bool any = false;
    const auto mark = [&](bool differs, int column) {
        if (!differs) return;
        any = touched[static_cast<std::size_t>(column)] = true;
    };
    const bool moved = a.replicas != b.replicas || a.isr != b.isr || a.leader != b.leader ||
                       a.adding != b.adding || a.removing != b.removing;
    mark(moved || !sameProgress(a, b), Model::replicas);
    mark(moved || a.min_insync_replicas != b.min_insync_replicas, Model::state);
    mark(a.leader_epoch != b.leader_epoch, Model::epoch);
    mark(a.log_start_offset != b.log_start_offset, Model::logStart);
    mark(a.high_watermark != b.high_watermark, Model::highWatermark);
    mark(a.log_end_offset != b.log_end_offset, Model::logEnd);
    mark(a.size != b.size, Model::size);
    return any;
}

bool isNumber(int column) {
    return column >= PartitionsModel::epoch && column <= PartitionsModel::size;
}

} // namespace

PartitionsModel::PartitionsModel(SessionBridge& bridge, QString topic, QObject* parent)
    : QAbstractTableModel(parent), bridge_(bridge), topic_(topic.toStdString()) {
    connect(&bridge_, &SessionBridge::partitionsChanged, this, &PartitionsModel::merge);
    connect(&bridge_, &SessionBridge::reset, this, &PartitionsModel::load);
    connect(&bridge_, &SessionBridge::brokersChanged, this, [this] {
        // A broker's state shows in the chips only, and a repaint of one column is cheap.
        if (!rows_.empty())
            emit dataChanged(index(0, replicas), index(rowCount() - 1, replicas), {chipsRole});
    });
    load();
}

void PartitionsModel::load() {
    beginResetModel();
    rows_.clear();
    const auto& store = bridge_.partitions();
    for (auto at = store.lower_bound({topic_, 0}); at != store.end() && isOurs(at->first); ++at)
        rows_.push_back(at->second);
    endResetModel();
}

int PartitionsModel::rowOf(const view::PartitionKey& key) const {
    const auto at =
        std::lower_bound(rows_.begin(), rows_.end(), key,
                         [](const view::PartitionRow& r, const view::PartitionKey& k) { return r.key < k; });
    return at == rows_.end() || at->key != key ? -1 : static_cast<int>(at - rows_.begin());
}

void PartitionsModel::merge(const std::vector<view::PartitionKey>& changed,
                            const std::vector<view::PartitionKey>& gone) {
    if (gone.size() > many) return load();
    if (rows_.empty()) {
        if (std::any_of(changed.begin(), changed.end(), [&](const auto& key) { return isOurs(key); })) load();
        return;
    }
    for (const view::PartitionKey& key : gone) {
        if (!isOurs(key) || bridge_.partitions().contains(key)) continue;
        const int row = rowOf(key);
        if (row < 0) continue;
        beginRemoveRows({}, row, row);
        rows_.erase(rows_.begin() + row);
        endRemoveRows();
    }
    if (changed.size() > many && putAll(changed)) return;
    for (const view::PartitionKey& key : changed) {
        if (!isOurs(key)) continue;
        if (const auto found = bridge_.partitions().find(key); found != bridge_.partitions().end())
            put(found->second);
    }
}

// Few signals for all; with rows that are new, one reset. What did not change in any row is not told: a proxy
// that sorts by state would sort ten thousand rows anew for every record that is written.
bool PartitionsModel::putAll(const std::vector<view::PartitionKey>& changed) {
    int top = rowCount(), bottom = -1;
    Columns touched{};
    const auto& store = bridge_.partitions();
    auto found = store.end();
    int row = -1;
    for (const view::PartitionKey& key : changed) {
        if (!isOurs(key)) continue;
        // They come in order: the next one is mostly the one behind the last.
        if (found == store.end() || ++found == store.end() || found->first != key) found = store.find(key);
        if (found == store.end()) continue;
        if (row < 0 || ++row >= rowCount() || rows_[static_cast<std::size_t>(row)].key != key)
            row = rowOf(key);
        if (row < 0) {
            load();
            return true;
        }
        view::PartitionRow& kept = rows_[static_cast<std::size_t>(row)];
        const bool differs = difference(kept, found->second, touched);
        kept = found->second;
        if (!differs) continue;
        top = std::min(top, row);
        bottom = std::max(bottom, row);
    }
    for (int first = 0; bottom >= 0 && first < columns; ++first) {
        if (!touched[static_cast<std::size_t>(first)]) continue;
        int last = first;
        while (last + 1 < columns && touched[static_cast<std::size_t>(last) + 1]) ++last;
        emit dataChanged(index(top, first), index(bottom, last));
        first = last;
    }
    return true;
}

void PartitionsModel::put(const view::PartitionRow& row) {
    const auto at =
        std::lower_bound(rows_.begin(), rows_.end(), row.key,
                         [](const view::PartitionRow& r, const view::PartitionKey& k) { return r.key < k; });
    const int place = static_cast<int>(at - rows_.begin());
    if (at == rows_.end() || at->key != row.key) {
        beginInsertRows({}, place, place);
        rows_.insert(at, row);
        endInsertRows();
        return;
    }
    Columns touched{};
    const bool any = difference(*at, row, touched);
    *at = row;
    if (!any) return;
    const auto first = std::find(touched.begin(), touched.end(), true) - touched.begin();
    const auto last = touched.rend() - std::find(touched.rbegin(), touched.rend(), true) - 1;
    emit dataChanged(index(place, static_cast<int>(first)), index(place, static_cast<int>(last)));
}

int PartitionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}
int PartitionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QString PartitionsModel::text(const view::PartitionRow& row, int column) const {
    switch (column) {
    case partition:
        return topic_.empty() ? partitionName(row.key) : QString::number(row.key.partition);
    case replicas:
        return brokerList(row.replicas);
    case epoch:
        return QString::number(row.leader_epoch);
    case logStart:
        return format::number(row.log_start_offset);
    case highWatermark:
        return row.leader < 0 ? QString(format::none) : format::number(row.high_watermark);
    case logEnd:
        return row.leader < 0 ? QString(format::none) : format::number(row.log_end_offset);
    case size:
        return format::bytes(row.size);
    case state:
        return word(view::state_of(row));
    }
    return {};
}

QString PartitionsModel::toolTip(const view::PartitionRow& row, int column) const {
    switch (column) {
    case state:
        return stateMeaning(view::state_of(row));
    case replicas: {
        QStringList lines;
        for (const ReplicaChip& chip : chipsOf(row, bridge_.brokers())) lines << chip.sentence();
        lines << tr("ISR: %1").arg(brokerList(row.isr));
        return lines.join(u'\n');
    }
    case epoch:
        return tr("How often the leader changed");
    case highWatermark:
        return tr("Consumers read up to here: every in-sync replica has the records below.");
    case logEnd:
        return tr("The offset the next record gets on the leader.");
    case logStart:
        return tr("The first offset that is still here.");
    case size:
        return tr("%1 bytes on the leader").arg(format::number(row.size));
    }
    return {};
}

QVariant PartitionsModel::sortValue(const view::PartitionRow& row, int column) const {
    switch (column) {
    case state:
        return -static_cast<int>(view::state_of(row)); // worst first
    case epoch:
        return row.leader_epoch;
    case logStart:
        return static_cast<qlonglong>(row.log_start_offset);
    case highWatermark:
        return static_cast<qlonglong>(row.high_watermark);
    case logEnd:
        return static_cast<qlonglong>(row.log_end_offset);
    case size:
        return static_cast<qlonglong>(row.size);
    case replicas:
        return text(row, column);
    default:
        return rowOf(row.key);
    }
}

QVariant PartitionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) return {};
    const view::PartitionRow& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::ForegroundRole:
        if (index.column() != state) return {};
        return stateColors(view::state_of(row)).text;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::AccessibleTextRole:
        if (index.column() == replicas) return toolTip(row, replicas);
        return text(row, index.column());
    case sortRole:
        return sortValue(row, index.column());
    case chipsRole:
        if (index.column() == replicas) return QVariant::fromValue(chipsOf(row, bridge_.brokers()));
        return {};
    case noteRole:
        return index.column() == state ? stateDetail(row, bridge_.rows()) : QVariant();
    }
    return {};
}

QVariant PartitionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == epoch) return tr("Leader epoch");
    if (role == Qt::ToolTipRole && section == replicas)
        return tr("In assignment order: ★ preferred leader, filled leads, outlined is in sync, hatched "
                  "catches up with its lag, dashed ✕ is offline; the colour is the AZ");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case partition:
        return tr("Partition");
    case replicas:
        return tr("Replicas");
    case epoch:
        return tr("Epoch");
    case highWatermark:
        return tr("High watermark");
    case logEnd:
        return tr("Log end");
    case logStart:
        return tr("Log start");
    case size:
        return tr("Size");
    case state:
        return tr("State");
    }
    return {};
}

PartitionsFilter::PartitionsFilter(PartitionsModel& model, QObject* parent)
    : QSortFilterProxyModel(parent), model_(model) {
    setSourceModel(&model_);
    setSortRole(PartitionsModel::sortRole);
}

void PartitionsFilter::setText(const QString& text) {
    words_ = text.split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void PartitionsFilter::setStates(std::set<view::PartitionState> states) {
    states_ = std::move(states);
    invalidateRowsFilter();
}

void PartitionsFilter::setTopic(const QString& topic) {
    topic_ = topic.toStdString();
    invalidateRowsFilter();
}

void PartitionsFilter::setBroker(int broker) {
    broker_ = broker;
    invalidateRowsFilter();
}

bool PartitionsFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const view::PartitionRow& it = model_.row(row);
    if (!topic_.empty() && it.key.topic != topic_) return false;
    if (broker_ >= 0 && std::find(it.replicas.begin(), it.replicas.end(), broker_) == it.replicas.end())
        return false;
    if (!states_.empty() && !states_.contains(view::state_of(it))) return false;
    if (words_.isEmpty()) return true;
    const QString name = partitionName(it.key);
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return name.contains(word, Qt::CaseInsensitive); });
}

bool PartitionsFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    if (left.column() != PartitionsModel::state) return QSortFilterProxyModel::lessThan(left, right);
    // Worst first, then by name whatever the direction of the arrow was before.
    const auto a = view::state_of(model_.row(left.row()));
    const auto b = view::state_of(model_.row(right.row()));
    return a != b ? a > b : left.row() < right.row();
}

} // namespace ui
