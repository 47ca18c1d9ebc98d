#pragma once
// The configuration of one topic: every entry by category, edited in place, saved as one set of changes. UI
// thread.

#include "ui/models/config_model.h"
#include "ui/panes/cluster_context.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeView;

namespace ui {

class ConfigTab : public QWidget {
    Q_OBJECT
public:
    ConfigTab(ClusterContext& cluster, QString topic, QWidget* parent = nullptr);

    ConfigModel& model() { return model_; }
    /// Asks the broker again; edits stay.
    void load();
    /// Sends only what differs.
    void save();
    bool find();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* buildFoot();
    void refresh();
    void describeCurrent();
    void expandAll();

    ClusterContext& cluster_;
    QString topic_;
    ConfigModel model_;
    QLineEdit* filter_ = nullptr;
    QTreeView* tree_ = nullptr;
    QLabel* documentation_ = nullptr;
    QLabel* message_ = nullptr;
    QPushButton* reset_ = nullptr;
    QPushButton* discard_ = nullptr;
    QPushButton* save_ = nullptr;
    bool loaded_ = false;
    bool saving_ = false;
    QString failure_;
};

} // namespace ui
