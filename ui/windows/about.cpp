#include "ui/windows/about.h"

#include "ui/panes/pane_registry.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct About {
    Q_DECLARE_TR_FUNCTIONS(ui::About)
};

QDialog* sheet(const QString& name, const QString& title, QWidget* over, QVBoxLayout*& column) {
    auto* dialog = new QDialog(over);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    column = new QVBoxLayout(dialog);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    return dialog;
}

void finish(QDialog* dialog, QVBoxLayout* column) {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    buttons->button(QDialogButtonBox::Close)->setText(About::tr("Close"));
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    column->addStretch(1);
    column->addWidget(buttons);
    dialog->open();
}

} // namespace

void showAbout(QWidget* over) {
    QVBoxLayout* column = nullptr;
    QDialog* dialog = sheet(u"about"_s, About::tr("About Riparium"), over, column);
    auto* icon = new QLabel(dialog);
    icon->setPixmap(style::applicationIcon().pixmap(64, 64));
    auto* title = new QLabel(u"Riparium %1"_s.arg(QCoreApplication::applicationVersion()), dialog);
    style::dress(title, style::Text::headline);
    auto* text = new QLabel(
        About::tr(
            "A multi-AZ, Kafka-compatible cluster under glass: it runs in this process, and every Kafka "
            "client on this machine can connect to it.\n\nFree software: GNU General Public License, "
            "version 3 or later. Apache Kafka and Amazon MSK are trademarks of their owners; this "
            "program is made by neither."),
        dialog);
    text->setWordWrap(true);
    text->setMinimumWidth(text->fontMetrics().averageCharWidth() * 60);
    column->addWidget(icon);
    column->addWidget(title);
    column->addWidget(text);
    finish(dialog, column);
}

void showShortcuts(const PaneRegistry& registry, QWidget* over) {
    QVBoxLayout* column = nullptr;
    QDialog* dialog = sheet(u"shortcuts"_s, About::tr("Keyboard shortcuts"), over, column);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(6);
    int row = 0;
    const auto line = [&](const QString& title, const QKeySequence& keys) {
        if (keys.isEmpty()) return;
        auto* key = new QLabel(keys.toString(QKeySequence::NativeText), dialog);
        style::dress(key, style::Text::mono, style::Tone::muted);
        grid->addWidget(new QLabel(title, dialog), row, 0);
        grid->addWidget(key, row++, 1);
    };
    for (const ActionInfo& action : registry.actions()) line(action.title, action.shortcut);
    for (const PaneArea area : {PaneArea::page, PaneArea::right, PaneArea::bottom})
        for (const PaneInfo* pane : registry.panes(area)) line(pane->title, pane->shortcut);
    column->addLayout(grid);
    finish(dialog, column);
}

} // namespace ui
