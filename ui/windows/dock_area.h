#pragma once
// The docks of the window: one per registered right or bottom pane. Content is made when a dock is first
// seen, one per cluster, and follows the cluster the window shows. UI thread.

#include "ui/panes/pane_registry.h"

#include <QDockWidget>
#include <QMainWindow>
#include <map>
#include <vector>

class QStackedWidget;

namespace ui {

class DockArea : public QObject {
    Q_OBJECT
public:
    DockArea(QMainWindow& window, const PaneRegistry& registry);

    /// Puts every dock where a new window has it.
    void reset();
    void setCluster(ClusterContext* cluster);
    void drop(const QString& cluster);
    const std::vector<QDockWidget*>& docks() const { return docks_; }
    /// Shows the dock and puts the focus into it. False: no such dock.
    bool reveal(const QString& id);

private:
    struct Dock {
        const PaneInfo* pane = nullptr;
        QDockWidget* widget = nullptr;
        QStackedWidget* stack = nullptr;
        std::map<QString, Page*> pages;
    };

    void fill(Dock& dock);

    QMainWindow& window_;
    ClusterContext* cluster_ = nullptr;
    std::map<QString, Dock> byId_;
    std::vector<QDockWidget*> docks_;
};

} // namespace ui
