#pragma once
// The centre of the window: makes a page when it is first gone to, keeps it while its cluster is open. UI
// thread.

#include "ui/panes/pane_registry.h"

#include <QStackedWidget>
#include <map>
#include <utility>

namespace ui {

class PageStack : public QStackedWidget {
    Q_OBJECT
public:
    explicit PageStack(const PaneRegistry& registry, QWidget* parent = nullptr);

    /// Null when the location names no page; the stack stays where it is.
    Page* show(const Location& to, ClusterContext* cluster);
    Page* currentPage() const { return qobject_cast<Page*>(currentWidget()); }
    /// Deletes the pages of a cluster that is being closed.
    void drop(const QString& cluster);

private:
    const PaneRegistry& registry_;
    std::map<std::pair<QString, QString>, Page*> pages_;
};

} // namespace ui
