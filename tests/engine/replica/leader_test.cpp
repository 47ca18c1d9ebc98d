#include "replica/leader.h"

#include <QTest>

using base::BrokerId;
using base::Instant;
using base::LeaderEpoch;
using base::Offset;
using kafka::ErrorCode;
using replica::Leader;

namespace {

constexpr Instant start{std::chrono::seconds(10)};
constexpr Instant later{std::chrono::seconds(40)};

const replica::ActiveBrokers nobody;

replica::Assignment assigned(std::vector<BrokerId> replicas) {
    return {.leader = BrokerId(1),
            .leader_epoch = LeaderEpoch(3),
            .partition_epoch = 0,
            .replicas = std::move(replicas),
            .isr = {BrokerId(1)}};
}

Leader lone_leader(std::int64_t log_end = 0, std::int64_t high_watermark = 0,
                   std::vector<BrokerId> replicas = {BrokerId(1)}) {
    return {BrokerId(1),
            assigned(std::move(replicas)),
            nobody,
            {.log_start = Offset(0), .log_end = Offset(log_end), .high_watermark = Offset(high_watermark)}};
}

} // namespace

class LeaderTest : public QObject {
    Q_OBJECT
private slots:
    void a_lone_replica_commits_what_it_has_written() {
        Leader leader = lone_leader();
        leader.wait(7, Offset(5), later);
        QVERIFY(leader.written(Offset(4), start).answered.empty());
        QCOMPARE(leader.high_watermark().value, 4);
        const auto answered = leader.written(Offset(5), start).answered;
        QCOMPARE(answered.size(), std::size_t{1});
        QCOMPARE(answered[0].id, 7U);
        QCOMPARE(answered[0].code, ErrorCode::none);
    }
    void a_new_leader_serves_its_whole_log_when_it_is_alone() {
        QCOMPARE(lone_leader(42).high_watermark().value, 42);
    }
    void produces_are_answered_in_offset_order() {
        Leader leader = lone_leader();
        leader.wait(2, Offset(20), later);
        leader.wait(1, Offset(10), later);
        const auto answered = leader.written(Offset(20), start).answered;
        QCOMPARE(answered.size(), std::size_t{2});
        QCOMPARE(answered[0].id, 1U);
        QCOMPARE(answered[1].id, 2U);
    }
    void below_min_isr_nothing_is_accepted_and_the_high_watermark_stands() {
        Leader leader = lone_leader(0, 0, {BrokerId(1), BrokerId(2), BrokerId(3)});
        leader.set_min_insync_replicas(2, start);
        QVERIFY(!leader.accepts_acks_all());
        leader.written(Offset(9), start);
        QCOMPARE(leader.high_watermark().value, 0);
    }
    void min_isr_is_capped_by_the_replication_factor() {
        Leader leader = lone_leader();
        leader.set_min_insync_replicas(2, start);
        QVERIFY(leader.accepts_acks_all());
    }
    void a_produce_whose_time_is_up_gets_request_timed_out_once() {
        Leader leader = lone_leader(0, 0, {BrokerId(1), BrokerId(2)});
        leader.set_min_insync_replicas(2, start);
        leader.wait(7, Offset(5), start);
        QCOMPARE(leader.next_deadline(), start);
        const auto answered = leader.expire(later).answered;
        QCOMPARE(answered.size(), std::size_t{1});
        QCOMPARE(answered[0].code, ErrorCode::request_timed_out);
        QVERIFY(leader.expire(later).answered.empty());
        QCOMPARE(leader.next_deadline(), Instant::max());
    }
    void a_leader_that_resigns_answers_everyone() {
        Leader leader = lone_leader();
        leader.wait(7, Offset(5), later);
        leader.wait(8, Offset(6), later);
        leader.forget(8);
        const auto answered = leader.resign();
        QCOMPARE(answered.size(), std::size_t{1});
        QCOMPARE(answered[0].code, ErrorCode::not_leader_or_follower);
    }
    void a_torn_tail_below_the_checkpoint_lowers_the_high_watermark() {
        const Leader leader = lone_leader(3, 8);
        QCOMPARE(leader.high_watermark().value, 3);
    }
};

QTEST_APPLESS_MAIN(LeaderTest)
#include "leader_test.moc"
