#pragma once
// The partitions of one topic: leaders, replicas, offsets; and adding partitions. UI thread.

#include "ui/models/partitions_model.h"
#include "ui/panes/cluster_context.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class DataTable;

class PartitionsTab : public QWidget {
    Q_OBJECT
public:
    PartitionsTab(ClusterContext& cluster, QString topic, QWidget* parent = nullptr);

    /// How many partitions have no leader or miss replicas; for the tab's text.
    int unhealthy() const;

signals:
    /// A partition was activated: show its records.
    void partitionActivated(int partition);

private:
    void refresh();
    void addPartitions();

    ClusterContext& cluster_;
    QString topic_;
    PartitionsModel model_;
    QSortFilterProxyModel sorted_;
    DataTable* table_ = nullptr;
    QLabel* note_ = nullptr;
    QPushButton* add_ = nullptr;
};

} // namespace ui
