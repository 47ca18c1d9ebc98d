#include "support/window_fixture.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

int questions() {
    int n = 0;
    for (const QWidget* top : QApplication::topLevelWidgets())
        if (top->objectName() == "askStop"_L1 && top->isVisible()) ++n;
    return n;
}

void answer(support::WindowFixture& f, QMessageBox::ButtonRole role) {
    auto* box = f.find<QMessageBox>("askStop");
    QVERIFY(box);
    for (QAbstractButton* button : box->buttons())
        if (box->buttonRole(button) == role) QTest::mouseClick(button, Qt::LeftButton);
}

bool says(const QWidget& window, const QString& text) {
    for (const QLabel* label : window.findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(text)) return true;
    return false;
}

} // namespace

class ClosingTest : public QObject {
    Q_OBJECT
private slots:
    void a_window_with_nothing_running_closes_at_once() {
        support::WindowFixture f;
        f.open();
        QVERIFY(f.window().close());
        QCOMPARE(questions(), 0);
    }
    void a_running_cluster_is_asked_for_once_and_stopped() {
        support::WindowFixture f;
        f.openRunning();
        QVERIFY(!f.window().close());
        QVERIFY(!f.window().close());
        QCOMPARE(questions(), 1);
        answer(f, QMessageBox::AcceptRole);
        QCOMPARE(f.session().count<view::StopCluster>(), 1);
        QTRY_VERIFY(!f.window().isVisible());
    }
    void keep_running_keeps_everything() {
        support::WindowFixture f;
        f.openRunning();
        f.window().close();
        answer(f, QMessageBox::RejectRole);
        QVERIFY(f.window().isVisible());
        QCOMPARE(f.session().count<view::StopCluster>(), 0);
    }
    void the_window_waits_for_the_stop_and_says_how_far_it_is() {
        support::WindowFixture f;
        f.openRunning();
        f.session().hold_stop();
        f.window().close();
        answer(f, QMessageBox::AcceptRole);
        QTRY_VERIFY(says(f.window(), u"Stopping orders-lab"_s));
        QVERIFY(f.window().isVisible());
        f.session().finish_stop();
        QTRY_VERIFY(!f.window().isVisible());
        QCOMPARE(f.session().count<view::StopCluster>(), 1);
    }
    void closing_a_cluster_leaves_the_window() {
        support::WindowFixture f;
        ui::ClusterContext& cluster = f.openRunning();
        f.window().closeCluster(cluster);
        answer(f, QMessageBox::AcceptRole);
        QTRY_VERIFY(f.window().shelf().clusters().empty());
        QVERIFY(f.window().isVisible());
        QCOMPARE(f.window().navigator().current().page, u"welcome"_s);
    }
    void a_failed_start_is_a_banner_with_the_remedy() {
        support::WindowFixture f;
        ui::ClusterContext& cluster = f.open();
        f.session().fail_start("127.10.1.1:9092 is taken by another program. Stop it.");
        cluster.run(u"cluster.start"_s);
        QTRY_VERIFY(says(f.window(), u"is taken by another program"_s));
        QVERIFY(f.window().close());
    }
};

QTEST_MAIN(ClosingTest)
#include "closing_test.moc"
