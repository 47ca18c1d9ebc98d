#pragma once
// A field for a time or a size: "7 days", "1.5 GiB", "unlimited", or nothing for the cluster's default; usual
// values to choose from. UI thread.

#include "ui/models/quantity.h"

#include <QComboBox>

namespace ui {

class QuantityEdit : public QComboBox {
    Q_OBJECT
public:
    QuantityEdit(Quantity kind, std::initializer_list<qint64> usual, QWidget* parent = nullptr);

    /// Nothing typed: the default stays.
    bool isDefault() const { return currentText().trimmed().isEmpty(); }
    /// Empty when it is no quantity, or nothing is typed.
    std::optional<qint64> value() const;
    bool isValid() const { return isDefault() || value().has_value(); }
    /// What it comes to, or what is wrong: "604 800 000 ms".
    QString hint() const;

signals:
    void changed();

private:
    Quantity kind_;
};

} // namespace ui
