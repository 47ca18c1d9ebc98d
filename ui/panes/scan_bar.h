#pragma once
// The toolbar of the Records tab: where to start, which partitions, what to look for; Read, Live, Pause,
// Stop. It knows what a person wants and nothing of scans under way but what it is told. UI thread.

#include "view/commands.h"

#include <QWidget>
#include <set>

class QAction;
class QComboBox;
class QDateTimeEdit;
class QHBoxLayout;
class QLineEdit;
class QMenu;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace ui {

class ScanBar : public QWidget {
    Q_OBJECT
public:
    enum class State { idle, reading, live, paused };

    explicit ScanBar(QWidget* parent = nullptr);

    /// What Read would ask for; `topic` is left to the caller.
    view::ScanRecords command() const;
    /// The same filter and partitions, from now on.
    view::ScanRecords liveCommand() const;
    QString filterText() const;

    void setState(State state);
    /// Empty: records can be read.
    void setReason(const QString& reason);
    void setPartitions(int count);
    void choosePartitions(const std::set<std::int32_t>& partitions);
    const std::set<std::int32_t>& partitions() const { return chosen_; }
    /// Looks for this text from the oldest record on, in these partitions.
    void search(const QString& text, const std::set<std::int32_t>& partitions);
    void focusFilter();
    /// Switches to "From offset" and puts the cursor into the field (Ctrl+L).
    void focusOffset();

    /// "0, 3-5" to numbers below `count`; none when it is no such list.
    static std::optional<std::set<std::int32_t>> parsePartitions(const QString& text, int count);
    static QString partitionsText(const std::set<std::int32_t>& partitions);

protected:
    void resizeEvent(QResizeEvent* event) override;

signals:
    void readAsked();
    void liveAsked();
    void pauseAsked(bool paused);
    void stopAsked();

private:
    enum Start { newest, oldest, fromOffset, fromTime };

    void buildStart();
    void buildPartitions();
    void buildButtons();
    void fillMenu();
    void refresh();
    /// The filter beside the other fields, or below them where they leave it no room.
    void arrange();
    /// Why the chosen start cannot be read from; empty when it can.
    QString problem() const;

    QHBoxLayout* first_ = nullptr;
    QVBoxLayout* rows_ = nullptr;
    QComboBox* start_ = nullptr;
    QStackedWidget* parameter_ = nullptr;
    QSpinBox* count_ = nullptr;
    QLineEdit* offset_ = nullptr;
    QDateTimeEdit* time_ = nullptr;
    QToolButton* partitionsButton_ = nullptr;
    QMenu* partitionsMenu_ = nullptr;
    QLineEdit* filter_ = nullptr;
    QPushButton* read_ = nullptr;
    QPushButton* live_ = nullptr;
    QPushButton* stop_ = nullptr;

    State state_ = State::idle;
    QString reason_;
    int partitionCount_ = 0;
    std::set<std::int32_t> chosen_; ///< empty: all
};

} // namespace ui
