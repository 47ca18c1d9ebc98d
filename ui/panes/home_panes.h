#pragma once
// The cluster's home page and the Connect action. UI thread.

#include "ui/panes/pane_registry.h"

namespace ui {

void addHomePanes(PaneRegistry& registry);

} // namespace ui
