#include "ui/widgets/copy_field.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <chrono>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

CopyField::CopyField(const QString& what, Lines lines, QWidget* parent) : QFrame(parent) {
    setProperty("card", u"code"_s);
    button_ = new QPushButton(this);
    button_->setToolTip(tr("Copy the %1").arg(what));
    button_->setAccessibleName(button_->toolTip());
    QWidget* text = nullptr;
    if (lines == Lines::one) {
        text = line_ = new QLineEdit(this);
        line_->setReadOnly(true);
        style::setKind(button_, "quiet"_L1);
        // Three addresses of a cluster fit beside its layout.
        QFont small = style::font(style::Text::mono);
        small.setPointSizeF(style::font(style::Text::caption).pointSizeF() * 0.97);
        line_->setFont(small);
    } else {
        text = block_ = new QPlainTextEdit(this);
        block_->setReadOnly(true);
        block_->setFont(style::font(style::Text::mono));
        block_->setLineWrapMode(QPlainTextEdit::NoWrap);
        block_->setTabChangesFocus(true);
    }
    text->setAccessibleName(what);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2, 4, 4, 4);
    row->addWidget(text, 1);
    row->addWidget(button_, 0, lines == Lines::one ? Qt::AlignVCenter : Qt::AlignTop);
    connect(button_, &QPushButton::clicked, this, &CopyField::copy);
    connect(&style::Theme::instance(), &style::Theme::changed, this, &CopyField::dressButton);
    dressButton();
}

void CopyField::setText(const QString& text) {
    if (exact_ == text) return;
    exact_ = text;
    if (line_) {
        line_->setText(text);
        line_->setCursorPosition(0);
    } else {
        block_->setPlainText(text);
    }
}

void CopyField::copy() {
    QGuiApplication::clipboard()->setText(exact_);
    copied_ = true;
    dressButton();
    QTimer::singleShot(1500ms, this, [this] {
        copied_ = false;
        dressButton();
    });
}

void CopyField::dressButton() {
    // A line has no room to give away: there the icon says it alone.
    button_->setText(line_ ? QString() : copied_ ? tr("Copied") : tr("Copy"));
    button_->setIcon(style::icon(copied_ ? u"check"_s : u"copy"_s));
}

} // namespace ui
