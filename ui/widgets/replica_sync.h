#pragma once
// How the replicas of one partition move toward their leader: a log bar each, the high watermark as a line,
// and the fetch lag of each follower over the last minute. Painted; read out as sentences. UI thread.

#include "ui/bridge/lag_history.h"
#include "ui/models/replica_chip.h"

#include <QWidget>

namespace ui {

class ReplicaSync : public QWidget {
    Q_OBJECT
public:
    explicit ReplicaSync(QWidget* parent = nullptr);

    /// `history` may be null; it is read at paint time and must outlive the widget or the next `setRow`.
    void setRow(const view::PartitionRow& row, const QList<ReplicaChip>& chips, const LagHistory* history);
    /// Nothing chosen.
    void clear();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Scale {
        qint64 from = 0, to = 1;
        QRectF bar;
        qreal at(qint64 offset) const;
    };
    Scale scaleFor(const QRectF& bars) const;
    void paintBar(QPainter& painter, const QRectF& line, const Scale& scale, const ReplicaChip& chip) const;
    void paintWatermark(QPainter& painter, const QRectF& bars, const Scale& scale) const;
    void paintLag(QPainter& painter, const QRectF& rect) const;
    qreal lineHeight() const;

    bool chosen_ = false;
    view::PartitionRow row_;
    QList<ReplicaChip> chips_;
    const LagHistory* history_ = nullptr;
};

} // namespace ui
