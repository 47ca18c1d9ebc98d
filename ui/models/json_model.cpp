#include "ui/models/json_model.h"

#include "ui/style/colors.h"
#include "ui/style/theme.h"

namespace ui {
namespace {

/// A cell shows at most this much of a string; Copy and the Text tab have it whole.
constexpr qsizetype cellLimit = 2000;

QString bounded(QString text) {
    if (text.size() > cellLimit) text = text.left(cellLimit) + QStringLiteral("…");
    return text;
}

QVariant colorOf(JsonKind kind, int column) {
    const style::Colors& c = style::colors();
    if (column == JsonModel::noteColumn) return c.textMuted;
    if (column == JsonModel::nameColumn) return {};
    switch (kind) {
    case JsonKind::string:
        return c.ok.text;
    case JsonKind::number:
        return c.info.text;
    case JsonKind::boolean:
    case JsonKind::null:
        return c.warning.text;
    case JsonKind::object:
    case JsonKind::array:
        break;
    }
    return c.textMuted;
}

} // namespace

void JsonModel::setTree(JsonTree tree, const QString& rootName) {
    beginResetModel();
    tree_ = std::move(tree);
    rootName_ = rootName;
    endResetModel();
}

void JsonModel::clear() {
    beginResetModel();
    tree_.reset();
    endResetModel();
}

QString JsonModel::rawText(const QModelIndex& index) const {
    if (!tree_ || !index.isValid()) return {};
    const std::string_view raw = tree_->raw(static_cast<std::uint32_t>(index.internalId()));
    return QString::fromUtf8(raw.data(), static_cast<qsizetype>(raw.size()));
}

QModelIndex JsonModel::find(const QString& text, const QModelIndex& from) const {
    if (!tree_ || text.isEmpty()) return {};
    const std::uint32_t count = tree_->size();
    const std::uint32_t start = from.isValid() ? static_cast<std::uint32_t>(from.internalId()) + 1 : 0;
    for (std::uint32_t step = 0; step < count; ++step) {
        const std::uint32_t node = (start + step) % count;
        const bool scalar = tree_->node(node).childCount == 0;
        const bool inName = tree_->hasName(node) && tree_->name(node).contains(text, Qt::CaseInsensitive);
        if (inName || (scalar && tree_->value(node).contains(text, Qt::CaseInsensitive)))
            return indexOf(node);
    }
    return {};
}

QModelIndex JsonModel::indexOf(std::uint32_t node, int column) const {
    return createIndex(static_cast<int>(tree_->node(node).row), column, quintptr{node});
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex& parent) const {
    if (!hasIndex(row, column, parent)) return {};
    if (!parent.isValid()) return createIndex(0, column, quintptr{0});
    const auto node = static_cast<std::uint32_t>(parent.internalId());
    return createIndex(row, column, quintptr{tree_->child(node, static_cast<std::uint32_t>(row))});
}

QModelIndex JsonModel::parent(const QModelIndex& child) const {
    if (!tree_ || !child.isValid() || child.internalId() == 0) return {};
    return indexOf(tree_->node(static_cast<std::uint32_t>(child.internalId())).parent);
}

int JsonModel::rowCount(const QModelIndex& parent) const {
    if (!tree_ || parent.column() > 0) return 0;
    if (!parent.isValid()) return 1;
    return static_cast<int>(tree_->node(static_cast<std::uint32_t>(parent.internalId())).childCount);
}

int JsonModel::columnCount(const QModelIndex&) const {
    return columns;
}

QString JsonModel::valueText(std::uint32_t node) const {
    const JsonTree::Node& n = tree_->node(node);
    switch (n.kind) {
    case JsonKind::object:
        return QStringLiteral("{%1}").arg(n.childCount);
    case JsonKind::array:
        return QStringLiteral("[%1]").arg(n.childCount);
    case JsonKind::string:
        return bounded(QLatin1Char('"') + tree_->value(node) + QLatin1Char('"'));
    default:
        return bounded(tree_->value(node));
    }
}

QString JsonModel::noteText(std::uint32_t node) const {
    if (tree_->beyondDouble(node)) return tr("beyond 53 bits, exact");
    if (!tree_->hasName(node)) return {};
    // Only the neighbours near by are compared: the note is drawn for each visible row.
    const JsonTree::Node& n = tree_->node(node);
    const std::uint32_t from = n.row > 64 ? n.row - 64 : 0;
    for (std::uint32_t row = from; row < n.row; ++row)
        if (tree_->name(tree_->child(n.parent, row)) == tree_->name(node))
            return tr("this name appears again");
    return {};
}

QVariant JsonModel::data(const QModelIndex& index, int role) const {
    if (!tree_ || !index.isValid()) return {};
    const auto node = static_cast<std::uint32_t>(index.internalId());
    if (role == kindRole) return static_cast<int>(tree_->node(node).kind);
    if (role == Qt::FontRole && index.column() != noteColumn) return style::font(style::Text::mono);
    if (role == Qt::ForegroundRole) return colorOf(tree_->node(node).kind, index.column());
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (index.column()) {
    case nameColumn:
        if (node == 0) return rootName_;
        return tree_->hasName(node) ? bounded(tree_->name(node)) : QString::number(tree_->node(node).row);
    case valueColumn:
        return valueText(node);
    case noteColumn:
        return noteText(node);
    }
    return {};
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
    case nameColumn:
        return tr("Name");
    case valueColumn:
        return tr("Value");
    }
    return {};
}

} // namespace ui
