#include "ui/widgets/node_card.h"

#include "ui/style/format.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"
#include "ui/style/words.h"
#include "ui/widgets/painting.h"
#include "ui/widgets/replica_chips.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal left_inset = 18;
constexpr qreal right_inset = 14;
constexpr qreal top_inset = 12;
constexpr qreal spark_height = 18;
constexpr qreal row_gap = 6;
constexpr qreal square = 12;

// "127.10.1.1:9092" shows its host: the port is everywhere the same and stands in the tooltip.
QString host(const std::string& address) {
    const QString text = QString::fromStdString(address);
    return text.section(u':', 0, 0);
}

double diskFraction(const view::BrokerRow& row) {
    return row.disk_size > 0 ? static_cast<double>(row.disk_used) / static_cast<double>(row.disk_size) : 0;
}

QString stateWord(const view::BrokerRow& row) {
    return row.frozen && row.state != view::NodeState::offline ? BrokerCard::tr("frozen") : word(row.state);
}

} // namespace

NodeCard::NodeCard(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NodeCard::contextMenuEvent(QContextMenuEvent* event) {
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    emit menuAsked(byKey ? mapToGlobal(QPoint(24, height() / 2)) : event->globalPos());
}

void NodeCard::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return emit activated();
    if (event->key() == Qt::Key_Space) return emit menuAsked(mapToGlobal(QPoint(24, height() / 2)));
    QWidget::keyPressEvent(event);
}

void NodeCard::mouseDoubleClickEvent(QMouseEvent*) {
    emit activated();
}

void NodeCard::drawFocus(QPainter& painter) const {
    if (!hasFocus()) return;
    painter.setPen(QPen(style::colors().accentLine, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

BrokerCard::BrokerCard(QWidget* parent) : NodeCard(parent) {}

void BrokerCard::setRow(const view::BrokerRow& row) {
    row_ = row;
    describe();
    update();
}

void BrokerCard::setReplicas(BrokerReplicas replicas) {
    if (replicas == replicas_) return;
    const bool first = replicas_.total() == 0;
    replicas_ = std::move(replicas);
    if (first != (replicas_.total() == 0)) updateGeometry();
    describe();
    update();
}

void BrokerCard::describe() {
    const QString name = tr("Broker %1").arg(row_.id);
    setAccessibleName(u"%1, %2"_s.arg(name, stateWord(row_)));
    setAccessibleDescription(tr("in %1, out %2, leads %3, replicas %4, %5 catching up, disk %6 of %7")
                                 .arg(format::byteRate(row_.bytes_in_rate),
                                      format::byteRate(row_.bytes_out_rate), format::number(row_.leaders),
                                      format::number(row_.replicas), format::number(replicas_.counts[2]),
                                      format::bytes(row_.disk_used), format::bytes(row_.disk_size)));
    setToolTip(tr("%1 at %2\n%n connection(s)", nullptr, row_.connections)
                   .arg(name, QString::fromStdString(row_.address)) +
               u'\n' + tr("Enter shows its partitions; the menu key, what can be done"));
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
    qreal height = 2 * top_inset + lineHeight() * 2 + 2 * (spark_height + row_gap) + row_gap + 14;
    if (replicas_.total() > 0)
        height += square + 8 + QFontMetricsF(style::font(style::Text::caption)).height() + 4;
    return {240, qRound(height)};
}

QSize BrokerCard::minimumSizeHint() const {
    return {140, sizeHint().height()};
}

void BrokerCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool fenced = row_.state == view::NodeState::fenced || row_.frozen;
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
    y += line + 12 + 8;
    if (replicas_.total() > 0)
        paintReplicas(painter, {inside.left(), y, inside.width(), inside.bottom() - y});
    drawFocus(painter);
}

void BrokerCard::paintHead(QPainter& painter, const QRectF& rect) {
    const style::Colors& c = style::colors();
    const qreal badge = drawBadge(painter, rect.right(), rect.center().y(), stateWord(row_),
                                  row_.frozen ? c.bad : stateColors(row_.state));
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
    QString disk = tr("disk %1 of %2").arg(format::bytes(row_.disk_used), format::bytes(row_.disk_size));
    if (style::tabularWidth(QFontMetricsF(leads), first) + style::tabularWidth(metrics, disk) + 10 >
        rect.width())
        disk = tr("disk %1").arg(format::percent(diskFraction(row_)));
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

// Squares while they fit in one line; many more are a bar that is as long as they are many.
void BrokerCard::paintReplicas(QPainter& painter, const QRectF& rect) {
    const style::Colors& c = style::colors();
    using Kind = ReplicaChip::Kind;
    const QColor az = style::azColors(style::azIndex(row_.az)).line;
    const qreal step = square + 4;
    const auto fit = static_cast<std::size_t>(std::max(1.0, std::floor((rect.width() + 4) / step)));
    const auto total = static_cast<std::size_t>(replicas_.total());
    if (total <= std::min(fit, BrokerReplicas::max_squares)) {
        qreal x = rect.left();
        for (const Kind kind : replicas_.squares) {
            drawReplicaCell(painter, {x, rect.top(), square, square}, kind, az);
            x += step;
        }
    } else {
        // At least one square of each kind there is; the rest in proportion.
        qreal x = rect.left();
        std::size_t left = fit;
        for (int k = 0; k < 4; ++k) {
            const auto count = static_cast<std::size_t>(replicas_.counts[static_cast<std::size_t>(k)]);
            if (count == 0) continue;
            std::size_t shown = std::max<std::size_t>(1, (count * fit + total / 2) / total);
            shown = std::min(shown, left);
            left -= shown;
            for (std::size_t i = 0; i < shown; ++i, x += step)
                drawReplicaCell(painter, {x, rect.top(), square, square}, static_cast<Kind>(k), az);
        }
    }
    QStringList words;
    const auto add = [&](Kind kind, const QString& mark, const QString& word) {
        const int count = replicas_.counts[static_cast<std::size_t>(kind)];
        if (count > 0) words << mark + u' ' + format::number(count) + u' ' + word;
    };
    add(Kind::leader, u"■"_s, tr("lead"));
    add(Kind::inSync, u"□"_s, tr("in sync"));
    add(Kind::catchingUp, u"▨"_s, tr("catching up"));
    add(Kind::offline, u"☒"_s, tr("offline"));
    const QFont caption = style::font(style::Text::caption);
    painter.setFont(caption);
    painter.setPen(c.textMuted);
    const QString text = QFontMetricsF(caption).elidedText(words.join(u"  "_s), Qt::ElideRight, rect.width());
    style::drawTabular(painter,
                       {rect.left(), rect.top() + square + 4, rect.width(), QFontMetricsF(caption).height()},
                       Qt::AlignLeft, text);
}

ControllerCard::ControllerCard(QWidget* parent) : NodeCard(parent) {}

bool ControllerCard::isHeard() const {
    return row_.state == view::NodeState::online && !cut_ && !row_.frozen;
}

void ControllerCard::setRow(const view::ControllerRow& row, bool cut) {
    row_ = row;
    cut_ = cut;
    setAccessibleName(tr("Controller %1, %2").arg(row.id).arg(sentence()));
    setToolTip(tr("Controller %1 at %2: keeps the cluster's metadata log")
                   .arg(row.id)
                   .arg(QString::fromStdString(row.address)));
    update();
}

QString ControllerCard::sentence() const {
    using view::QuorumRole;
    if (row_.frozen) return tr("frozen");
    if (cut_ && row_.state != view::NodeState::offline) return tr("unreachable");
    if (row_.state != view::NodeState::online) return word(row_.state);
    QStringList parts;
    if (row_.active)
        parts << tr("active");
    else if (row_.role == QuorumRole::candidate || row_.role == QuorumRole::prospective)
        parts << tr("asks for votes");
    else if (row_.role == QuorumRole::voted || row_.role == QuorumRole::unattached ||
             row_.role == QuorumRole::resigned)
        parts << tr("waits for a leader");
    else
        parts << tr("follower");
    if (row_.epoch >= 0 && (row_.active || parts.front() != tr("follower")))
        parts << tr("epoch %1").arg(format::number(row_.epoch));
    parts << tr("log %1").arg(format::number(row_.log_end_offset));
    return parts.join(u" · "_s);
}

QSize ControllerCard::sizeHint() const {
    const QFontMetricsF metrics(style::font(style::Text::body));
    return {200, qRound(2 * top_inset - 2 + 2 * metrics.height() + 2)};
}

QSize ControllerCard::minimumSizeHint() const {
    return {130, sizeHint().height()};
}

void ControllerCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const style::Colors& c = style::colors();
    const bool heard = isHeard();
    const bool wanted = row_.state != view::NodeState::offline || cut_ || row_.frozen;
    drawCard(painter, rect(), c.controller,
             !heard && wanted && row_.state != view::NodeState::starting ? c.bad.shape : QColor());
    const QFontMetricsF metrics(style::font(style::Text::body));
    const QRectF inside = QRectF(rect()).adjusted(left_inset, top_inset - 1, -right_inset, -top_inset + 1);
    painter.setFont(style::font(style::Text::strong));
    painter.setPen(c.text);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, tr("Controller %1").arg(row_.id));
    painter.setFont(style::font(style::Text::caption));
    const bool active = row_.state == view::NodeState::online && row_.active;
    painter.setPen(active && heard                                               ? c.ok.text
                   : !heard && row_.state != view::NodeState::starting && wanted ? c.bad.text
                                                                                 : c.textMuted);
    style::drawTabular(painter, inside.adjusted(0, metrics.height() + 2, 0, 0), Qt::AlignLeft, sentence());
    drawFocus(painter);
}

} // namespace ui
