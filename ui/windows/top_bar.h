#pragma once
// The bar above everything: back and forward, where the window is, and the buttons every page has. UI thread.

#include "ui/panes/cluster_context.h"

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class TopBar : public QFrame {
    Q_OBJECT
public:
    TopBar(Navigator& navigator, QWidget* parent = nullptr);

    /// "orders-lab" and "Topics", "orders"; without a cluster `name` is the page's own.
    void setPlace(ClusterContext* cluster, const QString& name, const QStringList& crumbs);
    QPushButton* connectButton() { return connect_; }
    QPushButton* powerButton() { return power_; }
    QPushButton* goButton() { return go_; }

signals:
    void connectClicked();
    void whatIfClicked();
    void startClicked();
    void stopClicked();
    void goClicked();

private:
    void update();

    Navigator& navigator_;
    QPointer<ClusterContext> cluster_;
    QToolButton* back_ = nullptr;
    QToolButton* forward_ = nullptr;
    QLabel* name_ = nullptr;
    QLabel* crumbs_ = nullptr;
    QPushButton* connect_ = nullptr;
    QPushButton* whatIf_ = nullptr;
    QPushButton* power_ = nullptr;
    QPushButton* go_ = nullptr;
};

} // namespace ui
