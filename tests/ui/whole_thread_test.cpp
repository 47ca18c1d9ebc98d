// The whole thread with the real engine: a cluster is drawn, started, given a topic and a record, and the
// record is seen; another client's eyes are tests/interop.

#include "app/sessions.h"
#include "ui/panes/create_topic_dialog.h"
#include "ui/panes/produce_dock.h"
#include "ui/panes/records_tab.h"
#include "ui/panes/standard_panes.h"
#include "ui/style/theme.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/payload_edit.h"
#include "ui/windows/main_window.h"
#include "ui/windows/new_cluster_dialog.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms; a loaded machine, not a slow engine

template <class T>
T* findIn(QWidget& window) {
    for (QWidget* top : QApplication::topLevelWidgets())
        if (T* self = qobject_cast<T*>(top); self && self->isVisible()) return self;
    return window.findChild<T*>();
}

bool says(const QWidget& in, const QString& text) {
    for (const QLabel* label : in.findChildren<QLabel*>())
        if (label->text().contains(text)) return true;
    return false;
}

} // namespace

class WholeThreadTest : public QObject {
    Q_OBJECT

    QTemporaryDir dir_;

private slots:
    void initTestCase() {
        QApplication::setOrganizationName(u"Riparium"_s);
        QApplication::setApplicationName(u"whole-thread-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, dir_.path());
        ui::style::Theme::instance().start(*static_cast<QApplication*>(QCoreApplication::instance()));
    }
    void a_drawn_cluster_takes_a_record_and_shows_it() {
        ui::PaneRegistry registry;
        ui::addStandardPanes(registry);
        ui::MainWindow window(app::engineSessions(), std::move(registry));
        window.resize(1280, 800);
        window.show();

        window.newCluster();
        auto* wizard = findIn<ui::NewClusterDialog>(window);
        QVERIFY(wizard);
        auto* folder = wizard->findChild<QLineEdit*>(u"folder"_s);
        folder->setText(dir_.filePath(u"clusters"_s));
        emit folder->textEdited(folder->text());
        QTest::mouseClick(wizard->findChild<QPushButton*>(u"preset.ha"_s), Qt::LeftButton);
        QTest::mouseClick(wizard->findChild<QPushButton*>(u"createAndStart"_s), Qt::LeftButton);
        ui::ClusterContext* cluster = window.currentCluster();
        QVERIFY(cluster);
        QTRY_VERIFY_WITH_TIMEOUT(cluster->isRunning(), patience);
        QVERIFY(QFile::exists(cluster->document()));

        cluster->run(u"topic.create"_s);
        auto* creating = findIn<ui::CreateTopicDialog>(window);
        QVERIFY(creating);
        QTest::keyClicks(creating->findChild<QLineEdit*>(), u"orders"_s);
        QTest::keyClick(creating->findChild<QLineEdit*>(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window.navigator().current().page, u"topic"_s, patience);

        cluster->run(u"produce.show"_s);
        auto* dock = findIn<ui::ProduceDock>(window);
        QVERIFY(dock);
        dock->setTopic(u"orders"_s);
        const auto payloads = dock->findChildren<ui::PayloadEdit*>();
        QTest::keyClicks(payloads[0]->field(), u"customer-42"_s);
        QTest::keyClicks(payloads[1]->field(), u"{\"id\":9007199254740993}"_s);
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        payloads[1]->field()->setFocus();
        QTest::keyClick(payloads[1]->field(), Qt::Key_Return, Qt::ControlModifier);
        if (!QTest::qWaitFor([&] { return says(*dock, u"offset 0"_s); }, patience)) {
            for (const QLabel* label : dock->findChildren<QLabel*>()) qWarning() << label->text();
            QFAIL("the dock never told the record's offset");
        }

        auto* records = findIn<ui::RecordsTab>(window);
        QVERIFY(records);
        records->read();
        const auto* table = records->findChild<ui::DataTable*>();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience);
        bool seen = false;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            seen = seen || table->model()->index(0, column).data().toString().contains(u"9007199254740993"_s);
        QVERIFY(seen);

        QVERIFY(!window.close());
        auto* box = findIn<QMessageBox>(window);
        QVERIFY(box);
        for (QAbstractButton* button : box->buttons())
            if (box->buttonRole(button) == QMessageBox::AcceptRole) QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!window.isVisible(), patience);
    }
};

QTEST_MAIN(WholeThreadTest)
#include "whole_thread_test.moc"
