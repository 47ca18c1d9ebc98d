#include "ui/windows/tree_line_delegate.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace ui {

void TreeLineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const {
    const style::Colors& c = style::colors();
    const bool cluster = index.data(isCluster).toBool();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    // The whole line, from edge to edge of the view: Qt's rectangle begins after the branch.
    QRectF ground = option.rect;
    ground.setLeft(6);
    ground.setRight(option.widget ? option.widget->width() - 7 : option.rect.right());
    ground.adjust(0, 1, 0, -1);
    if (selected || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? c.accentTint : c.raised);
        painter->drawRoundedRect(ground, 5, 5);
    }
    if (selected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(c.accentLine);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    qreal left = ground.left() + 34;
    if (cluster) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(index.data(dot).value<QColor>());
        painter->drawEllipse(QPointF(ground.left() + 16, ground.center().y()), 4.5, 4.5);
        left = ground.left() + 28;
    }
    QRectF text = ground;
    text.setLeft(left);
    text.setRight(ground.right() - 8);
    const QString end = index.data(trailing).toString();
    if (!end.isEmpty()) {
        painter->setFont(style::font(style::Text::caption));
        painter->setPen(c.textMuted);
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, end);
        text.setRight(text.right() - painter->fontMetrics().horizontalAdvance(end) - 8);
    }
    painter->setFont(style::font(cluster ? style::Text::strong : style::Text::body));
    painter->setPen(!option.state.testFlag(QStyle::State_Enabled) ? c.textFaint
                    : selected                                    ? c.accent
                                                                  : c.text);
    const QString name =
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, qRound(text.width()));
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter, name);
    painter->restore();
}

QSize TreeLineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
    return {120, option.fontMetrics.height() + 10};
}

} // namespace ui
