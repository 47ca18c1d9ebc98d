#include "cluster/embedded_cluster.h"
#include "engine/cluster/watcher.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace cluster_test;
using view::NodeKind;
using view::NodeState;

class NodeLifeTest : public QObject {
    Q_OBJECT

    static constexpr view::NodeRef broker_2{NodeKind::broker, 2};

    static bool told(const Watcher& watch, view::FaultKind kind) {
        return std::ranges::any_of(watch.faults, [kind](const auto& row) { return row.second.kind == kind; });
    }

private slots:
    void a_stopped_broker_comes_back_on_its_address_with_its_records() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QVERIFY(is<view::Done>(watch.ask(topic("orders", 6))));
        for (int i = 0; i < 12; ++i)
            QVERIFY(is<view::ProduceAnswer>(watch.ask(record("orders", std::to_string(i).c_str(), "v"))));
        const std::string address = watch.brokers[2].address;
        QVERIFY(is<view::Done>(watch.ask(view::StopNode{broker_2})));
        QVERIFY(watch.wait_for([&] { return watch.brokers[2].state == NodeState::offline; }));
        QVERIFY(watch.wait_for([&] { return told(watch, view::FaultKind::node_stopped); }));
        QVERIFY(is<view::Failed>(watch.ask(view::StopNode{broker_2})));

        QVERIFY(is<view::Done>(watch.ask(view::StartNode{broker_2})));
        QCOMPARE(watch.brokers[2].state, NodeState::online);
        QCOMPARE(watch.brokers[2].address, address);
        QVERIFY(watch.wait_for([&] { return watch.faults.empty(); }));
        view::ScanRecords scan;
        scan.topic = "orders";
        scan.start = view::FromOldest{};
        QVERIFY(is<view::RecordsAnswer>(watch.ask(scan)));
        QCOMPARE(watch.records.size(), std::size_t{12});
    }
    void a_node_that_does_not_exist_is_refused_with_a_sentence() {
        cluster::EmbeddedCluster session(*view::preset("single"), {});
        Watcher watch(session);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        const auto answer = watch.ask(view::StopNode{{NodeKind::broker, 9}});
        QVERIFY(is<view::Failed>(answer));
        QCOMPARE(std::get<view::Failed>(answer).detail, "Broker 9 is not part of this cluster.");
    }
    void a_cluster_with_a_stopped_broker_stops_and_starts_again() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QVERIFY(is<view::Done>(watch.ask(view::StopNode{broker_2})));
        QVERIFY(is<view::Done>(watch.ask(view::StopCluster{})));
        QVERIFY(watch.faults.empty());
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QCOMPARE(watch.brokers[2].state, NodeState::online);
    }
};

QTEST_APPLESS_MAIN(NodeLifeTest)
#include "node_life_test.moc"
