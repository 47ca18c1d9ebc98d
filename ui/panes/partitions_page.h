#pragma once
// Every partition of the cluster, worst first: filter by state, name, topic or broker; the matrix of all
// replicas; and how the replicas of the chosen one follow. UI thread.

#include "ui/models/partitions_model.h"
#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

#include <QTimer>
#include <vector>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace ui {

class Card;
class DataTable;
class EmptyState;
class FilterChip;
class PartitionDetail;
class PartitionMatrix;

class PartitionsPage : public Page {
    Q_OBJECT
public:
    explicit PartitionsPage(ClusterContext& cluster, QWidget* parent = nullptr);

    /// {"state", "offline"}, {"broker", "2"}, {"topic", "orders"}, {"partition", "orders", "3"}, or none.
    void open(const QStringList& path) override;
    QStringList crumbs(const QStringList& path) const override;
    bool find() override;

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Grouping { none, topic, broker };

    QWidget* buildHead();
    QWidget* buildBar();
    QWidget* buildTable();
    QWidget* buildMatrix();
    void refreshSoon();
    void refresh();
    void refreshGroups();
    void setGrouping(Grouping grouping);
    void filterByGroup();
    void filterByChips();
    void choose(const view::PartitionKey& key);
    void chosen(const QModelIndex& index);
    void clearFilters();

    ClusterContext& cluster_;
    PartitionsModel model_;
    PartitionsFilter filter_;
    QLabel* summary_ = nullptr;
    std::vector<FilterChip*> chips_;
    QLineEdit* text_ = nullptr;
    QButtonGroup* grouping_ = nullptr;
    QListWidget* groups_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    DataTable* table_ = nullptr;
    EmptyState* empty_ = nullptr;
    Card* matrixCard_ = nullptr;
    PartitionMatrix* matrix_ = nullptr;
    QPushButton* matrixShown_ = nullptr;
    PartitionDetail* detail_ = nullptr;
    std::optional<view::PartitionKey> key_;
    Grouping group_ = Grouping::none;
    QTimer soon_;
};

} // namespace ui
