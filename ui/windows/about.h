#pragma once
// Help: what this program is, and the sheet of its keys. UI thread.

class QWidget;

namespace ui {

class PaneRegistry;

void showAbout(QWidget* over);
void showShortcuts(const PaneRegistry& registry, QWidget* over);

} // namespace ui
