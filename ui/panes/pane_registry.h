#pragma once
// Panes and actions by id. The window knows no pane by type: it asks the registry, and makes a pane when it
// is first shown. Adding a pane is one `add` in standard_panes.cpp. UI thread.

#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

#include <QIcon>
#include <QKeySequence>
#include <QString>
#include <functional>
#include <utility>
#include <vector>

namespace ui {

enum class PaneArea {
    page,       ///< centre, listed in the tree under its cluster
    child_page, ///< centre, reached from its `parent` page ("topic" from "topics")
    right,      ///< dock
    bottom,     ///< dock
};

struct PaneInfo {
    QString id;    ///< "topics": stable, kept in settings and locations
    QString title; ///< translated
    PaneArea area = PaneArea::page;
    int order = 0;               ///< within its area
    QString parent;              ///< of a child page
    QString icon;                ///< name of resources/icons/<icon>.svg
    bool perApplication = false; ///< one pane for all clusters; `create` gets no cluster (the log)
    bool visibleAtFirst = true;  ///< docks
    int minimumChars = 44;       ///< width of a right dock
    QString coveredBy;           ///< page that shows the same: the dock steps aside meanwhile
    int roomyLines = 0;          ///< height a right dock is given when it is shown among others; 0: any
    QKeySequence shortcut;       ///< goes to the page, or shows the dock
    /// `cluster` is null only when `perApplication`.
    std::function<Page*(ClusterContext* cluster, QWidget* parent)> create;
    /// Small text at the right end of the tree's line ("14"); none when empty.
    std::function<QString(const ClusterContext& cluster)> count;
};

/// For `PaneInfo::create`: a page that is made of its cluster alone.
template <class MadePage>
Page* makePage(ClusterContext* cluster, QWidget* parent) {
    return new MadePage(*cluster, parent);
}

struct ActionInfo {
    QString id;         ///< "topic.create"
    QString title;      ///< verb first, translated: "Create topic…"
    QString menu;       ///< "cluster", "edit", "view", "faults", "help", or empty: command palette only
    int group = 0;      ///< of its menu; a line separates groups
    QString submenu;    ///< of an ActionSource's action: "Broker 2"
    QString shortTitle; ///< within its submenu or a context menu: "Kill"
    QString icon;
    QKeySequence shortcut;
    bool needsCluster = true;
    /// Why it cannot run now, a sentence for the tooltip; empty: it can.
    std::function<QString(const ClusterContext* cluster)> whyNot;
    std::function<void(ClusterContext* cluster, QWidget* window)> run;
};

/// Actions that depend on what the cluster has (a fault for each broker); asked when a menu or the palette
/// opens.
struct ActionSource {
    std::function<std::vector<ActionInfo>(const ClusterContext& cluster)> actions;
};

class PaneRegistry {
public:
    /// An id is added once; a second time is a mistake of the program and asserts.
    void add(PaneInfo pane);
    void add(ActionInfo action);
    void add(ActionSource source) { sources_.push_back(std::move(source)); }

    const PaneInfo* pane(const QString& id) const;
    const ActionInfo* action(const QString& id) const;
    /// By `order`.
    std::vector<const PaneInfo*> panes(PaneArea area) const;
    const std::vector<ActionInfo>& actions() const { return actions_; }
    /// Of all sources, for this cluster as it is now.
    std::vector<ActionInfo> actionsFor(const ClusterContext& cluster) const;

private:
    std::vector<PaneInfo> panes_;
    std::vector<ActionInfo> actions_;
    std::vector<ActionSource> sources_;
};

} // namespace ui
