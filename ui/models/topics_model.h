#pragma once
// All topics of a cluster, by name. Follows the bridge's store and says exactly which cells changed, so that
// 10,000 topics cost what moved. UI thread.

#include "ui/bridge/session_bridge.h"
#include "ui/models/keyed_rows.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

namespace ui {

class TopicsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { name, partitions, records, size, rate, retention, cleanup, lastRecord, columns };
    /// The number behind a cell, for sorting and for delegates.
    static constexpr int sortRole = Qt::UserRole;
    /// 0 to 1: how the in rate compares with the fastest topic's.
    static constexpr int shareRole = Qt::UserRole + 1;
    static constexpr int internalRole = Qt::UserRole + 2;

    explicit TopicsModel(SessionBridge& bridge, QObject* parent = nullptr);

    const view::TopicRow& topic(int row) const { return rows_.at(row); }
    /// The clock moved: relative times are written anew.
    void refreshTimes();
    /// The visible table as CSV, numbers raw, in the order of `rows`.
    static QByteArray csv(const std::vector<view::TopicRow>& rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void load();
    void merge(const std::vector<view::TopicKey>& changed, const std::vector<view::TopicKey>& gone);
    void put(const view::TopicKey& key, const view::TopicRow& row);
    void updateScale();
    QString text(const view::TopicRow& row, int column) const;
    QString toolTip(const view::TopicRow& row, int column) const;
    QVariant sortValue(const view::TopicRow& row, int column) const;

    SessionBridge& bridge_;
    KeyedRows<view::TopicKey, view::TopicRow> rows_;
    double scale_ = 1000; ///< the in rate that fills a bar
};

/// Filter by words of the name; internal topics only when asked for.
class TopicsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TopicsFilter(QObject* parent = nullptr);
    void setText(const QString& text);
    void setShowInternal(bool show);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList words_;
    bool internal_ = false;
};

} // namespace ui
