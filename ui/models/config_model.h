#pragma once
// A topic's configuration as a tree: what is overridden first, then the rest by category. Edits stay here
// until they are taken as one set of changes; each is checked by the entry's type as it is made. UI thread.

#include "view/commands.h"

#include <QAbstractItemModel>
#include <map>

namespace ui {

class ConfigModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Column { name, value, meaning, source, columns };
    /// What an editor offers: QStringList; empty: free text.
    static constexpr int choicesRole = Qt::UserRole;
    /// True for an entry whose value differs from what the broker has.
    static constexpr int editedRole = Qt::UserRole + 1;
    /// The view::ConfigSource as int; -1 for a category.
    static constexpr int sourceRole = Qt::UserRole + 2;
    static constexpr int documentationRole = Qt::UserRole + 3;

    using Changes = std::map<std::string, std::optional<std::string>>;

    using QAbstractItemModel::QAbstractItemModel;

    /// What the broker said; pending edits of entries that still exist are kept.
    void setEntries(std::vector<view::ConfigEntry> entries);
    bool isEmpty() const { return entries_.empty(); }
    int overridden() const;
    /// Only entries whose name, value or documentation contains the text.
    void setFilter(const QString& text);

    /// Only what differs from the broker's: a value to set, none to take an override away.
    const Changes& changes() const { return changes_; }
    void discardChanges();
    bool canReset(const QModelIndex& index) const;
    /// Takes the override away; the entry shows what it falls back to.
    void resetToDefault(const QModelIndex& index);
    /// Why the last setData was refused, a sentence; empty when it was not.
    const QString& problem() const { return problem_; }

    /// Null for a category.
    const view::ConfigEntry* entry(const QModelIndex& index) const;
    QModelIndex find(const std::string& name, int column = ConfigModel::name) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void changesChanged();

private:
    struct Category {
        QString title;
        std::vector<std::size_t> entries;
    };

    void arrange();
    void change(const QModelIndex& index, std::optional<std::optional<std::string>> to);
    /// As it would be after the changes; none when sensitive.
    std::optional<std::string> shown(const view::ConfigEntry& entry) const;
    QVariant entryData(const view::ConfigEntry& entry, int column, int role) const;
    QString sourceText(const view::ConfigEntry& entry) const;

    std::vector<view::ConfigEntry> entries_;
    std::vector<Category> categories_;
    Changes changes_;
    QString filter_;
    QString problem_;
};

} // namespace ui
