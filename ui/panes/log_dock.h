#pragma once
// What happened: the clusters' events as sentences and the engine's log lines, the last ten thousand. One
// dock for the application. UI thread.

#include "ui/models/log_model.h"
#include "ui/panes/page.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class DataTable;

class LogDock : public Page {
    Q_OBJECT
public:
    explicit LogDock(LogSource& source, QWidget* parent = nullptr);

    bool find() override;
    LogModel& model() { return model_; }

private:
    void buildBar();
    void buildTable();
    void refresh();
    void copy(bool all);

    LogModel model_;
    LogFilter filter_;
    QComboBox* level_ = nullptr;
    QLineEdit* text_ = nullptr;
    QLabel* note_ = nullptr;
    QPushButton* pause_ = nullptr;
    DataTable* table_ = nullptr;
    bool following_ = true;
};

} // namespace ui
