#pragma once
// What is wrong, gravest first, each with its reason and the way to its remedy; and the faults that a person
// started, each with its Undo. Empty and saying so when the cluster is healthy. UI thread.

#include "ui/bridge/health.h"
#include "ui/models/problem_text.h"
#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace ui {

class EmptyState;

/// One problem: a bar in its severity's colour, the sentence, links.
class ProblemCard : public QWidget {
    Q_OBJECT
public:
    explicit ProblemCard(QWidget* parent = nullptr);
    void set(const view::Problem& problem, const ProblemText& text);

signals:
    void followed(int link);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    view::Severity severity_ = view::Severity::info;
    QLabel* title_ = nullptr;
    QLabel* detail_ = nullptr;
    QVBoxLayout* column_ = nullptr;
    std::vector<QPushButton*> links_;
};

class ProblemsDock : public Page {
    Q_OBJECT
public:
    explicit ProblemsDock(ClusterContext& cluster, QWidget* parent = nullptr);

private:
    void refresh();
    void refreshFaults();
    QWidget* buildMaintenance(QWidget* parent);
    void refreshMaintenance();
    void follow(const view::Problem& problem, const ProblemLink& link);

    ClusterContext& cluster_;
    QLabel* title_ = nullptr;
    EmptyState* healthy_ = nullptr;
    QWidget* maintenance_ = nullptr;
    QLabel* maintenanceText_ = nullptr;
    QProgressBar* maintenanceBar_ = nullptr;
    QVBoxLayout* list_ = nullptr;
    std::vector<ProblemCard*> cards_;
    QLabel* faultsTitle_ = nullptr;
    QPushButton* undoAll_ = nullptr;
    QVBoxLayout* faults_ = nullptr;
    std::vector<view::FaultKey> shown_;
    std::vector<QWidget*> faultLines_;
    QTimer second_;
};

/// Goes where the link of a problem leads: lifts the fault, shows the partitions, asks what if.
void followRemedy(ClusterContext& cluster, const view::Problem& problem, const ProblemLink& link,
                  QWidget* window);

} // namespace ui
