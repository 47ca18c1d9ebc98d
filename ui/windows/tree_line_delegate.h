#pragma once
// Paints one line of the cluster tree: state dot and bold name, or an indented page, and a count at the right
// end. UI thread.

#include <QStyledItemDelegate>

namespace ui {

class TreeLineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { trailing = Qt::UserRole + 20, dot, isCluster };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ui
