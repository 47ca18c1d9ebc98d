#pragma once
// The partitions of one topic, or of the whole cluster, by topic and number. Follows the bridge's store and
// says exactly which cells changed; a batch of thousands is one change. UI thread.

#include "ui/bridge/session_bridge.h"
#include "ui/models/replica_chip.h"
#include "view/partition_state.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <set>

namespace ui {

class PartitionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { partition, replicas, state, epoch, highWatermark, logEnd, logStart, size, columns };
    static constexpr int sortRole = Qt::UserRole;
    /// QList<ReplicaChip> of the column `replicas`.
    static constexpr int chipsRole = Qt::UserRole + 1;
    /// Muted text beside the column `state`: the reason.
    static constexpr int noteRole = Qt::UserRole + 2;

    /// `topic` empty: all partitions of the cluster, named "orders-3" instead of "3".
    PartitionsModel(SessionBridge& bridge, QString topic, QObject* parent = nullptr);

    const view::PartitionRow& row(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    /// -1: not here.
    int rowOf(const view::PartitionKey& key) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void load();
    bool isOurs(const view::PartitionKey& key) const { return topic_.empty() || key.topic == topic_; }
    void merge(const std::vector<view::PartitionKey>& changed, const std::vector<view::PartitionKey>& gone);
    bool putAll(const std::vector<view::PartitionKey>& changed);
    void put(const view::PartitionRow& row);
    QString text(const view::PartitionRow& row, int column) const;
    QString toolTip(const view::PartitionRow& row, int column) const;
    QVariant sortValue(const view::PartitionRow& row, int column) const;

    SessionBridge& bridge_;
    std::string topic_;
    std::vector<view::PartitionRow> rows_; ///< by key
};

/// By words of the name, by state, by topic, by broker.
class PartitionsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit PartitionsFilter(PartitionsModel& model, QObject* parent = nullptr);
    void setText(const QString& text);
    /// Empty: all.
    void setStates(std::set<view::PartitionState> states);
    void setTopic(const QString& topic);
    /// Only partitions with a replica there; -1: all.
    void setBroker(int broker);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    PartitionsModel& model_;
    QStringList words_;
    std::set<view::PartitionState> states_;
    std::string topic_;
    int broker_ = -1;
};

} // namespace ui
