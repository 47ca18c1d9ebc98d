#include "ui/widgets/filter_bar.h"

#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLineEdit>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

QLineEdit* makeFilterLine(const QString& placeholder, const QString& name, QWidget* parent) {
    auto* line = new QLineEdit(parent);
    line->setPlaceholderText(placeholder);
    line->setAccessibleName(name);
    line->setClearButtonEnabled(true);
    line->setMaximumWidth(380);
    return line;
}

QButtonGroup* addSegments(QBoxLayout& row, std::initializer_list<std::pair<int, QString>> buttons,
                          int checked, QWidget* parent) {
    auto* group = new QButtonGroup(parent);
    for (const auto& [id, name] : buttons) {
        auto* button = new QPushButton(name, parent);
        style::setKind(button, "segment"_L1);
        button->setCheckable(true);
        button->setChecked(id == checked);
        group->addButton(button, id);
        row.addWidget(button);
    }
    return group;
}

} // namespace ui
