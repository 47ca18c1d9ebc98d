#include "ui/panes/consequence_dialog.h"

#include "ui/models/problem_text.h"
#include "ui/style/theme.h"
#include "ui/widgets/verdict_view.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

ConsequenceDialog::ConsequenceDialog(const QString& verb, const view::WhatIf& would, QWidget* parent)
    : QDialog(parent) {
    setObjectName(u"consequences"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(verb);
    auto* title = new QLabel(tr("%1?").arg(verb), this);
    style::dress(title, style::Text::title);
    auto* verdict = new VerdictView(this);
    verdict->setWhatIf(would);
    auto* note = new QLabel(tr("It can be undone: the fault stays listed until it is lifted."), this);
    style::dress(note, style::Text::caption, style::Tone::muted);
    auto* buttons = new QDialogButtonBox(this);
    auto* cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto* act = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    act->setObjectName(u"act"_s);
    style::setKind(act, "danger"_L1);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(title);
    column->addWidget(verdict);
    column->addWidget(note);
    column->addSpacing(4);
    column->addWidget(buttons);
    cancel->setDefault(true);
    cancel->setFocus();
    setMinimumWidth(460);
}

} // namespace ui
