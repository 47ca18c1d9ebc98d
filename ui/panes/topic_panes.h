#pragma once
// The topic family: Topics, a topic, the Produce dock, the Log dock, and their actions. UI thread.

#include "ui/panes/pane_registry.h"

namespace ui {

void addTopicPanes(PaneRegistry& registry);

} // namespace ui
