#include "ui/panes/fault_actions.h"

#include "ui/models/problem_text.h"
#include "ui/models/sentences.h"
#include "ui/panes/consequence_dialog.h"
#include "ui/panes/link_dialog.h"
#include "ui/panes/reasons.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMessageBox>

namespace ui {
namespace {

using namespace Qt::StringLiterals;
using view::FaultKind;
using view::NodeRef;

struct Faults {
    Q_DECLARE_TR_FUNCTIONS(ui::Faults)
};

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString idOf(const NodeRef& node) {
    return (node.kind == view::NodeKind::broker ? u"broker.%1"_s : u"controller.%1"_s).arg(node.id);
}

QString lowerName(const NodeRef& node) {
    QString name = nodeName(node);
    name[0] = name[0].toLower();
    return name;
}

struct NodeNow {
    bool down = false;
    bool frozen = false;
    view::DiskState disk = view::DiskState::ok;
};

NodeNow nowOf(const ClusterContext& cluster, const NodeRef& node) {
    const view::RowStore& rows = cluster.bridge().rows();
    NodeNow now;
    const auto read = [&](const auto& row) {
        now.down = row.state == view::NodeState::offline;
        now.frozen = row.frozen;
        now.disk = row.disk;
    };
    if (node.kind == view::NodeKind::broker) {
        if (const auto found = rows.brokers.find({node.id}); found != rows.brokers.end()) read(found->second);
    } else if (const auto found = rows.controllers.find({node.id}); found != rows.controllers.end()) {
        read(found->second);
    }
    // A dead node may still show its last row for a moment: the fault knows better.
    for (const auto& [key, fault] : rows.faults) {
        if (fault.node != node) continue;
        now.down = now.down || fault.kind == FaultKind::node_killed ||
                   fault.kind == FaultKind::node_stopped || fault.kind == FaultKind::power_lost;
        now.frozen = now.frozen || fault.kind == FaultKind::node_frozen;
    }
    return now;
}

/// Makes actions of one object: a submenu, an id prefix, whether anything can be broken at all.
class Maker {
public:
    Maker(const ClusterContext& cluster, QString object, QString submenu)
        : object_(std::move(object)), submenu_(std::move(submenu)), whyNone_(whyNotBreak(cluster)) {}

    template <class Run>
    void add(const QString& verb, int group, const QString& shortTitle, const QString& title,
             const QString& whyNot, Run run) {
        ActionInfo made;
        made.id = u"fault.%1.%2"_s.arg(verb, object_);
        made.title = title;
        made.shortTitle = shortTitle;
        made.menu = u"faults"_s;
        made.submenu = submenu_;
        made.group = group;
        const QString reason = whyNone_.isEmpty() ? whyNot : whyNone_;
        made.whyNot = [reason](const ClusterContext*) { return reason; };
        made.run = std::move(run);
        actions_.push_back(std::move(made));
    }
    void command(const QString& verb, int group, const QString& shortTitle, const QString& title,
                 const QString& whyNot, view::Command command) {
        add(verb, group, shortTitle, title, whyNot,
            [command](ClusterContext* of, QWidget* window) { submitTold(*of, command, window); });
    }
    /// Says what would be lost, when something would be.
    void loss(const QString& verb, int group, const QString& shortTitle, const QString& title,
              const QString& whyNot, view::Command command, const view::Loss& loss) {
        add(verb, group, shortTitle, title, whyNot,
            [command, loss, title](ClusterContext* of, QWidget* window) {
                submitAfterWarning(*of, command, loss, title, window);
            });
    }
    std::vector<ActionInfo> take() { return std::move(actions_); }

private:
    QString object_, submenu_, whyNone_;
    std::vector<ActionInfo> actions_;
};

void addDisk(Maker& make, const NodeRef& node, const QString& name, const NodeNow& now) {
    const auto set = [&](view::DiskState state, const QString& verb, const QString& text,
                         const QString& title, const QString& already) {
        const QString whyNot = now.down ? Faults::tr("It is down.") : now.disk == state ? already : QString();
        make.command(verb, 2, text, title.arg(name), whyNot, view::SetDisk{node, state});
    };
    set(view::DiskState::slow, u"disk_slow"_s, Faults::tr("Slow disk (+100 ms)"),
        Faults::tr("Slow the disk of %1"), Faults::tr("Its disk is slow already."));
    set(view::DiskState::full, u"disk_full"_s, Faults::tr("Full disk"), Faults::tr("Fill the disk of %1"),
        Faults::tr("Its disk is full already."));
    set(view::DiskState::ok, u"disk_ok"_s, Faults::tr("Restore disk"), Faults::tr("Repair the disk of %1"),
        Faults::tr("Its disk is sound."));
}

} // namespace

std::vector<ActionInfo> nodeFaults(const ClusterContext& cluster, const NodeRef& node) {
    const NodeNow now = nowOf(cluster, node);
    const QString name = lowerName(node);
    const view::Loss loss{.kind = view::LossKind::node, .az = {}, .node = node};
    Maker make(cluster, idOf(node), nodeName(node));
    const QString down = now.down ? Faults::tr("It is down: start it first.") : QString();
    make.loss(u"kill"_s, 0, Faults::tr("Kill"), Faults::tr("Kill %1").arg(name), down, view::KillNode{node},
              loss);
    make.loss(u"stop"_s, 0, Faults::tr("Stop gracefully"), Faults::tr("Stop %1 gracefully").arg(name),
              now.frozen ? Faults::tr("It is frozen and hears nothing: thaw it first.") : down,
              view::StopNode{node}, loss);
    make.command(u"start"_s, 0, Faults::tr("Start"), Faults::tr("Start %1").arg(name),
                 now.down ? QString() : Faults::tr("It runs."), view::StartNode{node});
    make.loss(u"freeze"_s, 1, Faults::tr("Freeze"), Faults::tr("Freeze %1").arg(name),
              now.frozen ? Faults::tr("It is frozen already.") : down, view::FreezeNode{node}, loss);
    make.command(u"thaw"_s, 1, Faults::tr("Thaw"), Faults::tr("Thaw %1").arg(name),
                 now.frozen ? QString() : Faults::tr("It is not frozen."), view::ThawNode{node});
    addDisk(make, node, name, now);
    return make.take();
}

std::vector<ActionInfo> azFaults(const ClusterContext& cluster, const std::string& az) {
    const view::RowStore& rows = cluster.bridge().rows();
    const auto row = rows.azs.find(az);
    bool cut = row != rows.azs.end() && row->second.cut;
    for (const auto& [key, fault] : rows.faults)
        cut = cut || (fault.kind == FaultKind::az_cut && fault.az == az);
    const view::Loss loss{.kind = view::LossKind::az, .az = az, .node = {}};
    const QString name = qt(az);
    Maker make(cluster, u"az."_s + name, Faults::tr("AZ %1").arg(name));
    make.loss(u"cut"_s, 0, Faults::tr("Cut off"), Faults::tr("Cut off AZ %1").arg(name),
              cut                   ? Faults::tr("It is cut off already.")
              : rows.azs.size() < 2 ? Faults::tr("It is the only AZ.")
                                    : QString(),
              view::CutAz{az}, loss);
    make.command(u"heal"_s, 0, Faults::tr("Heal"), Faults::tr("Heal AZ %1").arg(name),
                 cut ? QString() : Faults::tr("It is not cut off."), view::HealAz{az});
    make.loss(u"power"_s, 1, Faults::tr("Power loss"), Faults::tr("Cut the power of AZ %1").arg(name), {},
              view::LosePower{az}, loss);
    return make.take();
}

std::vector<ActionInfo> linkFaults(const ClusterContext& cluster, const std::string& a,
                                   const std::string& b) {
    const view::RowStore& rows = cluster.bridge().rows();
    view::LinkState there, back;
    for (const auto& [key, fault] : rows.faults) {
        if (fault.kind != FaultKind::link) continue;
        if (fault.az == a && fault.to_az == b) there = fault.link;
        if (fault.az == b && fault.to_az == a) back = fault.link;
    }
    const QString from = qt(a), to = qt(b);
    Maker make(cluster, u"link.%1.%2"_s.arg(from, to), Faults::tr("Link %1 – %2").arg(from, to));
    const auto set = [&](const QString& verb, int group, const QString& text, const QString& whyNot,
                         const view::LinkState& state, const std::string& f, const std::string& t,
                         bool both) {
        make.command(verb, group, text, Faults::tr("Link AZ %1 – AZ %2: %3").arg(from, to, text), whyNot,
                     view::SetLink{f, t, state, both});
    };
    view::LinkState cut;
    cut.cut = true;
    const QString already = Faults::tr("It is cut already.");
    set(u"cut"_s, 0, Faults::tr("Cut both ways"), there.cut && back.cut ? already : QString(), cut, a, b,
        true);
    set(u"cut_there"_s, 0, Faults::tr("Cut %1 → %2 only").arg(from, to), there.cut ? already : QString(), cut,
        a, b, false);
    set(u"cut_back"_s, 0, Faults::tr("Cut %1 → %2 only").arg(to, from), back.cut ? already : QString(), cut,
        b, a, false);
    view::LinkState slow;
    slow.latency_ms = 20;
    set(u"slow"_s, 1, Faults::tr("Slow: +20 ms each way"),
        there == slow && back == slow ? Faults::tr("It is so already.") : QString(), slow, a, b, true);
    make.add(u"edit"_s, 1, Faults::tr("Latency, loss, bandwidth…"),
             Faults::tr("Link AZ %1 – AZ %2: latency, loss, bandwidth…").arg(from, to), {},
             [a, b](ClusterContext* of, QWidget* window) { LinkDialog::show(*of, a, b, window); });
    set(u"heal"_s, 2, Faults::tr("Heal"), there.ok() && back.ok() ? Faults::tr("It is sound.") : QString(),
        {}, a, b, true);
    return make.take();
}

std::vector<ActionInfo> allFaults(const ClusterContext& cluster) {
    std::vector<ActionInfo> all;
    const auto add = [&](std::vector<ActionInfo> some) {
        for (ActionInfo& it : some) all.push_back(std::move(it));
    };
    const view::RowStore& rows = cluster.bridge().rows();
    for (const auto& [name, az] : rows.azs) add(azFaults(cluster, name));
    for (auto a = rows.azs.begin(); a != rows.azs.end(); ++a)
        for (auto b = std::next(a); b != rows.azs.end(); ++b) add(linkFaults(cluster, a->first, b->first));
    for (const auto& [key, row] : rows.brokers) add(nodeFaults(cluster, {view::NodeKind::broker, key.id}));
    for (const auto& [key, row] : rows.controllers)
        add(nodeFaults(cluster, {view::NodeKind::controller, key.id}));
    return all;
}

void fillMenu(QMenu& menu, ClusterContext& cluster, const std::vector<ActionInfo>& actions, QWidget* window) {
    menu.setToolTipsVisible(true);
    int group = actions.empty() ? 0 : actions.front().group;
    for (const ActionInfo& info : actions) {
        if (info.group != group) menu.addSeparator();
        group = info.group;
        QAction* made = menu.addAction(info.shortTitle.isEmpty() ? info.title : info.shortTitle);
        made->setObjectName(info.id);
        const QString whyNot = info.whyNot ? info.whyNot(&cluster) : QString();
        made->setEnabled(whyNot.isEmpty());
        made->setToolTip(whyNot.isEmpty() ? info.title : whyNot);
        QObject::connect(made, &QAction::triggered, &cluster,
                         [run = info.run, &cluster, window] { run(&cluster, window); });
    }
}

void submitTold(ClusterContext& cluster, view::Command command, QWidget* window) {
    cluster.bridge().submit(std::move(command), window, [window](const view::AnswerKind& answer) {
        const auto* failed = std::get_if<view::Failed>(&answer);
        if (!failed) return;
        auto* box = new QMessageBox(QMessageBox::Information, Faults::tr("Not done"),
                                    failureSentence(*failed), QMessageBox::Ok, window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
    });
}

void submitAfterWarning(ClusterContext& cluster, view::Command command, const view::Loss& loss,
                        const QString& verb, QWidget* window) {
    const view::WhatIf would = view::what_if(cluster.bridge().rows(), loss);
    if (!doesHarm(would)) return submitTold(cluster, std::move(command), window);
    auto* dialog = new ConsequenceDialog(verb, would, window);
    QObject::connect(dialog, &QDialog::accepted, &cluster,
                     [&cluster, command, window] { submitTold(cluster, command, window); });
    dialog->open();
}

void addFaultActions(PaneRegistry& registry) {
    const auto anyFault = [](const ClusterContext* cluster) {
        const QString reason = whyNotBreak(*cluster);
        if (!reason.isEmpty()) return reason;
        return cluster->bridge().faults().empty() ? Faults::tr("Nothing is broken on purpose.") : QString();
    };
    registry.add(ActionInfo{.id = u"fault.lift_all"_s,
                            .title = Faults::tr("Undo all faults"),
                            .menu = u"faults"_s,
                            .group = 0,
                            .icon = u"undo"_s,
                            .shortcut = QKeySequence(u"Ctrl+Shift+Z"_s),
                            .whyNot = anyFault,
                            .run = [](ClusterContext* cluster, QWidget* window) {
                                submitTold(*cluster, view::LiftAllFaults{}, window);
                            }});
    registry.add(ActionInfo{.id = u"fault.power_all"_s,
                            .title = Faults::tr("Power loss of the whole cluster…"),
                            .menu = u"faults"_s,
                            .group = 0,
                            .whyNot = [](const ClusterContext* cluster) { return whyNotBreak(*cluster); },
                            .run =
                                [](ClusterContext* cluster, QWidget* window) {
                                    view::WhatIf all;
                                    for (const auto& [key, row] : cluster->bridge().partitions()) {
                                        view::PartitionOutcome it;
                                        it.key = key;
                                        it.outcome = view::Outcome::offline;
                                        all.partitions.push_back(it);
                                    }
                                    all.controllers_needed = static_cast<std::int32_t>(
                                        cluster->bridge().controllers().size() / 2 + 1);
                                    auto* dialog = new ConsequenceDialog(
                                        Faults::tr("Cut the power of the whole cluster"), all, window);
                                    QObject::connect(dialog, &QDialog::accepted, cluster, [cluster, window] {
                                        submitTold(*cluster, view::LosePower{}, window);
                                    });
                                    dialog->open();
                                }});
    registry.add(ActionSource{[](const ClusterContext& cluster) { return allFaults(cluster); }});
}

} // namespace ui
