#include "ui/widgets/banner.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace ui {

using namespace Qt::StringLiterals;

Banner::Banner(QWidget* parent) : QFrame(parent) {
    sentence_ = new QLabel(this);
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    sentence_->setFocusPolicy(Qt::NoFocus);
    action_ = new QPushButton(this);
    close_ = new QPushButton(this);
    style::setKind(close_, "quiet"_L1);
    close_->setAccessibleName(tr("Dismiss"));
    close_->setToolTip(tr("Dismiss"));
    bar_ = new QProgressBar(this);
    bar_->setRange(0, 0);
    bar_->setTextVisible(false);
    bar_->setFixedWidth(96);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 8);
    row->setSpacing(12);
    row->addWidget(bar_);
    row->addWidget(sentence_, 1);
    row->addWidget(action_);
    row->addWidget(close_);
    connect(action_, &QPushButton::clicked, this, &Banner::triggered);
    connect(close_, &QPushButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    hide();
}

void Banner::say(Kind kind, const QString& sentence, const QString& action) {
    put(kind == Kind::bad       ? u"bad"_s
        : kind == Kind::warning ? u"warning"_s
                                : u"info"_s,
        sentence, action, false);
}

void Banner::progress(const QString& sentence, const QString& action) {
    put(u"info"_s, sentence, action, true);
}

QString Banner::sentence() const {
    return sentence_->text();
}

void Banner::put(const QString& kind, const QString& sentence, const QString& action, bool moving) {
    style::mark(this, "banner", kind);
    sentence_->setText(sentence);
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    close_->setIcon(style::icon(u"close"_s));
    close_->setVisible(!moving);
    bar_->setVisible(moving);
    setAccessibleName(sentence);
    show();
}

} // namespace ui
