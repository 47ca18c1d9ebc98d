#include "ui/widgets/replica_chips.h"

#include "ui/models/partitions_model.h"
#include "ui/style/colors.h"
#include "ui/style/tabular.h"
#include "ui/style/theme.h"

#include <QPainterPath>
#include <algorithm>

namespace ui {
namespace {

constexpr qreal height = 20;
constexpr qreal side = 8;
constexpr qreal gap = 5;
constexpr qreal hatch = 11; ///< width of the hatched part of a chip that catches up
constexpr int padding = 8;

QString textOf(const ReplicaChip& chip, ChipSize size) {
    return size == ChipSize::full ? chip.text() : chip.shortText();
}

style::AzColors colorsOf(const ReplicaChip& chip) {
    const style::Colors& c = style::colors();
    return chip.az >= 0 ? style::azColors(chip.az) : style::AzColors{c.textMuted, c.raised, c.text};
}

void hatchPart(QPainter& painter, const QRectF& rect, const QColor& color) {
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(color, 1.4));
    for (qreal x = rect.left() - rect.height(); x < rect.right(); x += 4)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.restore();
}

} // namespace

QFont chipFont() {
    QFont font = style::font(style::Text::caption);
    font.setWeight(QFont::Medium);
    return font;
}

qreal chipWidth(const ReplicaChip& chip, ChipSize size, const QFontMetricsF& metrics) {
    const qreal text = style::tabularWidth(metrics, textOf(chip, size)) + 2 * side;
    const qreal extra = chip.kind() == ReplicaChip::Kind::catchingUp ? hatch - 2 : 0;
    return std::max(size == ChipSize::full ? 58.0 : 26.0, text + extra);
}

void drawChip(QPainter& painter, const QRectF& rect, const ReplicaChip& chip, ChipSize size) {
    const style::Colors& c = style::colors();
    const style::AzColors az = colorsOf(chip);
    const QRectF line = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    QPainterPath path;
    path.addRoundedRect(line, 5, 5);
    QRectF words = rect;
    QColor ink = az.text;
    painter.setBrush(c.surface);
    switch (chip.kind()) {
    case ReplicaChip::Kind::leader:
        painter.setPen(QPen(az.line, 1.5));
        painter.setBrush(az.line);
        ink = c.dark ? c.window : c.surface;
        break;
    case ReplicaChip::Kind::inSync:
        painter.setPen(QPen(az.line, 1.5));
        break;
    case ReplicaChip::Kind::catchingUp:
        painter.setPen(QPen(az.line, 1.5));
        words.setLeft(words.left() + hatch);
        break;
    case ReplicaChip::Kind::offline:
        painter.setPen(QPen(c.textMuted, 1.2, Qt::DashLine));
        ink = c.textMuted;
        break;
    }
    painter.drawPath(path);
    if (chip.kind() == ReplicaChip::Kind::catchingUp) {
        painter.save();
        painter.setClipPath(path);
        hatchPart(painter, {line.left(), line.top(), hatch, line.height()}, az.line);
        painter.restore();
    }
    painter.setPen(ink);
    style::drawTabular(painter, words, Qt::AlignHCenter, textOf(chip, size));
}

void drawChips(QPainter& painter, const QRectF& rect, const QList<ReplicaChip>& chips) {
    const QFont font = chipFont();
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal full = -gap;
    for (const ReplicaChip& chip : chips) full += chipWidth(chip, ChipSize::full, metrics) + gap;
    const ChipSize size = full <= rect.width() ? ChipSize::full : ChipSize::compact;
    qreal x = rect.left();
    for (const ReplicaChip& chip : chips) {
        const qreal width = chipWidth(chip, size, metrics);
        if (x + width > rect.right() + 1) break;
        drawChip(painter, {x, rect.center().y() - height / 2 + 0.5, width, height}, chip, size);
        x += width + gap;
    }
}

void drawReplicaCell(QPainter& painter, const QRectF& rect, ReplicaChip::Kind kind, const QColor& az) {
    const style::Colors& c = style::colors();
    const QRectF box = rect.adjusted(0.75, 0.75, -0.75, -0.75);
    const qreal radius = std::min(2.5, rect.width() / 5);
    painter.setBrush(Qt::NoBrush);
    switch (kind) {
    case ReplicaChip::Kind::leader:
        painter.setPen(Qt::NoPen);
        painter.setBrush(az);
        painter.drawRoundedRect(rect.adjusted(0.25, 0.25, -0.25, -0.25), radius, radius);
        return;
    case ReplicaChip::Kind::inSync:
        painter.setPen(QPen(az, 1.3));
        painter.drawRoundedRect(box, radius, radius);
        return;
    case ReplicaChip::Kind::catchingUp:
        painter.setPen(QPen(az, 1.3));
        painter.drawRoundedRect(box, radius, radius);
        painter.setPen(QPen(az, 1.2));
        painter.drawLine(box.bottomLeft(), box.topRight());
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.center().x(), box.top()));
        painter.drawLine(QPointF(box.center().x(), box.bottom()), QPointF(box.right(), box.center().y()));
        return;
    case ReplicaChip::Kind::offline:
        break;
    }
    painter.setPen(QPen(c.textFaint, 1));
    painter.drawRoundedRect(box, radius, radius);
    painter.setPen(QPen(c.textMuted, 1.2));
    const QRectF cross = box.adjusted(2, 2, -2, -2);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
}

QSize ReplicaDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = CellDelegate::sizeHint(option, index);
    const QFontMetricsF metrics(chipFont());
    qreal width = 2 * padding;
    for (const ReplicaChip& chip : index.data(PartitionsModel::chipsRole).value<QList<ReplicaChip>>())
        width += chipWidth(chip, ChipSize::full, metrics) + gap;
    size.setWidth(std::max(size.width(), qRound(width)));
    return size;
}

void ReplicaDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    drawChips(painter, QRectF(option.rect).adjusted(padding, 0, -padding, 0),
              index.data(PartitionsModel::chipsRole).value<QList<ReplicaChip>>());
}

QSize StateDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = CellDelegate::sizeHint(option, index);
    const QFontMetrics caption(style::font(style::Text::caption));
    size.setWidth(size.width() + caption.horizontalAdvance(index.data(PartitionsModel::noteRole).toString()) +
                  10);
    return size;
}

void StateDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const {
    QRect box = option.rect.adjusted(padding, 0, -padding, 0);
    QFont strong = option.font;
    strong.setWeight(QFont::Medium);
    const QFontMetrics metrics(strong);
    const QString word = metrics.elidedText(index.data().toString(), Qt::ElideRight, box.width());
    painter.setFont(strong);
    painter.setPen(index.data(Qt::ForegroundRole).value<QColor>());
    painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter), word);
    const QString note = index.data(PartitionsModel::noteRole).toString();
    box.setLeft(box.left() + metrics.horizontalAdvance(word) + 8);
    if (note.isEmpty() || box.width() < 20) return;
    painter.setFont(style::font(style::Text::caption));
    painter.setPen(style::colors().textMuted);
    painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter),
                     QFontMetrics(painter.font()).elidedText(note, Qt::ElideRight, box.width()));
}

} // namespace ui
