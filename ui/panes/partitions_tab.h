#pragma once
// The partitions of one topic: replicas, offsets, state, how replicas follow; and adding partitions. UI
// thread.

#include "ui/models/partitions_model.h"
#include "ui/panes/cluster_context.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class DataTable;
class PartitionDetail;

class PartitionsTab : public QWidget {
    Q_OBJECT
public:
    PartitionsTab(ClusterContext& cluster, QString topic, QWidget* parent = nullptr);

    void choose(int partition);
    /// How many partitions are not healthy; for the tab's text.
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
    PartitionsFilter filter_;
    DataTable* table_ = nullptr;
    PartitionDetail* detail_ = nullptr;
    QLabel* note_ = nullptr;
    QPushButton* add_ = nullptr;
};

} // namespace ui
