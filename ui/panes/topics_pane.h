#pragma once
// All topics of a cluster: filter, create, open, delete, export. UI thread.

#include "ui/models/topics_model.h"
#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

#include <QTimer>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;

namespace ui {

class DataTable;
class EmptyState;

class TopicsPane : public Page {
    Q_OBJECT
public:
    explicit TopicsPane(ClusterContext& cluster, QWidget* parent = nullptr);

    bool find() override;
    void createTopic();
    /// Asks, saying what is lost, then deletes the current topic.
    void deleteTopic();

protected:
    bool event(QEvent* event) override;

private:
    void buildBar();
    void buildTable();
    void refresh();
    void refreshSoon();
    void openCurrent();
    void exportCsv();
    void showMenu(const QPoint& at);
    /// The topic under the cursor; null when none.
    const view::TopicRow* current() const;
    QString summary() const;

    ClusterContext& cluster_;
    TopicsModel model_;
    TopicsFilter filter_;
    QLineEdit* text_ = nullptr;
    QCheckBox* internal_ = nullptr;
    QPushButton* create_ = nullptr;
    QPushButton* delete_ = nullptr;
    QPushButton* export_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    DataTable* table_ = nullptr;
    EmptyState* empty_ = nullptr;
    QLabel* summary_ = nullptr;
    QTimer clock_;
    bool refreshing_ = false;
};

} // namespace ui
