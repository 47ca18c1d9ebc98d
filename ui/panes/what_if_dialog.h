#pragma once
// "What if AZ b dies now?": chooses an AZ, a broker or a controller and lists, before anything happens, which
// partitions go offline, refuse writes, or stay safe with which leader. Follows the cluster while open. UI
// thread.

#include "ui/panes/cluster_context.h"
#include "view/what_if.h"

#include <QAbstractTableModel>
#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

class DataTable;
class VerdictView;

/// The partitions of one verdict, worst first.
class OutcomeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { partition, outcome, detail, columns };
    using QAbstractTableModel::QAbstractTableModel;
    void set(const view::WhatIf& it);
    const view::PartitionOutcome& row(int row) const { return rows_[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<view::PartitionOutcome> rows_;
};

class WhatIfDialog : public QDialog {
    Q_OBJECT
public:
    WhatIfDialog(ClusterContext& cluster, const view::Loss& loss, QWidget* parent = nullptr);
    /// Opens one that deletes itself.
    static void show(ClusterContext& cluster, const view::Loss& loss, QWidget* parent);
    /// Opens one that asks about the AZ, or the broker, that leads most.
    static void show(ClusterContext& cluster, QWidget* parent);

private:
    void fillChoices(const view::Loss& loss);
    view::Loss chosen() const;
    void refresh();
    void doIt();

    ClusterContext& cluster_;
    std::vector<view::Loss> choices_;
    QComboBox* choice_ = nullptr;
    VerdictView* verdict_ = nullptr;
    OutcomeModel model_;
    DataTable* table_ = nullptr;
    QLabel* lost_ = nullptr;
    QPushButton* do_ = nullptr;
    QTimer soon_;
};

} // namespace ui
