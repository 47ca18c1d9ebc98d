#include "ui/models/partitions_model.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"

#include <algorithm>
#include <optional>

namespace ui {
namespace {

QString idList(const std::vector<std::int32_t>& ids) {
    QStringList words;
    for (const std::int32_t id : ids) words << QString::number(id);
    return words.join(QStringLiteral(", "));
}

/// The columns in which two rows differ, as a range.
std::optional<std::pair<int, int>> difference(const view::PartitionRow& a, const view::PartitionRow& b) {
    using Model = PartitionsModel;
    int first = Model::columns, last = -1;
    const auto mark = [&](bool differs, int column) {
        if (!differs) return;
        first = std::min(first, column);
        last = std::max(last, column);
    };
    const bool moved = a.replicas != b.replicas || a.isr != b.isr || a.leader != b.leader;
    mark(moved, Model::state);
    mark(moved, Model::isr);
    mark(a.leader_epoch != b.leader_epoch, Model::epoch);
    mark(a.log_start_offset != b.log_start_offset, Model::logStart);
    mark(a.high_watermark != b.high_watermark, Model::highWatermark);
    mark(a.log_end_offset != b.log_end_offset, Model::logEnd);
    mark(a.size != b.size, Model::size);
    if (last < 0) return std::nullopt;
    return std::pair(first, last);
}

} // namespace

QString ReplicaChip::sentence() const {
    QStringList words{azName.isEmpty() ? PartitionsModel::tr("broker %1").arg(broker)
                                       : PartitionsModel::tr("broker %1 in AZ %2").arg(broker).arg(azName)};
    if (leader) words << PartitionsModel::tr("leader");
    if (preferred) words << PartitionsModel::tr("preferred leader");
    words << (!online  ? PartitionsModel::tr("offline")
              : inSync ? PartitionsModel::tr("in sync")
                       : PartitionsModel::tr("catching up"));
    return words.join(QStringLiteral(", "));
}

PartitionsModel::PartitionsModel(SessionBridge& bridge, QString topic, QObject* parent)
    : QAbstractTableModel(parent), bridge_(bridge), topic_(topic.toStdString()) {
    connect(&bridge_, &SessionBridge::partitionsChanged, this, &PartitionsModel::merge);
    connect(&bridge_, &SessionBridge::reset, this, &PartitionsModel::load);
    connect(&bridge_, &SessionBridge::brokersChanged, this, [this] {
        // A broker's state shows in the chips only, and on Fusion a repaint of one column is cheap.
        if (!rows_.empty()) emit dataChanged(index(0, state), index(rowCount() - 1, isr), {chipsRole});
    });
    load();
}

void PartitionsModel::load() {
    beginResetModel();
    rows_.clear();
    const auto& store = bridge_.partitions();
    for (auto at = store.lower_bound({topic_, 0}); at != store.end() && at->first.topic == topic_; ++at)
        rows_.push_back(at->second);
    endResetModel();
}

void PartitionsModel::merge(const std::vector<view::PartitionKey>& changed,
                            const std::vector<view::PartitionKey>& gone) {
    if (rows_.empty()) {
        const bool ours =
            std::any_of(changed.begin(), changed.end(), [&](const auto& k) { return k.topic == topic_; });
        if (ours) load();
        return;
    }
    for (const view::PartitionKey& key : gone) {
        if (key.topic != topic_ || bridge_.partitions().contains(key)) continue;
        const auto at =
            std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return row.key == key; });
        if (at == rows_.end()) continue;
        const int row = static_cast<int>(at - rows_.begin());
        beginRemoveRows({}, row, row);
        rows_.erase(at);
        endRemoveRows();
    }
    for (const view::PartitionKey& key : changed) {
        if (key.topic != topic_) continue;
        if (const auto found = bridge_.partitions().find(key); found != bridge_.partitions().end())
            put(found->second);
    }
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
    const auto range = difference(*at, row);
    *at = row;
    if (range) emit dataChanged(index(place, range->first), index(place, range->second));
}

int PartitionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}
int PartitionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

PartitionsModel::Health PartitionsModel::health(const view::PartitionRow& row) {
    if (row.leader < 0) return Health::offline;
    return row.isr.size() < row.replicas.size() ? Health::underReplicated : Health::ok;
}

QList<ReplicaChip> PartitionsModel::chips(const view::PartitionRow& row, int column) const {
    const auto chipOf = [&](std::int32_t id) {
        ReplicaChip chip;
        chip.broker = id;
        chip.preferred = !row.replicas.empty() && row.replicas.front() == id;
        chip.leader = row.leader == id;
        chip.inSync = std::find(row.isr.begin(), row.isr.end(), id) != row.isr.end();
        if (const auto found = bridge_.brokers().find({id}); found != bridge_.brokers().end()) {
            chip.az = style::azIndex(found->second.az);
            chip.azName = QString::fromStdString(found->second.az);
            chip.online = found->second.state == view::NodeState::online;
        }
        return chip;
    };
    QList<ReplicaChip> list;
    if (column == leader && row.leader >= 0) list << chipOf(row.leader);
    if (column == replicas)
        for (const std::int32_t id : row.replicas) list << chipOf(id);
    return list;
}

QString PartitionsModel::text(const view::PartitionRow& row, int column) const {
    switch (column) {
    case partition:
        return QString::number(row.key.partition);
    case state:
        switch (health(row)) {
        case Health::ok:
            return tr("OK");
        case Health::underReplicated:
            return tr("under-replicated");
        case Health::offline:
            return tr("offline");
        }
        break;
    case leader:
        return row.leader < 0 ? tr("none") : QString::number(row.leader);
    case epoch:
        return QString::number(row.leader_epoch);
    case replicas:
        return idList(row.replicas);
    case isr:
        return idList(row.isr);
    case logStart:
        return format::number(row.log_start_offset);
    case highWatermark:
        return format::number(row.high_watermark);
    case logEnd:
        return format::number(row.log_end_offset);
    case size:
        return format::bytes(row.size);
    }
    return {};
}

QString PartitionsModel::toolTip(const view::PartitionRow& row, int column) const {
    switch (column) {
    case state:
        if (health(row) == Health::offline) return tr("No replica can lead: reads and writes are refused.");
        if (health(row) == Health::underReplicated)
            return tr("%1 of %2 replicas are in sync.").arg(row.isr.size()).arg(row.replicas.size());
        return {};
    case leader:
    case replicas: {
        QStringList lines;
        for (const ReplicaChip& chip : chips(row, column)) lines << chip.sentence();
        return lines.join(QLatin1Char('\n'));
    }
    case highWatermark:
        return tr("Consumers read up to here: every in-sync replica has the records below.");
    case logEnd:
        return tr("The offset the next record gets on the leader.");
    case logStart:
        return tr("The first offset that is still here.");
    case size:
        return tr("%1 bytes").arg(format::number(row.size));
    }
    return {};
}

QVariant PartitionsModel::sortValue(const view::PartitionRow& row, int column) const {
    switch (column) {
    case state:
        return -static_cast<int>(health(row)); // worst first
    case leader:
        return row.leader;
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
    case isr:
        return text(row, column);
    default:
        return row.key.partition;
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
        if (index.column() != state || health(row) == Health::ok) return {};
        return health(row) == Health::offline ? style::colors().bad.text : style::colors().warning.text;
    case Qt::TextAlignmentRole: {
        const bool isNumber = index.column() == epoch || index.column() >= logStart;
        return QVariant::fromValue(
            Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    case sortRole:
        return sortValue(row, index.column());
    case chipsRole:
        return QVariant::fromValue(chips(row, index.column()));
    }
    return {};
}

QVariant PartitionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            (section == epoch || section >= logStart ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && section == epoch) return tr("Leader epoch");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case partition:
        return tr("Partition");
    case state:
        return tr("State");
    case leader:
        return tr("Leader");
    case epoch:
        return tr("Epoch");
    case replicas:
        return tr("Replicas");
    case isr:
        return tr("ISR");
    case logStart:
        return tr("Log start");
    case highWatermark:
        return tr("High watermark");
    case logEnd:
        return tr("Log end");
    case size:
        return tr("Size");
    }
    return {};
}

} // namespace ui
