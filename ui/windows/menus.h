#pragma once
// The menu bar, made of the registry's actions; enables them by what the current cluster allows and says why
// not. UI thread.

#include "ui/panes/pane_registry.h"
#include "ui/windows/dock_area.h"
#include "ui/windows/recent_clusters.h"

#include <QMainWindow>
#include <map>

class QAction;
class QMenu;

namespace ui {

class Menus : public QObject {
    Q_OBJECT
public:
    Menus(QMainWindow& window, const PaneRegistry& registry, RecentClusters& recent, DockArea& docks);

    /// Actions run on this cluster from now on.
    void setCluster(ClusterContext* cluster);
    /// Enabled states follow the cluster's state.
    void refresh();
    QAction* action(const QString& id) const;

signals:
    void openRecent(const QString& document);
    void resetLayout();

private:
    QMenu* menu(const QString& id, const QString& title);
    void fillRecent(QMenu* menu);
    /// Puts the sources' actions for this cluster at the end of their menu, anew each time it opens.
    void fillSources(QMenu* menu, const QString& id);
    void addViews(DockArea& docks);
    void addThemes(QMenu* view);

    QMainWindow& window_;
    const PaneRegistry& registry_;
    RecentClusters& recent_;
    ClusterContext* cluster_ = nullptr;
    std::map<QString, QAction*> actions_;
};

} // namespace ui
