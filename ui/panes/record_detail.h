#pragma once
// One record whole: its place and origin, value or key as a JSON tree, text and bytes, and its headers.
// Nothing of it passes through a number type: what is shown is what was written. UI thread.

#include "ui/models/json_model.h"
#include "view/commands.h"

#include <QFrame>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTableWidget;
class QTreeView;

namespace ui {

class EmptyState;
class HexView;

class RecordDetail : public QFrame {
    Q_OBJECT
public:
    /// Parts longer than this are cut until "Load all".
    static constexpr std::size_t firstLook = 256 * 1024;

    explicit RecordDetail(QWidget* parent = nullptr);

    void setRecord(const view::Record& record);
    void clear();
    /// Opens the find line.
    void find();

    const JsonModel& json() const { return json_; }
    QTabWidget* tabs() { return tabs_; }
    /// "CreateTime · lz4 · batch of 38 · producer 2001 epoch 0 sequence 77 · leader epoch 3".
    static QString origin(const view::Record& record);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void resendAsked();
    void findKeyAsked();
    void copyAsked();

private:
    enum Tab { jsonTab, textTab, hexTab, headersTab };

    void buildHead();
    void buildTabs();
    void refresh(bool whole);
    void showJson(base::Bytes shown, bool cut);
    void showHeaders();
    void pickTab(bool json, bool text);
    void findNext();
    const std::optional<base::Buffer>& part() const;

    std::optional<view::Record> record_;
    JsonModel json_;
    QLabel* place_ = nullptr;
    QLabel* origin_ = nullptr;
    QPushButton* same_ = nullptr;
    QComboBox* which_ = nullptr;
    QPushButton* loadAll_ = nullptr;
    QLineEdit* find_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    QStackedWidget* jsonStack_ = nullptr;
    QTreeView* tree_ = nullptr;
    EmptyState* noJson_ = nullptr;
    QPlainTextEdit* text_ = nullptr;
    HexView* hex_ = nullptr;
    QTableWidget* headers_ = nullptr;
    int wish_ = jsonTab; ///< the tab a person chose last
    bool picking_ = false;
};

} // namespace ui
