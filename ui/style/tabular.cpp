#include "ui/style/tabular.h"

#include <algorithm>

namespace ui::style {
namespace {

bool isFigure(QChar c) {
    return c >= u'0' && c <= u'9';
}

qreal figureWidth(const QFontMetricsF& metrics) {
    qreal widest = 0;
    for (char16_t c = u'0'; c <= u'9'; ++c) widest = std::max(widest, metrics.horizontalAdvance(QChar(c)));
    return widest;
}

} // namespace

qreal tabularWidth(const QFontMetricsF& metrics, const QString& text) {
    const qreal figure = figureWidth(metrics);
    qreal width = 0;
    QString run;
    for (const QChar c : text) {
        if (!isFigure(c)) {
            run += c;
            continue;
        }
        width += metrics.horizontalAdvance(run) + figure;
        run.clear();
    }
    return width + metrics.horizontalAdvance(run);
}

void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text) {
    const QFontMetricsF metrics(painter.font());
    const qreal figure = figureWidth(metrics);
    const qreal width = tabularWidth(metrics, text);
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight)) x = rect.right() - width;
    if (alignment.testFlag(Qt::AlignHCenter)) x = rect.center().x() - width / 2;
    const qreal y = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    QString run;
    const auto flush = [&] {
        if (run.isEmpty()) return;
        painter.drawText(QPointF(x, y), run);
        x += metrics.horizontalAdvance(run);
        run.clear();
    };
    for (const QChar c : text) {
        if (!isFigure(c)) {
            run += c;
            continue;
        }
        flush();
        painter.drawText(QPointF(x + (figure - metrics.horizontalAdvance(c)) / 2, y), QString(c));
        x += figure;
    }
    flush();
}

} // namespace ui::style
