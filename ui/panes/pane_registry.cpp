#include "ui/panes/pane_registry.h"

#include "base/assert.h"

#include <algorithm>
#include <utility>

namespace ui {

void PaneRegistry::add(PaneInfo added) {
    RIPARIUM_ASSERT(!pane(added.id), "a pane id is registered once");
    panes_.push_back(std::move(added));
}

void PaneRegistry::add(ActionInfo added) {
    RIPARIUM_ASSERT(!action(added.id), "an action id is registered once");
    actions_.push_back(std::move(added));
}

std::vector<ActionInfo> PaneRegistry::actionsFor(const ClusterContext& cluster) const {
    std::vector<ActionInfo> all;
    for (const ActionSource& source : sources_)
        for (const ActionInfo& action : source.actions(cluster)) all.push_back(action);
    return all;
}

const PaneInfo* PaneRegistry::pane(const QString& id) const {
    const auto found = std::ranges::find(panes_, id, &PaneInfo::id);
    return found == panes_.end() ? nullptr : &*found;
}

const ActionInfo* PaneRegistry::action(const QString& id) const {
    const auto found = std::ranges::find(actions_, id, &ActionInfo::id);
    return found == actions_.end() ? nullptr : &*found;
}

std::vector<const PaneInfo*> PaneRegistry::panes(PaneArea area) const {
    std::vector<const PaneInfo*> found;
    for (const PaneInfo& pane : panes_)
        if (pane.area == area) found.push_back(&pane);
    std::ranges::stable_sort(found, {}, [](const PaneInfo* pane) { return pane->order; });
    return found;
}

} // namespace ui
