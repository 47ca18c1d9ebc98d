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
    /// What the window shows. A dock steps aside where it has nothing to say: without a cluster, or beside a
    /// page that says the same.
    void setPlace(ClusterContext* cluster, const QString& page);
    /// Brings back what stepped aside, so that the window's state can be saved.
    void uncover();
    void drop(const QString& cluster);
    const std::vector<QDockWidget*>& docks() const { return docks_; }

private:
    struct Dock {
        const PaneInfo* pane = nullptr;
        QDockWidget* widget = nullptr;
        QStackedWidget* stack = nullptr;
        std::map<QString, Page*> pages;
        bool covered = false; ///< hidden by us, not by a person
    };

    void fill(Dock& dock);
    void lowerBottom();
    void makeRoom(const Dock& dock);

    QMainWindow& window_;
    ClusterContext* cluster_ = nullptr;
    std::map<QString, Dock> byId_;
    std::vector<QDockWidget*> docks_;
};

} // namespace ui
