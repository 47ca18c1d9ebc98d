#pragma once
// A line across the page that says what happened and what to do about it, with at most one button and a way
// to put it away. UI thread.

#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace ui {

class Banner : public QFrame {
    Q_OBJECT
public:
    enum class Kind { info, warning, bad };
    explicit Banner(QWidget* parent = nullptr);

    /// Shows it; `action` empty: no button.
    void say(Kind kind, const QString& sentence, const QString& action = {});
    /// As `say`, with a moving bar: something is under way.
    void progress(const QString& sentence, const QString& action = {});
    QString sentence() const;

signals:
    void triggered();
    void dismissed();

private:
    void put(const QString& kind, const QString& sentence, const QString& action, bool moving);

    QLabel* sentence_ = nullptr;
    QPushButton* action_ = nullptr;
    QPushButton* close_ = nullptr;
    QProgressBar* bar_ = nullptr;
};

} // namespace ui
