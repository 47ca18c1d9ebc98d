#pragma once
// The window's own actions (documents, start and stop, history, help) in the same registry as those of panes,
// so that menus and the command palette need no second way. UI thread.

#include "ui/panes/pane_registry.h"

namespace ui {

class MainWindow;

void addWindowActions(PaneRegistry& registry, MainWindow& window);

} // namespace ui
