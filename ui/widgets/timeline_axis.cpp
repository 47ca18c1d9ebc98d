#include "ui/widgets/timeline_axis.h"

#include "ui/style/colors.h"
#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int left_margin = 76;
constexpr int right_margin = 14;
constexpr int tick_height = 20;
} // namespace

TimelineAxis::TimelineAxis(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("What happened, over time"));
}

QColor TimelineAxis::laneColor(int lane) {
    const style::Colors& c = style::colors();
    const std::array colors{c.bad.shape,  c.warning.shape, c.info.shape,
                            c.az[2].line, c.az[3].line,    c.neutral.shape};
    return colors[static_cast<std::size_t>(std::clamp(lane, 0, static_cast<int>(colors.size()) - 1))];
}

int TimelineAxis::laneHeight() const {
    return QFontMetrics(style::font(style::Text::caption)).height() + 3;
}

QSize TimelineAxis::sizeHint() const {
    return {400, laneHeight() * std::max(1, static_cast<int>(lanes_.size())) + tick_height + 6};
}

void TimelineAxis::setMarks(std::vector<TimelineMark> marks, const QStringList& lanes) {
    marks_ = std::move(marks);
    if (lanes.size() != lanes_.size()) updateGeometry();
    lanes_ = lanes;
    update();
}

void TimelineAxis::setWindow(qint64 nowMs, qint64 spanMs) {
    nowMs_ = nowMs;
    spanMs_ = spanMs;
    update();
}

void TimelineAxis::setCurrentRow(int row) {
    current_ = row;
    update();
}

QRectF TimelineAxis::plot() const {
    return QRectF(rect()).adjusted(left_margin, 2, -right_margin, -tick_height);
}

qint64 TimelineAxis::from() const {
    if (spanMs_ > 0) return nowMs_ - spanMs_;
    const qint64 first = marks_.empty() ? nowMs_ - 60'000 : marks_.front().timeMs;
    return std::min(first - (nowMs_ - first) / 40, nowMs_ - 10'000);
}

qreal TimelineAxis::xOf(qint64 timeMs) const {
    const QRectF area = plot();
    const double part =
        static_cast<double>(timeMs - from()) / static_cast<double>(std::max<qint64>(1, nowMs_ - from()));
    return area.left() + area.width() * part;
}

void TimelineAxis::paintTicks(QPainter& painter) const {
    static constexpr std::array<qint64, 12> steps{1'000,   2'000,     5'000,     10'000,
                                                  30'000,  60'000,    120'000,   300'000,
                                                  600'000, 1'800'000, 3'600'000, 21'600'000};
    const style::Colors& c = style::colors();
    const QRectF area = plot();
    const qint64 span = nowMs_ - from();
    qint64 step = steps.back();
    for (const qint64 it : steps)
        if (static_cast<double>(it) * area.width() / static_cast<double>(std::max<qint64>(1, span)) >= 84) {
            step = it;
            break;
        }
    painter.setFont(style::font(style::Text::caption));
    for (qint64 t = (from() / step + 1) * step; t <= nowMs_; t += step) {
        const qreal x = xOf(t);
        painter.setPen(QPen(c.lineSoft, 1));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        painter.setPen(c.textMuted);
        painter.drawText(QRectF(x - 40, area.bottom() + 2, 80, tick_height - 2), Qt::AlignCenter,
                         format::clockTime(t).left(8));
    }
}

void TimelineAxis::paintEvent(QPaintEvent*) {
    const style::Colors& c = style::colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = plot();
    paintTicks(painter);
    const int height = laneHeight();
    painter.setFont(style::font(style::Text::caption));
    for (int lane = 0; lane < static_cast<int>(lanes_.size()); ++lane) {
        const qreal y = area.top() + height * (lane + 0.5);
        painter.setPen(c.textMuted);
        painter.drawText(QRectF(4, y - height / 2.0, left_margin - 10, height),
                         Qt::AlignLeft | Qt::AlignVCenter, lanes_[lane]);
        painter.setPen(QPen(c.lineSoft, 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
    }
    painter.setClipRect(area.adjusted(-6, 0, 6, 0));
    for (const TimelineMark& mark : marks_) {
        const qreal x = xOf(mark.timeMs);
        if (x < area.left() - 6 || x > area.right() + 6) continue;
        const QPointF centre(x, area.top() + height * (mark.lane + 0.5));
        if (mark.row == current_) {
            painter.setPen(QPen(c.accentLine, 1.5));
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
        }
        const qreal radius =
            std::min(3.5 + std::log10(static_cast<double>(mark.count)) * 1.2, height / 2.0 - 1);
        painter.setPen(mark.row == current_ ? QPen(c.text, 1.5) : QPen(c.surface, 1));
        painter.setBrush(laneColor(mark.lane));
        painter.drawEllipse(centre, radius, radius);
    }
    painter.setClipping(false);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accentLine, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
}

void TimelineAxis::mousePressEvent(QMouseEvent* event) {
    const TimelineMark* nearest = nullptr;
    qreal best = 24;
    for (const TimelineMark& mark : marks_) {
        const qreal dx = std::abs(xOf(mark.timeMs) - event->position().x());
        const qreal dy = std::abs(plot().top() + laneHeight() * (mark.lane + 0.5) - event->position().y());
        if (const qreal far = dx + dy; far < best) {
            best = far;
            nearest = &mark;
        }
    }
    if (nearest) emit chosen(nearest->row);
}

void TimelineAxis::keyPressEvent(QKeyEvent* event) {
    const bool back = event->key() == Qt::Key_Left;
    if ((!back && event->key() != Qt::Key_Right) || marks_.empty()) return QWidget::keyPressEvent(event);
    const auto at =
        std::find_if(marks_.begin(), marks_.end(), [&](const TimelineMark& m) { return m.row == current_; });
    if (at == marks_.end()) return emit chosen(marks_.back().row);
    if (back && at != marks_.begin()) emit chosen(std::prev(at)->row);
    if (!back && std::next(at) != marks_.end()) emit chosen(std::next(at)->row);
}

} // namespace ui
