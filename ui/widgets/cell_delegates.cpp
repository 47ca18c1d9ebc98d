#include "ui/widgets/cell_delegates.h"

#include "ui/models/records_model.h"
#include "ui/models/topics_model.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPainter>

namespace ui {
namespace {

constexpr int padding = 8;

Qt::Alignment alignmentOf(const QModelIndex& index) {
    return index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
}

QColor textColorOf(const QModelIndex& index) {
    const QVariant color = index.data(Qt::ForegroundRole);
    return color.isValid() ? color.value<QColor>() : style::colors().text;
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

} // namespace ui
