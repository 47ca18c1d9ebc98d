#pragma once
// What several painted widgets draw alike: a card with an AZ's bar, a state badge, a bar that is partly full.
// UI thread.

#include "ui/style/colors.h"

#include <QPainter>
#include <QString>

namespace ui {

/// A surface with 8 px radius; `bar` is the identity at its left edge. An invalid `border` is the usual line.
void drawCard(QPainter& painter, const QRectF& rect, const QColor& bar, const QColor& border = {});
/// Right-aligned at `right`, vertically centred on `middle`. Returns its width.
qreal drawBadge(QPainter& painter, qreal right, qreal middle, const QString& word,
                const style::StateColors& colors);
/// `fraction` 0 to 1 of the bar is full; a trace is seen as soon as it is not 0.
void drawMeter(QPainter& painter, const QRectF& rect, double fraction, const QColor& color);

} // namespace ui
