#include "ui/windows/dock_area.h"

#include "ui/widgets/empty_state.h"

#include <QStackedWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

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
                if (!visible) return;
                Dock& seen = byId_.at(id);
                seen.covered = false;
                fill(seen);
                // Where it stands is known only when the window has been laid out anew.
                QMetaObject::invokeMethod(
                    this, [this, &seen] { makeRoom(seen); }, Qt::QueuedConnection);
            });
        }
    }
    reset();
}

void DockArea::reset() {
    for (auto& [id, dock] : byId_) {
        const bool right = dock.pane->area == PaneArea::right;
        dock.covered = false;
        dock.widget->setFloating(false);
        window_.addDockWidget(right ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea, dock.widget);
        dock.widget->setVisible(dock.pane->visibleAtFirst);
    }
    lowerBottom();
}

// A few lines below the pages, which need the room.
void DockArea::lowerBottom() {
    QList<QDockWidget*> bottom;
    for (const auto& [id, dock] : byId_)
        if (dock.pane->area == PaneArea::bottom && !dock.widget->isHidden()) bottom << dock.widget;
    const int height = window_.fontMetrics().height() * 9;
    window_.resizeDocks(bottom, QList<int>(bottom.size(), height), Qt::Vertical);
}

void DockArea::setPlace(ClusterContext* cluster, const QString& page) {
    const bool other = cluster_ != cluster;
    cluster_ = cluster;
    for (auto& [id, dock] : byId_) {
        const PaneInfo& pane = *dock.pane;
        const bool silent =
            (!cluster && !pane.perApplication) || (!pane.coveredBy.isEmpty() && pane.coveredBy == page);
        if (silent && !dock.widget->isHidden() && !dock.widget->isFloating()) {
            dock.widget->hide();
            dock.covered = true;
        } else if (!silent && std::exchange(dock.covered, false)) {
            dock.widget->show();
        }
        if (other && dock.widget->isVisible()) fill(dock);
    }
}

void DockArea::uncover() {
    for (auto& [id, dock] : byId_)
        if (std::exchange(dock.covered, false)) dock.widget->show();
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

// A dock that joins a full column gets what is left over there: next to nothing.
void DockArea::makeRoom(const Dock& dock) {
    QDockWidget* widget = dock.widget;
    const int wanted = widget->fontMetrics().height() * dock.pane->roomyLines;
    if (wanted == 0 || !widget->isVisible() || widget->isFloating()) return;
    if (widget->height() >= wanted || !window_.tabifiedDockWidgets(widget).isEmpty()) return;
    const Qt::DockWidgetArea side = window_.dockWidgetArea(widget);
    QList<QDockWidget*> others;
    int column = widget->height();
    for (QDockWidget* other : docks_) {
        if (other == widget || !other->isVisible() || other->isFloating()) continue;
        if (window_.dockWidgetArea(other) != side) continue;
        others << other;
        column += other->height();
    }
    if (others.isEmpty()) return;
    const int mine = std::min(wanted, column * 3 / 4);
    QList<int> heights(others.size(), (column - mine) / static_cast<int>(others.size()));
    window_.resizeDocks(others + QList{widget}, heights + QList{mine}, Qt::Vertical);
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
