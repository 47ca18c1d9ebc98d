#include "row_stories.h"
#include "view/problems.h"

#include <QTest>

using namespace view;
using namespace stories;

namespace {

std::vector<ProblemKind> kinds(const RowStore& rows) {
    std::vector<ProblemKind> found;
    for (const Problem& it : problems_of(rows)) found.push_back(it.kind);
    return found;
}

const Problem& only(const std::vector<Problem>& all, ProblemKind kind) {
    for (const Problem& it : all)
        if (it.kind == kind) return it;
    qFatal("no such problem");
}

} // namespace

class ProblemsTest : public QObject {
    Q_OBJECT
private slots:
    void a_healthy_cluster_has_none() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        QVERIFY(problems_of(rows).empty());
    }
    void a_stopped_cluster_has_none() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {}, -1);
        rows.cluster.state = ClusterState::stopped;
        QVERIFY(problems_of(rows).empty());
    }
    void a_cut_az_is_one_cause_and_its_effects_follow() {
        RowStore rows = three_azs();
        fault(rows, FaultKind::az_cut, std::nullopt, "b");
        rows.azs["b"].cut = true;
        rows.brokers[{2}].state = NodeState::fenced;
        put(rows, "orders", 0, {1, 2, 3}, {1, 3}, 1);
        put(rows, "orders", 1, {2, 3, 1}, {3, 1}, 3);
        const auto all = problems_of(rows);
        QCOMPARE(kinds(rows), (std::vector{ProblemKind::az_cut, ProblemKind::quorum_at_edge,
                                           ProblemKind::under_replicated, ProblemKind::at_min_isr}));
        QCOMPARE(all[0].az, "b");
        QCOMPARE(all[0].since_ms, std::optional<std::int64_t>(noon));
        QVERIFY(all[0].fault.has_value());
        QCOMPARE(all[2].partitions.count, 2);
        QCOMPARE(all[2].partitions.in_sync, std::optional(2));
        QCOMPARE(all[2].causes.size(), 1U);
        QCOMPARE(all[2].causes[0].trouble, Trouble::cut_off);
        QCOMPARE(all[2].causes[0].node, broker(2));
        QVERIFY(all[3].node.has_value()); // whose loss would refuse writes
    }
    void a_frozen_broker_is_called_frozen_not_fenced() {
        RowStore rows = three_azs();
        fault(rows, FaultKind::node_frozen, broker(2));
        rows.brokers[{2}].state = NodeState::fenced;
        rows.brokers[{2}].frozen = true;
        const Problem it = only(problems_of(rows), ProblemKind::broker_lost);
        QCOMPARE(it.trouble, Trouble::frozen);
        QCOMPARE(it.since_ms, std::optional<std::int64_t>(noon));
        QVERIFY(it.fault.has_value());
    }
    void a_broker_nobody_broke_is_fenced_without_a_remedy_by_undo() {
        RowStore rows = three_azs();
        rows.brokers[{2}].state = NodeState::fenced;
        rows.brokers[{2}].state_since_ms = noon + 5;
        rows.brokers[{2}].state_reason = StateReason::session_expired;
        rows.brokers[{2}].session_ms = 600;
        const Problem it = only(problems_of(rows), ProblemKind::broker_lost);
        QCOMPARE(it.trouble, Trouble::fenced);
        QCOMPARE(it.reason, StateReason::session_expired);
        QCOMPARE(it.session_ms, 600);
        QCOMPARE(it.since_ms, std::optional<std::int64_t>(noon + 5));
        QVERIFY(!it.fault.has_value());
    }
    void an_only_replica_on_a_dead_broker_is_offline_because_of_it() {
        RowStore rows = three_azs();
        fault(rows, FaultKind::node_killed, broker(2));
        rows.brokers[{2}].state = NodeState::offline;
        put(rows, "payments", 2, {2}, {}, -1, 1);
        const Problem it = only(problems_of(rows), ProblemKind::partitions_offline);
        QCOMPARE(it.severity, Severity::bad);
        QCOMPARE(it.partitions.named.front(), (PartitionKey{"payments", 2}));
        QCOMPARE(it.causes.front().trouble, Trouble::killed);
    }
    void writes_are_refused_under_min_isr_and_the_numbers_say_by_how_much() {
        RowStore rows = three_azs();
        rows.brokers[{2}].state = NodeState::fenced;
        put(rows, "orders", 3, {2, 3, 1}, {3}, 3);
        const Problem it = only(problems_of(rows), ProblemKind::writes_refused);
        QCOMPARE(it.partitions.in_sync, std::optional(1));
        QCOMPARE(it.partitions.needed, std::optional(2));
        QCOMPARE(it.causes.size(), 2U);
        QCOMPARE(it.causes[0].node, broker(1));
        QCOMPARE(it.causes[0].trouble, Trouble::behind); // alive, still catching up
        QCOMPARE(it.causes[1].trouble, Trouble::fenced);
    }
    void numbers_that_differ_between_partitions_are_left_out() {
        RowStore rows = three_azs();
        put(rows, "a", 0, {1, 2, 3}, {1}, 1);
        put(rows, "b", 0, {1, 2}, {1}, 1);
        const Problem it = only(problems_of(rows), ProblemKind::writes_refused);
        QCOMPARE(it.partitions.in_sync, std::optional(1));
        QVERIFY(!it.partitions.replicas.has_value());
    }
    void without_an_active_controller_nothing_can_be_elected() {
        RowStore rows = three_azs();
        fault(rows, FaultKind::node_killed, controller(103));
        fault(rows, FaultKind::node_killed, controller(102));
        rows.controllers[{103}].state = NodeState::offline;
        rows.controllers[{103}].active = false;
        rows.controllers[{102}].state = NodeState::offline;
        const Problem it = only(problems_of(rows), ProblemKind::no_active_controller);
        QCOMPARE(it.alive, 1);
        QCOMPARE(it.total, 3);
        QCOMPARE(problems_of(rows).front().kind, ProblemKind::controller_lost); // the cause first
    }
    void a_replica_that_a_reassignment_adds_is_not_missed() {
        RowStore rows = three_azs();
        PartitionRow& row = put(rows, "orders", 0, {1, 2, 3}, {1, 2}, 1);
        row.adding = {3};
        QVERIFY(problems_of(rows).empty());
    }
    void disks_are_full_nearly_full_or_slow() {
        RowStore rows = three_azs();
        rows.brokers[{1}].disk = DiskState::full;
        rows.brokers[{2}].disk_used = 93;
        rows.brokers[{3}].disk = DiskState::slow;
        QCOMPARE(kinds(rows), (std::vector{ProblemKind::disk_full, ProblemKind::disk_nearly_full,
                                           ProblemKind::disk_slow}));
    }
    void a_slow_link_is_told_without_alarm_and_a_cut_one_with() {
        RowStore rows = three_azs();
        FaultRow& slow = fault(rows, FaultKind::link, std::nullopt, "a");
        slow.to_az = "b";
        slow.link.latency_ms = 20;
        QCOMPARE(problems_of(rows).front().severity, Severity::info);
        slow.link.cut = true;
        QCOMPARE(problems_of(rows).front().severity, Severity::bad);
    }
    void states_are_counted_for_the_filter_chips() {
        RowStore rows = three_azs();
        put(rows, "a", 0, {1, 2, 3}, {1, 2, 3}, 1);
        put(rows, "a", 1, {1, 2, 3}, {1, 2}, 1);
        put(rows, "a", 2, {2}, {}, -1, 1);
        QCOMPARE(partition_states(rows), (std::vector<std::int64_t>{1, 0, 1, 0, 1}));
    }
};

QTEST_APPLESS_MAIN(ProblemsTest)
#include "problems_test.moc"
