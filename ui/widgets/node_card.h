#pragma once
// One broker or one controller on the canvas: painted whole, focusable, read out as one sentence, with a
// context menu by mouse and keyboard. UI thread.

#include "ui/models/replica_chip.h"
#include "ui/widgets/sparkline.h"

#include <QWidget>
#include <array>

namespace ui {

/// What is on one broker: each kind of replica, and the first few as squares.
struct BrokerReplicas {
    static constexpr std::size_t max_squares = 60;
    std::array<int, 4> counts{}; ///< by ReplicaChip::Kind
    std::vector<ReplicaChip::Kind> squares;
    int total() const { return counts[0] + counts[1] + counts[2] + counts[3]; }
    bool operator==(const BrokerReplicas&) const = default;
};

/// A card that can be focused, activated with Enter, and asked for a menu.
class NodeCard : public QWidget {
    Q_OBJECT
public:
    explicit NodeCard(QWidget* parent = nullptr);

signals:
    void menuAsked(const QPoint& globalPos);
    void activated();

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void drawFocus(QPainter& painter) const;
};

class BrokerCard : public NodeCard {
    Q_OBJECT
public:
    explicit BrokerCard(QWidget* parent = nullptr);

    void setRow(const view::BrokerRow& row);
    const view::BrokerRow& row() const { return row_; }
    void setReplicas(BrokerReplicas replicas);
    /// One second has passed: the sparklines move on.
    void advance();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();
    void paintHead(QPainter& painter, const QRectF& rect);
    void paintTraffic(QPainter& painter, const QRectF& rect, const QString& name, const Sparkline& line,
                      double rate);
    void paintFoot(QPainter& painter, const QRectF& rect);
    void paintReplicas(QPainter& painter, const QRectF& rect);
    qreal lineHeight() const;

    view::BrokerRow row_;
    BrokerReplicas replicas_;
    Sparkline in_;
    Sparkline out_;
};

class ControllerCard : public NodeCard {
    Q_OBJECT
public:
    explicit ControllerCard(QWidget* parent = nullptr);

    /// `cut`: its AZ is cut off.
    void setRow(const view::ControllerRow& row, bool cut = false);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString sentence() const;
    bool isHeard() const;
    view::ControllerRow row_;
    bool cut_ = false;
};

} // namespace ui
