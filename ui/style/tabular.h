#pragma once
// Text whose digits all have the width of the widest, so that a changing number does not jitter. Qt
// before 6.7 cannot ask a font for its tabular figures. UI thread.

#include <QFontMetricsF>
#include <QPainter>
#include <QString>

namespace ui::style {

qreal tabularWidth(const QFontMetricsF& metrics, const QString& text);
/// One line within `rect`; of `alignment` left, right, horizontal centre and vertical centre count.
void drawTabular(QPainter& painter, const QRectF& rect, Qt::Alignment alignment, const QString& text);

} // namespace ui::style
