// AlterPartition: which word of a leader the controller takes.
#ifndef Q_MOC_RUN
#include "cluster_in_a_test.h"
#include "metadata/record_versions.h"
#endif

#include <QTest>

using namespace test;
using kafka::ErrorCode;

namespace {

Replicas ids(std::initializer_list<int> numbers) {
    Replicas replicas;
    for (const int number : numbers) replicas.emplace_back(number);
    return replicas;
}

/// Three brokers and "orders"-0 on 1, 2, 3 led by 1.
struct Orders : Cluster {
    Orders() : Cluster(3, {{"unclean.leader.election.enable", "false"}}, 2) {
        TopicId id;
        id.bytes[0] = 7;
        TopicRecord topic;
        topic.name = "orders";
        topic.topic_id = id;
        PartitionInfo p;
        p.replicas = p.isr = ids({1, 2, 3});
        p.leader = BrokerId(1);
        p.leader_epoch = LeaderEpoch(0);
        p.partition_epoch = 0;
        for (const BrokerId replica : p.replicas)
            p.directories.push_back(default_directory(image(), replica));
        write({versioned(topic), versioned(partition_record(id, PartitionIndex(0), p))});
    }
    const PartitionInfo& p() const { return partition("orders", 0); }
    wire::AlterPartitionRequest request(std::initializer_list<int> isr) const {
        wire::AlterPartitionRequest r;
        r.broker_id = 1;
        r.broker_epoch = image().broker(BrokerId(1))->epoch;
        r.topics.emplace_back().topic_id = image().topic("orders")->id;
        auto& asked = r.topics[0].partitions.emplace_back();
        asked.leader_epoch = p().leader_epoch.value;
        asked.partition_epoch = p().partition_epoch;
        for (const int id : isr) asked.new_isr_with_epochs.emplace_back().broker_id = id;
        return r;
    }
};
using Edit = void (*)(wire::AlterPartitionRequest&);

} // namespace
Q_DECLARE_METATYPE(Edit)

class ControllerPartitionsTest : public QObject {
    Q_OBJECT
private slots:
    void an_isr_shrinks_and_grows_in_partition_epochs_of_one_leader_epoch() {
        Orders cluster;
        const auto shrunk = cluster.commit(cluster.core.alter_partition(cluster.request({1, 2}), 3));
        const auto& answer = shrunk.topics.at(0).partitions.at(0);
        QCOMPARE(answer.error_code, std::int16_t{0});
        QCOMPARE(answer.isr, (std::vector<std::int32_t>{1, 2}));
        QCOMPARE(answer.partition_epoch, 1);
        QCOMPARE(answer.leader_epoch, 0);
        QCOMPARE(answer.leader_id, 1);
        QCOMPARE(cluster.p().isr, ids({1, 2}));
        QCOMPARE(cluster.alter_isr("orders", 0, {1, 2, 3}), std::int16_t{0});
        QCOMPARE(cluster.p().partition_epoch, 2);
        QCOMPARE(cluster.p().leader_epoch, LeaderEpoch(0));
    }
    void version_2_names_brokers_without_epochs() {
        Orders cluster;
        auto r = cluster.request({});
        r.topics[0].partitions[0].new_isr = {1, 3};
        QCOMPARE(cluster.commit(cluster.core.alter_partition(r, 2)).topics[0].partitions[0].error_code,
                 std::int16_t{0});
        QCOMPARE(cluster.p().isr, ids({1, 3}));
    }
    void whoever_leaves_an_isr_below_its_minimum_stays_eligible() {
        Orders cluster;
        cluster.alter_isr("orders", 0, {1, 2});
        QVERIFY(cluster.p().elr.empty());
        cluster.alter_isr("orders", 0, {1});
        QCOMPARE(cluster.p().elr, ids({2}));
        cluster.kill_broker(1);
        QCOMPARE(cluster.p().leader, BrokerId(2)); // 2 was alive, and had everything
        QCOMPARE(cluster.p().isr, ids({2}));
        QCOMPARE(cluster.p().elr, ids({1}));
        cluster.start_broker(1, 2); // it died: what it had not synced may be gone
        QVERIFY(cluster.p().elr.empty());
        QVERIFY(!cluster.p().recovering);
    }
    void what_a_leader_may_not_say_is_refused_data() {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<int>("error");
        const auto row = [](const char* name, Edit edit, int error) { QTest::newRow(name) << edit << error; };
        using R = wire::AlterPartitionRequest;
        row(
            "a newer leader epoch: not the controller it thinks",
            [](R& r) { r.topics[0].partitions[0].leader_epoch = 1; }, 41);
        row(
            "a newer partition epoch", [](R& r) { r.topics[0].partitions[0].partition_epoch = 9; }, 41);
        row(
            "an older leader epoch", [](R& r) { r.topics[0].partitions[0].leader_epoch = -1; }, 74);
        row(
            "an older partition epoch", [](R& r) { r.topics[0].partitions[0].partition_epoch = -1; }, 95);
        row(
            "no such partition", [](R& r) { r.topics[0].partitions[0].partition_index = 4; }, 3);
        row(
            "no such topic", [](R& r) { r.topics[0].topic_id.bytes[3] = 9; }, 100);
        row(
            "nobody", [](R& r) { r.topics[0].partitions[0].new_isr_with_epochs.clear(); }, 42);
        row(
            "without the leader",
            [](R& r) { r.topics[0].partitions[0].new_isr_with_epochs[0].broker_id = 3; }, 42);
        row(
            "somebody twice", [](R& r) { r.topics[0].partitions[0].new_isr_with_epochs[1].broker_id = 1; },
            42);
        row(
            "not a replica", [](R& r) { r.topics[0].partitions[0].new_isr_with_epochs[1].broker_id = 8; },
            42);
        row(
            "recovering although it was settled",
            [](R& r) {
                r.topics[0].partitions[0].leader_recovery_state = 1;
                r.topics[0].partitions[0].new_isr_with_epochs.resize(1);
            },
            42);
        row(
            "another incarnation of a follower",
            [](R& r) { r.topics[0].partitions[0].new_isr_with_epochs[1].broker_epoch = 1; }, 107);
    }
    void what_a_leader_may_not_say_is_refused() {
        QFETCH(Edit, edit);
        QFETCH(int, error);
        Orders cluster;
        auto r = cluster.request({1, 2});
        edit(r);
        const auto decision = cluster.core.alter_partition(r, 3);
        QCOMPARE(int{decision.response.topics.at(0).partitions.at(0).error_code}, error);
        QVERIFY(decision.records.empty());
    }
    void a_broker_that_does_not_lead_or_is_not_registered_is_refused() {
        Orders cluster;
        auto r = cluster.request({1, 2});
        r.broker_epoch += 1;
        QCOMPARE(cluster.core.alter_partition(r, 3).response.error_code, static_cast<std::int16_t>(77));
        r.broker_id = 2;
        r.broker_epoch = cluster.image().broker(BrokerId(2))->epoch;
        QCOMPARE(cluster.core.alter_partition(r, 3).response.topics[0].partitions[0].error_code,
                 static_cast<std::int16_t>(ErrorCode::invalid_request));
    }
    void a_fenced_or_stopping_follower_does_not_join() {
        Orders cluster;
        cluster.create("other", 3, 1);
        cluster.kill_broker(3);
        QCOMPARE(cluster.p().isr, ids({1, 2}));
        QCOMPARE(cluster.alter_isr("orders", 0, {1, 2, 3}), static_cast<std::int16_t>(107));
        cluster.beat(2, true);
        QVERIFY(cluster.image().broker(BrokerId(2))->in_controlled_shutdown);
        QCOMPARE(cluster.p().isr, ids({1}));
        QCOMPARE(cluster.p().elr, ids({2}));
        QCOMPARE(cluster.alter_isr("orders", 0, {1, 2}), static_cast<std::int16_t>(107));
    }
    void a_partition_that_is_named_twice_is_decided_once() {
        Orders cluster;
        auto r = cluster.request({1, 2});
        r.topics[0].partitions.push_back(r.topics[0].partitions[0]);
        const auto decision = cluster.core.alter_partition(r, 3);
        QCOMPARE(decision.records.size(), std::size_t{1});
        QCOMPARE(decision.response.topics[0].partitions[1].error_code, static_cast<std::int16_t>(42));
    }
    void a_crash_of_all_brokers_leaves_the_last_leader_in_charge() {
        Orders cluster;
        cluster.core.activate(cluster.now); // the process is new: no broker is known to be alive
        cluster.start_broker(2, 2);
        cluster.start_broker(1, 2);
        QCOMPARE(cluster.p().leader, BrokerId(3)); // it may be alive still
        cluster.register_broker(3, 2);
        QCOMPARE(cluster.p().leader, base::no_broker);
        QCOMPARE(cluster.p().last_known_elr, ids({3}));
        cluster.beat(3);
        QCOMPARE(cluster.p().leader, BrokerId(3));
        QVERIFY(cluster.p().recovering);
        QCOMPARE(cluster.alter_isr("orders", 0, {3, 1, 2}), std::int16_t{0});
        QVERIFY(!cluster.p().recovering);
    }
};

QTEST_APPLESS_MAIN(ControllerPartitionsTest)
#include "controller_partitions_test.moc"
