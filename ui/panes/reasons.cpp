#include "ui/panes/reasons.h"

#include <QCoreApplication>
#include <QWidget>

namespace ui {
namespace {

struct Reasons {
    Q_DECLARE_TR_FUNCTIONS(Reasons)
};

QString whyNot(const ClusterContext& cluster, bool capable, const QString& incapable) {
    switch (cluster.state()) {
    case view::ClusterState::stopped:
        return Reasons::tr("The cluster is stopped: start it first (Ctrl+R).");
    case view::ClusterState::starting:
        return Reasons::tr("The cluster is still starting.");
    case view::ClusterState::stopping:
        return Reasons::tr("The cluster is stopping.");
    case view::ClusterState::failed:
        return Reasons::tr("The cluster did not start: see the message above.");
    case view::ClusterState::running:
        break;
    }
    return capable ? QString() : incapable;
}

} // namespace

QString whyNotManage(const ClusterContext& cluster) {
    return whyNot(cluster, cluster.bridge().cluster().capabilities.manage_topics,
                  Reasons::tr("Topics of this cluster cannot be changed from here."));
}

QString whyNotProduce(const ClusterContext& cluster) {
    return whyNot(cluster, cluster.bridge().cluster().capabilities.produce,
                  Reasons::tr("Records cannot be produced to this cluster from here."));
}

QString whyNotConsume(const ClusterContext& cluster) {
    return whyNot(cluster, cluster.bridge().cluster().capabilities.consume,
                  Reasons::tr("Records of this cluster cannot be read from here."));
}

QString whyNotMove(const ClusterContext& cluster) {
    return whyNot(cluster, cluster.bridge().cluster().capabilities.move_replicas,
                  Reasons::tr("Replicas of this cluster cannot be moved from here."));
}

QString whyNotBreak(const ClusterContext& cluster) {
    if (!cluster.bridge().cluster().capabilities.hosted)
        return Reasons::tr("Only clusters that run in this window can be broken on purpose.");
    return whyNot(cluster, true, {});
}

void enableUnless(QWidget* widget, const QString& reason, const QString& help) {
    widget->setEnabled(reason.isEmpty());
    widget->setToolTip(reason.isEmpty() ? help : reason);
}

} // namespace ui
