#include "ui/widgets/throughput_chart.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <QCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QLineSeries>
#include <QVBoxLayout>
#include <QValueAxis>
#include <algorithm>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

struct ThroughputChart::View {
    QChart* chart = nullptr;
    QCategoryAxis* x = nullptr;
    QCategoryAxis* y = nullptr;
    std::vector<QLineSeries*> lines;
    double ceiling = 0;
    int steps = 0; ///< that the labels of `y` were made for
};

namespace {

constexpr int most_steps = 4;

// The next of 1, 2, 4, 8 x 10^n: divides into four round steps.
double roundCeiling(double value) {
    if (value <= 0) return 1000;
    const double base = std::pow(10, std::floor(std::log10(value)));
    for (const double m : {1.0, 2.0, 4.0, 8.0})
        if (value <= m * base) return m * base;
    return 10 * base;
}

} // namespace

ThroughputChart::ThroughputChart(int seconds, QWidget* parent)
    : QWidget(parent), seconds_(seconds), view_(new View) {
    view_->chart = new QChart;
    view_->chart->legend()->hide();
    view_->chart->setMargins({0, 8, 20, 0});
    view_->chart->setBackgroundRoundness(0);
    view_->chart->setAnimationOptions(QChart::NoAnimation);
    view_->chart->layout()->setContentsMargins(0, 0, 0, 0);
    view_->x = new QCategoryAxis;
    view_->y = new QCategoryAxis;
    for (QCategoryAxis* axis : {view_->x, view_->y})
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
    view_->x->setRange(-seconds_, 0);
    const int minutes = std::max(1, seconds_ / 60);
    for (int m = minutes; m > 0; --m) view_->x->append(tr("%1 min").arg(-m), -m * 60);
    view_->x->append(tr("now"), 0);
    view_->x->setGridLineVisible(false);
    view_->y->setLineVisible(false);
    view_->chart->addAxis(view_->x, Qt::AlignBottom);
    view_->chart->addAxis(view_->y, Qt::AlignLeft);
    auto* canvas = new QChartView(view_->chart, this);
    canvas->setRenderHint(QPainter::Antialiasing);
    canvas->setFrameShape(QFrame::NoFrame);
    canvas->setFocusPolicy(Qt::NoFocus);
    // The view asks for its scene's size; the page decides.
    canvas->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(canvas);
    setMinimumHeight(fontMetrics().height() * 8);
    connect(&style::Theme::instance(), &style::Theme::changed, this, &ThroughputChart::dress);
    dress();
}

ThroughputChart::~ThroughputChart() {
    delete view_;
}

int ThroughputChart::addSeries(const QString& name, int azIndex, bool dashed) {
    series_.push_back({name, azIndex, dashed, {}});
    auto* line = new QLineSeries;
    view_->chart->addSeries(line);
    line->attachAxis(view_->x);
    line->attachAxis(view_->y);
    view_->lines.push_back(line);
    dress();
    return seriesCount() - 1;
}

void ThroughputChart::clear() {
    for (Series& series : series_) series.points.clear();
    for (QLineSeries* line : view_->lines) line->clear();
}

void ThroughputChart::add(int series, qint64 timeMs, double bytesPerSecond) {
    auto& points = series_[static_cast<std::size_t>(series)].points;
    points.push_back({timeMs, bytesPerSecond});
    const qint64 oldest = timeMs - (seconds_ + 2) * 1000LL;
    while (!points.empty() && (points.size() > max_points || points.front().timeMs < oldest))
        points.pop_front();
}

void ThroughputChart::show(qint64 nowMs) {
    double largest = 0;
    for (const Series& series : series_)
        for (const Point& point : series.points) largest = std::max(largest, point.value);
    label(roundCeiling(largest));
    for (std::size_t i = 0; i < series_.size(); ++i) {
        QList<QPointF> points;
        points.reserve(static_cast<qsizetype>(series_[i].points.size()));
        for (const Point& point : series_[i].points)
            points.append({static_cast<double>(point.timeMs - nowMs) / 1000, point.value});
        view_->lines[i]->replace(points);
    }
    QStringList said;
    for (const Series& series : series_)
        if (!series.points.empty()) said << series.name + u' ' + format::byteRate(series.points.back().value);
    setAccessibleDescription(said.join(u", "_s));
}

// The chart puts "..." where a label has no height of its own: a low chart has fewer of them.
void ThroughputChart::label(double ceiling) {
    const double room = view_->chart->plotArea().height();
    const double needed = QFontMetricsF(view_->y->labelsFont()).height() * 2.3;
    int steps = most_steps;
    while (steps > 1 && room / steps < needed) steps /= 2;
    if (std::fabs(ceiling - view_->ceiling) <= 0.5 && steps == view_->steps) return;
    view_->ceiling = ceiling;
    view_->steps = steps;
    for (const QString& old : view_->y->categoriesLabels()) view_->y->remove(old);
    for (int i = 0; i <= steps; ++i)
        view_->y->append(i == 0 ? u"0"_s : format::byteRate(ceiling * i / steps), ceiling * i / steps);
    view_->y->setRange(0, ceiling);
    view_->chart->layout()->invalidate();
    view_->chart->layout()->activate();
}

void ThroughputChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (view_->ceiling > 0) label(view_->ceiling);
}

void ThroughputChart::dress() {
    const style::Colors& c = style::colors();
    view_->chart->setBackgroundBrush(Qt::NoBrush);
    view_->chart->setPlotAreaBackgroundVisible(false);
    for (QCategoryAxis* axis : {view_->x, view_->y}) {
        axis->setLabelsColor(c.textMuted);
        axis->setLabelsFont(style::font(style::Text::caption));
        axis->setLinePenColor(c.line);
        axis->setGridLineColor(c.lineSoft);
    }
    for (std::size_t i = 0; i < series_.size(); ++i) {
        QPen pen(style::azColors(series_[i].azIndex).line, 1.6);
        if (series_[i].dashed) pen.setDashPattern({4, 3});
        pen.setCapStyle(Qt::FlatCap);
        view_->lines[i]->setPen(pen);
    }
    for (QGraphicsView* canvas : findChildren<QGraphicsView*>())
        canvas->setStyleSheet(u"background: transparent"_s);
}

} // namespace ui
