#pragma once
// The application's style sheet over Fusion. Widgets opt in by dynamic properties: QPushButton "kind"
// (primary, danger, link, quiet, segment), QFrame "card" (true), any "tone" (muted, faint, accent, ok,
// warning, bad). UI thread.

#include "ui/style/colors.h"

#include <QString>

namespace ui::style {

QString styleSheet(const Colors& colors);

} // namespace ui::style
