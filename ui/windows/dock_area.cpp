#include "ui/windows/dock_area.h"

#include "ui/widgets/empty_state.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

DockArea::DockArea(QMainWindow& window, const PaneRegistry& registry) : QObject(&window), window_(window) {
    for (const PaneArea area : {PaneArea::right, PaneArea::bottom}) {
        for (const PaneInfo* pane : registry.panes(area)) {
            auto* widget = new QDockWidget(pane->title, &window);
            widget->setObjectName(u"dock."_s + pane->id);
            widget->setAllowedAreas(Qt::LeftDockWidgetArea | Qt::RightDockWidgetArea |
                                    Qt::BottomDockWidgetArea);
            // A stacked layout forgets its margins when asked how small it may be: a box around it does not.
            auto* frame = new QWidget(widget);
            auto* box = new QVBoxLayout(frame);
            box->setContentsMargins(0, 0, 10, 10);
            auto* stack = new QStackedWidget(frame);
            box->addWidget(stack);
            if (area == PaneArea::right)
                frame->setMinimumWidth(frame->fontMetrics().averageCharWidth() * pane->minimumChars);
            widget->setWidget(frame);
            byId_.emplace(pane->id, Dock{pane, widget, stack, {}});
            docks_.push_back(widget);
            connect(widget, &QDockWidget::visibilityChanged, this, [this, id = pane->id](bool visible) {
                if (visible) fill(byId_.at(id));
            });
        }
    }
    reset();
}

void DockArea::reset() {
    for (auto& [id, dock] : byId_) {
        const bool right = dock.pane->area == PaneArea::right;
        dock.widget->setFloating(false);
        window_.addDockWidget(right ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea, dock.widget);
        dock.widget->setVisible(dock.pane->visibleAtFirst);
    }
}

void DockArea::setCluster(ClusterContext* cluster) {
    if (cluster_ == cluster) return;
    cluster_ = cluster;
    for (auto& [id, dock] : byId_)
        if (dock.widget->isVisible()) fill(dock);
}

void DockArea::drop(const QString& cluster) {
    for (auto& [id, dock] : byId_) {
        const auto found = dock.pages.find(cluster);
        if (cluster.isEmpty() || found == dock.pages.end()) continue;
        delete found->second;
        dock.pages.erase(found);
    }
    if (cluster_ && cluster_->key() == cluster) cluster_ = nullptr;
}

bool DockArea::reveal(const QString& id) {
    const auto found = byId_.find(id);
    if (found == byId_.end()) return false;
    Dock& dock = found->second;
    dock.widget->show();
    dock.widget->raise();
    fill(dock);
    if (QWidget* page = dock.stack->currentWidget()) page->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void DockArea::fill(Dock& dock) {
    const bool shared = dock.pane->perApplication;
    if (!shared && !cluster_) {
        if (dock.pages.find(QString()) == dock.pages.end()) {
            // Stands where the content will be, under the empty key.
            auto* page = new Page(dock.stack);
            auto* empty = new EmptyState(u"cluster"_s, {}, tr("Open a cluster to use this."), {}, page);
            auto* box = new QVBoxLayout(page);
            box->addWidget(empty);
            dock.stack->addWidget(page);
            dock.pages.emplace(QString(), page);
        }
        dock.stack->setCurrentWidget(dock.pages.at(QString()));
        return;
    }
    Page*& page = dock.pages[shared ? u"*"_s : cluster_->key()];
    if (!page) {
        page = dock.pane->create(shared ? nullptr : cluster_, dock.stack);
        page->setAccessibleName(dock.pane->title);
        dock.stack->addWidget(page);
    }
    dock.stack->setCurrentWidget(page);
}

} // namespace ui
