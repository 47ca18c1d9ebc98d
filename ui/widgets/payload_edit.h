#pragma once
// A key or a value to type: as text, as hex, or null as a choice of its own; an empty text is not null. UI
// thread.

#include "base/bytes.h"

#include <QWidget>
#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace ui {

class PayloadEdit : public QWidget {
    Q_OBJECT
public:
    enum class Form { text, hex, null };
    using Payload = std::optional<std::vector<base::Byte>>;

    /// `lines`: height of the field; one line takes no line feeds.
    PayloadEdit(const QString& title, int lines, QWidget* parent = nullptr);

    /// None: null.
    Payload payload() const;
    /// Shown as text when it is text, else as hex.
    void setPayload(const Payload& payload);
    Form form() const;
    void setForm(Form form);
    /// False while hex is incomplete.
    bool isValid() const;
    QPlainTextEdit* field() { return field_; }

signals:
    void changed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void formChosen();
    void refresh();

    QComboBox* form_;
    QLabel* verdict_;
    QPlainTextEdit* field_;
    bool oneLine_;
    QString kept_; ///< what was typed before null was chosen
};

} // namespace ui
