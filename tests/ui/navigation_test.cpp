#include "support/window_fixture.h"
#include "ui/panes/navigator.h"
#include "ui/style/colors.h"
#include "ui/style/theme.h"
#include "ui/windows/menus.h"

#include <QAction>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

class NavigationTest : public QObject {
    Q_OBJECT
private slots:
    void back_and_forward_walk_the_history() {
        ui::Navigator navigator;
        navigator.go({u"c"_s, u"home"_s, {}});
        navigator.go(u"topics"_s);
        navigator.go(u"topic"_s, {u"orders"_s});
        navigator.back();
        QCOMPARE(navigator.current().page, u"topics"_s);
        navigator.back();
        QCOMPARE(navigator.current().page, u"home"_s);
        QVERIFY(!navigator.canGoBack());
        navigator.forward();
        QCOMPARE(navigator.current().page, u"topics"_s);
        navigator.go(u"home"_s);
        QVERIFY(!navigator.canGoForward());
    }
    void the_same_place_twice_is_one_step() {
        ui::Navigator navigator;
        navigator.go({u"c"_s, u"home"_s, {}});
        navigator.go({u"c"_s, u"home"_s, {}});
        QVERIFY(!navigator.canGoBack());
    }
    void a_closed_cluster_leaves_the_history() {
        ui::Navigator navigator;
        navigator.go({u"a"_s, u"home"_s, {}});
        navigator.go({u"b"_s, u"home"_s, {}});
        navigator.forget(u"a"_s);
        QVERIFY(!navigator.canGoBack());
        QCOMPARE(navigator.current().cluster, u"b"_s);
    }
    void opening_a_document_goes_to_its_home() {
        support::WindowFixture f;
        QCOMPARE(f.window().navigator().current().page, u"welcome"_s);
        ui::ClusterContext& cluster = f.open();
        QCOMPARE(f.window().navigator().current().page, u"home"_s);
        QCOMPARE(f.window().currentCluster(), &cluster);
        QCOMPARE(f.window().windowTitle(), u"orders-lab - Riparium"_s);
    }
    void alt_left_goes_back_and_alt_right_forward() {
        support::WindowFixture f;
        f.open();
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        QTest::keyClick(&f.window(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(f.window().navigator().current().page, u"welcome"_s);
        QTest::keyClick(&f.window(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(f.window().navigator().current().page, u"home"_s);
    }
    void the_palette_finds_a_topic_and_goes_there() {
        support::WindowFixture f;
        ui::ClusterContext& cluster = f.openRunning();
        f.session().add_topic("orders", 6, 100);
        f.session().add_topic("payments", 3, 100);
        cluster.bridge().drainNow();
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        QTest::keyClick(&f.window(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = f.find<QDialog>("commandPalette");
        QVERIFY(palette);
        auto* line = palette->findChild<QLineEdit*>();
        QTest::keyClicks(line, u"paym"_s);
        QCOMPARE(palette->findChild<QListWidget*>()->currentItem()->text(), u"payments"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(f.window().navigator().current().page, u"topic"_s);
        QCOMPARE(f.window().navigator().current().path, QStringList{u"payments"_s});
    }
    void the_palette_runs_an_action() {
        support::WindowFixture f;
        f.open();
        f.window().showPalette();
        auto* line = f.find<QDialog>("commandPalette")->findChild<QLineEdit*>();
        QTest::keyClicks(line, u"start"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(f.session().count<view::StartCluster>(), 1);
    }
    void the_palette_changes_the_theme() {
        support::WindowFixture f;
        ui::style::Theme::instance().setMode(ui::style::Theme::Mode::light);
        f.window().showPalette();
        auto* palette = f.find<QDialog>("commandPalette");
        auto* line = palette->findChild<QLineEdit*>();
        QTest::keyClicks(line, u"dark"_s);
        QCOMPARE(palette->findChild<QListWidget*>()->currentItem()->text(), u"Dark theme"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(ui::style::Theme::instance().mode(), ui::style::Theme::Mode::dark);
        QVERIFY(ui::style::colors().dark);
        ui::style::Theme::instance().setMode(ui::style::Theme::Mode::light);
        QVERIFY(!ui::style::colors().dark);
    }
    void the_palette_says_when_nothing_matches() {
        support::WindowFixture f;
        f.open();
        f.window().showPalette();
        auto* palette = f.find<QDialog>("commandPalette");
        auto* nothing = palette->findChild<QWidget*>(u"nothingFound"_s);
        auto* list = palette->findChild<QListWidget*>();
        QVERIFY(list->isVisible() && !nothing->isVisible());
        auto* line = palette->findChild<QLineEdit*>();
        QTest::keyClicks(line, u"zebra"_s);
        QVERIFY(nothing->isVisible() && !list->isVisible());
        QVERIFY(nothing->accessibleName().contains(u"zebra"_s));
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY(palette->isVisible());
        line->clear();
        QVERIFY(list->isVisible() && !nothing->isVisible());
    }
    void the_produce_dock_has_room_when_it_is_shown_below_the_problems() {
        support::WindowFixture f;
        f.openRunning();
        auto* produce = f.find<QDockWidget>("dock.produce");
        QVERIFY(produce->isHidden());
        f.window().menus().action(u"produce.show"_s)->trigger();
        QTRY_VERIFY(produce->height() > f.window().height() / 3);
        QVERIFY(f.find<QDockWidget>("dock.problems")->isVisible());
    }
    void docks_step_aside_where_they_have_nothing_to_say() {
        support::WindowFixture f;
        auto* problems = f.find<QDockWidget>("dock.problems");
        auto* timeline = f.find<QDockWidget>("dock.timeline_dock");
        QVERIFY(!problems->isVisible() && !timeline->isVisible());
        ui::ClusterContext& cluster = f.openRunning();
        QVERIFY(problems->isVisible() && timeline->isVisible());
        cluster.go(u"timeline"_s);
        QVERIFY(problems->isVisible() && !timeline->isVisible());
        cluster.go(u"home"_s);
        QVERIFY(timeline->isVisible());
        // What a person closed stays closed.
        timeline->close();
        cluster.go(u"timeline"_s);
        cluster.go(u"home"_s);
        QVERIFY(!timeline->isVisible());
    }
    void a_refused_document_is_told_with_its_path() {
        support::WindowFixture f;
        QVERIFY(!f.window().openDocument(u"/tmp/broken.riparium"_s, false));
        bool told = false;
        for (const QLabel* label : f.window().findChildren<QLabel*>())
            told = told || (label->isVisible() && label->text().contains(u"azs[0].brokers"_s));
        QVERIFY(told);
        QCOMPARE(f.window().navigator().current().page, u"welcome"_s);
    }
};

QTEST_MAIN(NavigationTest)
#include "navigation_test.moc"
