#include "ui/widgets/config_delegate.h"

#include "ui/models/config_model.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>

namespace ui {

QWidget* ConfigDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const {
    const QStringList choices = index.data(ConfigModel::choicesRole).toStringList();
    if (choices.isEmpty()) {
        auto* line = qobject_cast<QLineEdit*>(QStyledItemDelegate::createEditor(parent, option, index));
        if (line)
            line->setToolTip(
                tr("Enter takes it, Esc does not. Times and sizes may have units: 7 days, 1 GiB."));
        return line;
    }
    auto* combo = new QComboBox(parent);
    combo->addItems(choices);
    return combo;
}

void ConfigDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    if (auto* combo = qobject_cast<QComboBox*>(editor))
        combo->setCurrentText(index.data(Qt::EditRole).toString());
    else
        QStyledItemDelegate::setEditorData(editor, index);
}

void ConfigDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                  const QModelIndex& index) const {
    if (auto* combo = qobject_cast<QComboBox*>(editor))
        model->setData(index, combo->currentText(), Qt::EditRole);
    else
        QStyledItemDelegate::setModelData(editor, model, index);
}

QSize ConfigDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 14);
    return size;
}

void ConfigDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const int source = index.data(ConfigModel::sourceRole).toInt();
    if (index.column() != ConfigModel::source || source < 0)
        return QStyledItemDelegate::paint(painter, option, index);
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const style::Colors& c = style::colors();
    const bool edited = index.data(ConfigModel::editedRole).toBool();
    const bool own = source == static_cast<int>(view::ConfigSource::topic);
    const style::StateColors& state = edited ? c.warning : own ? c.info : c.neutral;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(style::font(style::Text::caption));
    const int width = QFontMetrics(painter->font()).horizontalAdvance(text) + 16;
    const QRectF badge(item.rect.left() + 6, item.rect.center().y() - 8.5, width, 18);
    painter->setPen(Qt::NoPen);
    painter->setBrush(state.tint);
    painter->drawRoundedRect(badge, 9, 9);
    painter->setPen(state.text);
    painter->drawText(badge, Qt::AlignCenter, text);
    painter->restore();
}

} // namespace ui
