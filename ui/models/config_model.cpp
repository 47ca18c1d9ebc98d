#include "ui/models/config_model.h"

#include "ui/models/config_rules.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <algorithm>

namespace ui {
namespace {

// Internal ids: 0 for a category, else 1 + the number of the entry's category.
constexpr quintptr categoryId = 0;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

void ConfigModel::setEntries(std::vector<view::ConfigEntry> entries) {
    entries_ = std::move(entries);
    std::erase_if(changes_, [&](const auto& change) {
        const auto at = std::find_if(entries_.begin(), entries_.end(),
                                     [&](const auto& e) { return e.name == change.first; });
        return at == entries_.end() || at->value == change.second;
    });
    arrange();
    emit changesChanged();
}

int ConfigModel::overridden() const {
    return static_cast<int>(std::count_if(entries_.begin(), entries_.end(), [](const auto& entry) {
        return entry.source == view::ConfigSource::topic;
    }));
}

void ConfigModel::setFilter(const QString& text) {
    filter_ = text.trimmed();
    arrange();
}

void ConfigModel::arrange() {
    beginResetModel();
    std::map<int, Category> groups; // -1: overridden
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const view::ConfigEntry& entry = entries_[i];
        const QString searched =
            qt(entry.name) + u'\n' + qt(entry.value.value_or("")) + u'\n' + qt(entry.documentation);
        if (!filter_.isEmpty() && !searched.contains(filter_, Qt::CaseInsensitive)) continue;
        const auto category = categoryOf(qt(entry.name));
        const bool own = entry.source == view::ConfigSource::topic;
        Category& group = groups[own ? -1 : static_cast<int>(category)];
        group.title = own ? tr("Overridden by this topic") : categoryTitle(category);
        group.entries.push_back(i);
    }
    categories_.clear();
    for (auto& [order, group] : groups) categories_.push_back(std::move(group));
    endResetModel();
}

void ConfigModel::discardChanges() {
    changes_.clear();
    problem_.clear();
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex category = index(row, 0);
        emit dataChanged(index(0, 0, category), index(rowCount(category) - 1, columns - 1, category));
    }
    emit changesChanged();
}

const view::ConfigEntry* ConfigModel::entry(const QModelIndex& index) const {
    if (!index.isValid() || index.internalId() == categoryId) return nullptr;
    const Category& category = categories_[index.internalId() - 1];
    return &entries_[category.entries[static_cast<std::size_t>(index.row())]];
}

QModelIndex ConfigModel::find(const std::string& wanted, int column) const {
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex category = index(row, 0);
        for (int i = 0; i < rowCount(category); ++i)
            if (const QModelIndex at = index(i, column, category); entry(at)->name == wanted) return at;
    }
    return {};
}

bool ConfigModel::canReset(const QModelIndex& index) const {
    const view::ConfigEntry* it = entry(index);
    if (!it || it->read_only) return false;
    const auto change = changes_.find(it->name);
    if (change != changes_.end()) return change->second.has_value();
    return it->source == view::ConfigSource::topic;
}

void ConfigModel::resetToDefault(const QModelIndex& index) {
    if (!canReset(index)) return;
    // An entry without an override of its own only forgets the edit.
    if (entry(index)->source == view::ConfigSource::topic)
        change(index, std::optional<std::string>());
    else
        change(index, std::nullopt);
}

void ConfigModel::change(const QModelIndex& index, std::optional<std::optional<std::string>> to) {
    const view::ConfigEntry& it = *entry(index);
    if (to)
        changes_[it.name] = *to;
    else
        changes_.erase(it.name);
    problem_.clear();
    const QModelIndex category = index.parent();
    emit dataChanged(this->index(index.row(), 0, category), this->index(index.row(), columns - 1, category));
    emit changesChanged();
}

bool ConfigModel::setData(const QModelIndex& index, const QVariant& newValue, int role) {
    const view::ConfigEntry* it = entry(index);
    if (!it || role != Qt::EditRole || index.column() != value || it->read_only) return false;
    problem_ = whyNotConfig(*it, newValue.toString());
    if (!problem_.isEmpty()) {
        problem_ = tr("%1: %2").arg(qt(it->name), problem_);
        emit changesChanged();
        return false;
    }
    std::string text = storedConfig(*it, newValue.toString()).toStdString();
    if (it->value == text)
        change(index, std::nullopt);
    else
        change(index, std::optional(std::move(text)));
    return true;
}

std::optional<std::string> ConfigModel::shown(const view::ConfigEntry& it) const {
    const auto change = changes_.find(it.name);
    if (change == changes_.end()) return it.value;
    return change->second ? change->second : it.default_value;
}

QModelIndex ConfigModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    if (!parent.isValid()) return createIndex(row, column, categoryId);
    return createIndex(row, column, static_cast<quintptr>(parent.row()) + 1);
}

QModelIndex ConfigModel::parent(const QModelIndex& child) const {
    if (!child.isValid() || child.internalId() == categoryId) return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, categoryId);
}

int ConfigModel::rowCount(const QModelIndex& parent) const {
    if (!parent.isValid()) return static_cast<int>(categories_.size());
    if (parent.internalId() != categoryId || parent.column() > 0) return 0;
    return static_cast<int>(categories_[static_cast<std::size_t>(parent.row())].entries.size());
}

int ConfigModel::columnCount(const QModelIndex&) const {
    return columns;
}

QString ConfigModel::sourceText(const view::ConfigEntry& it) const {
    const auto change = changes_.find(it.name);
    if (change != changes_.end()) return change->second ? tr("Topic, not saved") : tr("Default, not saved");
    switch (it.source) {
    case view::ConfigSource::topic:
        return tr("Topic");
    case view::ConfigSource::dynamic_broker:
    case view::ConfigSource::dynamic_default_broker:
    case view::ConfigSource::static_broker:
        return tr("Broker");
    case view::ConfigSource::default_value:
        return tr("Default");
    case view::ConfigSource::unknown:
        return tr("Not told");
    }
    return {};
}

QVariant ConfigModel::entryData(const view::ConfigEntry& it, int column, int role) const {
    const auto text = shown(it);
    switch (role) {
    case Qt::EditRole:
        return column == value ? QVariant(qt(text.value_or(""))) : QVariant();
    case Qt::DisplayRole:
        if (column == name) return qt(it.name);
        if (column == value) return text ? (text->empty() ? tr("(empty)") : qt(*text)) : tr("(hidden)");
        if (column == meaning) return meaningOf(qt(it.name), qt(text.value_or("")));
        return sourceText(it);
    case Qt::ToolTipRole:
        if (column == value && it.read_only) return tr("This entry cannot be changed.");
        if (column == source && it.default_value)
            return tr("Without the override: %1").arg(qt(*it.default_value));
        return qt(it.documentation);
    case Qt::FontRole:
        if (column == meaning || column == source) return {};
        return style::font(style::Text::mono);
    case Qt::ForegroundRole:
        if (changes_.contains(it.name) && column != name) return style::colors().accent;
        if (column == meaning) return style::colors().textMuted;
        return {};
    case choicesRole:
        return choicesOf(it);
    case editedRole:
        return changes_.contains(it.name);
    case sourceRole:
        return static_cast<int>(it.source);
    case documentationRole:
        return qt(it.documentation);
    }
    return {};
}

QVariant ConfigModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (const view::ConfigEntry* it = entry(index)) return entryData(*it, index.column(), role);
    const Category& category = categories_[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole && index.column() == 0) return category.title;
    if (role == Qt::FontRole) return style::font(style::Text::strong);
    if (role == Qt::ForegroundRole) return style::colors().textMuted;
    if (role == sourceRole) return -1;
    return {};
}

Qt::ItemFlags ConfigModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractItemModel::flags(index);
    const view::ConfigEntry* it = entry(index);
    if (it && !it->read_only && index.column() == value) flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant ConfigModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case name:
        return tr("Key");
    case value:
        return tr("Value");
    case meaning:
        return tr("That is");
    case source:
        return tr("Source");
    }
    return {};
}

} // namespace ui
