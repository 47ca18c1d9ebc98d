#include "ui/widgets/replica_sync.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal name_width = 176;
constexpr qreal role_left = 88;
constexpr qreal usual_replicas =
    3; ///< room for so many is kept, so that choosing another partition moves nothing
constexpr qreal number_width = 132;
constexpr qreal bar_height = 14;
constexpr qreal lag_height = 44;

style::AzColors colorsOf(const ReplicaChip& chip) {
    const style::Colors& c = style::colors();
    return chip.az >= 0 ? style::azColors(chip.az) : style::AzColors{c.textMuted, c.raised, c.text};
}

QColor roleColor(ReplicaChip::Kind kind) {
    const style::Colors& c = style::colors();
    switch (kind) {
    case ReplicaChip::Kind::leader:
    case ReplicaChip::Kind::inSync:
        return c.ok.text;
    case ReplicaChip::Kind::catchingUp:
        return c.warning.text;
    case ReplicaChip::Kind::offline:
        break;
    }
    return c.bad.text;
}

} // namespace

ReplicaSync::ReplicaSync(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void ReplicaSync::setRow(const view::PartitionRow& row, const QList<ReplicaChip>& chips,
                         const LagHistory* history) {
    chosen_ = true;
    const bool grown = chips.size() != chips_.size();
    row_ = row;
    chips_ = chips;
    history_ = history;
    QStringList said;
    for (const ReplicaChip& chip : chips_) said << chip.sentence();
    said << tr("high watermark %1").arg(format::number(row_.high_watermark));
    setAccessibleName(
        tr("Replicas of %1-%2").arg(QString::fromStdString(row_.key.topic)).arg(row_.key.partition));
    setAccessibleDescription(said.join(u"; "_s));
    if (grown) updateGeometry();
    update();
}

void ReplicaSync::clear() {
    chosen_ = false;
    chips_.clear();
    history_ = nullptr;
    update();
}

qreal ReplicaSync::lineHeight() const {
    return std::max(QFontMetricsF(style::font(style::Text::body)).height() + 8, bar_height + 10);
}

QSize ReplicaSync::sizeHint() const {
    const qreal lines = std::max(usual_replicas, static_cast<qreal>(chips_.size()));
    return {520, qRound(lines * lineHeight() + 28 + lag_height + 8)};
}

QSize ReplicaSync::minimumSizeHint() const {
    return {360, sizeHint().height()};
}

qreal ReplicaSync::Scale::at(qint64 offset) const {
    const double part = static_cast<double>(offset - from) / static_cast<double>(to - from);
    return bar.left() + bar.width() * std::clamp(part, 0.0, 1.0);
}

// A log of millions would hide a lag of thousands: the bars begin where the slowest still shows its way.
ReplicaSync::Scale ReplicaSync::scaleFor(const QRectF& bars) const {
    Scale scale;
    scale.bar = bars;
    const qint64 end = std::max<qint64>(row_.log_end_offset, row_.high_watermark);
    qint64 lag = end - row_.high_watermark;
    for (const ReplicaChip& chip : chips_)
        if (chip.logEnd >= 0) lag = std::max(lag, end - chip.logEnd);
    const qint64 shown = lag > 0 ? lag * 2 + lag / 2 : end - row_.log_start_offset;
    scale.from = std::max<qint64>(row_.log_start_offset, end - shown);
    scale.to = std::max(end, scale.from + 1);
    return scale;
}

void ReplicaSync::paintBar(QPainter& painter, const QRectF& line, const Scale& scale,
                           const ReplicaChip& chip) const {
    const style::Colors& c = style::colors();
    const auto kind = chip.kind();
    painter.setFont(style::font(style::Text::body));
    painter.setPen(c.text);
    const QString name = (chip.preferred ? u"★ "_s : QString()) + tr("Broker %1").arg(chip.broker);
    painter.drawText(QRectF(line.left(), line.top(), role_left, line.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, name);
    painter.setPen(roleColor(kind));
    painter.drawText(QRectF(line.left() + 84, line.top(), name_width - role_left, line.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, chip.role());
    const QRectF track(scale.bar.left(), line.center().y() - bar_height / 2, scale.bar.width(), bar_height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.track);
    painter.drawRoundedRect(track, 4, 4);
    if (chip.logEnd >= 0) {
        QRectF full = track;
        full.setRight(std::max(scale.at(chip.logEnd), track.left() + 3));
        painter.setBrush(kind == ReplicaChip::Kind::offline ? c.textFaint : colorsOf(chip).line);
        painter.drawRoundedRect(full, 4, 4);
    }
    const QRectF number(track.right() + 14, line.top(), number_width - 14, line.height());
    const bool behind = chip.lag > 0 && !chip.leader;
    painter.setPen(behind ? roleColor(kind) : c.text);
    QString text = chip.logEnd < 0 ? tr("not heard of yet") : tr("LEO %1").arg(format::number(chip.logEnd));
    if (behind) {
        text = QChar(0x2212) + format::number(chip.lag);
        if (chip.behindMs >= 1000) text += u" · "_s + format::durationMs(chip.behindMs / 1000 * 1000);
    }
    style::drawTabular(painter, number, Qt::AlignLeft, text);
}

void ReplicaSync::paintWatermark(QPainter& painter, const QRectF& bars, const Scale& scale) const {
    const style::Colors& c = style::colors();
    const qreal x = scale.at(row_.high_watermark);
    painter.setPen(QPen(c.text, 2));
    painter.drawLine(QPointF(x, bars.top() + 1), QPointF(x, bars.bottom() + 3));
    painter.setFont(style::font(style::Text::caption));
    painter.setPen(c.text);
    const QString text = tr("high watermark %1").arg(format::number(row_.high_watermark));
    const qreal width = style::tabularWidth(QFontMetricsF(painter.font()), text);
    const qreal left =
        std::clamp(x - width / 2, scale.bar.left(), std::max(scale.bar.left(), scale.bar.right() - width));
    style::drawTabular(painter, {left, bars.bottom() + 4, width + 1, 18}, Qt::AlignLeft, text);
}

void ReplicaSync::paintLag(QPainter& painter, const QRectF& rect) const {
    const style::Colors& c = style::colors();
    painter.setFont(style::font(style::Text::caption));
    painter.setPen(c.textMuted);
    const QRectF plot(rect.left() + name_width, rect.top(), rect.width() - name_width - number_width,
                      rect.height());
    painter.drawText(QRectF(rect.left(), rect.top(), name_width - 8, rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, tr("Fetch lag,\nlast minute"));
    painter.setPen(QPen(c.line, 1));
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    qint64 largest = 0;
    for (const ReplicaChip& chip : chips_)
        if (const auto* line = history_ ? history_->find(row_.key, chip.broker) : nullptr)
            for (const LagPoint& point : *line) largest = std::max(largest, point.lag);
    painter.setPen(c.textMuted);
    const QRectF number(plot.right() + 14, plot.top(), number_width - 14, plot.height());
    style::drawTabular(painter, number, Qt::AlignLeft,
                       largest > 0 ? tr("at most %1").arg(format::number(largest)) : tr("none"));
    if (largest == 0) return;
    const qint64 now = history_->latestMs();
    painter.save();
    painter.setClipRect(plot.adjusted(0, -2, 1, 1));
    painter.setBrush(Qt::NoBrush);
    for (const ReplicaChip& chip : chips_) {
        const auto* line = history_->find(row_.key, chip.broker);
        if (!line || line->empty() || chip.leader) continue;
        QPainterPath path;
        const auto place = [&](qint64 timeMs, qint64 lag) {
            const double part = 1 - static_cast<double>(now - timeMs) / LagHistory::window_ms;
            return QPointF(plot.left() + plot.width() * part,
                           plot.bottom() -
                               (plot.height() - 4) * static_cast<double>(lag) / static_cast<double>(largest));
        };
        path.moveTo(place(line->front().timeMs, line->front().lag));
        for (const LagPoint& point : *line) path.lineTo(place(point.timeMs, point.lag));
        path.lineTo(place(now, line->back().lag));
        painter.setPen(QPen(colorsOf(chip).line, 1.6, chip.online ? Qt::SolidLine : Qt::DashLine));
        painter.drawPath(path);
    }
    painter.restore();
}

void ReplicaSync::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!chosen_) return;
    const QRectF all = QRectF(rect()).adjusted(2, 0, -2, -4);
    const QRectF bars(all.left(), all.top(), all.width(), lineHeight() * static_cast<qreal>(chips_.size()));
    const Scale scale = scaleFor(
        {all.left() + name_width, bars.top(), all.width() - name_width - number_width, bars.height()});
    qreal y = bars.top();
    for (const ReplicaChip& chip : chips_) {
        paintBar(painter, {all.left(), y, all.width(), lineHeight()}, scale, chip);
        y += lineHeight();
    }
    if (row_.leader >= 0) paintWatermark(painter, bars, scale);
    const QRectF lag(all.left(), bars.bottom() + 28, all.width(), lag_height);
    if (lag.bottom() <= all.bottom() + 2) paintLag(painter, lag);
}

} // namespace ui
