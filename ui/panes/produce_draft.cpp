#include "ui/panes/produce_draft.h"

namespace ui {

ProduceDraft::ProduceDraft(ClusterContext& cluster) : QObject(&cluster), cluster_(cluster) {}

ProduceDraft& ProduceDraft::of(ClusterContext& cluster) {
    if (auto* found = cluster.findChild<ProduceDraft*>(QString(), Qt::FindDirectChildrenOnly)) return *found;
    return *new ProduceDraft(cluster);
}

void ProduceDraft::propose(const view::ProduceRecord& record) {
    record_ = record;
    topic_ = QString::fromStdString(record.topic);
    emit recordProposed(record);
    cluster_.run(QStringLiteral("produce.show"));
}

void ProduceDraft::proposeTopic(const QString& topic) {
    follow(topic);
    cluster_.run(QStringLiteral("produce.show"));
}

void ProduceDraft::follow(const QString& topic) {
    // A dock made later starts with the topic in sight, not with a record of long ago.
    record_.reset();
    topic_ = topic;
    emit topicProposed(topic);
}

} // namespace ui
