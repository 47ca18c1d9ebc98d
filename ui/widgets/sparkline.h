#pragma once
// A small line of the last values, oldest at the left, scaled to its own largest. A value and its painter,
// not a widget: cards and delegates draw it where they like. UI thread.

#include <QColor>
#include <QRectF>
#include <deque>

class QPainter;

namespace ui {

class Sparkline {
public:
    /// Two minutes at one value a second.
    static constexpr std::size_t capacity = 120;

    void add(double value);
    void clear() { values_.clear(); }
    bool empty() const { return values_.empty(); }
    void paint(QPainter& painter, const QRectF& rect, const QColor& color) const;

private:
    std::deque<double> values_;
};

} // namespace ui
