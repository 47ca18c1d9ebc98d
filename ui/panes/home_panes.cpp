#include "ui/panes/home_panes.h"

#include "ui/panes/connect_dialog.h"
#include "ui/panes/home_page.h"

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
                          .create = [](ClusterContext* cluster, QWidget* parent) -> Page* {
                              return new HomePage(*cluster, parent);
                          }});
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
}

} // namespace ui
