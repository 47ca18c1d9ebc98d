#include "support/window_fixture.h"
#include "ui/panes/connect_snippets.h"

#include <QClipboard>
#include <QDialog>
#include <QFrame>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QString servers = u"127.10.1.1:9092,127.10.2.1:9092,127.10.3.1:9092"_s;
}

class ConnectTest : public QObject {
    Q_OBJECT
private slots:
    void every_snippet_is_filled_with_the_real_servers_and_topic() {
        const auto snippets = ui::connectSnippets(servers, u"orders"_s);
        QCOMPARE(snippets.size(), std::size_t{6});
        for (const ui::Snippet& snippet : snippets) {
            QVERIFY2(snippet.code.contains(u"127.10.3.1:9092"_s), qPrintable(snippet.client));
            for (const QString& hole : {u"@B"_s, u"@Q"_s, u"@T"_s, u"@I"_s})
                QVERIFY2(!snippet.code.contains(hole), qPrintable(snippet.client));
        }
    }
    void connect_is_offered_only_while_the_cluster_runs() {
        support::WindowFixture f;
        ui::ClusterContext& cluster = f.open();
        auto* button = f.find<QPushButton>("connect");
        QVERIFY(!button->isEnabled());
        QVERIFY(!button->toolTip().isEmpty());
        cluster.bridge().submit(view::StartCluster{});
        cluster.bridge().drainNow();
        QVERIFY(button->isEnabled());
    }
    void the_bootstrap_servers_are_copied_exactly() {
        support::WindowFixture f;
        f.openRunning();
        QTest::mouseClick(f.find<QPushButton>("connect"), Qt::LeftButton);
        auto* dialog = f.find<QDialog>("connectDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QTabWidget*>()->count(), 6);
        auto* copy = dialog->findChild<QFrame*>(u"bootstrap"_s)->findChild<QPushButton*>();
        QTest::mouseClick(copy, Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), servers);
    }
};

QTEST_MAIN(ConnectTest)
#include "connect_test.moc"
