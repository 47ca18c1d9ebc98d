#pragma once
// The list at the left: clusters, and under each its pages. Follows the navigator; going somewhere is a
// click, the arrow keys or Enter. UI thread.

#include "ui/panes/pane_registry.h"

#include <QFrame>
#include <map>

class QTreeWidget;
class QTreeWidgetItem;
class QLabel;

namespace ui {

class ClusterTree : public QFrame {
    Q_OBJECT
public:
    ClusterTree(const PaneRegistry& registry, Navigator& navigator, QWidget* parent = nullptr);

    void add(ClusterContext* cluster);
    void remove(ClusterContext* cluster);
    /// Selects the line of the location, a child page's parent for a child page.
    void follow(const Location& to);

signals:
    void newClicked();
    void openClicked();
    /// Right click on a cluster's line.
    void menuRequested(ui::ClusterContext* cluster, const QPoint& globalPosition);

private:
    void refresh(ClusterContext* cluster);
    void choose(QTreeWidgetItem* item);

    const PaneRegistry& registry_;
    Navigator& navigator_;
    QLabel* caption_ = nullptr;
    QTreeWidget* tree_ = nullptr;
    std::map<ClusterContext*, QTreeWidgetItem*> items_;
    bool following_ = false;
};

} // namespace ui
