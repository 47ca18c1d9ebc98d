#include "cluster/graduate.h"
#include "cluster/membership.h"

#include <QTest>

class MembershipTest : public QObject {
    Q_OBJECT

    static view::BrokerRow broker(std::int32_t id, const char* az) {
        view::BrokerRow row;
        row.id = id;
        row.az = az;
        return row;
    }
    static view::PartitionRow partition(std::int32_t index, std::vector<std::int32_t> replicas) {
        view::PartitionRow row;
        row.key = {"orders", index};
        row.replicas = std::move(replicas);
        return row;
    }

private slots:
    void a_leaving_broker_gives_its_replicas_to_its_az_first() {
        const std::vector brokers{broker(1, "a"), broker(2, "b"), broker(3, "c"), broker(4, "b")};
        const auto moves =
            cluster::drain_plan({partition(0, {1, 2, 3}), partition(1, {3, 4, 1})}, brokers, 2);
        QVERIFY(moves);
        QCOMPARE(moves->size(), std::size_t{1});
        QCOMPARE(moves->at(0).replicas, (std::vector<std::int32_t>{1, 4, 3}));
    }
    void without_a_neighbour_an_az_that_holds_none_is_next_and_the_load_is_spread() {
        const std::vector brokers{broker(1, "a"), broker(2, "b"), broker(3, "c"), broker(4, "a"),
                                  broker(5, "c")};
        const auto moves =
            cluster::drain_plan({partition(0, {1, 2}), partition(1, {1, 2}), partition(2, {2})}, brokers, 2);
        QVERIFY(moves);
        QCOMPARE(moves->at(0).replicas, (std::vector<std::int32_t>{1, 3}));
        QCOMPARE(moves->at(1).replicas, (std::vector<std::int32_t>{1, 5}));
        QCOMPARE(moves->at(2).replicas, (std::vector<std::int32_t>{4}));
    }
    void a_partition_that_needs_every_broker_keeps_it() {
        const std::vector brokers{broker(1, "a"), broker(2, "b"), broker(3, "c")};
        const auto moves = cluster::drain_plan({partition(0, {1, 2, 3})}, brokers, 2);
        QVERIFY(!moves);
        QVERIFY(moves.error().detail.find("orders") != std::string::npos);
    }
    void properties_of_a_graduating_node_are_what_kafka_reads() {
        cluster::NodeList list;
        list.cluster = "lab";
        const auto node = [&](view::NodeKind kind, std::int32_t id, const char* name, const char* host,
                              std::uint16_t port) {
            auto& one = list.nodes.emplace_back();
            one.ref = {kind, id};
            one.name = name;
            one.az = "a";
            one.endpoint = {host, port};
        };
        node(view::NodeKind::broker, 1, "broker-1", "127.10.1.1", 9092);
        node(view::NodeKind::controller, 101, "controller-101", "127.10.1.101", 9093);
        list.settings = {{"broker.session.timeout.ms", "600"}, {"num.partitions", "4"}};
        const std::string text = cluster::server_properties(list, list.nodes[0], "/data/\xc3\xa9t\xc3\xa9");
        for (const char* line :
             {"process.roles=broker\n", "node.id=1\n", "broker.rack=a\n", "num.partitions=4\n",
              "controller.quorum.voters=101@127.10.1.101:9093\n", "listeners=PLAINTEXT://127.10.1.1:9092\n",
              "log.dirs=/data/\\u00e9t\\u00e9/broker-1\n"})
            QVERIFY2(text.find(line) != std::string::npos, line);
        QVERIFY(text.find("session.timeout") == std::string::npos);
    }
};

QTEST_APPLESS_MAIN(MembershipTest)
#include "membership_test.moc"
