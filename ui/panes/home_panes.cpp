#include "ui/panes/home_panes.h"

#include "ui/panes/connect_dialog.h"
#include "ui/panes/fault_actions.h"
#include "ui/panes/home_page.h"
#include "ui/panes/operations.h"
#include "ui/panes/problems_dock.h"
#include "ui/panes/reasons.h"
#include "ui/panes/timeline_page.h"
#include "ui/panes/what_if_dialog.h"

#include <QCoreApplication>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
struct HomePanes {
    Q_DECLARE_TR_FUNCTIONS(ui::HomePanes)
};
} // namespace

void addHomePanes(PaneRegistry& registry) {
    registry.add(PaneInfo{.id = u"home"_s,
                          .title = HomePanes::tr("Home"),
                          .area = PaneArea::page,
                          .order = 0,
                          .icon = u"home"_s,
                          .shortcut = QKeySequence(u"Ctrl+1"_s),
                          .create = makePage<HomePage>});
    registry.add(ActionInfo{
        .id = u"cluster.connect"_s,
        .title = HomePanes::tr("Connect…"),
        .menu = u"cluster"_s,
        .group = 2,
        .icon = u"plug"_s,
        .whyNot =
            [](const ClusterContext* cluster) {
                return cluster->isRunning()
                           ? QString()
                           : HomePanes::tr("Start the cluster first: it has addresses while it runs.");
            },
        .run =
            [](ClusterContext* cluster, QWidget* window) {
                auto* dialog = new ConnectDialog(*cluster, window);
                dialog->setAttribute(Qt::WA_DeleteOnClose);
                dialog->open();
            }});
    registry.add(PaneInfo{.id = u"problems"_s,
                          .title = HomePanes::tr("Problems"),
                          .area = PaneArea::right,
                          .order = 0,
                          .icon = u"warning"_s,
                          .minimumChars = 34,
                          .create = makePage<ProblemsDock>});
    registry.add(PaneInfo{.id = u"timeline"_s,
                          .title = HomePanes::tr("Timeline"),
                          .area = PaneArea::page,
                          .order = 90,
                          .icon = u"log"_s,
                          .shortcut = QKeySequence(u"Ctrl+9"_s),
                          .create = makePage<TimelinePage>});
    registry.add(PaneInfo{.id = u"timeline_dock"_s,
                          .title = HomePanes::tr("Timeline"),
                          .area = PaneArea::bottom,
                          .order = 10,
                          .icon = u"log"_s,
                          .coveredBy = u"timeline"_s,
                          .create = makePage<TimelineDock>});
    registry.add(ActionInfo{
        .id = u"cluster.what_if"_s,
        .title = HomePanes::tr("What if…"),
        .menu = u"faults"_s,
        .shortcut = QKeySequence(u"Ctrl+Shift+W"_s),
        .whyNot =
            [](const ClusterContext* cluster) {
                return cluster->isRunning() ? QString() : HomePanes::tr("Start the cluster first.");
            },
        .run = [](ClusterContext* cluster, QWidget* window) { WhatIfDialog::show(*cluster, window); }});
    addFaultActions(registry);
    addOperations(registry);
}

} // namespace ui
