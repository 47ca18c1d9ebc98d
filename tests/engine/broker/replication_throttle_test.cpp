#ifndef Q_MOC_RUN // moc 6.4 cannot read the concepts that these headers bring
#include "broker/replication_throttle.h"
#endif

#include <QTest>

using namespace std::chrono_literals;
using broker::ByteBudget;
using broker::ReplicationThrottle;
using Side = ReplicationThrottle::Side;

class ReplicationThrottleTest : public QObject {
    Q_OBJECT

    const base::Instant start_{1h};

private slots:
    void a_budget_without_a_rate_is_always_free() {
        ByteBudget budget;
        budget.take(1'000'000'000, start_);
        QVERIFY(budget.free_at(start_) <= start_);
    }
    void what_is_taken_beyond_a_second_of_credit_is_waited_for() {
        ByteBudget budget;
        budget.set_rate(1000);
        budget.take(1000, start_);
        QVERIFY(budget.free_at(start_) <= start_);
        budget.take(500, start_);
        QVERIFY(budget.free_at(start_) == start_ + 500ms);
        // A long rest earns a second of credit, not more.
        budget.take(1000, start_ + 1h);
        QVERIFY(budget.free_at(start_ + 1h) <= start_ + 1h);
        budget.take(1, start_ + 1h);
        QVERIFY(budget.free_at(start_ + 1h) > start_ + 1h);
    }
    void lists_name_replicas_by_partition_and_broker() {
        using broker::names_replica;
        const base::BrokerId two(2);
        QVERIFY(names_replica("*", 7, two));
        QVERIFY(names_replica("0:1, 7:2", 7, two));
        QVERIFY(!names_replica("0:1,7:22", 7, two));
        QVERIFY(!names_replica("7:1", 7, two));
        QVERIFY(!names_replica("", 7, two));
    }
    void a_topic_configures_both_sides_and_takes_them_back() {
        ReplicationThrottle throttle;
        const replica::TopicPartitionId key{base::Uuid::metadata_topic(), 3};
        const base::BrokerId two(2);
        throttle.configure(key, {{"leader.replication.throttled.replicas", "3:2"}}, two);
        QVERIFY(throttle.applies(Side::leader, key));
        QVERIFY(!throttle.applies(Side::follower, key));
        throttle.configure(key, {{"follower.replication.throttled.replicas", "*"}}, two);
        QVERIFY(!throttle.applies(Side::leader, key));
        QVERIFY(throttle.applies(Side::follower, key));
        throttle.forget(key);
        QVERIFY(!throttle.applies(Side::follower, key));
    }
};

QTEST_APPLESS_MAIN(ReplicationThrottleTest)
#include "replication_throttle_test.moc"
