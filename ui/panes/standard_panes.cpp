#include "ui/panes/standard_panes.h"

#include "ui/panes/home_panes.h"
#include "ui/panes/topic_panes.h"

namespace ui {

// One line per family of panes; each family has its own add<Family>Panes(PaneRegistry&) beside its panes.
void addStandardPanes(PaneRegistry& registry) {
    addHomePanes(registry);
    addTopicPanes(registry);
}

} // namespace ui
