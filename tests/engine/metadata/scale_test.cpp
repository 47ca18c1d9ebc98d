// What decisions cost on a large cluster. The figures are printed; the bounds are far off, for busy machines
// and debug builds: they catch work that grows with the cluster instead of the change.
#ifndef Q_MOC_RUN
#include "cluster_in_a_test.h"
#endif

#include <QTest>
#include <ctime>

using namespace test;

namespace {

constexpr int partitions = 10'000;

/// Writes a decision without the checks of Cluster::write, which look at everything.
struct Large : Cluster {
    Large() : Cluster(9, {{"unclean.leader.election.enable", "false"}}, 2) {}

    void apply(const std::vector<RecordToWrite>& records) {
        delta = {};
        for (const RecordToWrite& r : records) {
            RIPARIUM_ASSERT(core.apply(r.record, next, LeaderEpoch(1), delta).has_value(), "it is taken");
            next += 1;
        }
    }
    template <class Work>
    static double milliseconds(const char* what, Work work) {
        const std::clock_t before = std::clock(); // of this process: others are not counted
        work();
        const double took = static_cast<double>(std::clock() - before) * 1000.0 / CLOCKS_PER_SEC;
        qInfo("%s: %.1f ms", what, took);
        return took;
    }
    std::vector<RecordToWrite> request_partitions(int topics, int each) {
        wire::CreateTopicsRequest r;
        for (int i = 0; i < topics; ++i) {
            auto& topic = r.topics.emplace_back();
            topic.name = fmt::format("t-{}", i);
            topic.num_partitions = each;
            topic.replication_factor = 3;
        }
        auto decision = core.create_topics(r);
        RIPARIUM_ASSERT(decision.response.topics.at(0).error_code == 0, "they are made");
        return std::move(decision.records);
    }
};

} // namespace

class ScaleTest : public QObject {
    Q_OBJECT
private slots:
    void ten_thousand_partitions_of_three_replicas_are_one_decision() {
        Large cluster;
        std::vector<RecordToWrite> records;
        const double decided = Large::milliseconds(
            "decide 10,000 partitions x 3", [&] { records = cluster.request_partitions(1, partitions); });
        QCOMPARE(records.size(), std::size_t{partitions + 1});
        const double applied = Large::milliseconds("apply them", [&] { cluster.apply(records); });
        std::size_t bytes = 0;
        Large::milliseconds("encode them", [&] {
            for (const RecordToWrite& r : records) bytes += encode_record(r).size();
        });
        qInfo("%zu bytes", bytes);
        QVERIFY(bytes < 8u << 20U); // one batch of the metadata log
        QVERIFY(decided < 60'000 && applied < 60'000);
        QVERIFY(!broken_invariant(cluster.image()));
    }
    void a_thousand_topics_are_one_decision() {
        Large cluster;
        std::vector<RecordToWrite> records;
        const double took = Large::milliseconds("decide 1,000 topics of 3 partitions x 3",
                                                [&] { records = cluster.request_partitions(1000, 3); });
        Large::milliseconds("apply them", [&] { cluster.apply(records); });
        QCOMPARE(cluster.image().topics().size(), std::size_t{1000});
        QVERIFY(took < 60'000);
    }
    void what_a_broker_does_not_touch_costs_nothing() {
        Large cluster;
        cluster.apply(cluster.request_partitions(1, partitions));
        cluster.start_broker(10);
        const double idle = Large::milliseconds("fence a broker without partitions", [&] {
            for (int i = 0; i < 100; ++i) {
                cluster.core.connection_lost(BrokerId(10), cluster.now);
                const auto fenced = cluster.core.tick(cluster.now + std::chrono::milliseconds(50));
                QVERIFY(fenced.has_value());
                QCOMPARE(fenced->records.size(), std::size_t{1});
            }
        });
        QVERIFY(idle < 1000); // a hundred times
        std::vector<RecordToWrite> records;
        cluster.core.connection_lost(BrokerId(1), cluster.now);
        cluster.now += std::chrono::milliseconds(50);
        const double busy = Large::milliseconds("fence a broker with a third of them", [&] {
            while (const auto fenced = cluster.core.tick(cluster.now)) {
                records.insert(records.end(), fenced->records.begin(), fenced->records.end());
                cluster.apply(fenced->records);
            }
        });
        QVERIFY(records.size() > partitions / 4);
        QVERIFY(busy < 60'000);
        QVERIFY(!broken_invariant(cluster.image()));
    }
};

QTEST_APPLESS_MAIN(ScaleTest)
#include "scale_test.moc"
