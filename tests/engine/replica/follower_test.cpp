#ifndef Q_MOC_RUN
#include "replica/follower.h"
#include "replica/read_replica.h"
#include "scenarios/replica/world.h"
#endif

#include <QTest>

using base::BrokerId;
using base::Instant;
using base::LeaderEpoch;
using base::Offset;
using kafka::ErrorCode;
using replica::EpochEnd;
using replica::Follower;
using replica::FollowerStep;
using replica::LeaderAnswer;
using scenarios::ListLog;
using Do = replica::FollowerStep::Do;

namespace {

const Instant start{std::chrono::seconds(100)};

/// Records of these epochs.
ListLog log_of(const std::vector<std::int32_t>& epochs) {
    ListLog log;
    std::uint64_t serial = 0;
    for (const std::int32_t epoch : epochs) log.append({epoch, ++serial});
    return log;
}

EpochEnd end(std::int32_t epoch, std::int64_t offset) {
    return {LeaderEpoch(epoch), Offset(offset)};
}

FollowerStep step(const ListLog& log, const LeaderAnswer& answer, Follower& follower) {
    return follower.answered(follower.fetch_state(log, Offset(0)), answer, log, start);
}

} // namespace

class FollowerTest : public QObject {
    Q_OBJECT
private slots:
    void an_epoch_ends_where_the_next_one_begins() {
        const ListLog log = log_of({1, 1, 3, 3, 3});
        QCOMPARE(log.end_of(LeaderEpoch(3)), end(3, 5));
        QCOMPARE(log.end_of(LeaderEpoch(2)), end(1, 2));
        QCOMPARE(log.end_of(LeaderEpoch(1)), end(1, 2));
        QCOMPARE(log.end_of(LeaderEpoch(0)), end(0, 0));
        QVERIFY(!log.end_of(LeaderEpoch(4)).known());
    }
    void a_reader_diverges_when_its_epoch_ended_earlier_here() {
        const ListLog log = log_of({1, 1, 3});
        QVERIFY(!replica::divergence(log, LeaderEpoch(1), Offset(2)));
        QCOMPARE(replica::divergence(log, LeaderEpoch(1), Offset(3)), std::optional(end(1, 2)));
        QCOMPARE(replica::divergence(log, LeaderEpoch(2), Offset(2)), std::optional(end(1, 2)));
        QVERIFY(!replica::divergence(log, base::no_epoch, Offset(9)));
    }
    void a_common_epoch_is_cut_where_it_ended_first() {
        const ListLog log = log_of({1, 1, 1, 2});
        QCOMPARE(replica::truncation_point(log, end(1, 2)).value, 2);
        QCOMPARE(replica::truncation_point(log, end(1, 9)).value, 3);
    }
    void an_epoch_that_only_the_leader_knows_cuts_to_our_own_earlier_one() {
        const ListLog log = log_of({1, 1, 4, 4});
        QCOMPARE(replica::truncation_point(log, end(3, 7)).value, 2);
    }
    void a_log_below_the_leaders_start_starts_over() {
        ListLog log = log_of({1, 1});
        Follower follower(BrokerId(2), LeaderEpoch(5));
        const auto done = step(
            log,
            {.code = ErrorCode::offset_out_of_range, .high_watermark = Offset(90), .log_start = Offset(40)},
            follower);
        QCOMPARE(done.what, Do::start_over);
        QCOMPARE(done.at.value, 40);
    }
    void a_log_beyond_the_leaders_end_is_cut_to_what_is_committed_there() {
        const ListLog log = log_of({1, 1, 1});
        Follower follower(BrokerId(2), LeaderEpoch(5));
        const auto done = step(
            log,
            {.code = ErrorCode::offset_out_of_range, .high_watermark = Offset(2), .log_start = Offset(0)},
            follower);
        QCOMPARE(done.what, Do::truncate);
        QCOMPARE(done.at.value, 2);
    }
    void an_answer_that_came_too_late_is_ignored() {
        ListLog log = log_of({1});
        Follower follower(BrokerId(2), LeaderEpoch(5));
        const auto asked = follower.fetch_state(log, Offset(0));
        log.append({1, 9});
        QCOMPARE(follower.answered(asked, {}, log, start).what, Do::nothing);
        Follower next(BrokerId(3), LeaderEpoch(6));
        QCOMPARE(next.answered(asked, {}, log_of({1}), start).what, Do::nothing);
    }
    void errors_are_tried_again_ever_more_slowly() {
        const ListLog log = log_of({1});
        Follower follower(BrokerId(2), LeaderEpoch(5));
        QVERIFY(follower.fetch_at() <= start);
        base::Duration last{};
        for (int i = 0; i < 10; ++i) {
            step(log, {.code = ErrorCode::not_leader_or_follower}, follower);
            const base::Duration pause = follower.fetch_at() - start;
            QVERIFY(pause > last || pause == std::chrono::seconds(1));
            last = pause;
        }
        QCOMPARE(last, base::Duration(std::chrono::seconds(1)));
        follower.succeeded();
        QVERIFY(follower.fetch_at() <= start);
    }
    void a_fenced_follower_waits_for_metadata() {
        const ListLog log = log_of({1});
        Follower follower(BrokerId(2), LeaderEpoch(5));
        step(log, {.code = ErrorCode::fenced_leader_epoch}, follower);
        QCOMPARE(follower.fetch_at(), Instant::max());
    }
    void consumers_read_from_the_furthest_replica_in_their_rack() {
        const std::vector<replica::ReplicaRack> racks{
            {BrokerId(1), "a"}, {BrokerId(2), "b"}, {BrokerId(3), "b"}, {BrokerId(4), "c"}};
        const auto row = [](std::int32_t id, std::int64_t log_end, bool in_sync = true) {
            return replica::Progress{
                .id = BrokerId(id), .leader = id == 1, .in_sync = in_sync, .log_end = Offset(log_end)};
        };
        const std::vector rows{row(1, 10), row(2, 8), row(3, 9), row(4, 10, false)};
        const auto choose = [&](std::string_view rack, std::int64_t from) {
            return replica::preferred_read_replica(rack, Offset(from), racks, rows);
        };
        QCOMPARE(choose("b", 5), std::optional(BrokerId(3)));
        QCOMPARE(choose("b", 10), std::nullopt); // nobody there has it yet
        QCOMPARE(choose("a", 5), std::optional(BrokerId(1)));
        QCOMPARE(choose("c", 5), std::nullopt); // not in sync
        QCOMPARE(choose("", 5), std::nullopt);
        QCOMPARE(choose("z", 5), std::nullopt);
    }
};

QTEST_APPLESS_MAIN(FollowerTest)
#include "follower_test.moc"
