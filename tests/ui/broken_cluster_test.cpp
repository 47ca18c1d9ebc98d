#include "support/window_fixture.h"
#include "ui/bridge/health.h"
#include "ui/bridge/history.h"
#include "ui/widgets/az_canvas.h"
#include "ui/windows/dock_area.h"
#include "ui/windows/menus.h"

#include <QDateTime>
#include <QDialog>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// An `ha` cluster that runs, with one replicated topic and one that has a single replica.
struct Broken : support::WindowFixture {
    ui::ClusterContext& cluster = openRunning();
    Broken() {
        session().set_epoch(QDateTime::currentMSecsSinceEpoch());
        session().replicate();
        session().add_topic("orders", 6, 60'000);
        settle();
    }
    void settle() {
        cluster.bridge().drainNow();
        ui::Health::of(cluster.bridge()).refresh();
        QCoreApplication::processEvents();
    }
    void submit(view::Command command) {
        cluster.bridge().submit(std::move(command));
        settle();
    }
    QString said() {
        QStringList all;
        for (QLabel* label : window().findChildren<QLabel*>())
            if (label->isVisible()) all << label->text();
        return all.join(u'\n');
    }
    template <class T>
    T* named(const QString& name) {
        return window().findChild<T*>(name);
    }
    QAction* fault(const QString& id) {
        auto* menu = window().findChild<QMenu*>(u"menu.faults"_s);
        QMetaObject::invokeMethod(menu, "aboutToShow", Qt::DirectConnection);
        return menu->findChild<QAction*>(id);
    }
};

} // namespace

class BrokenClusterTest : public QObject {
    Q_OBJECT
private slots:
    void a_healthy_cluster_says_that_nothing_is_wrong() {
        Broken f;
        QVERIFY(f.said().contains(u"Nothing is wrong"_s));
    }
    void a_cut_az_is_told_with_its_effects_and_healed_by_its_link() {
        Broken f;
        f.submit(view::CutAz{"b"});
        QTRY_VERIFY(f.said().contains(u"AZ b is cut off"_s));
        QVERIFY(f.said().contains(u"6 partitions have 2 of 3 replicas in sync"_s));
        QVERIFY(f.said().contains(u"One more broker lost would refuse writes"_s));
        QTRY_VERIFY(f.said().contains(u"cut off 0"_s)); // the column says since when
        QPushButton* heal = nullptr;
        for (QPushButton* button : f.window().findChildren<QPushButton*>())
            if (button->isVisible() && button->text().startsWith(u"Heal AZ b"_s)) heal = button;
        QVERIFY(heal);
        heal->click();
        f.settle();
        f.session().catch_up();
        f.settle();
        QTRY_VERIFY(f.said().contains(u"Nothing is wrong"_s));
        QCOMPARE(f.session().count<view::LiftFault>(), 1);
    }
    void a_fault_is_undone_where_it_is_listed() {
        Broken f;
        f.submit(view::FreezeNode{{view::NodeKind::broker, 2}});
        QTRY_VERIFY(f.said().contains(u"Broker 2 is frozen"_s));
        auto* undo = f.named<QPushButton>(u"undo.1"_s);
        QVERIFY(undo);
        undo->click();
        f.settle();
        QVERIFY(f.session().faults().empty());
    }
    void the_faults_menu_has_every_node_az_and_link() {
        Broken f;
        for (const auto* id : {"fault.kill.broker.1", "fault.freeze.controller.103", "fault.cut.az.c",
                               "fault.cut_there.link.a.b", "fault.disk_full.broker.3", "fault.power.az.a"})
            QVERIFY2(f.fault(QLatin1StringView(id)), id);
        QVERIFY(!f.fault(u"fault.thaw.broker.1"_s)->isEnabled());
        QCOMPARE(f.fault(u"fault.thaw.broker.1"_s)->toolTip(), u"It is not frozen."_s);
    }
    void killing_a_broker_that_hurts_nobody_needs_no_question() {
        Broken f;
        f.fault(u"fault.kill.broker.1"_s)->trigger();
        f.settle();
        QCOMPARE(f.session().count<view::KillNode>(), 1);
    }
    void killing_a_broker_that_would_refuse_writes_says_so_first() {
        Broken f;
        f.submit(view::CutAz{"b"});
        f.fault(u"fault.kill.broker.1"_s)->trigger();
        auto* dialog = f.find<QDialog>("consequences");
        QVERIFY(dialog);
        QCOMPARE(f.session().count<view::KillNode>(), 0);
        QString text;
        for (QLabel* label : dialog->findChildren<QLabel*>()) text += label->text() + u'\n';
        QVERIFY2(text.contains(u"6 partitions refuse writes"_s), qPrintable(text));
        QVERIFY(text.contains(u"metadata quorum is lost"_s) || text.contains(u"metadata quorum"_s));
        dialog->findChild<QPushButton*>(u"act"_s)->click();
        f.settle();
        QCOMPARE(f.session().count<view::KillNode>(), 1);
    }
    void a_cluster_that_runs_elsewhere_has_no_faults() {
        Broken f;
        view::ClusterRow row = f.cluster.bridge().cluster();
        row.capabilities.hosted = false;
        f.session().feed().put(row);
        f.settle();
        QAction* kill = f.fault(u"fault.kill.broker.1"_s);
        QVERIFY(!kill->isEnabled());
        QVERIFY(kill->toolTip().contains(u"Only clusters that run in this window"_s));
    }
    void what_if_lists_what_would_be_before_anything_happens() {
        Broken f;
        f.session().replicate(1);
        f.session().add_topic("scratch", 3, 100);
        f.settle();
        f.named<QPushButton>(u"whatIfButton"_s)->click();
        auto* dialog = f.find<QDialog>("whatIf");
        QVERIFY(dialog);
        QString text;
        for (QLabel* label : dialog->findChildren<QLabel*>()) text += label->text() + u'\n';
        QVERIFY2(text.contains(u"1 partition go"_s) || text.contains(u"1 partition"_s), qPrintable(text));
        QVERIFY2(text.contains(u"stay safe"_s), qPrintable(text));
        QVERIFY(text.contains(u"The metadata quorum survives"_s));
        QCOMPARE(f.session().count<view::CutAz>(), 0);
        dialog->close();
    }
    void the_link_pill_says_cut_and_its_menu_heals() {
        Broken f;
        view::LinkState cut;
        cut.cut = true;
        f.submit(view::SetLink{"a", "b", cut, true});
        auto* band = f.window().findChild<ui::LinkBand*>();
        QVERIFY(band);
        QTRY_VERIFY(band->pills().size() == 3 && band->pills().front()->isCut());
        QVERIFY(band->pills().front()->accessibleName().contains(u"cut"_s));
        f.fault(u"fault.heal.link.a.b"_s)->trigger();
        f.settle();
        QTRY_VERIFY(!band->pills().front()->isCut());
    }
    void the_past_shows_the_az_as_it_was() {
        Broken f;
        auto& history = ui::History::of(f.cluster.bridge());
        f.submit(view::CutAz{"b"});
        quint64 cut = 0;
        for (std::size_t i = 0; i < history.facts().size(); ++i)
            if (std::holds_alternative<view::FaultStarted>(history.facts()[i].what))
                cut = history.firstNumber() + i;
        const qint64 moment = history.heardMs(cut);
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > moment); // another millisecond, another picture
        f.submit(view::HealAz{"b"});
        f.session().catch_up();
        f.settle();
        QVERIFY(!f.cluster.bridge().azs().at("b").cut);
        const view::RowStore then = history.at(moment);
        QVERIFY(then.azs.at("b").cut);
        QCOMPARE(then.faults.size(), 1U);
        QCOMPARE(then.brokers.at({2}).state, view::NodeState::fenced);
        QCOMPARE(then.partitions.at({"orders", 1}).leader, 3);
    }
    void choosing_a_line_of_the_timeline_shows_that_moment() {
        Broken f;
        f.submit(view::CutAz{"b"});
        f.cluster.go(u"timeline"_s);
        f.settle();
        QTRY_VERIFY(f.said().contains(u"Timeline"_s));
        auto* axis = f.named<QWidget>(u"timelineAxis"_s);
        QVERIFY(axis);
        QTest::keyClick(axis, Qt::Key_Left);
        QTRY_VERIFY(f.said().contains(u"The cluster at"_s));
        f.named<QPushButton>(u"backToNow"_s)->click();
        QVERIFY(!f.said().contains(u"The cluster at"_s));
    }
};

QTEST_MAIN(BrokenClusterTest)
#include "broken_cluster_test.moc"
