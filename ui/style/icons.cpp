#include "ui/style/icons.h"

#include "ui/style/colors.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace ui::style {
namespace {

using namespace Qt::StringLiterals;

QPixmap render(const QString& name, const QColor& color, QSize pixels) {
    const QString key = u"riparium/%1/%2/%3"_s.arg(name, color.name()).arg(pixels.width());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(svg);
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

// Draws when asked, so that a window full of icons costs nothing before it is shown.
class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QString name, QColor color) : name_(std::move(name)), color_(std::move(color)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap(rect.size() * ratio, mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override {
        return render(name_, mode == QIcon::Disabled ? colors().textFaint : color_, size);
    }
    QIconEngine* clone() const override { return new LineIconEngine(*this); }

private:
    QString name_;
    QColor color_;
};

} // namespace

QIcon icon(const QString& name, const QColor& color) {
    return QIcon(new LineIconEngine(name, color.isValid() ? color : colors().textMuted));
}

QPixmap iconPixmap(const QString& name, const QColor& color, int size, qreal devicePixelRatio) {
    const int pixels = qRound(size * devicePixelRatio);
    QPixmap pixmap = render(name, color, {pixels, pixels});
    pixmap.setDevicePixelRatio(devicePixelRatio);
    return pixmap;
}

QIcon applicationIcon() {
    return QIcon(u":/icons/riparium.svg"_s);
}

} // namespace ui::style
