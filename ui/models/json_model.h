#pragma once
// A JsonTree as an item model: name, value, and a note where a reader could be misled ("beyond 53 bits,
// exact", "name appears twice"). Nothing is decoded before it is shown. UI thread.

#include "ui/models/json_tree.h"

#include <QAbstractItemModel>
#include <optional>

namespace ui {

class JsonModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { nameColumn, valueColumn, noteColumn, columns };
    /// The JsonKind as int.
    static constexpr int kindRole = Qt::UserRole;

    using QAbstractItemModel::QAbstractItemModel;

    /// `rootName` is shown as the name of the outermost value.
    void setTree(JsonTree tree, const QString& rootName);
    void clear();
    bool isEmpty() const { return !tree_; }
    /// The raw text of an item; what Copy takes.
    QString rawText(const QModelIndex& index) const;
    /// The first item after `from` whose name or value contains `text`, wrapping round; invalid when there is
    /// none.
    QModelIndex find(const QString& text, const QModelIndex& from) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QModelIndex indexOf(std::uint32_t node, int column = 0) const;
    QString valueText(std::uint32_t node) const;
    QString noteText(std::uint32_t node) const;

    std::optional<JsonTree> tree_;
    QString rootName_;
};

} // namespace ui
