#pragma once
// Line icons of resources/icons, drawn in a colour of the theme. Rendered on first use, cached. UI thread.

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace ui::style {

/// `name` without ".svg"; an invalid colour is the text's. Ask again after Theme::changed.
QIcon icon(const QString& name, const QColor& color = {});
/// `size` in device-independent pixels.
QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio);
/// Icon of windows and of the task bar.
QIcon applicationIcon();

} // namespace ui::style
