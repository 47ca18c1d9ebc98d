#pragma once
// One broker or one controller on the canvas: painted whole, focusable, read out as one sentence. UI thread.

#include "ui/widgets/sparkline.h"
#include "view/rows.h"

#include <QWidget>

namespace ui {

class BrokerCard : public QWidget {
    Q_OBJECT
public:
    explicit BrokerCard(QWidget* parent = nullptr);

    void setRow(const view::BrokerRow& row);
    const view::BrokerRow& row() const { return row_; }
    /// One second has passed: the sparklines move on.
    void advance();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintHead(QPainter& painter, const QRectF& rect);
    void paintTraffic(QPainter& painter, const QRectF& rect, const QString& name, const Sparkline& line,
                      double rate);
    void paintFoot(QPainter& painter, const QRectF& rect);
    qreal lineHeight() const;

    view::BrokerRow row_;
    Sparkline in_;
    Sparkline out_;
};

class ControllerCard : public QWidget {
    Q_OBJECT
public:
    explicit ControllerCard(QWidget* parent = nullptr);

    void setRow(const view::ControllerRow& row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString sentence() const;
    view::ControllerRow row_;
};

} // namespace ui
