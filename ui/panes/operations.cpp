#include "ui/panes/operations.h"

#include "ui/models/sentences.h"
#include "ui/panes/fault_actions.h"
#include "ui/panes/latency_dialog.h"
#include "ui/panes/reasons.h"
#include "ui/panes/reassign_dialog.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>
#include <algorithm>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct Operations {
    Q_DECLARE_TR_FUNCTIONS(ui::Operations)
};

QString whyNotElect(const ClusterContext* cluster) {
    const QString reason = whyNotMove(*cluster);
    if (!reason.isEmpty()) return reason;
    const auto& partitions = cluster->bridge().partitions();
    const bool any = std::any_of(partitions.begin(), partitions.end(), [](const auto& entry) {
        const view::PartitionRow& row = entry.second;
        return !row.replicas.empty() && row.leader != row.replicas.front();
    });
    return any ? QString() : Operations::tr("Every partition is led by its preferred replica.");
}

QString whyNotMaintain(const ClusterContext* cluster) {
    const QString reason = whyNotBreak(*cluster);
    if (!reason.isEmpty()) return reason;
    return cluster->bridge().cluster().maintenance ? Operations::tr("Maintenance is under way.") : QString();
}

QString whyNotStopMaintenance(const ClusterContext* cluster) {
    return cluster->bridge().cluster().maintenance ? QString()
                                                   : Operations::tr("No maintenance is under way.");
}

QString whyNotGraduate(const ClusterContext* cluster) {
    if (!cluster->bridge().cluster().capabilities.hosted)
        return Operations::tr("Only a cluster that runs in this window can graduate.");
    return cluster->isActive()
               ? Operations::tr("Stop the cluster first: Apache Kafka takes over its folders.")
               : QString();
}

void graduate(ClusterContext* cluster, QWidget* window) {
    cluster->bridge().submit(view::Graduate{}, window, [window](const view::AnswerKind& answer) {
        auto* box = new QMessageBox(window);
        box->setObjectName(u"graduated"_s);
        box->setAttribute(Qt::WA_DeleteOnClose);
        if (const auto* failed = std::get_if<view::Failed>(&answer)) {
            box->setWindowTitle(Operations::tr("Not done"));
            box->setText(failureSentence(*failed));
        } else if (const auto* done = std::get_if<view::GraduateAnswer>(&answer)) {
            const QString folder = QString::fromStdString(done->folder);
            QStringList files;
            for (const std::string& file : done->files) files << QString::fromStdString(file);
            box->setWindowTitle(Operations::tr("Graduate to Apache Kafka"));
            box->setText(Operations::tr(
                "Apache Kafka 4 can start on these folders: every topic, configuration and record "
                "is there."));
            box->setInformativeText(
                Operations::tr("One file for each node is in %1. The README beside them says how:\n%2")
                    .arg(folder, files.join(u'\n')));
            auto* open = box->addButton(Operations::tr("Show the folder"), QMessageBox::ActionRole);
            QObject::connect(open, &QPushButton::clicked, box,
                             [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); });
            box->addButton(QMessageBox::Close);
        }
        box->open();
    });
}

void addReplicaActions(PaneRegistry& registry) {
    registry.add(ActionInfo{.id = u"cluster.elect_preferred"_s,
                            .title = Operations::tr("Elect preferred leaders"),
                            .menu = u"cluster"_s,
                            .group = 2,
                            .whyNot = whyNotElect,
                            .run = runTold<view::ElectLeaders>});
    registry.add(ActionInfo{
        .id = u"cluster.reassign"_s,
        .title = Operations::tr("Move replicas…"),
        .menu = u"cluster"_s,
        .group = 2,
        .whyNot = [](const ClusterContext* cluster) { return whyNotMove(*cluster); },
        .run = [](ClusterContext* cluster, QWidget* window) { ReassignDialog::show(*cluster, window); }});
    registry.add(ActionSource{[](const ClusterContext& cluster) {
        std::vector<ActionInfo> all;
        const QString reason = whyNotMove(cluster);
        for (const auto& [key, row] : cluster.bridge().brokers())
            all.push_back(ActionInfo{
                .id = u"broker.drain.%1"_s.arg(key.id),
                .title = Operations::tr("Drain broker %1…").arg(key.id),
                .whyNot = [reason](const ClusterContext*) { return reason; },
                .run = [id = key.id](ClusterContext* of,
                                     QWidget* window) { ReassignDialog::drain(*of, id, window); }});
        const QString whyNotAdd = whyNotBreak(cluster);
        for (const auto& [name, az] : cluster.bridge().azs())
            all.push_back(
                ActionInfo{.id = u"broker.add."_s + QString::fromStdString(name),
                           .title = Operations::tr("Add a broker to AZ %1").arg(QString::fromStdString(name)),
                           .whyNot = [whyNotAdd](const ClusterContext*) { return whyNotAdd; },
                           .run =
                               [where = name](ClusterContext* of, QWidget* window) {
                                   view::AddBroker command;
                                   command.az = where;
                                   submitTold(*of, command, window);
                               }});
        return all;
    }});
}

} // namespace

void addOperations(PaneRegistry& registry) {
    addReplicaActions(registry);
    registry.add(ActionInfo{
        .id = u"links.latency"_s,
        .title = Operations::tr("Latency between AZs…"),
        .menu = u"faults"_s,
        .group = 1,
        .whyNot =
            [](const ClusterContext* cluster) {
                const QString reason = whyNotBreak(*cluster);
                if (!reason.isEmpty()) return reason;
                return cluster->bridge().azs().size() > 1 ? QString()
                                                          : Operations::tr("There is only one AZ.");
            },
        .run = [](ClusterContext* cluster, QWidget* window) { LatencyDialog::show(*cluster, window); }});
    registry.add(ActionInfo{.id = u"maintenance.start"_s,
                            .title = Operations::tr("MSK maintenance: restart brokers one by one"),
                            .menu = u"faults"_s,
                            .group = 1,
                            .whyNot = whyNotMaintain,
                            .run = runTold<view::StartMaintenance>});
    registry.add(ActionInfo{.id = u"maintenance.stop"_s,
                            .title = Operations::tr("Stop maintenance"),
                            .menu = u"faults"_s,
                            .group = 1,
                            .whyNot = whyNotStopMaintenance,
                            .run = runTold<view::StopMaintenance>});
    registry.add(ActionInfo{.id = u"cluster.graduate"_s,
                            .title = Operations::tr("Graduate to Apache Kafka…"),
                            .menu = u"cluster"_s,
                            .group = 2,
                            .whyNot = whyNotGraduate,
                            .run = graduate});
}

} // namespace ui
