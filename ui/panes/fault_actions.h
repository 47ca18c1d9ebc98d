#pragma once
// Every fault that can be started or lifted in a hosted cluster, as actions: the Faults menu, the context
// menus of the canvas and the command palette show the same ones, with the same reasons why not. UI thread.

#include "ui/panes/pane_registry.h"
#include "view/what_if.h"

class QMenu;

namespace ui {

std::vector<ActionInfo> nodeFaults(const ClusterContext& cluster, const view::NodeRef& node);
std::vector<ActionInfo> azFaults(const ClusterContext& cluster, const std::string& az);
/// Between two AZs, both directions.
std::vector<ActionInfo> linkFaults(const ClusterContext& cluster, const std::string& a, const std::string& b);
/// All of them, each kind of object in its submenu.
std::vector<ActionInfo> allFaults(const ClusterContext& cluster);

/// Adds them to the menu by their short titles, a line between groups; disabled ones say why.
void fillMenu(QMenu& menu, ClusterContext& cluster, const std::vector<ActionInfo>& actions, QWidget* window);

/// Submits; says in the window what was refused. Lives without an owner.
void submitTold(ClusterContext& cluster, view::Command command, QWidget* window);
/// For `ActionInfo::run`: submits a command that needs no more words.
template <class Command>
void runTold(ClusterContext* cluster, QWidget* window) {
    submitTold(*cluster, Command{}, window);
}
/// As submitTold, but first says what would be lost when the loss of `loss` does harm.
void submitAfterWarning(ClusterContext& cluster, view::Command command, const view::Loss& loss,
                        const QString& verb, QWidget* window);

/// Adds the Faults menu's own actions and the source of the others.
void addFaultActions(PaneRegistry& registry);

} // namespace ui
