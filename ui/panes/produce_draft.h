#pragma once
// How any page puts a record into the Produce dock: one draft per cluster, found through its context. The
// dock takes it when it exists, or when it is made. UI thread.

#include "ui/panes/cluster_context.h"

#include <optional>

namespace ui {

class ProduceDraft : public QObject {
    Q_OBJECT
public:
    /// The cluster's draft; made on first use, lives as long as the context.
    static ProduceDraft& of(ClusterContext& cluster);

    /// Fills the dock with this record and shows it.
    void propose(const view::ProduceRecord& record);
    /// The dock writes to this topic from now on; its other fields stay. Shows the dock.
    void proposeTopic(const QString& topic);
    /// As proposeTopic without showing the dock: the page of a topic was opened.
    void follow(const QString& topic);

    const std::optional<view::ProduceRecord>& record() const { return record_; }
    const QString& topic() const { return topic_; }

signals:
    void recordProposed(const view::ProduceRecord& record);
    void topicProposed(const QString& topic);

private:
    explicit ProduceDraft(ClusterContext& cluster);

    ClusterContext& cluster_;
    std::optional<view::ProduceRecord> record_;
    QString topic_;
};

} // namespace ui
