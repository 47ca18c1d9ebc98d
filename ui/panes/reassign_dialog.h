#pragma once
// Moving replicas: drain a broker, spread over brokers, or change how many replicas there are. Shows before
// and after for each partition and each broker, takes a throttle, then shows how far it is. UI thread.

#include "ui/panes/cluster_context.h"
#include "view/reassign_plan.h"

#include <QAbstractTableModel>
#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace ui {

class DataTable;

/// The moves of a plan: partition, replicas before, replicas after, bytes to copy.
class MovesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { partition, before, after, bytes, columns };
    MovesModel(SessionBridge& bridge, QObject* parent = nullptr)
        : QAbstractTableModel(parent), bridge_(bridge) {}
    void set(std::vector<view::PlannedMove> moves);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    SessionBridge& bridge_;
    std::vector<view::PlannedMove> moves_;
};

class ReassignDialog : public QDialog {
    Q_OBJECT
public:
    enum class Goal { drain, spread, factor };

    ReassignDialog(ClusterContext& cluster, Goal goal, QWidget* parent = nullptr);
    /// Opens one that deletes itself; `broker` is to be drained.
    static void drain(ClusterContext& cluster, std::int32_t broker, QWidget* parent);
    static void show(ClusterContext& cluster, QWidget* parent);
    const view::ReassignPlan& plan() const { return plan_; }
    void setBroker(std::int32_t broker);

private:
    QWidget* buildChoices();
    QWidget* buildPlan();
    QWidget* buildProgress();
    void refresh();
    void refreshProgress();
    void start();
    void cancelMoves();
    view::ReassignPlan makePlan() const;
    std::int32_t brokerToDrain() const;
    QString loads() const;

    ClusterContext& cluster_;
    view::ReassignPlan plan_;
    MovesModel model_;
    QComboBox* goal_ = nullptr;
    QComboBox* broker_ = nullptr;
    QComboBox* topic_ = nullptr;
    QSpinBox* factor_ = nullptr;
    QCheckBox* remove_ = nullptr;
    QDoubleSpinBox* throttle_ = nullptr;
    QLabel* summary_ = nullptr;
    QLabel* loads_ = nullptr;
    QLabel* failure_ = nullptr;
    DataTable* table_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QLabel* progressText_ = nullptr;
    QProgressBar* progress_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QPushButton* act_ = nullptr;
    QTimer soon_;
    bool started_ = false;
    bool answered_ = false;
};

} // namespace ui
