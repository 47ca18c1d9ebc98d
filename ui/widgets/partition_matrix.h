#pragma once
// Every replica of the cluster as a small square, in blocks by broker: leader, in sync, catching up, offline.
// Only what is in sight is drawn, so that 30,000 replicas scroll smoothly. Arrow keys, Home, End, Page keys
// move the cursor; Enter chooses; Ctrl+wheel, + and - zoom. UI thread.

#include "ui/models/replica_chip.h"

#include <QAbstractScrollArea>
#include <QPixmap>
#include <map>
#include <optional>
#include <vector>

namespace ui {

class PartitionMatrix : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit PartitionMatrix(QWidget* parent = nullptr);

    /// Takes the replicas anew; the cursor stays on its partition.
    void setRows(const view::RowStore& rows);
    /// Outlined wherever it has a replica; none: nothing is.
    void setCurrent(std::optional<view::PartitionKey> key);
    int replicas() const { return replicas_; }
    /// Cells drawn by the last paint; at most what is in sight.
    int drawn() const { return drawn_; }
    int cellSize() const { return cell_; }
    void setCellSize(int pixels);
    static constexpr int min_cell = 7, max_cell = 28;

signals:
    void chosen(const view::PartitionKey& key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct Cell {
        std::uint32_t partition; ///< index of keys_
        ReplicaChip::Kind kind;
    };
    struct Block {
        std::int32_t broker = 0;
        int az = 0;
        bool online = true;
        std::vector<Cell> cells; ///< by partition
        int left = 0, perLine = 1;
    };
    struct Place {
        int block = -1;
        int cell = -1;
        bool operator==(const Place&) const = default;
        bool valid() const { return block >= 0; }
    };

    void arrange();
    int step() const { return cell_ + 3; }
    int headHeight() const;
    QRect rectOf(const Place& place) const; ///< in viewport coordinates
    Place at(const QPoint& point) const;
    const Cell& cellAt(const Place& place) const;
    QString sentence(const Place& place) const;
    void moveTo(const Place& place);
    void moveSideways(int direction);
    void choose(const Place& place);
    const QPixmap& square(ReplicaChip::Kind kind, int az);
    void paintBlock(QPainter& painter, const QRect& dirty, int index);

    std::vector<view::PartitionKey> keys_;
    std::vector<Block> blocks_;
    std::optional<view::PartitionKey> current_;
    Place cursor_;
    Place hovered_;
    int cell_ = 11;
    int replicas_ = 0;
    int drawn_ = 0;
    /// Each look of a square, drawn once: thousands are in sight.
    std::map<std::pair<ReplicaChip::Kind, int>, QPixmap> squares_;
};

} // namespace ui
