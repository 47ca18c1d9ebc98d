#pragma once
// Records as they were read, in a bounded ring: cells are decoded when they are drawn, insertions come in
// runs of at most 500 rows, and the oldest leave when the ring is full. UI thread.

#include "view/commands.h"

#include <QAbstractTableModel>
#include <deque>

namespace ui {

class RecordsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { time, partition, offset, key, value, size, columns };
    /// True when key or value of the cell is null.
    static constexpr int nullRole = Qt::UserRole;
    /// What stands beside "null" in muted text.
    static constexpr int noteRole = Qt::UserRole + 1;
    static constexpr int run = 500;
    static constexpr int defaultCapacity = 100'000;

    enum class Order { oldestFirst, newestFirst };

    explicit RecordsModel(int capacity = defaultCapacity, QObject* parent = nullptr);

    /// Forgets all and shows what follows in this order.
    void start(Order order);
    /// Takes the page; beyond the capacity the records that came first leave.
    void append(const std::vector<view::Record>& page);
    /// How many have left because of the capacity since `start`.
    qint64 dropped() const { return dropped_; }

    const view::Record& record(int row) const { return ring_[ringIndex(row)]; }
    /// Row of the record, -1 when it is not here.
    int find(int partition, qint64 offset) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Reorders the ring itself, once; records that come later are put at the end they always are put.
    void sort(int column, Qt::SortOrder order) override;

private:
    std::size_t ringIndex(int row) const {
        const auto i = static_cast<std::size_t>(row);
        return order_ == Order::newestFirst ? ring_.size() - 1 - i : i;
    }
    void insertRun(const view::Record* from, int count);
    void dropOldest(int count);
    QString text(const view::Record& record, int column) const;
    QString toolTip(const view::Record& record, int column) const;

    const int capacity_;
    Order order_ = Order::newestFirst;
    std::deque<view::Record> ring_; ///< in the order of arrival
    qint64 dropped_ = 0;
};

} // namespace ui
