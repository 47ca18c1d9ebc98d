#include "ui/windows/closing.h"

#include <QMessageBox>
#include <QPushButton>
#include <chrono>
#include <utility>

namespace ui {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Closing::Closing(QWidget& window, Banner& banner) : QObject(&window), window_(window), banner_(banner) {
    patience_.setSingleShot(true);
    patience_.setInterval(15s);
    connect(&patience_, &QTimer::timeout, this, &Closing::check);
    connect(&banner_, &Banner::triggered, this, [this] {
        // "Close anyway" after the patience is over: logs are recovered at the next start.
        if (waiting_.empty() || patience_.isActive()) return;
        waiting_.clear();
        check();
    });
}

void Closing::stopThen(std::vector<ClusterContext*> clusters, const QString& question, const QString& yes,
                       std::function<void()> then) {
    if (underWay()) return;
    std::erase_if(clusters, [](const ClusterContext* cluster) { return !cluster->isActive(); });
    if (clusters.empty()) {
        then();
        return;
    }
    std::vector<QPointer<ClusterContext>> asked(clusters.begin(), clusters.end());
    asking_ = true;
    auto* box = new QMessageBox(QMessageBox::Question, tr("Stop the cluster?"), question,
                                QMessageBox::NoButton, &window_);
    box->setObjectName(u"askStop"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(
        tr("Clients lose their connections. Records that were acknowledged stay on disk."));
    QPushButton* accept = box->addButton(yes, QMessageBox::AcceptRole);
    QPushButton* keep = box->addButton(tr("Keep running"), QMessageBox::RejectRole);
    box->setDefaultButton(accept);
    box->setEscapeButton(keep);
    connect(box, &QMessageBox::finished, this, [this, box, accept, asked, then = std::move(then)] {
        asking_ = false;
        if (box->clickedButton() != accept) return;
        waiting_ = asked;
        then_ = then;
        stop();
    });
    box->open();
}

void Closing::stop() {
    for (const auto& cluster : waiting_) {
        if (!cluster) continue;
        connect(&cluster->bridge(), &SessionBridge::clusterChanged, this, &Closing::check);
        connect(&cluster->bridge(), &SessionBridge::brokersChanged, this, &Closing::check);
        // A window that is hidden or minimised must still hear that it stopped.
        cluster->bridge().setPace(SessionBridge::Pace::active);
        if (cluster->state() != view::ClusterState::stopping) cluster->bridge().submit(view::StopCluster{});
    }
    patience_.start();
    check();
}

void Closing::check() {
    std::erase_if(waiting_, [](const QPointer<ClusterContext>& c) { return !c || !c->isActive(); });
    if (waiting_.empty()) {
        patience_.stop();
        banner_.hide();
        // Not from within the bridge's own signal: what follows may delete the bridge.
        if (const auto then = std::exchange(then_, {}))
            QMetaObject::invokeMethod(this, then, Qt::QueuedConnection);
        return;
    }
    const ClusterContext& cluster = *waiting_.front();
    int left = 0;
    for (const auto& [key, broker] : cluster.bridge().brokers())
        if (broker.state != view::NodeState::offline) ++left;
    const QString sentence = left > 0
                                 ? tr("Stopping %1: %n broker(s) to go…", nullptr, left).arg(cluster.name())
                                 : tr("Stopping %1…").arg(cluster.name());
    if (patience_.isActive())
        banner_.progress(sentence);
    else
        banner_.progress(
            tr("%1 takes longer than usual to stop. What was acknowledged is on disk and is checked at the "
               "next start.")
                .arg(cluster.name()),
            tr("Close anyway"));
}

} // namespace ui
