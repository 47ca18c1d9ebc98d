#pragma once
// How replica chips are drawn, by shape and text, never by colour alone: filled leads, outlined is in sync,
// half hatched catches up, dashed with a cross is offline, a star is preferred; the edge has the AZ's colour.
// Delegates, cards and details share it. UI thread.

#include "ui/models/replica_chip.h"
#include "ui/widgets/cell_delegates.h"

#include <QFontMetricsF>
#include <QPainter>

namespace ui {

/// The words, or the short form where they do not fit.
enum class ChipSize { full, compact };

QFont chipFont();
qreal chipWidth(const ReplicaChip& chip, ChipSize size, const QFontMetricsF& metrics);
/// `ground` is what lies behind.
void drawChip(QPainter& painter, const QRectF& rect, const ReplicaChip& chip, ChipSize size);
/// In one line from the left; the compact form when the full one does not fit.
void drawChips(QPainter& painter, const QRectF& rect, const QList<ReplicaChip>& chips);

/// One small square of the matrix and the canvas: the same four shapes without text.
void drawReplicaCell(QPainter& painter, const QRectF& rect, ReplicaChip::Kind kind, const QColor& az);

/// The chips of PartitionsModel::chipsRole.
class ReplicaDelegate : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

/// A coloured word with PartitionsModel::noteRole beside it in muted text.
class StateDelegate : public CellDelegate {
    Q_OBJECT
public:
    using CellDelegate::CellDelegate;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void paintContent(QPainter& painter, const QStyleOptionViewItem& option,
                      const QModelIndex& index) const override;
};

} // namespace ui
