#pragma once
// The page of a topic: a line of facts and the tabs Records, Partitions, Configuration. One page shows one
// topic after another; the tabs of a topic are made when it is shown. UI thread.

#include "ui/panes/cluster_context.h"
#include "ui/panes/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;

namespace ui {

class ConfigTab;
class EmptyState;
class PartitionsTab;
class RecordsTab;

class TopicPane : public Page {
    Q_OBJECT
public:
    explicit TopicPane(ClusterContext& cluster, QWidget* parent = nullptr);

    /// {name}, {name, tab} or {name, "records", partition, offset}.
    void open(const QStringList& path) override;
    bool find() override;

    RecordsTab* records() { return records_; }
    ConfigTab* config() { return config_; }
    PartitionsTab* partitions() { return partitions_; }

private:
    enum Tab { recordsTab, partitionsTab, configTab };

    void showTopic(const QString& name);
    void refresh();
    QString facts(const view::TopicRow& row) const;
    const view::TopicRow* row() const;

    ClusterContext& cluster_;
    QString topic_;
    QLabel* name_ = nullptr;
    QLabel* facts_ = nullptr;
    QPushButton* produce_ = nullptr;
    QStackedWidget* stack_ = nullptr;
    QTabWidget* tabs_ = nullptr;
    EmptyState* gone_ = nullptr;
    RecordsTab* records_ = nullptr;
    PartitionsTab* partitions_ = nullptr;
    ConfigTab* config_ = nullptr;
};

} // namespace ui
