#pragma once
// Rates over the last minutes, one line per series. Which chart library draws it stays in the .cpp. At most
// 600 points a series; call `add` at most four times a second. UI thread.

#include <QWidget>
#include <deque>
#include <vector>

namespace ui {

class ThroughputChart : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t max_points = 600;

    /// Shows the last `seconds`.
    explicit ThroughputChart(int seconds, QWidget* parent = nullptr);
    ~ThroughputChart() override;

    /// Bytes per second; `dashed` tells outgoing from incoming of the same colour. Gives the index for `add`.
    int addSeries(const QString& name, int azIndex, bool dashed);
    int seriesCount() const { return static_cast<int>(series_.size()); }
    void clear();
    void add(int series, qint64 timeMs, double bytesPerSecond);
    /// Draws what was added up to `nowMs`, the right edge.
    void show(qint64 nowMs);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Point {
        qint64 timeMs;
        double value;
    };
    struct Series {
        QString name;
        int azIndex;
        bool dashed;
        std::deque<Point> points;
    };
    struct View;

    void dress();
    void label(double ceiling);

    int seconds_;
    std::vector<Series> series_;
    View* view_;
};

} // namespace ui
