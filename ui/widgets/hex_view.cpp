#include "ui/widgets/hex_view.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace ui {
namespace {

constexpr int margin = 12;
constexpr qint64 clipboardLimit = 16 << 20;

QChar printable(base::Byte byte) {
    return byte >= 0x20 && byte < 0x7f ? QChar(char16_t{byte}) : QChar(0x00b7);
}

QString hexOf(base::Byte byte) {
    return QStringLiteral("%1").arg(uint{byte}, 2, 16, QLatin1Char('0'));
}

/// Column of a byte's hex digits within the hex part: a wider gap in the middle.
int hexColumn(int i) {
    return i * 3 + (i >= HexView::perLine / 2 ? 1 : 0);
}

} // namespace

HexView::HexView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFont(style::font(style::Text::mono));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Bytes in hexadecimal"));
    viewport()->setCursor(Qt::IBeamCursor);
}

void HexView::setBytes(base::Buffer bytes) {
    bytes_ = std::move(bytes);
    anchor_ = cursor_ = 0;
    selecting_ = false;
    verticalScrollBar()->setValue(0);
    updateScrollBars();
    viewport()->update();
    setAccessibleDescription(line(0));
}

qint64 HexView::lineCount() const {
    return (size() + perLine - 1) / perLine;
}

int HexView::offsetDigits() const {
    return size() > 0xffff'ffffLL ? 12 : 8;
}

HexView::Geometry HexView::geometry() const {
    const QFontMetrics metrics(font());
    Geometry g{};
    g.charWidth = metrics.horizontalAdvance(QLatin1Char('0'));
    g.lineHeight = metrics.height() + 4;
    g.hexAt = margin + (offsetDigits() + 2) * g.charWidth;
    g.textAt = g.hexAt + (hexColumn(perLine - 1) + 4) * g.charWidth;
    g.width = g.textAt + perLine * g.charWidth + margin;
    return g;
}

QSize HexView::sizeHint() const {
    return {geometry().width, 10 * geometry().lineHeight};
}

QString HexView::line(qint64 index) const {
    const qint64 from = index * perLine;
    if (from >= size()) return {};
    QString hex, text;
    for (qint64 i = from; i < std::min<qint64>(from + perLine, size()); ++i) {
        if (i == from + perLine / 2) hex += QLatin1Char(' ');
        hex += hexOf(bytes_.data()[i]) + QLatin1Char(' ');
        text += printable(bytes_.data()[i]);
    }
    return QStringLiteral("%1  %2 |%3|").arg(from, offsetDigits(), 16, QLatin1Char('0')).arg(hex, text);
}

std::pair<qint64, qint64> HexView::selection() const {
    if (!selecting_) return {cursor_, cursor_};
    return {std::min(anchor_, cursor_), std::max(anchor_, cursor_) + 1};
}

void HexView::select(qint64 from, qint64 to) {
    selecting_ = to > from;
    anchor_ = from;
    cursor_ = std::max(from, to - 1);
    ensureVisible(cursor_);
    ensureVisible(anchor_);
    viewport()->update();
}

QString HexView::selectedHex() const {
    auto [from, to] = selection();
    if (from == to) std::tie(from, to) = std::pair<qint64, qint64>(0, size());
    to = std::min(to, from + clipboardLimit);
    const QByteArray raw =
        QByteArray::fromRawData(reinterpret_cast<const char*>(bytes_.data()) + from, to - from);
    return QString::fromLatin1(raw.toHex(' '));
}

QString HexView::selectedText() const {
    auto [from, to] = selection();
    if (from == to) std::tie(from, to) = std::pair<qint64, qint64>(0, size());
    to = std::min(to, from + clipboardLimit);
    QString text;
    for (qint64 i = from; i < to; ++i) text += printable(bytes_.data()[i]);
    return text;
}

bool HexView::find(base::Bytes wanted) {
    if (wanted.empty() || bytes_.empty()) return false;
    const base::Byte* const begin = bytes_.data();
    const base::Byte* const end = begin + size();
    const auto [from, to] = selection();
    const base::Byte* at = std::search(begin + std::min(to, size()), end, wanted.begin(), wanted.end());
    if (at == end) at = std::search(begin, end, wanted.begin(), wanted.end());
    if (at == end) return false;
    select(at - begin, at - begin + static_cast<qint64>(wanted.size()));
    return true;
}

void HexView::copy() {
    QApplication::clipboard()->setText(selectedHex());
}

void HexView::updateScrollBars() {
    const Geometry g = geometry();
    const int visible = std::max(1, viewport()->height() / g.lineHeight);
    const qint64 lines = std::min<qint64>(lineCount(), std::numeric_limits<int>::max());
    verticalScrollBar()->setRange(0, static_cast<int>(std::max<qint64>(0, lines - visible)));
    verticalScrollBar()->setPageStep(visible);
    horizontalScrollBar()->setRange(0, std::max(0, g.width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
}

void HexView::resizeEvent(QResizeEvent*) {
    updateScrollBars();
}

void HexView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) updateScrollBars();
}

void HexView::paintLine(QPainter& painter, const Geometry& g, qint64 index, int y) const {
    const style::Colors& c = style::colors();
    const QFontMetrics metrics(font());
    const int baseline = y + (g.lineHeight + metrics.ascent() - metrics.descent()) / 2;
    const qint64 from = index * perLine;
    const auto [selectedFrom, selectedTo] = selection();
    painter.setPen(c.textFaint);
    painter.drawText(margin, baseline, QStringLiteral("%1").arg(from, offsetDigits(), 16, QLatin1Char('0')));
    for (int i = 0; i < perLine && from + i < size(); ++i) {
        const base::Byte byte = bytes_.data()[from + i];
        const int hexX = g.hexAt + hexColumn(i) * g.charWidth;
        const int textX = g.textAt + i * g.charWidth;
        if (from + i >= selectedFrom && from + i < selectedTo) {
            painter.fillRect(hexX - g.charWidth / 2, y, g.charWidth * 3, g.lineHeight, c.accentTint);
            painter.fillRect(textX, y, g.charWidth, g.lineHeight, c.accentTint);
        }
        painter.setPen(byte == 0 ? c.textFaint : c.text);
        painter.drawText(hexX, baseline, hexOf(byte));
        painter.setPen(printable(byte) == QChar(0x00b7) ? c.textFaint : c.text);
        painter.drawText(textX, baseline, printable(byte));
        if (from + i == cursor_ && hasFocus()) {
            painter.setPen(c.accentLine);
            painter.drawRect(hexX - 2, y, g.charWidth * 2 + 3, g.lineHeight - 1);
        }
    }
}

void HexView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), style::colors().surface);
    painter.setFont(font());
    if (bytes_.empty()) {
        painter.setPen(style::colors().textMuted);
        painter.drawText(viewport()->rect().adjusted(margin, margin, -margin, -margin),
                         tr("There are no bytes."));
        return;
    }
    painter.translate(-horizontalScrollBar()->value(), 0);
    const Geometry g = geometry();
    const qint64 first = verticalScrollBar()->value();
    const int visible = viewport()->height() / g.lineHeight + 1;
    for (int i = 0; i < visible && first + i < lineCount(); ++i)
        paintLine(painter, g, first + i, i * g.lineHeight);
}

qint64 HexView::byteAt(const QPoint& point) const {
    if (bytes_.empty()) return -1;
    const Geometry g = geometry();
    const int x = point.x() + horizontalScrollBar()->value();
    const qint64 lineIndex =
        std::clamp<qint64>(verticalScrollBar()->value() + point.y() / g.lineHeight, 0, lineCount() - 1);
    int column = 0;
    if (x >= g.textAt - g.charWidth)
        column = (x - g.textAt) / g.charWidth;
    else
        while (column + 1 < perLine && x >= g.hexAt + hexColumn(column + 1) * g.charWidth - g.charWidth / 2)
            ++column;
    return std::min<qint64>(lineIndex * perLine + std::clamp(column, 0, perLine - 1), size() - 1);
}

void HexView::mousePressEvent(QMouseEvent* event) {
    const qint64 at = byteAt(event->pos());
    if (event->button() == Qt::LeftButton && at >= 0) moveCursor(at, event->modifiers() & Qt::ShiftModifier);
}

void HexView::mouseMoveEvent(QMouseEvent* event) {
    const qint64 at = byteAt(event->pos());
    if ((event->buttons() & Qt::LeftButton) && at >= 0 && at != cursor_) moveCursor(at, true);
}

void HexView::moveCursor(qint64 to, bool extend) {
    if (bytes_.empty()) return;
    cursor_ = std::clamp<qint64>(to, 0, size() - 1);
    if (!extend) anchor_ = cursor_;
    selecting_ = extend;
    ensureVisible(cursor_);
    viewport()->update();
}

void HexView::ensureVisible(qint64 at) {
    const int lineIndex = static_cast<int>(std::min<qint64>(at / perLine, std::numeric_limits<int>::max()));
    QScrollBar* bar = verticalScrollBar();
    if (lineIndex < bar->value()) bar->setValue(lineIndex);
    if (lineIndex >= bar->value() + bar->pageStep()) bar->setValue(lineIndex - bar->pageStep() + 1);
}

void HexView::keyPressEvent(QKeyEvent* event) {
    const bool extend = event->modifiers() & Qt::ShiftModifier;
    const qint64 page = qint64{perLine} * verticalScrollBar()->pageStep();
    if (event->matches(QKeySequence::SelectAll)) return select(0, size());
    if (event->key() == Qt::Key_C && (event->modifiers() & Qt::ControlModifier))
        return QApplication::clipboard()->setText(extend ? selectedText() : selectedHex());
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCursor(cursor_ - 1, extend);
    case Qt::Key_Right:
        return moveCursor(cursor_ + 1, extend);
    case Qt::Key_Up:
        return moveCursor(cursor_ - perLine >= 0 ? cursor_ - perLine : cursor_, extend);
    case Qt::Key_Down:
        return moveCursor(cursor_ + perLine, extend);
    case Qt::Key_PageUp:
        return moveCursor(cursor_ - page, extend);
    case Qt::Key_PageDown:
        return moveCursor(cursor_ + page, extend);
    case Qt::Key_Home:
        return moveCursor(event->modifiers() & Qt::ControlModifier ? 0 : cursor_ / perLine * perLine, extend);
    case Qt::Key_End:
        return moveCursor(
            event->modifiers() & Qt::ControlModifier ? size() : cursor_ / perLine * perLine + perLine - 1,
            extend);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

} // namespace ui
