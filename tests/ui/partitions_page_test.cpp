#include "rig.h"
#include "support/window_fixture.h"
#include "ui/models/partitions_model.h"
#include "ui/models/sentences.h"
#include "ui/models/timeline_model.h"

#include "ui/widgets/filter_chip.h"
#include "ui/widgets/partition_matrix.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

view::PartitionRow row(const std::string& topic, int partition, std::vector<std::int32_t> replicas,
                       std::vector<std::int32_t> isr, int leader) {
    view::PartitionRow it;
    it.key = {topic, partition};
    it.replicas = std::move(replicas);
    it.isr = std::move(isr);
    it.leader = leader;
    it.min_insync_replicas = 2;
    return it;
}

struct Page : support::WindowFixture {
    ui::ClusterContext& cluster = openRunning();
    Page() {
        session().replicate();
        session().add_topic("orders", 6, 60'000);
        session().add_topic("clicks", 3, 60'000);
        session().shrink({"orders", 3}, 2);
        session().set_lag({"orders", 3}, 2, 1'204, 3'000);
        cluster.bridge().drainNow();
        cluster.go(u"partitions"_s);
        QCoreApplication::processEvents();
    }
    QTableView* table() {
        for (QTableView* it : window().findChildren<QTableView*>())
            if (it->isVisible() && it->accessibleName() == u"Partitions"_s) return it;
        return nullptr;
    }
    QString first() { return table()->model()->index(0, 0).data().toString(); }
};

} // namespace

class PartitionsPageTest : public QObject {
    Q_OBJECT
private slots:
    void the_worst_partition_comes_first() {
        Page f;
        QVERIFY(f.table());
        QCOMPARE(f.first(), u"orders-3"_s);
        f.session().shrink({"clicks", 1}, 3);
        f.session().shrink({"clicks", 1}, 1);
        f.cluster.bridge().drainNow();
        QCOMPARE(f.first(), u"clicks-1"_s);
    }
    void a_state_chip_shows_only_its_partitions_and_says_how_many() {
        Page f;
        auto* chip = f.window().findChild<ui::FilterChip*>(u"chip.at_min_isr"_s);
        QVERIFY(chip);
        QTRY_COMPARE(chip->accessibleName(), u"1 at min ISR"_s);
        chip->click();
        QCOMPARE(f.table()->model()->rowCount(), 1);
        chip->click();
        QCOMPARE(f.table()->model()->rowCount(), 9);
    }
    void the_filter_wants_every_word() {
        Page f;
        f.window().findChild<QLineEdit*>(u"partitionFilter"_s)->setText(u"cli 2"_s);
        QCOMPARE(f.table()->model()->rowCount(), 1);
        QCOMPARE(f.first(), u"clicks-2"_s);
    }
    void a_location_chooses_a_state_a_broker_or_a_partition() {
        Page f;
        f.cluster.go(u"partitions"_s, {u"state"_s, u"at_min_isr"_s});
        QCOMPARE(f.table()->model()->rowCount(), 1);
        f.cluster.go(u"partitions"_s, {u"topic"_s, u"clicks"_s});
        QCOMPARE(f.table()->model()->rowCount(), 3);
        f.cluster.go(u"partitions"_s, {u"broker"_s, u"2"_s});
        QCOMPARE(f.table()->model()->rowCount(), 9);
        f.cluster.go(u"partitions"_s, {u"partition"_s, u"orders"_s, u"5"_s});
        QCOMPARE(f.table()->currentIndex().siblingAtColumn(0).data().toString(), u"orders-5"_s);
    }
    void enter_opens_the_partition_in_its_topic() {
        Page f;
        f.table()->setCurrentIndex(f.table()->model()->index(0, 0));
        QTest::keyClick(f.table(), Qt::Key_Return);
        QCOMPARE(f.window().navigator().current().page, u"topic"_s);
    }
    void a_chip_says_by_text_what_it_says_by_shape() {
        Page f;
        const auto chips =
            ui::chipsOf(f.cluster.bridge().partitions().at({"orders", 3}), f.cluster.bridge().brokers());
        QCOMPARE(chips.size(), 3);
        QVERIFY(chips[0].preferred);
        QCOMPARE(chips[0].text(), u"★ 1 lead"_s);
        QCOMPARE(chips[1].kind(), ui::ReplicaChip::Kind::catchingUp);
        QCOMPARE(chips[1].text(), u"2 \u22121\u202f204 · 3\u202fs"_s);
        QVERIFY(chips[1].sentence().contains(u"1\u202f204 records behind"_s));
        QCOMPARE(chips[2].text(), u"3 sync"_s);
        f.session().set_broker_state(2, view::NodeState::fenced);
        f.cluster.bridge().drainNow();
        const auto now =
            ui::chipsOf(f.cluster.bridge().partitions().at({"orders", 3}), f.cluster.bridge().brokers());
        QCOMPARE(now[1].text(), u"✕ 2"_s);
    }
    void the_matrix_draws_only_what_is_in_sight() {
        view::RowStore rows;
        for (int id = 1; id <= 3; ++id) {
            view::BrokerRow broker;
            broker.id = id;
            broker.az = std::string(1, static_cast<char>('a' + id - 1));
            broker.state = view::NodeState::online;
            rows.brokers[{id}] = broker;
        }
        for (int p = 0; p < 10'000; ++p) {
            const view::PartitionRow it =
                row("t" + std::to_string(p / 100), p % 100, {1, 2, 3}, {1, 2, 3}, 1 + p % 3);
            rows.partitions[it.key] = it;
        }
        ui::PartitionMatrix matrix;
        matrix.resize(300, 400);
        matrix.show();
        QElapsedTimer clock;
        clock.start();
        matrix.setRows(rows);
        qInfo("30,000 replicas taken in %lld ms", clock.elapsed());
        QCOMPARE(matrix.replicas(), 30'000);
        clock.restart();
        matrix.grab();
        qInfo("%d of them drawn in %lld ms", matrix.drawn(), clock.elapsed());
        QVERIFY2(matrix.drawn() > 0 && matrix.drawn() < 1'000, qPrintable(QString::number(matrix.drawn())));
    }
    void ten_thousand_partitions_are_followed_while_all_are_written() {
        support::WindowFixture f;
        ui::ClusterContext& cluster = f.openRunning();
        f.session().replicate();
        f.session().add_topic("wide", 10'000, 0);
        cluster.bridge().drainNow();
        f.window().resize(1600, 1000);
        cluster.go(u"partitions"_s);
        auto* matrix = f.find<ui::PartitionMatrix>("matrix");
        QTRY_COMPARE(matrix->replicas(), 30'000);
        QElapsedTimer clock;
        qint64 drained = 0, shown = 0, scrolled = 0;
        constexpr int batches = 20;
        for (int i = 1; i <= batches; ++i) {
            for (const auto& [key, old] : cluster.bridge().partitions()) {
                view::PartitionRow it = old;
                it.log_end_offset = it.high_watermark = i;
                it.size += 1'000;
                f.session().feed().put(it);
            }
            clock.restart();
            cluster.bridge().drainNow();
            drained += clock.restart();
            QCoreApplication::processEvents();
            shown += clock.restart();
            matrix->verticalScrollBar()->setValue(matrix->verticalScrollBar()->maximum() * i / batches);
            matrix->repaint();
            scrolled += clock.restart();
        }
        qInfo("a batch of 10,000 rows: %lld ms to take, %lld ms to show, %lld ms to scroll (%d squares)",
              drained / batches, shown / batches, scrolled / batches, matrix->drawn());
        QCOMPARE(static_cast<int>(cluster.bridge().partitions().size()), 10'000);
    }
    void the_matrix_is_walked_with_the_keyboard_and_says_where_it_is() {
        Page f;
        auto* matrix = f.window().findChild<ui::PartitionMatrix*>(u"matrix"_s);
        QTRY_COMPARE(matrix->replicas(), 27);
        QSignalSpy chosen(matrix, &ui::PartitionMatrix::chosen);
        matrix->setFocus();
        QTest::keyClick(matrix, Qt::Key_Home);
        QVERIFY2(matrix->accessibleDescription().startsWith(u"clicks-0 on broker 1"_s),
                 qPrintable(matrix->accessibleDescription()));
        QTest::keyClick(matrix, Qt::Key_Right);
        QVERIFY(matrix->accessibleDescription().startsWith(u"clicks-1 on broker 1"_s));
        QTest::keyClick(matrix, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(f.table()->currentIndex().siblingAtColumn(0).data().toString(), u"clicks-1"_s);
    }
    void records_that_are_written_do_not_sort_the_partitions_anew() {
        rig::Cluster cluster;
        for (int p = 0; p < 1'000; ++p) cluster.session->next.partitions.push_back(row("t", p, {1}, {1}, 1));
        cluster.bridge->drainNow();
        ui::PartitionsModel model(*cluster.bridge, {});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (int p = 0; p < 1'000; ++p) {
            view::PartitionRow it = row("t", p, {1}, {1}, 1);
            it.log_end_offset = it.high_watermark = 5;
            it.progress = {{2, 3, 2, 0}};
            cluster.session->next.partitions.push_back(it);
        }
        cluster.bridge->drainNow();
        QVERIFY(changed.size() > 0);
        for (const auto& signal : changed) {
            const int first = signal[0].toModelIndex().column(), last = signal[1].toModelIndex().column();
            QVERIFY2(last < ui::PartitionsModel::state || first > ui::PartitionsModel::state,
                     qPrintable(u"%1 to %2"_s.arg(first).arg(last)));
        }
    }
    void sentences_say_why() {
        const auto said = [](view::FactKind what) { return ui::factSentence({0, std::move(what)}); };
        QCOMPARE(said(view::BrokerStateChanged{2, view::NodeState::fenced, view::StateReason::session_expired,
                                               600}),
                 u"Broker 2 is fenced: its session expired after 600\u202fms"_s);
        QCOMPARE(
            said(view::BrokerStateChanged{2, view::NodeState::fenced, view::StateReason::connection_lost}),
            u"Broker 2 is fenced: its connection was lost"_s);
        QCOMPARE(said(view::LeaderChanged{"orders", 3, 2, -1, 7, view::LeaderChangeReason::broker_fenced}),
                 u"orders-3 has no leader: broker 2 was fenced and no other replica is in sync"_s);
        QVERIFY(said(view::LeaderChanged{"orders", 3, 2, 1, 7, view::LeaderChangeReason::broker_fenced})
                    .endsWith(u": broker 2 was fenced"_s));
    }
    void thousands_of_changes_are_one_signal() {
        rig::Cluster cluster;
        for (int p = 0; p < 1'000; ++p) cluster.session->next.partitions.push_back(row("t", p, {1}, {1}, 1));
        cluster.bridge->drainNow();
        ui::PartitionsModel model(*cluster.bridge, {});
        QCOMPARE(model.rowCount(), 1'000);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        for (int p = 0; p < 1'000; ++p) {
            cluster.session->next.partitions.push_back(row("t", p, {1}, {1}, 1));
            cluster.session->next.partitions.back().high_watermark = 5;
        }
        cluster.bridge->drainNow();
        QCOMPARE(changed.size(), 1);
    }
    void equal_facts_of_one_moment_are_one_line() {
        rig::Cluster cluster;
        ui::TimelineModel model(*cluster.bridge);
        std::int64_t now = 1'000;
        const auto fact = [&](view::FactKind what) {
            cluster.session->next.facts.push_back({now++, std::move(what)});
        };
        fact(view::BrokerStateChanged{2, view::NodeState::fenced, view::StateReason::session_expired});
        for (int p = 0; p < 28; ++p) {
            fact(view::LeaderChanged{"orders", p, 2, p % 2 ? 1 : 3, 7,
                                     view::LeaderChangeReason::broker_fenced});
            fact(view::IsrChanged{"orders", p, {1, 2, 3}, {1, 3}, view::IsrChangeReason::broker_fenced});
        }
        cluster.bridge->drainNow();
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.group(1).sentence().startsWith(u"28 leaders moved 2 → 1, 3"_s));
        QVERIFY(model.group(2).sentence().startsWith(u"ISR of 28 partitions shrank to 2"_s));
        QCOMPARE(model.group(1).object(), u"28 partitions"_s);
        now += 10'000;
        fact(view::LeaderChanged{"orders", 3, 3, 2, 8, view::LeaderChangeReason::preferred_election});
        cluster.bridge->drainNow();
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.group(3).object(), u"orders-3"_s);
        for (const int broker : {1, 2, 3})
            fact(view::BrokerConfigChanged{broker, "leader.replication.throttled.rate", "2000000"});
        cluster.bridge->drainNow();
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.group(4).sentence(), u"3 brokers: leader.replication.throttled.rate is now 2000000"_s);
        QCOMPARE(model.group(4).object(), u"3 brokers"_s);
        ui::TimelineFilter filter(model);
        filter.setKinds({ui::TimelineKind::isr});
        QCOMPARE(filter.rowCount(), 1);
        filter.setKinds({});
        filter.setText(u"orders-27"_s);
        QCOMPARE(filter.rowCount(), 2);
    }
};

QTEST_MAIN(PartitionsPageTest)
#include "partitions_page_test.moc"
