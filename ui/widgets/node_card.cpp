#include "ui/widgets/node_card.h"

#include "ui/style/format.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"
#include "ui/style/words.h"
#include "ui/widgets/painting.h"

#include <QPainter>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal left_inset = 18;
constexpr qreal right_inset = 14;
constexpr qreal top_inset = 12;
constexpr qreal spark_height = 18;
constexpr qreal row_gap = 6;

// "127.10.1.1:9092" shows its host: the port is everywhere the same and stands in the tooltip.
QString host(const std::string& address) {
    const QString text = QString::fromStdString(address);
    return text.section(u':', 0, 0);
}

double diskFraction(const view::BrokerRow& row) {
    return row.disk_size > 0 ? static_cast<double>(row.disk_used) / static_cast<double>(row.disk_size) : 0;
}

void drawFocus(QPainter& painter, const QWidget& widget) {
    if (!widget.hasFocus()) return;
    painter.setPen(QPen(style::colors().accentLine, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace

BrokerCard::BrokerCard(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BrokerCard::setRow(const view::BrokerRow& row) {
    row_ = row;
    const QString name = tr("Broker %1").arg(row.id);
    setAccessibleName(u"%1, %2"_s.arg(name, word(row.state)));
    setAccessibleDescription(tr("in %1, out %2, leads %3, replicas %4, disk %5 of %6")
                                 .arg(format::byteRate(row.bytes_in_rate),
                                      format::byteRate(row.bytes_out_rate), format::number(row.leaders),
                                      format::number(row.replicas), format::bytes(row.disk_used),
                                      format::bytes(row.disk_size)));
    setToolTip(tr("%1 at %2\n%n connection(s)", nullptr, row.connections)
                   .arg(name, QString::fromStdString(row.address)));
    update();
}

void BrokerCard::advance() {
    in_.add(row_.bytes_in_rate);
    out_.add(row_.bytes_out_rate);
    update();
}

qreal BrokerCard::lineHeight() const {
    return QFontMetricsF(style::font(style::Text::body)).height();
}

QSize BrokerCard::sizeHint() const {
    const qreal height = 2 * top_inset + lineHeight() * 2 + 2 * (spark_height + row_gap) + row_gap + 14;
    return {240, qRound(height)};
}

QSize BrokerCard::minimumSizeHint() const {
    return {170, sizeHint().height()};
}

void BrokerCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool fenced = row_.state == view::NodeState::fenced;
    const style::AzColors& az = style::azColors(style::azIndex(row_.az));
    drawCard(painter, rect(), az.line, fenced ? style::colors().bad.shape : QColor());
    const QRectF inside = QRectF(rect()).adjusted(left_inset, top_inset, -right_inset, -top_inset);
    const qreal line = lineHeight();
    paintHead(painter, QRectF(inside.left(), inside.top(), inside.width(), line));
    qreal y = inside.top() + line + row_gap + 2;
    paintTraffic(painter, {inside.left(), y, inside.width(), spark_height}, tr("in"), in_,
                 row_.bytes_in_rate);
    y += spark_height + row_gap;
    paintTraffic(painter, {inside.left(), y, inside.width(), spark_height}, tr("out"), out_,
                 row_.bytes_out_rate);
    y += spark_height + row_gap;
    paintFoot(painter, {inside.left(), y, inside.width(), line + 12});
    drawFocus(painter, *this);
}

void BrokerCard::paintHead(QPainter& painter, const QRectF& rect) {
    const style::Colors& c = style::colors();
    const qreal badge =
        drawBadge(painter, rect.right(), rect.center().y(), word(row_.state), stateColors(row_.state));
    const QFont strong = style::font(style::Text::strong);
    const QString name = tr("Broker %1").arg(row_.id);
    painter.setFont(strong);
    painter.setPen(c.text);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, name);
    const qreal used = QFontMetricsF(strong).horizontalAdvance(name) + 10;
    const QFont caption = style::font(style::Text::caption);
    const QString address = host(row_.address);
    if (used + QFontMetricsF(caption).horizontalAdvance(address) + badge + 8 > rect.width()) return;
    painter.setFont(caption);
    painter.setPen(c.textMuted);
    painter.drawText(rect.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, address);
}

void BrokerCard::paintTraffic(QPainter& painter, const QRectF& rect, const QString& name,
                              const Sparkline& line, double rate) {
    const style::Colors& c = style::colors();
    const bool online = row_.state == view::NodeState::online;
    const QFont caption = style::font(style::Text::caption);
    const QFont body = style::font(style::Text::body);
    painter.setFont(caption);
    painter.setPen(c.textMuted);
    painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setFont(body);
    painter.setPen(online ? c.text : c.textMuted);
    style::drawTabular(painter, rect, Qt::AlignRight,
                       online ? format::byteRate(rate) : QString(format::none));
    const qreal number = style::tabularWidth(QFontMetricsF(body), u"888.8 MB/s"_s);
    const qreal word = std::max(QFontMetricsF(caption).horizontalAdvance(tr("in")),
                                QFontMetricsF(caption).horizontalAdvance(tr("out")));
    const QRectF place = rect.adjusted(word + 10, 1, -number - 10, -1);
    const QColor color = online ? style::azColors(style::azIndex(row_.az)).line : c.textFaint;
    painter.setPen(QPen(c.lineSoft, 1));
    painter.drawLine(QPointF(place.left(), place.bottom() + 0.5),
                     QPointF(place.right(), place.bottom() + 0.5));
    if (place.width() > 24) line.paint(painter, place, color);
}

void BrokerCard::paintFoot(QPainter& painter, const QRectF& rect) {
    const style::Colors& c = style::colors();
    const QRectF line(rect.left(), rect.top(), rect.width(), lineHeight());
    QFont leads = style::font(style::Text::caption);
    leads.setWeight(QFont::Medium);
    const QFont caption = style::font(style::Text::caption);
    const QFontMetricsF metrics(caption);
    const QString first = tr("leads %1").arg(format::number(row_.leaders));
    const QString second = tr("replicas %1").arg(format::number(row_.replicas));
    const QString disk =
        tr("disk %1 of %2").arg(format::bytes(row_.disk_used), format::bytes(row_.disk_size));
    const qreal firstWidth = style::tabularWidth(QFontMetricsF(leads), first);
    const qreal secondWidth = style::tabularWidth(metrics, second);
    const qreal diskWidth = style::tabularWidth(metrics, disk);
    painter.setFont(leads);
    painter.setPen(c.text);
    style::drawTabular(painter, line, Qt::AlignLeft, first);
    painter.setFont(caption);
    painter.setPen(c.textMuted);
    style::drawTabular(painter, line, Qt::AlignRight, disk);
    if (firstWidth + secondWidth + diskWidth + 28 < rect.width())
        style::drawTabular(painter, line.adjusted(firstWidth + 14, 0, 0, 0), Qt::AlignLeft, second);
    const double full = diskFraction(row_);
    const QColor color = full > 0.95   ? c.bad.shape
                         : full > 0.85 ? c.warning.shape
                                       : style::azColors(style::azIndex(row_.az)).line;
    drawMeter(painter, {rect.left(), line.bottom() + 6, rect.width(), 6}, full, color);
}

ControllerCard::ControllerCard(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ControllerCard::setRow(const view::ControllerRow& row) {
    row_ = row;
    setAccessibleName(tr("Controller %1, %2").arg(row.id).arg(sentence()));
    setToolTip(tr("Controller %1 at %2: keeps the cluster's metadata log")
                   .arg(row.id)
                   .arg(QString::fromStdString(row.address)));
    update();
}

QString ControllerCard::sentence() const {
    if (row_.state != view::NodeState::online) return word(row_.state);
    QStringList parts;
    parts << (row_.active ? tr("active") : tr("follower"));
    if (row_.active && row_.epoch >= 0) parts << tr("epoch %1").arg(format::number(row_.epoch));
    parts << tr("log %1").arg(format::number(row_.log_end_offset));
    return parts.join(u" · "_s);
}

QSize ControllerCard::sizeHint() const {
    const QFontMetricsF metrics(style::font(style::Text::body));
    return {200, qRound(2 * top_inset - 2 + 2 * metrics.height() + 2)};
}

QSize ControllerCard::minimumSizeHint() const {
    return {150, sizeHint().height()};
}

void ControllerCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const style::Colors& c = style::colors();
    drawCard(painter, rect(), c.controller);
    const QFontMetricsF metrics(style::font(style::Text::body));
    const QRectF inside = QRectF(rect()).adjusted(left_inset, top_inset - 1, -right_inset, -top_inset + 1);
    painter.setFont(style::font(style::Text::strong));
    painter.setPen(c.text);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, tr("Controller %1").arg(row_.id));
    painter.setFont(style::font(style::Text::caption));
    const bool active = row_.state == view::NodeState::online && row_.active;
    painter.setPen(active ? c.ok.text : c.textMuted);
    style::drawTabular(painter, inside.adjusted(0, metrics.height() + 2, 0, 0), Qt::AlignLeft, sentence());
    drawFocus(painter, *this);
}

} // namespace ui
