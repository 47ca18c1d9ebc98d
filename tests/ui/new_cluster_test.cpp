#include "support/window_fixture.h"
#include "ui/windows/draft_canvas.h"
#include "ui/windows/new_cluster_dialog.h"

#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTimer>
#include <QWindow>

using namespace Qt::StringLiterals;

namespace {

struct Wizard {
    support::WindowFixture f;
    ui::NewClusterDialog* dialog = nullptr;

    Wizard() {
        f.window().newCluster();
        dialog = f.find<ui::NewClusterDialog>("newCluster");
        field("folder")->setText(f.dir().filePath(u"data"_s));
        emit field("folder")->textEdited(field("folder")->text());
    }
    QLineEdit* field(const char* name) { return dialog->findChild<QLineEdit*>(QLatin1StringView(name)); }
    QPushButton* button(const QString& name) { return dialog->findChild<QPushButton*>(name); }
    QString text(const char* name) { return dialog->findChild<QLabel*>(QLatin1StringView(name))->text(); }
    void click(const QString& name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    const view::ClusterLayout& layout() { return dialog->layoutChosen(); }
};

} // namespace

class NewClusterTest : public QObject {
    Q_OBJECT
private slots:
    void presets_are_one_click() {
        Wizard w;
        w.click(u"preset.single"_s);
        QCOMPARE(w.layout().broker_count(), std::size_t{1});
        w.click(u"preset.dev"_s);
        QCOMPARE(w.layout().azs.size(), std::size_t{1});
        QCOMPARE(w.layout().broker_count(), std::size_t{3});
        w.click(u"preset.ha6"_s);
        QCOMPARE(w.layout().broker_count(), std::size_t{6});
        QVERIFY(w.button(u"preset.ha6"_s)->isChecked());
    }
    void brokers_are_added_removed_and_the_removal_is_undone() {
        Wizard w;
        w.click(u"addBroker1"_s);
        QCOMPARE(w.layout().azs[1].brokers.size(), std::size_t{2});
        QCOMPARE(w.layout().azs[1].brokers[1].id, 4);
        QVERIFY(!w.button(u"preset.ha"_s)->isChecked());
        w.click(u"remove2"_s);
        QTRY_COMPARE(w.layout().azs[1].brokers.size(), std::size_t{1});
        w.click(u"undo"_s);
        QCOMPARE(w.layout().azs[1].brokers.size(), std::size_t{2});
    }
    void a_broker_moves_between_azs_by_keyboard() {
        Wizard w;
        auto* card = w.dialog->findChild<QWidget*>(u"broker1"_s);
        card->setFocus();
        QTest::keyClick(card, Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE(w.layout().azs[1].brokers.size(), std::size_t{2});
        QVERIFY(w.layout().azs[0].brokers.empty());
        QVERIFY(!w.button(u"createAndStart"_s)->isEnabled());
        QVERIFY(w.text("detail").contains(u"AZ a has no broker"_s));
    }
    void a_broker_that_is_dropped_on_an_az_moves_there() {
        Wizard w;
        QMimeData dropped;
        dropped.setData(QLatin1StringView(ui::DraftColumn::mime), "1");
        auto* column = w.button(u"addBroker1"_s)->parentWidget();
        while (column != nullptr && !column->acceptDrops()) column = column->parentWidget();
        QVERIFY(column != nullptr);
        const QPoint middle = column->rect().center();
        QDragEnterEvent enter(middle, Qt::MoveAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(column, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(middle, Qt::MoveAction, &dropped, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(column, &drop);
        QTRY_COMPARE(w.layout().azs[1].brokers.size(), std::size_t{2});
        QVERIFY(w.layout().azs[0].brokers.empty());
    }
    void a_broker_is_dragged_to_another_az_by_the_mouse() {
        if (QGuiApplication::platformName() == "offscreen"_L1)
            QSKIP("Only a platform with a screen can drag: QT_QPA_PLATFORM=xcb");
        Wizard w;
        QVERIFY(QTest::qWaitForWindowExposed(w.dialog));
        QWindow* window = w.dialog->windowHandle();
        const auto in = [&](QWidget* widget) { return widget->mapTo(w.dialog, widget->rect().center()); };
        const QPoint from = in(w.dialog->findChild<QWidget*>(u"broker1"_s));
        const QPoint to = in(w.button(u"addBroker1"_s)) + QPoint(0, 60);
        QTest::mousePress(window, Qt::LeftButton, {}, from);
        // Begun by the first moves, the drag runs in an event loop of its own: what follows comes from
        // timers.
        QTimer later;
        later.setSingleShot(true);
        connect(&later, &QTimer::timeout, &later, [&] {
            QTest::mouseMove(window, to);
            QTest::mouseMove(window, to + QPoint(2, 2));
            QTest::mouseRelease(window, Qt::LeftButton, {}, to + QPoint(2, 2));
        });
        QTest::mouseMove(window, from + QPoint(4, 0));
        later.start(0);
        QTest::mouseMove(window, from + QPoint(40, 10));
        QTRY_COMPARE(w.layout().azs[1].brokers.size(), std::size_t{2});
        QVERIFY(w.layout().azs[0].brokers.empty());
    }
    void a_name_is_checked_as_it_is_typed() {
        Wizard w;
        w.field("name")->clear();
        QTest::keyClicks(w.field("name"), u"orders lab"_s);
        QVERIFY(w.text("nameProblem").contains(u"letters, digits"_s));
        QVERIFY(!w.button(u"create"_s)->isEnabled());
        QVERIFY(!w.button(u"create"_s)->toolTip().isEmpty());
        w.field("name")->setText(u"orders-lab"_s);
        QVERIFY(w.text("nameProblem").isEmpty());
        QVERIFY(w.button(u"create"_s)->isEnabled());
    }
    void fewer_azs_lose_no_broker() {
        Wizard w;
        w.click(u"azs2"_s);
        QCOMPARE(w.layout().azs.size(), std::size_t{2});
        QCOMPARE(w.layout().broker_count(), std::size_t{3});
        w.click(u"azs3"_s);
        QCOMPARE(w.layout().azs[2].brokers.size(), std::size_t{1});
    }
    void the_summary_says_what_will_be_created() {
        Wizard w;
        w.dialog->findChild<QSpinBox*>(u"storage"_s)->setValue(20);
        const QString summary = w.text("summary");
        QVERIFY2(summary.contains(u"3 × 20 GiB"_s), qPrintable(summary));
        QCOMPARE(w.layout().storage_bytes(), 60LL << 30);
    }
    void a_folder_that_cannot_be_written_is_told_and_nothing_is_made() {
        Wizard w;
        w.field("folder")->setText(u"/dev/null/data"_s);
        emit w.field("folder")->textEdited(u"/dev/null/data"_s);
        QVERIFY(!w.button(u"createAndStart"_s)->isEnabled());
        QVERIFY(w.text("detail").contains(u"cannot be written"_s));
    }
    void enter_creates_and_starts() {
        Wizard w;
        w.field("name")->clear();
        QTest::keyClicks(w.field("name"), u"orders-lab"_s);
        const QString document = w.dialog->document();
        QTest::keyClick(w.field("name"), Qt::Key_Return);
        QCOMPARE(w.f.documents.at(document).name, std::string("orders-lab"));
        QVERIFY(w.f.window().currentCluster());
        QCOMPARE(w.f.window().currentCluster()->name(), u"orders-lab"_s);
        QCOMPARE(w.f.session().count<view::StartCluster>(), 1);
    }
    void create_alone_does_not_start() {
        Wizard w;
        w.click(u"create"_s);
        QVERIFY(w.f.window().currentCluster());
        QCOMPARE(w.f.session().count<view::StartCluster>(), 0);
    }
    void a_cluster_is_made_by_keyboard_alone() {
        support::WindowFixture f;
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        QTest::keyClick(&f.window(), Qt::Key_N, Qt::ControlModifier);
        auto* dialog = f.find<ui::NewClusterDialog>("newCluster");
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->focusWidget());
        QCOMPARE(dialog->focusWidget()->objectName(), u"name"_s);
        QTest::keyClicks(dialog->focusWidget(), u"by-hand"_s);
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        QCOMPARE(dialog->focusWidget()->objectName(), u"folder"_s);
        auto* folder = qobject_cast<QLineEdit*>(dialog->focusWidget());
        folder->selectAll();
        QTest::keyClicks(folder, f.dir().filePath(u"by-hand"_s));
        QTest::keyClick(folder, Qt::Key_Return);
        QVERIFY(f.window().currentCluster());
        QCOMPARE(f.window().currentCluster()->name(), u"by-hand"_s);
        QCOMPARE(f.window().currentCluster()->dataDir(), f.dir().filePath(u"by-hand/by-hand.data"_s));
    }
};

QTEST_MAIN(NewClusterTest)
#include "new_cluster_test.moc"
