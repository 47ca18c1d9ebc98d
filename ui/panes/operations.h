#pragma once
// What an operator does with a running or stopped cluster: preferred election, maintenance, moving replicas,
// adding a broker, latency, graduating to Apache Kafka. Registered as actions. UI thread.

#include "ui/panes/pane_registry.h"

namespace ui {

void addOperations(PaneRegistry& registry);

} // namespace ui
