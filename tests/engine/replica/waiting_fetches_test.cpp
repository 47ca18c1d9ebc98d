#include "replica/waiting_fetches.h"

#include <QTest>

using base::Instant;
using replica::TopicPartitionId;
using replica::WaitingFetches;
using Ids = std::vector<WaitingFetches::FetchId>;

namespace {

constexpr Instant soon{std::chrono::seconds(1)};
constexpr Instant later{std::chrono::seconds(2)};
const TopicPartitionId p0{base::Uuid::metadata_topic(), 0};
const TopicPartitionId p1{base::Uuid::metadata_topic(), 1};

} // namespace

class WaitingFetchesTest : public QObject {
    Q_OBJECT
private slots:
    void an_append_wakes_the_fetch_that_it_satisfies() {
        WaitingFetches waiting;
        waiting.wait(1, {p0}, 1, later);
        waiting.wait(2, {p0}, 100, later);
        QCOMPARE(waiting.readable(p0, 60), Ids{1});
        QCOMPARE(waiting.readable(p0, 60), Ids{2});
        QCOMPARE(waiting.size(), std::size_t{0});
    }
    void bytes_of_all_its_partitions_count_together() {
        WaitingFetches waiting;
        waiting.wait(1, {p0, p1}, 100, later);
        QVERIFY(waiting.readable(p0, 50).empty());
        QCOMPARE(waiting.readable(p1, 50), Ids{1});
        QVERIFY(waiting.readable(p0, 50).empty());
    }
    void a_partition_named_twice_counts_once() {
        WaitingFetches waiting;
        waiting.wait(1, {p0, p0}, 100, later);
        QVERIFY(waiting.readable(p0, 60).empty());
        QCOMPARE(waiting.readable(p0, 60), Ids{1});
    }
    void deadlines_come_in_order() {
        WaitingFetches waiting;
        waiting.wait(1, {p0}, 1, later);
        waiting.wait(2, {p1}, 1, soon);
        QCOMPARE(waiting.next_deadline(), soon);
        QCOMPARE(waiting.expire(soon), Ids{2});
        QCOMPARE(waiting.expire(later), Ids{1});
        QCOMPARE(waiting.next_deadline(), Instant::max());
    }
    void a_change_of_the_partition_wakes_all_that_read_it() {
        WaitingFetches waiting;
        waiting.wait(1, {p0}, 1, later);
        waiting.wait(2, {p1}, 1, later);
        QCOMPARE(waiting.changed(p0), Ids{1});
        QCOMPARE(waiting.size(), std::size_t{1});
    }
    void a_forgotten_fetch_is_never_woken() {
        WaitingFetches waiting;
        waiting.wait(1, {p0}, 1, later);
        waiting.forget(1);
        waiting.forget(1);
        QVERIFY(waiting.readable(p0, 10).empty());
        waiting.check_invariants();
    }
};

QTEST_APPLESS_MAIN(WaitingFetchesTest)
#include "waiting_fetches_test.moc"
