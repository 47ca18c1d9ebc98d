#pragma once
// How cells of the topic pages are drawn: a rate with its bar, a null with its explanation, a source
// badge, a JSON value by its kind. Replica chips are in replica_chips.h. One delegate each; no widget per
// row. UI thread.

#include <QStyledItemDelegate>

namespace ui {

/// Base: paints ground, selection and focus like the style, then the cell's own content.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const final;

protected:
    virtual void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const = 0;
};

/// A number over a thin bar whose length is TopicsModel::shareRole.
class RateDelegate : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

/// Text; for RecordsModel::nullRole the word "null" and RecordsModel::noteRole beside it in muted text.
class RecordCellDelegate : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

} // namespace ui
