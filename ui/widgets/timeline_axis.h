#pragma once
// Everything that happened on one axis: a mark for each line of the timeline in its kind's lane, a cursor on
// the chosen moment. Click or arrow keys choose. UI thread.

#include <QColor>
#include <QWidget>
#include <vector>

namespace ui {

struct TimelineMark {
    qint64 timeMs = 0;
    int lane = 0;
    int count = 1; ///< facts behind it: larger marks
    int row = 0;   ///< what `chosen` says
};

class TimelineAxis : public QWidget {
    Q_OBJECT
public:
    explicit TimelineAxis(QWidget* parent = nullptr);

    /// By time. `lanes` are their names, from the top.
    void setMarks(std::vector<TimelineMark> marks, const QStringList& lanes);
    /// The axis ends here and shows this much before; 0: all marks.
    void setWindow(qint64 nowMs, qint64 spanMs);
    /// -1: none.
    void setCurrentRow(int row);
    static QColor laneColor(int lane);
    QSize sizeHint() const override;

signals:
    void chosen(int row);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRectF plot() const;
    qreal xOf(qint64 timeMs) const;
    qint64 from() const;
    int laneHeight() const;
    void paintTicks(QPainter& painter) const;

    std::vector<TimelineMark> marks_;
    QStringList lanes_;
    qint64 nowMs_ = 0;
    qint64 spanMs_ = 0;
    int current_ = -1;
};

} // namespace ui
