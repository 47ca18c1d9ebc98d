#include "support/window_fixture.h"
#include "ui/bridge/health.h"
#include "ui/panes/pane_registry.h"
#include "ui/panes/reassign_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

struct Operated : support::WindowFixture {
    ui::ClusterContext& cluster;
    explicit Operated(const char* preset = "ha6") : cluster(openRunning(preset)) {
        session().replicate();
        session().add_topic("orders", 6, 60'000);
        settle();
    }
    void settle() {
        cluster.bridge().drainNow();
        QCoreApplication::processEvents();
    }
    QString whyNot(const QString& id) { return window().registry().action(id)->whyNot(&cluster); }
    QString said(QWidget* in) {
        QStringList all;
        for (QLabel* label : in->findChildren<QLabel*>())
            if (label->isVisible()) all << label->text();
        return all.join(u'\n');
    }
};

} // namespace

class OperationsTest : public QObject {
    Q_OBJECT
private slots:
    void draining_shows_before_and_after_then_moves() {
        Operated f;
        ui::ReassignDialog::drain(f.cluster, 1, &f.window());
        auto* dialog = f.find<ui::ReassignDialog>("reassign");
        QVERIFY(dialog);
        const auto& plan = dialog->plan();
        QVERIFY(!plan.moves.empty());
        QCOMPARE(plan.after.at(1), 0);
        for (const view::PlannedMove& it : plan.moves)
            QVERIFY(std::find(it.to.begin(), it.to.end(), 1) == it.to.end());
        const auto moves = plan.moves.size();
        dialog->findChild<QPushButton*>(u"move"_s)->click();
        f.settle();
        QCOMPARE(f.session().count<view::ReassignPartitions>(), 1);
        const auto& command = std::get<view::ReassignPartitions>(f.session().commands().back());
        QCOMPARE(command.moves.size(), moves);
        QVERIFY(f.said(dialog).contains(u"0 of %1 partitions have moved"_s.arg(moves)));
    }
    void a_drain_that_others_cannot_take_is_refused_with_its_reason() {
        Operated f("ha");
        ui::ReassignDialog::drain(f.cluster, 1, &f.window());
        auto* dialog = f.find<ui::ReassignDialog>("reassign");
        auto* move = dialog->findChild<QPushButton*>(u"move"_s);
        QVERIFY(!move->isEnabled());
        QVERIFY(move->toolTip().contains(u"add a broker first"_s));
    }
    void the_latency_matrix_sets_a_link_both_ways() {
        Operated f("ha");
        f.cluster.run(u"links.latency"_s);
        auto* dialog = f.find<QDialog>("latencyMatrix");
        QVERIFY(dialog);
        dialog->findChild<QSpinBox*>(u"latency.a.b"_s)->setValue(20);
        f.settle();
        QCOMPARE(f.session().count<view::SetLink>(), 1);
        QCOMPARE(dialog->findChild<QSpinBox*>(u"latency.b.a"_s)->value(), 20);
        QCOMPARE(f.session().faults().size(), 2U);
        dialog->findChild<QPushButton*>(u"healLinks"_s)->click();
        f.settle();
        QVERIFY(f.session().faults().empty());
        QCOMPARE(dialog->findChild<QSpinBox*>(u"latency.a.b"_s)->value(), 0);
    }
    void preferred_leaders_are_elected_only_where_another_leads() {
        Operated f("ha");
        QVERIFY(f.whyNot(u"cluster.elect_preferred"_s).contains(u"led by its preferred replica"_s));
        f.cluster.bridge().submit(view::CutAz{"b"});
        f.settle();
        QVERIFY(f.whyNot(u"cluster.elect_preferred"_s).isEmpty());
        f.cluster.run(u"cluster.elect_preferred"_s);
        QCOMPARE(f.session().count<view::ElectLeaders>(), 1);
    }
    void maintenance_shows_how_far_it_is_and_can_be_stopped() {
        Operated f;
        f.cluster.run(u"maintenance.start"_s);
        QCOMPARE(f.session().count<view::StartMaintenance>(), 1);
        view::ClusterRow row = f.cluster.bridge().cluster();
        row.maintenance = view::MaintenanceProgress{2, 1, 6, true};
        f.session().feed().put(row);
        f.settle();
        QVERIFY(f.said(&f.window())
                    .contains(u"Waits until every replica of broker 2 is in sync · 1 of 6 brokers done"_s));
        QVERIFY(!f.whyNot(u"maintenance.start"_s).isEmpty());
        f.cluster.run(u"maintenance.stop"_s);
        QCOMPARE(f.session().count<view::StopMaintenance>(), 1);
    }
    void a_running_cluster_does_not_graduate() {
        Operated f;
        QVERIFY(f.whyNot(u"cluster.graduate"_s).contains(u"Stop the cluster first"_s));
        f.cluster.bridge().submit(view::StopCluster{});
        f.settle();
        QVERIFY(f.whyNot(u"cluster.graduate"_s).isEmpty());
    }
};

QTEST_MAIN(OperationsTest)
#include "operations_test.moc"
