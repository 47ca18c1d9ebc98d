#pragma once
// A line or block of text to take elsewhere, with a button that copies it and says so. What a person selects
// by mouse is the exact text too. UI thread.

#include <QFrame>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ui {

class CopyField : public QFrame {
    Q_OBJECT
public:
    enum class Lines { one, many };
    /// `what` names the text for the screen reader and the button's tooltip: "bootstrap servers".
    CopyField(const QString& what, Lines lines, QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return exact_; }
    void copy();

private:
    void dressButton();

    QString exact_;
    QLineEdit* line_ = nullptr;
    QPlainTextEdit* block_ = nullptr;
    QPushButton* button_ = nullptr;
    bool copied_ = false;
};

} // namespace ui
