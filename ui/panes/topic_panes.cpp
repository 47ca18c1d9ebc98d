#include "ui/panes/topic_panes.h"

#include "ui/bridge/health.h"
#include "ui/panes/create_topic_dialog.h"
#include "ui/panes/log_dock.h"
#include "ui/panes/partitions_page.h"
#include "ui/panes/produce_dock.h"
#include "ui/panes/reasons.h"
#include "ui/panes/topic_pane.h"
#include "ui/panes/topics_pane.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QStackedWidget>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct TopicPanes {
    Q_DECLARE_TR_FUNCTIONS(TopicPanes)
};

QString topicCount(const ClusterContext& cluster) {
    qsizetype count = 0;
    for (const auto& [key, row] : cluster.bridge().topics())
        if (!row.internal) ++count;
    return count > 0 ? QString::number(count) : QString();
}

/// A number only where something is to be looked at.
QString unhealthyCount(const ClusterContext& cluster) {
    if (!cluster.isRunning()) return {};
    const Health* health = Health::find(cluster.bridge());
    if (!health) return {};
    const auto& counts = health->partitionStates();
    std::int64_t bad = 0;
    for (std::size_t state = 1; state < counts.size(); ++state) bad += counts[state];
    return bad > 0 ? u"⚠ "_s + QString::number(bad) : QString();
}

/// Docks carry their pane's id in the object name.
void reveal(QWidget* window, const QString& pane) {
    auto* dock = window->window()->findChild<QDockWidget*>(u"dock."_s + pane);
    if (!dock) return;
    dock->show();
    dock->raise();
    if (auto* stack = dock->findChild<QStackedWidget*>(); stack && stack->currentWidget())
        stack->currentWidget()->setFocus(Qt::ShortcutFocusReason);
}

void addPages(PaneRegistry& registry) {
    registry.add(PaneInfo{.id = u"topics"_s,
                          .title = TopicPanes::tr("Topics"),
                          .area = PaneArea::page,
                          .order = 20,
                          .icon = u"topics"_s,
                          .shortcut = QKeySequence(u"Ctrl+Shift+T"_s),
                          .create = makePage<TopicsPane>,
                          .count = topicCount});
    registry.add(PaneInfo{.id = u"topic"_s,
                          .title = TopicPanes::tr("Topic"),
                          .area = PaneArea::child_page,
                          .parent = u"topics"_s,
                          .icon = u"topics"_s,
                          .create = makePage<TopicPane>});
    registry.add(PaneInfo{.id = u"partitions"_s,
                          .title = TopicPanes::tr("Partitions"),
                          .area = PaneArea::page,
                          .order = 25,
                          .icon = u"partition"_s,
                          .shortcut = QKeySequence(u"Ctrl+3"_s),
                          .create = makePage<PartitionsPage>,
                          .count = unhealthyCount});
    registry.add(PaneInfo{.id = u"produce"_s,
                          .title = TopicPanes::tr("Produce"),
                          .area = PaneArea::right,
                          .order = 10,
                          .icon = u"send"_s,
                          .visibleAtFirst = false,
                          .roomyLines = 34,
                          .create = makePage<ProduceDock>});
    registry.add(PaneInfo{.id = u"log"_s,
                          .title = TopicPanes::tr("Log"),
                          .area = PaneArea::bottom,
                          .order = 20,
                          .icon = u"log"_s,
                          .perApplication = true,
                          .visibleAtFirst = false,
                          .create = [](ClusterContext*, QWidget* parent) -> Page* {
                              return new LogDock(LogSource::instance(), parent);
                          }});
}

} // namespace

void addTopicPanes(PaneRegistry& registry) {
    addPages(registry);
    registry.add(ActionInfo{.id = u"topic.create"_s,
                            .title = TopicPanes::tr("Create topic…"),
                            .menu = u"cluster"_s,
                            .group = 2,
                            .icon = u"plus"_s,
                            .shortcut = QKeySequence(u"Ctrl+Shift+N"_s),
                            .whyNot = [](const ClusterContext* cluster) { return whyNotManage(*cluster); },
                            .run =
                                [](ClusterContext* cluster, QWidget* window) {
                                    auto* dialog = new CreateTopicDialog(*cluster, window);
                                    dialog->setAttribute(Qt::WA_DeleteOnClose);
                                    dialog->open();
                                }});
    registry.add(ActionInfo{.id = u"produce.show"_s,
                            .title = TopicPanes::tr("Produce a record"),
                            .menu = u"view"_s,
                            .icon = u"send"_s,
                            .shortcut = QKeySequence(u"Ctrl+Shift+P"_s),
                            .run = [](ClusterContext*, QWidget* window) { reveal(window, u"produce"_s); }});
    registry.add(ActionInfo{.id = u"log.show"_s,
                            .title = TopicPanes::tr("Show the log"),
                            .menu = u"view"_s,
                            .icon = u"log"_s,
                            .shortcut = QKeySequence(u"Ctrl+Shift+L"_s),
                            .needsCluster = false,
                            .run = [](ClusterContext*, QWidget* window) { reveal(window, u"log"_s); }});
}

} // namespace ui
