#include "ui/widgets/link_band.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int pill_height = 22;
constexpr int level = 26; ///< how much deeper an arc over one more column hangs

// One width for a trickle, more for each factor of ten, so that a busy link stands out and none covers the
// rest.
qreal thickness(double rate) {
    return rate < 1 ? 1.2 : std::clamp(1.2 + 0.75 * std::log10(1 + rate / 1e3), 1.5, 6.0);
}

QString effects(const view::LinkState& state) {
    QStringList parts;
    if (state.latency_ms > 0) parts << LinkPill::tr("+%1 ms").arg(state.latency_ms);
    if (state.loss > 0) parts << LinkPill::tr("%1 loss").arg(format::percent(state.loss));
    if (state.bandwidth > 0)
        parts << LinkPill::tr("≤ %1").arg(format::byteRate(static_cast<double>(state.bandwidth)));
    return parts.join(u" · "_s);
}

QFont pillFont() {
    QFont font = style::font(style::Text::caption);
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

LinkPill::LinkPill(std::string a, std::string b, QWidget* parent)
    : QAbstractButton(parent), a_(std::move(a)), b_(std::move(b)) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractButton::clicked, this,
            [this] { emit menuAsked(mapToGlobal(QPoint(0, height()))); });
}

void LinkPill::setState(const view::LinkRow* there, const view::LinkRow* back) {
    static const view::LinkRow none;
    const view::LinkRow& f = there ? *there : none;
    const view::LinkRow& r = back ? *back : none;
    rate_ = f.bytes_rate + r.bytes_rate;
    cut_ = f.state.cut && r.state.cut;
    impaired_ = !f.state.ok() || !r.state.ok();
    const QString a = QString::fromStdString(a_), b = QString::fromStdString(b_);
    QStringList parts;
    if (cut_)
        parts << tr("✕ cut");
    else if (f.state.cut || r.state.cut)
        parts << (f.state.cut ? tr("✕ %1 → %2 cut").arg(a, b) : tr("✕ %1 → %2 cut").arg(b, a));
    if (!cut_) {
        parts << format::byteRate(rate_);
        const QString one = effects(f.state), other = effects(r.state);
        if (!one.isEmpty() && one == other) parts << one;
        if (!one.isEmpty() && one != other) parts << u"%1→%2 %3"_s.arg(a, b, one);
        if (!other.isEmpty() && one != other) parts << u"%1→%2 %3"_s.arg(b, a, other);
    }
    const QString caption = parts.join(u" · "_s);
    setAccessibleName(tr("Link between AZ %1 and AZ %2: %3").arg(a, b, caption));
    setToolTip(tr("AZ %1 → AZ %2: %3\nAZ %2 → AZ %1: %4\nClick to cut, slow or heal it")
                   .arg(a, b, format::byteRate(f.bytes_rate), format::byteRate(r.bytes_rate)));
    if (caption == caption_) return;
    caption_ = caption;
    updateGeometry();
    update();
}

QSize LinkPill::sizeHint() const {
    return {qRound(style::tabularWidth(QFontMetricsF(pillFont()), caption_) + 22), pill_height};
}

void LinkPill::paintEvent(QPaintEvent*) {
    const style::Colors& c = style::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(1, 1, -1, -1);
    painter.setBrush(underMouse() ? c.raised : c.surface);
    painter.setPen(QPen(hasFocus()  ? c.accentLine
                        : cut_      ? c.bad.shape
                        : impaired_ ? c.warning.shape
                                    : c.line,
                        hasFocus() ? 2 : 1));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setFont(pillFont());
    painter.setPen(cut_ ? c.bad.text : impaired_ ? c.warning.text : c.text);
    style::drawTabular(painter, pill, Qt::AlignHCenter, caption_);
}

void LinkPill::contextMenuEvent(QContextMenuEvent* event) {
    emit menuAsked(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(QPoint(0, height()))
                                                                  : event->globalPos());
}

LinkBand::LinkBand(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Links between availability zones"));
}

QSize LinkBand::sizeHint() const {
    int deepest = 0;
    for (const LinkPill* pill : pills_) deepest = std::max(deepest, distance(*pill));
    return {300, pills_.empty() ? 0 : 8 + pill_height + level * (deepest - 1) + 4};
}

int LinkBand::distance(const LinkPill& pill) const {
    const auto from = columns_.find(pill.a()), to = columns_.find(pill.b());
    if (from == columns_.end() || to == columns_.end()) return 1;
    return static_cast<int>(
        std::abs(std::distance(columns_.begin(), from) - std::distance(columns_.begin(), to)));
}

void LinkBand::setLinks(const std::map<view::LinkKey, view::LinkRow>& links) {
    const auto find = [&](const std::string& from, const std::string& to) {
        const auto found = links.find({from, to});
        return found == links.end() ? nullptr : &found->second;
    };
    bool grown = false;
    for (const auto& [key, row] : links) {
        if (key.from_az >= key.to_az) continue;
        const bool known = std::any_of(pills_.begin(), pills_.end(), [&](const LinkPill* pill) {
            return pill->a() == key.from_az && pill->b() == key.to_az;
        });
        if (known) continue;
        auto* pill = new LinkPill(key.from_az, key.to_az, this);
        connect(pill, &LinkPill::menuAsked, this,
                [this, pill](const QPoint& at) { emit menuAsked(pill->a(), pill->b(), at); });
        pill->show();
        pills_.push_back(pill);
        grown = true;
    }
    for (LinkPill* pill : pills_) pill->setState(find(pill->a(), pill->b()), find(pill->b(), pill->a()));
    if (grown) updateGeometry();
    place();
    update();
}

void LinkBand::setColumns(std::map<std::string, std::pair<int, int>> columns) {
    if (columns == columns_) return;
    columns_ = std::move(columns);
    updateGeometry();
    place();
    update();
}

LinkBand::Arc LinkBand::arcOf(const LinkPill& pill) const {
    const auto centre = [&](const std::string& az, int side) -> qreal {
        const auto found = columns_.find(az);
        if (found == columns_.end()) return 0;
        const auto [left, right] = found->second;
        // Long arcs leave nearer to the middle, short ones nearer to the edge they cross.
        return (left + right) / 2.0 + side * (right - left) * (distance(pill) == 1 ? 0.22 : 0.0);
    };
    return {centre(pill.a(), 1), centre(pill.b(), -1),
            4.0 + pill_height / 2.0 + level * (distance(pill) - 1)};
}

void LinkBand::place() {
    for (LinkPill* pill : pills_) {
        const Arc arc = arcOf(*pill);
        const QSize size = pill->sizeHint();
        const int x = qRound((arc.from + arc.to) / 2 - size.width() / 2.0);
        pill->setGeometry(std::clamp(x, 0, std::max(0, width() - size.width())),
                          qRound(arc.depth - size.height() / 2.0), size.width(), size.height());
    }
}

void LinkBand::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
}

void LinkBand::paintEvent(QPaintEvent*) {
    const style::Colors& c = style::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const LinkPill* pill : pills_) {
        const Arc arc = arcOf(*pill);
        QPen pen(pill->isCut()        ? c.bad.shape
                 : pill->isImpaired() ? c.warning.shape
                                      : c.accentLine,
                 pill->isCut() ? 1.5 : thickness(pill->rate()));
        if (pill->isCut()) pen.setStyle(Qt::DashLine);
        if (pill->rate() < 1 && !pill->isImpaired()) pen.setColor(c.line);
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        const qreal bend = std::min(arc.depth, (arc.to - arc.from) / 2);
        QPainterPath path(QPointF(arc.from, 0));
        path.cubicTo(QPointF(arc.from, arc.depth * 0.8), QPointF(arc.from + bend * 0.4, arc.depth),
                     QPointF(arc.from + bend, arc.depth));
        path.lineTo(arc.to - bend, arc.depth);
        path.cubicTo(QPointF(arc.to - bend * 0.4, arc.depth), QPointF(arc.to, arc.depth * 0.8),
                     QPointF(arc.to, 0));
        painter.drawPath(path);
    }
}

} // namespace ui
