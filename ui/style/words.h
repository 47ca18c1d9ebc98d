#pragma once
// The words and colours of states, the same everywhere. UI thread.

#include "ui/style/colors.h"
#include "view/rows.h"

#include <QString>

namespace ui {

QString word(view::ClusterState state);
QString word(view::NodeState state);
const style::StateColors& stateColors(view::ClusterState state);
const style::StateColors& stateColors(view::NodeState state);

} // namespace ui
