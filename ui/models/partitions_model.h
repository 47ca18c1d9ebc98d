#pragma once
// The partitions of one topic, by number. Follows the bridge's store; says exactly which cells changed. UI
// thread.

#include "ui/bridge/session_bridge.h"

#include <QAbstractTableModel>

namespace ui {

/// One replica as its chip is drawn; a delegate takes a QList of them from `chipsRole`.
struct ReplicaChip {
    int broker = -1;
    int az = -1; ///< of style::azColors; -1: nobody knows
    QString azName;
    bool preferred = false;
    bool leader = false;
    bool inSync = false;
    bool online = true;
    bool operator==(const ReplicaChip&) const = default;
    /// "broker 2 in AZ b, leader, in sync"
    QString sentence() const;
};

class PartitionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        partition,
        state,
        leader,
        epoch,
        replicas,
        isr,
        logStart,
        highWatermark,
        logEnd,
        size,
        columns
    };
    static constexpr int sortRole = Qt::UserRole;
    static constexpr int chipsRole = Qt::UserRole + 1;

    PartitionsModel(SessionBridge& bridge, QString topic, QObject* parent = nullptr);

    const view::PartitionRow& row(int row) const { return rows_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    enum class Health { ok, underReplicated, offline };

    void load();
    void merge(const std::vector<view::PartitionKey>& changed, const std::vector<view::PartitionKey>& gone);
    void put(const view::PartitionRow& row);
    static Health health(const view::PartitionRow& row);
    QString text(const view::PartitionRow& row, int column) const;
    QString toolTip(const view::PartitionRow& row, int column) const;
    QVariant sortValue(const view::PartitionRow& row, int column) const;
    QList<ReplicaChip> chips(const view::PartitionRow& row, int column) const;

    SessionBridge& bridge_;
    std::string topic_;
    std::vector<view::PartitionRow> rows_; ///< by partition
};

} // namespace ui

Q_DECLARE_METATYPE(ui::ReplicaChip)
