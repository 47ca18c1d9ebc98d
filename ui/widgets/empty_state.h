#pragma once
// What a list shows instead of nothing: an icon, a title, a sentence, and the one next step. UI thread.

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace ui {

class EmptyState : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget* parent = nullptr);
    /// `action` empty: no button. `second` is a plain button beside the primary one.
    EmptyState(const QString& icon, const QString& title, const QString& sentence, const QString& action,
               QWidget* parent = nullptr);

    void set(const QString& icon, const QString& title, const QString& sentence, const QString& action,
             const QString& second = {});
    /// Words and buttons only: where there is little height.
    void setCompact();
    QPushButton* button() { return button_; }
    QPushButton* secondButton() { return second_; }

signals:
    void triggered();
    void secondTriggered();

private:
    void drawIcon();

    QString iconName_;
    QLabel* icon_ = nullptr;
    QLabel* title_ = nullptr;
    QLabel* sentence_ = nullptr;
    QPushButton* button_ = nullptr;
    QPushButton* second_ = nullptr;
};

} // namespace ui
