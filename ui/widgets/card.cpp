#include "ui/widgets/card.h"

#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {

Card::Card(QWidget* parent) : QFrame(parent) {
    setProperty("card", true);
    body_ = new QVBoxLayout(this);
    body_->setContentsMargins(16, 12, 16, 14);
    body_->setSpacing(8);
}

Card::Card(const QString& title, QWidget* parent) : Card(parent) {
    header_ = new QHBoxLayout;
    header_->setSpacing(8);
    title_ = new QLabel(this);
    style::dress(title_, style::Text::title);
    subtitle_ = new QLabel(this);
    style::dress(subtitle_, style::Text::body, style::Tone::muted);
    subtitle_->hide();
    header_->addWidget(title_);
    header_->addWidget(subtitle_);
    header_->addStretch(1);
    body_->addLayout(header_);
    setTitle(title);
}

void Card::setTitle(const QString& title) {
    if (title_) title_->setText(title);
    setAccessibleName(title);
}

void Card::setSubtitle(const QString& subtitle) {
    if (!subtitle_) return;
    subtitle_->setText(subtitle);
    subtitle_->setVisible(!subtitle.isEmpty());
}

} // namespace ui
