#include "ui/widgets/partition_matrix.h"

#include "ui/models/partition_text.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"
#include "ui/widgets/replica_chips.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>

namespace ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int block_gap = 14;
constexpr int margin = 4;
} // namespace

PartitionMatrix::PartitionMatrix(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setAccessibleName(tr("All replicas by broker"));
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&style::Theme::instance(), &style::Theme::changed, this, [this] {
        squares_.clear();
        viewport()->update();
    });
}

void PartitionMatrix::setRows(const view::RowStore& rows) {
    const auto kept = cursor_.valid() ? std::optional(keys_[cellAt(cursor_).partition]) : std::nullopt;
    const int keptBroker = cursor_.valid() ? blocks_[static_cast<std::size_t>(cursor_.block)].broker : -1;
    keys_.clear();
    blocks_.clear();
    replicas_ = 0;
    cursor_ = hovered_ = {};
    std::map<std::int32_t, std::size_t> byBroker;
    std::vector<const view::BrokerRow*> brokers;
    for (const auto& [key, row] : rows.brokers) brokers.push_back(&row);
    // Brokers of one AZ side by side.
    std::stable_sort(brokers.begin(), brokers.end(),
                     [](const auto* a, const auto* b) { return a->az < b->az; });
    for (const view::BrokerRow* row : brokers) {
        byBroker[row->id] = blocks_.size();
        const bool online = row->state == view::NodeState::online || row->state == view::NodeState::stopping;
        blocks_.push_back({row->id, style::azIndex(row->az), online, {}, 0, 1});
    }
    keys_.reserve(rows.partitions.size());
    for (const auto& [key, row] : rows.partitions) {
        const auto index = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
        for (const std::int32_t id : row.replicas) {
            const auto found = byBroker.find(id);
            if (found == byBroker.end()) continue;
            Block& block = blocks_[found->second];
            const bool inSync = std::find(row.isr.begin(), row.isr.end(), id) != row.isr.end();
            const auto kind = row.leader == id ? ReplicaChip::Kind::leader
                              : !block.online  ? ReplicaChip::Kind::offline
                              : inSync         ? ReplicaChip::Kind::inSync
                                               : ReplicaChip::Kind::catchingUp;
            if (kept && id == keptBroker && key == *kept)
                cursor_ = {static_cast<int>(found->second), static_cast<int>(block.cells.size())};
            block.cells.push_back({index, kind});
            ++replicas_;
        }
    }
    arrange();
}

void PartitionMatrix::setCurrent(std::optional<view::PartitionKey> key) {
    if (current_ == key) return;
    current_ = std::move(key);
    viewport()->update();
}

void PartitionMatrix::setCellSize(int pixels) {
    const int size = std::clamp(pixels, min_cell, max_cell);
    if (size == cell_) return;
    cell_ = size;
    squares_.clear();
    arrange();
}

int PartitionMatrix::headHeight() const {
    return fontMetrics().height() + 8;
}

void PartitionMatrix::arrange() {
    const int count = static_cast<int>(blocks_.size());
    int lines = 0;
    if (count > 0) {
        const int room = viewport()->width() - 2 * margin - (count - 1) * block_gap;
        const int width = std::max(room / count, 3 * step());
        int left = margin;
        for (Block& block : blocks_) {
            block.left = left;
            block.perLine = std::max(1, width / step());
            left += width + block_gap;
            const int cells = static_cast<int>(block.cells.size());
            lines = std::max(lines, (cells + block.perLine - 1) / block.perLine);
        }
        horizontalScrollBar()->setRange(0, std::max(0, left - block_gap + margin - viewport()->width()));
        horizontalScrollBar()->setPageStep(viewport()->width());
    }
    const int height = headHeight() + lines * step() + margin;
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(step());
    viewport()->update();
}

QRect PartitionMatrix::rectOf(const Place& place) const {
    const Block& block = blocks_[static_cast<std::size_t>(place.block)];
    return {block.left + place.cell % block.perLine * step() - horizontalScrollBar()->value(),
            headHeight() + place.cell / block.perLine * step() - verticalScrollBar()->value(), cell_, cell_};
}

PartitionMatrix::Place PartitionMatrix::at(const QPoint& point) const {
    if (point.y() < headHeight()) return {};
    const int x = point.x() + horizontalScrollBar()->value();
    const int y = point.y() + verticalScrollBar()->value() - headHeight();
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
        const Block& block = blocks_[b];
        const int column = (x - block.left) / step();
        if (x < block.left || column >= block.perLine) continue;
        const int cell = y / step() * block.perLine + column;
        if (y >= 0 && cell < static_cast<int>(block.cells.size())) return {static_cast<int>(b), cell};
    }
    return {};
}

const PartitionMatrix::Cell& PartitionMatrix::cellAt(const Place& place) const {
    return blocks_[static_cast<std::size_t>(place.block)].cells[static_cast<std::size_t>(place.cell)];
}

QString PartitionMatrix::sentence(const Place& place) const {
    const Cell& cell = cellAt(place);
    ReplicaChip chip;
    chip.leader = cell.kind == ReplicaChip::Kind::leader;
    chip.online = cell.kind != ReplicaChip::Kind::offline;
    chip.inSync = cell.kind == ReplicaChip::Kind::inSync;
    return tr("%1 on broker %2: %3")
        .arg(partitionName(keys_[cell.partition]))
        .arg(blocks_[static_cast<std::size_t>(place.block)].broker)
        .arg(chip.role());
}

const QPixmap& PartitionMatrix::square(ReplicaChip::Kind kind, int az) {
    QPixmap& made = squares_[{kind, az}];
    const qreal ratio = devicePixelRatioF();
    if (!made.isNull() && made.devicePixelRatio() == ratio) return made;
    made = QPixmap(QSize(cell_, cell_) * ratio);
    made.setDevicePixelRatio(ratio);
    made.fill(Qt::transparent);
    QPainter painter(&made);
    painter.setRenderHint(QPainter::Antialiasing);
    drawReplicaCell(painter, QRectF(0, 0, cell_, cell_), kind, style::azColors(az).line);
    return made;
}

void PartitionMatrix::paintBlock(QPainter& painter, const QRect& dirty, int index) {
    const style::Colors& c = style::colors();
    const Block& block = blocks_[static_cast<std::size_t>(index)];
    const int top = dirty.top() + verticalScrollBar()->value() - headHeight();
    const int firstLine = std::max(0, top / step());
    const int lastLine = std::max(0, (top + dirty.height()) / step());
    const int first = firstLine * block.perLine;
    const int last = std::min(static_cast<int>(block.cells.size()), (lastLine + 1) * block.perLine);
    for (int i = first; i < last; ++i) {
        const QRect place = rectOf({index, i});
        if (!place.intersects(dirty)) continue;
        const Cell& cell = block.cells[static_cast<std::size_t>(i)];
        painter.drawPixmap(place.topLeft(), square(cell.kind, block.az));
        ++drawn_;
        if (current_ && keys_[cell.partition] == *current_) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(c.text, 1.6));
            painter.drawRoundedRect(QRectF(place).adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3);
        }
    }
}

void PartitionMatrix::paintEvent(QPaintEvent* event) {
    const style::Colors& c = style::colors();
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    drawn_ = 0;
    const QRect cells = event->rect().intersected(viewport()->rect().adjusted(0, headHeight() - 3, 0, 0));
    painter.setClipRect(cells);
    for (int b = 0; b < static_cast<int>(blocks_.size()); ++b) paintBlock(painter, cells, b);
    for (const Place& place : {hovered_, hasFocus() ? cursor_ : Place{}}) {
        if (!place.valid()) continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.accent, 2));
        painter.drawRoundedRect(QRectF(rectOf(place)).adjusted(-2, -2, 2, 2), 3, 3);
    }
    painter.setClipping(false);
    QFont head = style::font(style::Text::caption);
    head.setWeight(QFont::DemiBold);
    painter.setFont(head);
    for (const Block& block : blocks_) {
        const int left = block.left - horizontalScrollBar()->value();
        const QString full = tr("Broker %1").arg(block.broker);
        const int room = block.perLine * step();
        const bool fits = QFontMetrics(head).horizontalAdvance(full) <= room;
        painter.setPen(block.online ? style::azColors(block.az).text : c.textMuted);
        painter.drawText(QRect(left, 0, room + block_gap, headHeight() - 4), Qt::AlignLeft | Qt::AlignVCenter,
                         fits ? full : QString::number(block.broker));
    }
}

void PartitionMatrix::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    arrange();
}

void PartitionMatrix::mouseMoveEvent(QMouseEvent* event) {
    const Place now = at(event->pos());
    if (now == hovered_) return;
    hovered_ = now;
    viewport()->update();
}

void PartitionMatrix::leaveEvent(QEvent*) {
    hovered_ = {};
    viewport()->update();
}

void PartitionMatrix::mousePressEvent(QMouseEvent* event) {
    const Place place = at(event->pos());
    if (event->button() == Qt::LeftButton && place.valid()) choose(place);
}

bool PartitionMatrix::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Place place = at(help->pos());
        if (place.valid())
            QToolTip::showText(help->globalPos(), sentence(place), viewport());
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PartitionMatrix::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    for (int b = 0; !cursor_.valid() && b < static_cast<int>(blocks_.size()); ++b)
        if (!blocks_[static_cast<std::size_t>(b)].cells.empty()) moveTo({b, 0});
    viewport()->update();
}

void PartitionMatrix::moveTo(const Place& place) {
    cursor_ = place;
    const QRect where = rectOf(place);
    QScrollBar* bar = verticalScrollBar();
    if (where.top() < headHeight()) bar->setValue(bar->value() - (headHeight() - where.top()));
    if (where.bottom() > viewport()->height())
        bar->setValue(bar->value() + where.bottom() - viewport()->height() + margin);
    setAccessibleDescription(sentence(place));
    QAccessibleEvent said(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&said);
    viewport()->update();
}

// To the next cell of the line; from the last one into the neighbouring broker's block.
void PartitionMatrix::moveSideways(int direction) {
    const Block& block = blocks_[static_cast<std::size_t>(cursor_.block)];
    const int column = cursor_.cell % block.perLine + direction;
    const int cell = cursor_.cell + direction;
    if (column >= 0 && column < block.perLine && cell < static_cast<int>(block.cells.size()))
        return moveTo({cursor_.block, cell});
    const int line = cursor_.cell / block.perLine;
    for (int b = cursor_.block + direction; b >= 0 && b < static_cast<int>(blocks_.size()); b += direction) {
        const Block& next = blocks_[static_cast<std::size_t>(b)];
        if (next.cells.empty()) continue;
        const int wanted = line * next.perLine + (direction < 0 ? next.perLine - 1 : 0);
        return moveTo({b, std::min(wanted, static_cast<int>(next.cells.size()) - 1)});
    }
}

void PartitionMatrix::keyPressEvent(QKeyEvent* event) {
    if (!cursor_.valid()) return QAbstractScrollArea::keyPressEvent(event);
    const Block& block = blocks_[static_cast<std::size_t>(cursor_.block)];
    const int last = static_cast<int>(block.cells.size()) - 1;
    const int page = std::max(1, (viewport()->height() - headHeight()) / step()) * block.perLine;
    const auto go = [&](int cell) { moveTo({cursor_.block, std::clamp(cell, 0, last)}); };
    switch (event->key()) {
    case Qt::Key_Left:
        return moveSideways(-1);
    case Qt::Key_Right:
        return moveSideways(1);
    case Qt::Key_Up:
        return cursor_.cell >= block.perLine ? go(cursor_.cell - block.perLine) : void();
    case Qt::Key_Down:
        return cursor_.cell + block.perLine <= last ? go(cursor_.cell + block.perLine) : void();
    case Qt::Key_PageUp:
        return go(cursor_.cell - page);
    case Qt::Key_PageDown:
        return go(cursor_.cell + page);
    case Qt::Key_Home:
        return go(0);
    case Qt::Key_End:
        return go(last);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return choose(cursor_);
    case Qt::Key_Plus:
        return setCellSize(cell_ + 3);
    case Qt::Key_Minus:
        return setCellSize(cell_ - 3);
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void PartitionMatrix::wheelEvent(QWheelEvent* event) {
    if (!event->modifiers().testFlag(Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
    setCellSize(cell_ + (event->angleDelta().y() > 0 ? 2 : -2));
    event->accept();
}

void PartitionMatrix::choose(const Place& place) {
    moveTo(place);
    emit chosen(keys_[cellAt(place).partition]);
}

} // namespace ui
