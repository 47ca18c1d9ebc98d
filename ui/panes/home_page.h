#pragma once
// The cluster's home: totals, the AZ canvas, the last five minutes of traffic, and the next step when there
// is one. UI thread.

#include "ui/panes/fault_actions.h"

#include <QTimer>
#include <map>

class QStackedWidget;

namespace ui {

class AzCanvas;
class Card;
class EmptyState;
class StatStrip;
class ThroughputChart;
class TopTopics;

class HomePage : public Page {
    Q_OBJECT
public:
    HomePage(ClusterContext& cluster, QWidget* parent = nullptr);

    QStringList crumbs(const QStringList&) const override { return {}; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* buildTraffic();
    void showMenu(const std::vector<ActionInfo>& faults, const view::Loss& loss, const QPoint& at,
                  const QString& broker);
    void refreshTotals();
    void refreshCanvas();
    void refreshNextStep();
    /// Once a second: sparklines and chart move on, also while another page is shown.
    void tick();
    void labelChart();

    ClusterContext& cluster_;
    StatStrip* strip_ = nullptr;
    AzCanvas* canvas_ = nullptr;
    Card* trafficCard_ = nullptr;
    ThroughputChart* chart_ = nullptr;
    QStackedWidget* next_ = nullptr;
    EmptyState* stopped_ = nullptr;
    EmptyState* noTopics_ = nullptr;
    TopTopics* topTopics_ = nullptr;
    QTimer second_;
    QTimer soon_;
    struct AzSeries {
        int in;
        int out;
    };
    std::map<std::string, AzSeries> series_;
};

} // namespace ui
