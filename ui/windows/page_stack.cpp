#include "ui/windows/page_stack.h"

namespace ui {

PageStack::PageStack(const PaneRegistry& registry, QWidget* parent)
    : QStackedWidget(parent), registry_(registry) {}

Page* PageStack::show(const Location& to, ClusterContext* cluster) {
    const PaneInfo* pane = registry_.pane(to.page);
    if (!pane || (!pane->perApplication && !cluster)) return nullptr;
    const auto key = std::make_pair(pane->perApplication ? QString() : to.cluster, to.page);
    Page*& page = pages_[key];
    if (!page) {
        page = pane->create(pane->perApplication ? nullptr : cluster, this);
        page->setAccessibleName(pane->title);
        addWidget(page);
    }
    page->open(to.path);
    setCurrentWidget(page);
    return page;
}

void PageStack::drop(const QString& cluster) {
    for (auto it = pages_.begin(); it != pages_.end();) {
        if (it->first.first != cluster) {
            ++it;
            continue;
        }
        removeWidget(it->second);
        delete it->second;
        it = pages_.erase(it);
    }
}

} // namespace ui
