#include "ui/widgets/quantity_edit.h"

#include "ui/style/format.h"
#include "ui/style/theme.h"

#include <QLineEdit>

namespace ui {

QuantityEdit::QuantityEdit(Quantity kind, std::initializer_list<qint64> usual, QWidget* parent)
    : QComboBox(parent), kind_(kind) {
    setEditable(true);
    setInsertPolicy(NoInsert);
    for (const qint64 value : usual) addItem(quantityText(kind, value));
    setCurrentIndex(-1);
    clearEditText();
    lineEdit()->setPlaceholderText(tr("cluster's default"));
    connect(this, &QComboBox::editTextChanged, this, [this] {
        style::mark(lineEdit(), "invalid", !isValid());
        emit changed();
    });
}

std::optional<qint64> QuantityEdit::value() const {
    if (isDefault()) return std::nullopt;
    const auto parsed = parseQuantity(kind_, currentText());
    return parsed && *parsed >= -1 ? parsed : std::nullopt;
}

QString QuantityEdit::hint() const {
    if (isDefault()) return {};
    const auto number = value();
    if (!number)
        return kind_ == Quantity::duration ? tr("Type a time, such as 7 days or 12 h.")
                                           : tr("Type a size, such as 1 GiB or 500 MiB.");
    if (*number < 0) return tr("nothing is deleted for this reason");
    return kind_ == Quantity::duration ? tr("= %1 ms").arg(format::number(*number))
                                       : tr("= %1 bytes").arg(format::number(*number));
}

} // namespace ui
