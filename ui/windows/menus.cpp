#include "ui/windows/menus.h"

#include "ui/style/theme.h"

#include <QActionGroup>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>

namespace ui {

using namespace Qt::StringLiterals;

Menus::Menus(QMainWindow& window, const PaneRegistry& registry, RecentClusters& recent, DockArea& docks)
    : QObject(&window), window_(window), registry_(registry), recent_(recent) {
    menu(u"cluster"_s, tr("&Cluster"));
    menu(u"edit"_s, tr("&Edit"));
    menu(u"view"_s, tr("&View"));
    addViews(docks);
    menu(u"faults"_s, tr("F&aults"));
    menu(u"help"_s, tr("&Help"));
    // Actions without a menu still have their shortcut.
    for (const ActionInfo& info : registry_.actions()) {
        if (actions_.contains(info.id)) continue;
        auto* action = new QAction(info.title, &window_);
        action->setShortcut(info.shortcut);
        connect(action, &QAction::triggered, this, [this, &info] { info.run(cluster_, &window_); });
        window_.addAction(action);
        actions_.emplace(info.id, action);
    }
    refresh();
}

QMenu* Menus::menu(const QString& id, const QString& title) {
    QMenu* made = window_.menuBar()->addMenu(title);
    made->setToolTipsVisible(true);
    made->setObjectName(u"menu."_s + id);
    int group = 0;
    for (const ActionInfo& info : registry_.actions()) {
        if (info.menu != id) continue;
        if (info.group != group && !made->isEmpty()) made->addSeparator();
        group = info.group;
        QAction* action = made->addAction(info.title);
        action->setShortcut(info.shortcut);
        action->setObjectName(info.id);
        connect(action, &QAction::triggered, this, [this, &info] { info.run(cluster_, &window_); });
        actions_.emplace(info.id, action);
        if (info.id == "cluster.open"_L1) {
            QMenu* sub = made->addMenu(tr("Open &recent"));
            connect(sub, &QMenu::aboutToShow, this, [this, sub] { fillRecent(sub); });
        }
    }
    connect(made, &QMenu::aboutToShow, this, &Menus::refresh);
    connect(made, &QMenu::aboutToShow, this, [this, made, id] { fillSources(made, id); });
    return made;
}

void Menus::fillSources(QMenu* menu, const QString& id) {
    for (QAction* old : menu->actions()) {
        if (!old->property("fromSource").toBool()) continue;
        if (QMenu* sub = old->menu())
            delete sub;
        else
            delete old;
    }
    if (!cluster_) return;
    std::map<QString, QMenu*> subs;
    std::map<QString, int> groups;
    for (const ActionInfo& info : registry_.actionsFor(*cluster_)) {
        if (info.menu != id) continue;
        if (subs.empty()) menu->addSeparator()->setProperty("fromSource", true);
        QMenu*& sub = subs[info.submenu];
        if (!sub) {
            sub = menu->addMenu(info.submenu);
            sub->setToolTipsVisible(true);
            sub->menuAction()->setProperty("fromSource", true);
            groups[info.submenu] = info.group;
        }
        if (groups[info.submenu] != info.group) sub->addSeparator();
        groups[info.submenu] = info.group;
        QAction* action = sub->addAction(info.shortTitle);
        action->setObjectName(info.id);
        const QString whyNot = info.whyNot ? info.whyNot(cluster_) : QString();
        action->setEnabled(whyNot.isEmpty());
        action->setToolTip(whyNot.isEmpty() ? info.title : whyNot);
        connect(action, &QAction::triggered, this, [this, run = info.run] {
            if (cluster_) run(cluster_, &window_);
        });
    }
}

void Menus::fillRecent(QMenu* menu) {
    menu->clear();
    for (const RecentCluster& recent : recent_.all()) {
        QAction* action = menu->addAction(recent.name);
        action->setToolTip(recent.document);
        connect(action, &QAction::triggered, this,
                [this, document = recent.document] { emit openRecent(document); });
    }
    if (menu->isEmpty()) menu->addAction(tr("Nothing opened yet"))->setEnabled(false);
}

void Menus::addViews(DockArea& docks) {
    auto* view = window_.menuBar()->findChild<QMenu*>(u"menu.view"_s);
    if (!view->isEmpty()) view->addSeparator();
    for (const PaneInfo* pane : registry_.panes(PaneArea::page)) {
        if (pane->shortcut.isEmpty()) continue;
        QAction* go = view->addAction(pane->title);
        go->setShortcut(pane->shortcut);
        connect(go, &QAction::triggered, this, [this, id = pane->id] {
            if (cluster_) cluster_->go(id);
        });
    }
    view->addSeparator();
    for (QDockWidget* dock : docks.docks()) view->addAction(dock->toggleViewAction());
    QAction* reset = view->addAction(tr("Reset &layout"));
    connect(reset, &QAction::triggered, this, &Menus::resetLayout);
    view->addSeparator();
    addThemes(view);
}

void Menus::addThemes(QMenu* view) {
    QMenu* themes = view->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(themes);
    const std::initializer_list<std::pair<style::Theme::Mode, QString>> modes = {
        {style::Theme::Mode::light, tr("&Light")},
        {style::Theme::Mode::dark, tr("&Dark")},
        {style::Theme::Mode::system, tr("As the &system")}};
    for (const auto& [mode, title] : modes) {
        QAction* action = themes->addAction(title);
        action->setCheckable(true);
        group->addAction(action);
        // The palette sets the theme too.
        connect(themes, &QMenu::aboutToShow, action,
                [action, m = mode] { action->setChecked(style::Theme::instance().mode() == m); });
        connect(action, &QAction::triggered, this, [m = mode] { style::Theme::instance().setMode(m); });
    }
}

void Menus::setCluster(ClusterContext* cluster) {
    if (cluster_ == cluster) return;
    if (cluster_) cluster_->bridge().disconnect(this);
    cluster_ = cluster;
    if (cluster_) connect(&cluster_->bridge(), &SessionBridge::clusterChanged, this, &Menus::refresh);
    refresh();
}

void Menus::refresh() {
    for (const ActionInfo& info : registry_.actions()) {
        const auto found = actions_.find(info.id);
        if (found == actions_.end()) continue;
        QString whyNot;
        if (info.needsCluster && !cluster_)
            whyNot = tr("Open a cluster first.");
        else if (info.whyNot)
            whyNot = info.whyNot(cluster_);
        found->second->setEnabled(whyNot.isEmpty());
        found->second->setToolTip(whyNot.isEmpty() ? info.title : whyNot);
    }
}

QAction* Menus::action(const QString& id) const {
    const auto found = actions_.find(id);
    return found == actions_.end() ? nullptr : found->second;
}

} // namespace ui
