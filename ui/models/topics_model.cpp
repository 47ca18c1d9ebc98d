#include "ui/models/topics_model.h"

#include "ui/models/quantity.h"
#include "ui/models/record_text.h"
#include "ui/style/format.h"

#include <QDateTime>
#include <cmath>

namespace ui {
namespace {

/// The next 1, 2 or 5 times a power of ten: a scale that does not move with every sample.
double niceCeiling(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0})
        if (value <= step * power) return step * power;
    return 10 * power;
}

QString retentionText(const view::TopicRow& row) {
    QString text = quantityText(Quantity::duration, row.retention_ms);
    if (row.retention_bytes >= 0)
        text += QStringLiteral(" · ") + quantityText(Quantity::bytes, row.retention_bytes);
    return text;
}

/// The columns in which two rows differ, as a range; empty when there is none.
std::pair<int, int> difference(const view::TopicRow& a, const view::TopicRow& b) {
    const bool differs[TopicsModel::columns] = {
        a.internal != b.internal,
        a.partitions != b.partitions,
        a.records != b.records,
        a.size != b.size,
        a.bytes_in_rate != b.bytes_in_rate || a.records_in_rate != b.records_in_rate,
        a.retention_ms != b.retention_ms || a.retention_bytes != b.retention_bytes,
        a.cleanup_policy != b.cleanup_policy,
        a.last_record_ms != b.last_record_ms};
    int first = TopicsModel::columns, last = -1;
    for (int i = 0; i < TopicsModel::columns; ++i) {
        if (!differs[i]) continue;
        first = std::min(first, i);
        last = i;
    }
    return {first, last};
}

} // namespace

TopicsModel::TopicsModel(SessionBridge& bridge, QObject* parent)
    : QAbstractTableModel(parent), bridge_(bridge) {
    connect(&bridge_, &SessionBridge::topicsChanged, this, &TopicsModel::merge);
    connect(&bridge_, &SessionBridge::reset, this, &TopicsModel::load);
    load();
}

void TopicsModel::load() {
    beginResetModel();
    rows_.clear();
    for (const auto& [key, row] : bridge_.topics()) rows_.append(key, row);
    endResetModel();
    updateScale();
}

void TopicsModel::merge(const std::vector<view::TopicKey>& changed, const std::vector<view::TopicKey>& gone) {
    // The first rows of a cluster come all at once: one reset instead of ten thousand insertions.
    if (rows_.size() == 0) return load();
    for (const view::TopicKey& key : gone) {
        const auto place = rows_.find(key);
        if (!place.found || bridge_.topics().contains(key)) continue;
        beginRemoveRows({}, place.row, place.row);
        rows_.remove(place.row);
        endRemoveRows();
    }
    for (const view::TopicKey& key : changed)
        if (const auto found = bridge_.topics().find(key); found != bridge_.topics().end())
            put(key, found->second);
    updateScale();
}

void TopicsModel::put(const view::TopicKey& key, const view::TopicRow& row) {
    const auto place = rows_.find(key);
    if (!place.found) {
        beginInsertRows({}, place.row, place.row);
        rows_.insert(place.row, key, row);
        endInsertRows();
        return;
    }
    const auto [first, last] = difference(rows_.at(place.row), row);
    rows_.at(place.row) = row;
    if (last >= 0) emit dataChanged(index(place.row, first), index(place.row, last));
}

void TopicsModel::updateScale() {
    double fastest = 1000;
    for (int i = 0; i < rows_.size(); ++i) fastest = std::max(fastest, rows_.at(i).bytes_in_rate);
    const double wanted = niceCeiling(fastest);
    if (wanted == scale_) return;
    scale_ = wanted;
    if (rows_.size() > 0) emit dataChanged(index(0, rate), index(rows_.size() - 1, rate), {shareRole});
}

void TopicsModel::refreshTimes() {
    if (rows_.size() > 0)
        emit dataChanged(index(0, lastRecord), index(rows_.size() - 1, lastRecord), {Qt::DisplayRole});
}

int TopicsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_.size();
}
int TopicsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : columns;
}

QString TopicsModel::text(const view::TopicRow& row, int column) const {
    switch (column) {
    case name:
        return QString::fromStdString(row.name);
    case partitions:
        return format::number(row.partitions);
    case records:
        return format::number(row.records);
    case size:
        return format::bytes(row.size);
    case rate:
        return row.bytes_in_rate < 0.5 ? QString(format::none) : format::byteRate(row.bytes_in_rate);
    case retention:
        return retentionText(row);
    case cleanup:
        return QString::fromStdString(row.cleanup_policy);
    case lastRecord:
        if (!row.last_record_ms) return QString(format::none);
        return format::relativeTime(*row.last_record_ms, QDateTime::currentMSecsSinceEpoch());
    }
    return {};
}

QString TopicsModel::toolTip(const view::TopicRow& row, int column) const {
    switch (column) {
    case name:
        return row.internal ? tr("Internal topic: the cluster keeps its own state here.") : QString();
    case records:
        return row.cleanup_policy.find("compact") == std::string::npos
                   ? QString()
                   : tr("High watermark minus log start offset: at most this many, since compaction removes "
                        "some.");
    case rate:
        return tr("%1 arriving").arg(format::recordRate(row.records_in_rate));
    case retention:
        return tr("retention.ms %1, retention.bytes %2").arg(row.retention_ms).arg(row.retention_bytes);
    case lastRecord:
        if (!row.last_record_ms) return tr("No record since the cluster was started.");
        return format::absoluteTime(*row.last_record_ms);
    }
    return {};
}

QVariant TopicsModel::sortValue(const view::TopicRow& row, int column) const {
    switch (column) {
    case partitions:
        return row.partitions;
    case records:
        return static_cast<qlonglong>(row.records);
    case size:
        return static_cast<qlonglong>(row.size);
    case rate:
        return row.bytes_in_rate;
    // Unlimited is longer than anything.
    case retention:
        return static_cast<qulonglong>(row.retention_ms);
    case lastRecord:
        return static_cast<qlonglong>(row.last_record_ms.value_or(-1));
    default:
        return text(row, column);
    }
}

QVariant TopicsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows_.size()) return {};
    const view::TopicRow& row = rows_.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole: {
        const bool isNumber = index.column() >= partitions && index.column() <= rate;
        return QVariant::fromValue(
            Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    case sortRole:
        return sortValue(row, index.column());
    case shareRole:
        return row.bytes_in_rate / scale_;
    case internalRole:
        return row.internal;
    }
    return {};
}

QVariant TopicsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(
            (section >= partitions && section <= rate ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
    case name:
        return tr("Name");
    case partitions:
        return tr("Partitions");
    case records:
        return tr("Records");
    case size:
        return tr("Size");
    case rate:
        return tr("In");
    case retention:
        return tr("Retention");
    case cleanup:
        return tr("Cleanup");
    case lastRecord:
        return tr("Last record");
    }
    return {};
}

QByteArray TopicsModel::csv(const std::vector<view::TopicRow>& rows) {
    QByteArray out = "name,partitions,replication_factor,records,size_bytes,bytes_in_per_second,retention_ms,"
                     "retention_bytes,cleanup_policy,last_record_ms\r\n";
    for (const view::TopicRow& row : rows) {
        out += csvField(QString::fromStdString(row.name)) + ',' + QByteArray::number(row.partitions) + ',' +
               QByteArray::number(row.replication_factor) + ',' + QByteArray::number(qint64{row.records}) +
               ',' + QByteArray::number(qint64{row.size}) + ',' +
               QByteArray::number(row.bytes_in_rate, 'f', 1) + ',' +
               QByteArray::number(qint64{row.retention_ms}) + ',' +
               QByteArray::number(qint64{row.retention_bytes}) + ',' +
               csvField(QString::fromStdString(row.cleanup_policy)) + ',';
        if (row.last_record_ms) out += QByteArray::number(qint64{*row.last_record_ms});
        out += "\r\n";
    }
    return out;
}

TopicsFilter::TopicsFilter(QObject* parent) : QSortFilterProxyModel(parent) {
    setSortRole(TopicsModel::sortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void TopicsFilter::setText(const QString& text) {
    words_ = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void TopicsFilter::setShowInternal(bool show) {
    internal_ = show;
    invalidateFilter();
}

bool TopicsFilter::filterAcceptsRow(int row, const QModelIndex& parent) const {
    const QModelIndex at = sourceModel()->index(row, TopicsModel::name, parent);
    if (!internal_ && at.data(TopicsModel::internalRole).toBool()) return false;
    const QString name = at.data().toString();
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return name.contains(word, Qt::CaseInsensitive); });
}

} // namespace ui
