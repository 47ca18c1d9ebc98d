#include "ui/panes/standard_panes.h"

namespace ui {

// One line per family of panes; each family has its own add<Family>Panes(PaneRegistry&) beside its panes.
void addStandardPanes(PaneRegistry& registry) {
    Q_UNUSED(registry);
}

} // namespace ui
