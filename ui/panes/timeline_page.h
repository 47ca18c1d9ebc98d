#pragma once
// Everything that happened on one axis and as a list, filtered by kind and text; each line goes to its
// object; choosing one shows the cluster as it was recorded at that moment. And the same list as a small
// dock. UI thread.

#include "ui/models/timeline_model.h"
#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

#include <QTimer>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace ui {

class AzCanvas;
class Card;
class DataTable;
class EmptyState;
class FilterChip;
class TimelineAxis;

/// Goes to what a line is about.
void goToObject(ClusterContext& cluster, const TimelineGroup& group);
/// The table of both; newest at the end, which is followed while it is in sight.
DataTable* makeTimelineTable(ClusterContext& cluster, TimelineModel& model, TimelineFilter& filter,
                             const QString& name, QWidget* parent);

class TimelinePage : public Page {
    Q_OBJECT
public:
    explicit TimelinePage(ClusterContext& cluster, QWidget* parent = nullptr);
    QStringList crumbs(const QStringList&) const override { return {}; }
    bool find() override;
    /// The moment whose picture is shown; 0: none.
    qint64 pastMs() const { return pastMs_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildPast();
    void refresh();
    void refreshSoon();
    void filterByChips();
    void chosen(const QModelIndex& index);
    void showNow();

    ClusterContext& cluster_;
    TimelineModel model_;
    TimelineFilter filter_;
    std::vector<FilterChip*> chips_;
    QLineEdit* text_ = nullptr;
    QButtonGroup* spans_ = nullptr;
    TimelineAxis* axis_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    DataTable* table_ = nullptr;
    EmptyState* empty_ = nullptr;
    Card* past_ = nullptr;
    QSplitter* split_ = nullptr;
    AzCanvas* canvas_ = nullptr;
    qint64 pastMs_ = 0;
    QTimer soon_;
};

class TimelineDock : public Page {
    Q_OBJECT
public:
    explicit TimelineDock(ClusterContext& cluster, QWidget* parent = nullptr);

private:
    TimelineModel model_;
    TimelineFilter filter_;
};

} // namespace ui
