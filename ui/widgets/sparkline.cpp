#include "ui/widgets/sparkline.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace ui {

void Sparkline::add(double value) {
    values_.push_back(value);
    if (values_.size() > capacity) values_.pop_front();
}

void Sparkline::paint(QPainter& painter, const QRectF& rect, const QColor& color) const {
    if (values_.size() < 2) return;
    const double largest = *std::ranges::max_element(values_);
    // The line keeps to the upper half unless it really falls: a busy broker's ripple is no drama, a stop is.
    const double ceiling = largest <= 0 ? 1 : largest * 1.1;
    const qreal step = rect.width() / static_cast<qreal>(capacity - 1);
    const qreal left = rect.right() - step * static_cast<qreal>(values_.size() - 1);
    QPainterPath path;
    for (std::size_t i = 0; i < values_.size(); ++i) {
        const QPointF point(left + step * static_cast<qreal>(i),
                            rect.bottom() - rect.height() * values_[i] / ceiling);
        if (i == 0)
            path.moveTo(point);
        else
            path.lineTo(point);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace ui
