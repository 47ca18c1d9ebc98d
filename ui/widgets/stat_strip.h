#pragma once
// One card with the totals of a page side by side: a caption over a headline number and a muted rest. UI
// thread.

#include "ui/style/theme.h"

#include <QFrame>
#include <vector>

namespace ui {

class StatStrip : public QFrame {
    Q_OBJECT
public:
    explicit StatStrip(QWidget* parent = nullptr);

    /// Adds a figure; its index is for `set`.
    int add(const QString& caption);
    void set(int index, const QString& number, const QString& rest = {},
             style::Tone tone = style::Tone::normal, const QString& toolTip = {});

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Figure {
        QString caption, number, rest, toolTip;
        style::Tone tone = style::Tone::normal;
        QRectF place;
    };
    qreal widthOf(const Figure& figure) const;

    std::vector<Figure> figures_;
};

} // namespace ui
