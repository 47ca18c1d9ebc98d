#include "ui/widgets/empty_state.h"

#include "ui/style/colors.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

EmptyState::EmptyState(QWidget* parent) : QWidget(parent) {
    icon_ = new QLabel(this);
    title_ = new QLabel(this);
    sentence_ = new QLabel(this);
    button_ = new QPushButton(this);
    second_ = new QPushButton(this);
    style::dress(title_, style::Text::title);
    style::dress(sentence_, style::Text::body, style::Tone::muted);
    sentence_->setWordWrap(true);
    sentence_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    sentence_->setMaximumWidth(fontMetrics().averageCharWidth() * 70);
    style::setKind(button_, "primary"_L1);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    buttons->addWidget(button_);
    buttons->addWidget(second_);
    buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 16, 8, 16);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(icon_, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(title_, 0, Qt::AlignHCenter);
    // A word-wrapped label needs a width to find its height: a row of its own gives it one.
    auto* row = new QHBoxLayout;
    row->addStretch();
    row->addWidget(sentence_, 1);
    row->addStretch();
    column->addLayout(row);
    column->addSpacing(8);
    column->addLayout(buttons);
    column->addStretch(3);

    connect(button_, &QPushButton::clicked, this, &EmptyState::triggered);
    connect(second_, &QPushButton::clicked, this, &EmptyState::secondTriggered);
    connect(&style::Theme::instance(), &style::Theme::changed, this, &EmptyState::drawIcon);
}

EmptyState::EmptyState(const QString& icon, const QString& title, const QString& sentence,
                       const QString& action, QWidget* parent)
    : EmptyState(parent) {
    set(icon, title, sentence, action);
}

void EmptyState::set(const QString& icon, const QString& title, const QString& sentence,
                     const QString& action, const QString& second) {
    iconName_ = icon;
    title_->setText(title);
    sentence_->setText(sentence);
    sentence_->setVisible(!sentence.isEmpty());
    button_->setText(action);
    button_->setVisible(!action.isEmpty());
    second_->setText(second);
    second_->setVisible(!second.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    drawIcon();
}

void EmptyState::setCompact() {
    icon_->hide();
    layout()->setContentsMargins(8, 2, 8, 2);
    layout()->setSpacing(4);
}

void EmptyState::drawIcon() {
    icon_->setPixmap(style::iconPixmap(iconName_, style::colors().textFaint, 40, devicePixelRatioF()));
}

} // namespace ui
