#pragma once
// Records of one topic: read from any place, searched by the engine, tailed live; the detail of one beneath.
// UI thread.

#include "ui/models/records_model.h"
#include "ui/panes/cluster_context.h"
#include "ui/panes/scan_bar.h"

#include <QElapsedTimer>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace ui {

class DataTable;
class EmptyState;
class RecordDetail;

class RecordsTab : public QWidget {
    Q_OBJECT
public:
    RecordsTab(ClusterContext& cluster, QString topic, QWidget* parent = nullptr);
    ~RecordsTab() override;

    /// Reads as the bar says; the scan under way is given up.
    void read();
    void tail();
    void pause(bool paused);
    void stop();
    /// Shows this record: reads from its offset in its partition.
    void goTo(int partition, qint64 offset);
    /// Reads this partition only, from where the bar says.
    void showPartition(int partition);
    /// Ctrl+F: the find line of the detail when the focus is there, else the filter.
    bool find();

    RecordsModel& model() { return model_; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void buildStatus();
    void buildTable();
    void addKeys();
    void start(view::ScanRecords scan, RecordsModel::Order order);
    void answered(const view::AnswerKind& answer, const view::ScanStart& start);
    void take(const view::RecordsAnswer& page, const view::ScanStart& start);
    void refresh();
    void refreshEmpty();
    QString statusText() const;
    /// In the topic, as the engine last told.
    qint64 records() const;
    const view::Record* current() const;
    void showCurrent();
    void showMenu(const QPoint& at);
    void copy();
    void resend();
    void findKey();
    void exportRecords();
    void keepPlace(int first, int count);

    ClusterContext& cluster_;
    QString topic_;
    qint64 recordsAtRead_ = 0; ///< in the topic when it was last read
    RecordsModel model_;
    ScanBar* bar_ = nullptr;
    QLabel* status_ = nullptr;
    QPushButton* export_ = nullptr;
    QPushButton* resend_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    DataTable* table_ = nullptr;
    EmptyState* empty_ = nullptr;
    RecordDetail* detail_ = nullptr;

    std::optional<view::Ticket> scan_;
    std::uint64_t generation_ = 0; ///< pages of a scan that was given up are recognised by it
    ScanBar::State state_ = ScanBar::State::idle;
    view::RecordsAnswer last_; ///< counts only
    QString failure_;
    QElapsedTimer clock_;
    qint64 elapsedMs_ = 0;
    bool started_ = false;
    std::optional<std::pair<int, qint64>> wanted_; ///< selected when it arrives
};

} // namespace ui
