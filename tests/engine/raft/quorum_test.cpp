#include "raft/quorum.h"

#include <QTest>

using base::BrokerId;
using base::Instant;
using base::LeaderEpoch;
using base::Offset;
using raft::Quorum;
using raft::Role;

namespace {

constexpr Instant start{std::chrono::seconds(100)};

raft::Settings lone_voter() {
    raft::Settings settings;
    settings.self = BrokerId(101);
    settings.voters = {BrokerId(101)};
    return settings;
}

} // namespace

class QuorumTest : public QObject {
    Q_OBJECT
private slots:
    void the_only_voter_elects_itself_at_once_and_commits_what_is_durable() {
        Quorum core(lone_voter(), {}, base::Rng(1), start);
        QVERIFY(core.has_ready());
        raft::Ready ready = core.take_ready();
        QVERIFY(ready.persist.has_value());
        QCOMPARE(ready.persist->epoch.value, 1);
        QCOMPARE(ready.persist->voted.value, 101);
        QCOMPARE(ready.persist->leader.value, 101);
        QVERIFY(ready.leader_change.has_value());
        QVERIFY(ready.must_sync);
        QVERIFY(core.role() == Role::leader);
        QVERIFY(!ready.high_watermark);
        core.stored(start, Offset(1), ready.log_version);
        ready = core.take_ready();
        QCOMPARE(ready.high_watermark->value, 1);
        QVERIFY(!core.has_ready());
        core.appended(start, Offset(5));
        core.stored(start, Offset(4), ready.log_version);
        QCOMPARE(core.take_ready().high_watermark->value, 4);
    }
    void a_restarted_lone_leader_begins_a_new_epoch() {
        raft::Recovered recovered;
        recovered.state = {LeaderEpoch(7), BrokerId(101), BrokerId(101)};
        recovered.log = {Offset(0), Offset(9), {{LeaderEpoch(7), Offset(0)}}, {}};
        Quorum core(lone_voter(), recovered, base::Rng(1), start);
        const raft::Ready ready = core.take_ready();
        QCOMPARE(ready.persist->epoch.value, 8);
        QCOMPARE(ready.leader_change->at.value, 9);
    }
};

QTEST_APPLESS_MAIN(QuorumTest)
#include "quorum_test.moc"
