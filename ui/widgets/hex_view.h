#pragma once
// Bytes as offset, hex and text columns. Paints only the lines in sight, so a record of 100 MB scrolls like
// one of 100 bytes. Selection by mouse and keyboard; Ctrl+C copies hex, Ctrl+Shift+C the text column. UI
// thread.

#include "base/bytes.h"

#include <QAbstractScrollArea>

namespace ui {

class HexView : public QAbstractScrollArea {
    Q_OBJECT
public:
    static constexpr int perLine = 16;

    explicit HexView(QWidget* parent = nullptr);

    /// Shares the buffer; no bytes are copied.
    void setBytes(base::Buffer bytes);
    qint64 lineCount() const;
    /// One line as it is painted: "00000010  7b 22 6f … |{"o…|".
    QString line(qint64 index) const;

    /// First and one past the last selected byte; equal when none is.
    std::pair<qint64, qint64> selection() const;
    void select(qint64 from, qint64 to);
    /// The selection, or everything when there is none.
    QString selectedHex() const;
    QString selectedText() const;
    /// Selects the next occurrence of the bytes after the selection, wrapping round. False: there is none.
    bool find(base::Bytes wanted);

    QSize sizeHint() const override;

public slots:
    /// Edit > Copy with the focus here.
    void copy();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Geometry {
        int charWidth, lineHeight, hexAt, textAt, width;
    };
    Geometry geometry() const;
    int offsetDigits() const;
    void updateScrollBars();
    void ensureVisible(qint64 at);
    void moveCursor(qint64 to, bool extend);
    /// The byte under the point, clamped into the data; -1 when there is none.
    qint64 byteAt(const QPoint& point) const;
    qint64 size() const { return static_cast<qint64>(bytes_.size()); }
    void paintLine(QPainter& painter, const Geometry& g, qint64 index, int y) const;

    base::Buffer bytes_;
    qint64 anchor_ = 0;
    qint64 cursor_ = 0; ///< the selection is [min, max] of both, when `selecting_`
    bool selecting_ = false;
};

} // namespace ui
