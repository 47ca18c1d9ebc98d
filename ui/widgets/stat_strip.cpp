#include "ui/widgets/stat_strip.h"

#include "ui/style/colors.h"
#include "ui/style/tabular.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

namespace ui {
namespace {

constexpr qreal side = 16;
constexpr qreal top = 10;
constexpr qreal gap = 5;

QColor toneColor(style::Tone tone) {
    const style::Colors& c = style::colors();
    switch (tone) {
    case style::Tone::ok:
        return c.ok.text;
    case style::Tone::warning:
        return c.warning.text;
    case style::Tone::bad:
        return c.bad.text;
    case style::Tone::accent:
        return c.accent;
    case style::Tone::muted:
        return c.textMuted;
    case style::Tone::faint:
        return c.textFaint;
    case style::Tone::normal:
        break;
    }
    return c.text;
}

} // namespace

StatStrip::StatStrip(QWidget* parent) : QFrame(parent) {
    setProperty("card", QString(QLatin1StringView("strip")));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMouseTracking(true);
}

int StatStrip::add(const QString& caption) {
    figures_.push_back({caption, {}, {}, {}, style::Tone::normal, {}});
    updateGeometry();
    return static_cast<int>(figures_.size()) - 1;
}

void StatStrip::set(int index, const QString& number, const QString& rest, style::Tone tone,
                    const QString& toolTip) {
    Figure& figure = figures_[static_cast<std::size_t>(index)];
    if (figure.number == number && figure.rest == rest && figure.tone == tone && figure.toolTip == toolTip)
        return;
    figure.number = number;
    figure.rest = rest;
    figure.tone = tone;
    figure.toolTip = toolTip;
    QStringList said;
    for (const Figure& f : figures_) said << f.caption + u' ' + f.number + u' ' + f.rest;
    setAccessibleName(said.join(QLatin1StringView(", ")));
    update();
}

qreal StatStrip::widthOf(const Figure& figure) const {
    const QFontMetricsF caption(style::font(style::Text::caption));
    const QFontMetricsF number(style::font(style::Text::headline));
    qreal width = style::tabularWidth(number, figure.number);
    if (!figure.rest.isEmpty()) width += gap + style::tabularWidth(caption, figure.rest);
    return std::max(width, caption.horizontalAdvance(figure.caption));
}

QSize StatStrip::sizeHint() const {
    qreal width = 2 * side;
    for (const Figure& figure : figures_) width += widthOf(figure) + 16;
    const QFontMetricsF caption(style::font(style::Text::caption));
    const QFontMetricsF number(style::font(style::Text::headline));
    return {qRound(width), qRound(2 * top + caption.height() + number.height() + 2)};
}

QSize StatStrip::minimumSizeHint() const {
    return {200, sizeHint().height()};
}

void StatStrip::paintEvent(QPaintEvent* event) {
    QFrame::paintEvent(event);
    const style::Colors& c = style::colors();
    const QFont captionFont = style::font(style::Text::caption);
    const QFont numberFont = style::font(style::Text::headline);
    const QFontMetricsF caption(captionFont);
    const QFontMetricsF number(numberFont);
    qreal used = 0;
    for (const Figure& figure : figures_) used += widthOf(figure);
    // The free width is shared between figures, but they do not drift apart on a wide screen.
    const qreal space =
        figures_.size() < 2
            ? 0
            : std::clamp((width() - 2 * side - used) / static_cast<qreal>(figures_.size() - 1), 8.0, 56.0);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = side;
    for (Figure& figure : figures_) {
        const qreal w = widthOf(figure);
        // Half a number is worse than none: what does not fit is left out.
        const bool fits = x + w <= width() - 4;
        figure.place = fits ? QRectF(x, 0, w + space, height()) : QRectF();
        if (!fits) break;
        painter.setFont(captionFont);
        painter.setPen(c.textMuted);
        painter.drawText(QRectF(x, top, w + space, caption.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         figure.caption);
        const QRectF line(x, top + caption.height() + 2, w + 1, number.height());
        painter.setFont(numberFont);
        painter.setPen(toneColor(figure.tone));
        style::drawTabular(painter, line, Qt::AlignLeft, figure.number);
        if (!figure.rest.isEmpty()) {
            const qreal left = x + style::tabularWidth(number, figure.number) + gap;
            painter.setFont(captionFont);
            painter.setPen(c.textMuted);
            // On the baseline of the headline number.
            const qreal drop =
                (number.ascent() - number.descent()) / 2 - (caption.ascent() - caption.descent()) / 2;
            style::drawTabular(painter, QRectF(left, line.top() + drop, w, line.height()), Qt::AlignLeft,
                               figure.rest);
        }
        x += w + space;
    }
}

bool StatStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (const Figure& figure : figures_) {
            if (!figure.place.contains(help->pos()) || figure.toolTip.isEmpty()) continue;
            QToolTip::showText(help->globalPos(), figure.toolTip, this);
            return true;
        }
        QToolTip::hideText();
        return true;
    }
    return QFrame::event(event);
}

} // namespace ui
