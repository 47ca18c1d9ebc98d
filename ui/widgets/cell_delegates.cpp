#include "ui/widgets/cell_delegates.h"

#include "ui/models/partitions_model.h"
#include "ui/models/records_model.h"
#include "ui/models/topics_model.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>

namespace ui {
namespace {

constexpr int padding = 8;
constexpr int chipGap = 4;

Qt::Alignment alignmentOf(const QModelIndex& index) {
    return index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
}

QColor textColorOf(const QModelIndex& index) {
    const QVariant color = index.data(Qt::ForegroundRole);
    return color.isValid() ? color.value<QColor>() : style::colors().text;
}

QString chipText(const ReplicaChip& chip) {
    QString text = QString::number(chip.broker);
    if (chip.preferred) text.prepend(QChar(0x2605)); // star
    if (!chip.online) text.append(QChar(0x2715));    // cross
    return text;
}

int chipWidth(const ReplicaChip& chip, const QFontMetrics& metrics) {
    return std::max(26, metrics.horizontalAdvance(chipText(chip)) + 14);
}

void paintChip(QPainter& painter, const QRect& rect, const ReplicaChip& chip) {
    const style::Colors& c = style::colors();
    const style::AzColors az =
        chip.az >= 0 ? style::azColors(chip.az) : style::AzColors{c.textMuted, c.raised, c.text};
    QPainterPath path;
    path.addRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(QPen(chip.online ? az.line : c.bad.shape, 1));
    painter.setBrush(chip.leader ? az.line : c.surface);
    painter.drawPath(path);
    if (!chip.inSync && chip.online) {
        painter.setBrush(QBrush(c.line, Qt::BDiagPattern));
        painter.drawPath(path);
    }
    painter.setPen(chip.leader ? c.surface : chip.online ? az.text : c.bad.text);
    painter.drawText(rect, Qt::AlignCenter, chipText(chip));
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    painter->save();
    painter->setClipRect(item.rect);
    paintContent(*painter, item, index);
    painter->restore();
}

void RateDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const {
    const style::Colors& c = style::colors();
    const QRect box = option.rect.adjusted(padding, 0, -padding, 0);
    const double share = std::clamp(index.data(TopicsModel::shareRole).toDouble(), 0.0, 1.0);
    painter.setFont(option.font);
    painter.setPen(share > 0 ? c.text : c.textFaint);
    painter.drawText(box, int(Qt::AlignRight | Qt::AlignVCenter), index.data().toString());
    if (share <= 0) return;
    QRectF bar(box.left(), box.bottom() - 2.5, box.width(), 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.track);
    painter.drawRoundedRect(bar, 1.2, 1.2);
    bar.setLeft(bar.right() - std::max(2.0, bar.width() * share));
    painter.setBrush(c.info.shape);
    painter.drawRoundedRect(bar, 1.2, 1.2);
}

void RecordCellDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const {
    const style::Colors& c = style::colors();
    QRect box = option.rect.adjusted(padding, 0, -padding, 0);
    const QFontMetrics metrics(option.font);
    painter.setFont(option.font);
    painter.setPen(textColorOf(index));
    const QString text = metrics.elidedText(index.data().toString(), Qt::ElideRight, box.width());
    painter.drawText(box, int(alignmentOf(index)), text);
    const QString note = index.data(RecordsModel::noteRole).toString();
    if (note.isEmpty()) return;
    box.setLeft(box.left() + metrics.horizontalAdvance(text) + 14);
    painter.setFont(style::font(style::Text::caption));
    painter.setPen(c.textMuted);
    painter.drawText(box, int(Qt::AlignLeft | Qt::AlignVCenter),
                     QFontMetrics(painter.font()).elidedText(note, Qt::ElideRight, box.width()));
}

QSize ReplicaDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = CellDelegate::sizeHint(option, index);
    int width = 2 * padding;
    for (const ReplicaChip& chip : index.data(PartitionsModel::chipsRole).value<QList<ReplicaChip>>())
        width += chipWidth(chip, QFontMetrics(style::font(style::Text::caption))) + chipGap;
    size.setWidth(std::max(size.width(), width));
    return size;
}

void ReplicaDelegate::paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
    const auto chips = index.data(PartitionsModel::chipsRole).value<QList<ReplicaChip>>();
    const QFont font = style::font(style::Text::caption);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing);
    if (chips.isEmpty()) {
        painter.setPen(style::colors().bad.text);
        painter.drawText(option.rect.adjusted(padding, 0, -padding, 0), int(Qt::AlignLeft | Qt::AlignVCenter),
                         index.data().toString());
        return;
    }
    int x = option.rect.left() + padding;
    for (const ReplicaChip& chip : chips) {
        const int width = chipWidth(chip, metrics);
        if (x + width > option.rect.right()) break;
        paintChip(painter, QRect(x, option.rect.center().y() - 9, width, 19), chip);
        x += width + chipGap;
    }
}

} // namespace ui
