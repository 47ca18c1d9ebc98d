#include "ui/widgets/painting.h"

#include "ui/style/theme.h"

#include <QPainterPath>
#include <algorithm>

namespace ui {

void drawCard(QPainter& painter, const QRectF& rect, const QColor& bar, const QColor& border) {
    const style::Colors& c = style::colors();
    const QRectF line = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(line, 8, 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.surface);
    painter.drawPath(shape);
    if (bar.isValid()) {
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), bar);
        painter.restore();
    }
    painter.setPen(QPen(border.isValid() ? border : c.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
}

qreal drawBadge(QPainter& painter, qreal right, qreal middle, const QString& word,
                const style::StateColors& colors) {
    QFont font = style::font(style::Text::caption);
    font.setWeight(QFont::Medium);
    const QFontMetricsF metrics(font);
    constexpr qreal dot = 6;
    constexpr qreal side = 9;
    const qreal width = metrics.horizontalAdvance(word) + dot + 5 + 2 * side;
    const qreal height = metrics.height() + 5;
    const QRectF pill(right - width, middle - height / 2, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.tint);
    painter.drawRoundedRect(pill, height / 2, height / 2);
    painter.setBrush(colors.shape);
    painter.drawEllipse(QPointF(pill.left() + side + dot / 2, middle), dot / 2, dot / 2);
    painter.setFont(font);
    painter.setPen(colors.text);
    painter.drawText(pill.adjusted(side + dot + 5, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
    return width;
}

void drawMeter(QPainter& painter, const QRectF& rect, double fraction, const QColor& color) {
    const qreal radius = rect.height() / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(style::colors().track);
    painter.drawRoundedRect(rect, radius, radius);
    if (fraction <= 0) return;
    QRectF full = rect;
    full.setWidth(std::clamp(rect.width() * fraction, rect.height(), rect.width()));
    painter.setBrush(color);
    painter.drawRoundedRect(full, radius, radius);
}

} // namespace ui
