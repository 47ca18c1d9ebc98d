#pragma once
// Below a list of partitions: the chosen one's replicas moving toward their leader, why its leader is where
// it is, and what can be done with it. UI thread.

#include "ui/panes/cluster_context.h"
#include "ui/widgets/card.h"

#include <optional>

class QPushButton;
class QStackedWidget;

namespace ui {

class EmptyState;
class ReplicaSync;

class PartitionDetail : public Card {
    Q_OBJECT
public:
    explicit PartitionDetail(ClusterContext& cluster, QWidget* parent = nullptr);

    /// None: asks to choose one.
    void setPartition(std::optional<view::PartitionKey> key);
    const std::optional<view::PartitionKey>& partition() const { return key_; }

private:
    void refresh();
    QString reason() const;

    ClusterContext& cluster_;
    std::optional<view::PartitionKey> key_;
    ReplicaSync* sync_ = nullptr;
    EmptyState* none_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QPushButton* elect_ = nullptr;
    QPushButton* records_ = nullptr;
    QString failure_;
};

} // namespace ui
