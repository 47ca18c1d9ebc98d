#include "ui/widgets/verdict_view.h"

#include "ui/models/problem_text.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

struct Line {
    QString mark, text;
    style::Tone tone;
};

std::vector<Line> linesOf(const view::WhatIf& it) {
    // The order of `verdict`: one line for each outcome there is, then the quorum.
    using view::Outcome;
    const QStringList texts = verdict(it);
    std::vector<Line> lines;
    qsizetype at = 0;
    const auto take = [&](Outcome outcome, const QString& mark, style::Tone tone) {
        if (it.count(outcome) > 0) lines.push_back({mark, texts.value(at++), tone});
    };
    take(Outcome::offline, u"✕"_s, style::Tone::bad);
    take(Outcome::writes_refused, u"✕"_s, style::Tone::bad);
    take(Outcome::stalled, u"!"_s, style::Tone::warning);
    take(Outcome::leader_moves, u"✓"_s, style::Tone::ok);
    take(Outcome::loses_replica, u"✓"_s, style::Tone::ok);
    take(Outcome::untouched, u"✓"_s, style::Tone::ok);
    for (; at < texts.size(); ++at)
        lines.push_back(it.quorum_survives() ? Line{u"✓"_s, texts[at], style::Tone::ok}
                                             : Line{u"✕"_s, texts[at], style::Tone::bad});
    return lines;
}

} // namespace

VerdictView::VerdictView(QWidget* parent) : QWidget(parent) {
    column_ = new QVBoxLayout(this);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(6);
}

void VerdictView::setWhatIf(const view::WhatIf& it) {
    for (QWidget* line : lines_) delete line;
    lines_.clear();
    for (const Line& line : linesOf(it)) {
        auto* row = new QWidget(this);
        auto* box = new QHBoxLayout(row);
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(10);
        auto* mark = new QLabel(line.mark, row);
        style::dress(mark, style::Text::strong, line.tone);
        mark->setFixedWidth(16);
        mark->setAlignment(Qt::AlignCenter);
        auto* text = new QLabel(line.text, row);
        text->setWordWrap(true);
        style::dress(text, style::Text::body, line.tone == style::Tone::ok ? style::Tone::normal : line.tone);
        box->addWidget(mark, 0, Qt::AlignTop);
        box->addWidget(text, 1);
        column_->addWidget(row);
        lines_.push_back(row);
    }
    setAccessibleName(verdict(it).join(u". "_s));
}

} // namespace ui
