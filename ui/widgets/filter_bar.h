#pragma once
// What stands above a list: a line that filters by words, and buttons of which one is chosen. UI thread.

#include <QString>
#include <initializer_list>
#include <utility>

class QBoxLayout;
class QButtonGroup;
class QLineEdit;
class QWidget;

namespace ui {

/// No wider than words need; `name` is what a screen reader says.
QLineEdit* makeFilterLine(const QString& placeholder, const QString& name, QWidget* parent);

/// One button for each id at the end of the row; `checked` is chosen. The group tells what is clicked.
QButtonGroup* addSegments(QBoxLayout& row, std::initializer_list<std::pair<int, QString>> buttons,
                          int checked, QWidget* parent);

} // namespace ui
