#pragma once
// Every pane and action the product ships with, in one place. UI thread.

#include "ui/panes/pane_registry.h"

namespace ui {

void addStandardPanes(PaneRegistry& registry);

} // namespace ui
