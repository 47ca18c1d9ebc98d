#include "row_stories.h"
#include "view/what_if.h"

#include <QTest>

using namespace view;
using namespace stories;

namespace {

Loss az(const std::string& name) {
    return {.kind = LossKind::az, .az = name, .node = {}};
}
Loss node(const NodeRef& ref) {
    return {.kind = LossKind::node, .az = {}, .node = ref};
}
PartitionOutcome of(const WhatIf& it, const std::string& topic, std::int32_t partition) {
    for (const PartitionOutcome& p : it.partitions)
        if (p.key == PartitionKey{topic, partition}) return p;
    qFatal("no such partition");
}

} // namespace

class WhatIfTest : public QObject {
    Q_OBJECT
private slots:
    void three_replicas_survive_the_loss_of_one_az() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        put(rows, "orders", 1, {2, 3, 1}, {1, 2, 3}, 2);
        const WhatIf it = what_if(rows, az("b"));
        QCOMPARE(it.lost, (std::vector{broker(2), controller(102)}));
        QVERIFY(it.quorum_survives());
        QVERIFY(!it.active_moves);
        QCOMPARE(of(it, "orders", 0).outcome, Outcome::loses_replica);
        QCOMPARE(of(it, "orders", 1).outcome, Outcome::leader_moves);
        QCOMPARE(of(it, "orders", 1).leader, 3); // next in assignment order
    }
    void at_min_isr_the_next_loss_refuses_writes() {
        RowStore rows = three_azs();
        rows.brokers[{2}].state = NodeState::fenced;
        put(rows, "orders", 0, {1, 2, 3}, {1, 3}, 1);
        const WhatIf it = what_if(rows, node(broker(1)));
        const PartitionOutcome p = of(it, "orders", 0);
        QCOMPARE(p.outcome, Outcome::writes_refused);
        QCOMPARE(p.leader, 3);
        QCOMPARE(p.in_sync, 1);
        QCOMPARE(p.needed, 2);
        QCOMPARE(it.count(Outcome::writes_refused, true), 1);
    }
    void a_single_replica_goes_offline_with_its_broker() {
        RowStore rows = three_azs();
        put(rows, "scratch", 0, {2}, {2}, 2, 1);
        put(rows, "scratch", 1, {3}, {3}, 3, 1);
        const WhatIf it = what_if(rows, node(broker(2)));
        QCOMPARE(it.partitions.front().key, (PartitionKey{"scratch", 0})); // worst first
        QCOMPARE(of(it, "scratch", 0).outcome, Outcome::offline);
        QCOMPARE(of(it, "scratch", 1).outcome, Outcome::untouched);
    }
    void a_replica_that_catches_up_may_not_lead() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {1}, 1, 1);
        QCOMPARE(of(what_if(rows, az("a")), "orders", 0).outcome, Outcome::offline);
    }
    void an_eligible_leader_replica_leads_when_the_isr_is_gone() {
        RowStore rows = three_azs();
        PartitionRow& row = put(rows, "orders", 0, {1, 2, 3}, {1}, 1, 2);
        row.eligible = {2};
        const PartitionOutcome p = of(what_if(rows, az("a")), "orders", 0);
        QCOMPARE(p.leader, 2);
        QCOMPARE(p.outcome, Outcome::writes_refused);
    }
    void a_broker_that_is_down_already_is_no_candidate() {
        RowStore rows = three_azs();
        fault(rows, FaultKind::node_frozen, broker(3));
        put(rows, "orders", 0, {1, 3, 2}, {1, 3, 2}, 1, 1); // the ISR has not shrunk yet
        QCOMPARE(of(what_if(rows, node(broker(1))), "orders", 0).leader, 2);
    }
    void a_second_lost_controller_stops_elections() {
        RowStore rows = three_azs();
        fault(rows, FaultKind::node_killed, controller(101));
        put(rows, "orders", 0, {2, 3, 1}, {1, 2, 3}, 2);
        put(rows, "orders", 1, {3, 1, 2}, {1, 2, 3}, 3);
        put(rows, "orders", 2, {3, 1}, {1, 3}, 3);
        const WhatIf it = what_if(rows, az("b"));
        QVERIFY(!it.quorum_survives());
        QCOMPARE(it.controllers_left, 1);
        QCOMPARE(it.controllers_needed, 2);
        QCOMPARE(of(it, "orders", 0).outcome, Outcome::offline); // nobody may elect another leader
        QCOMPARE(of(it, "orders", 1).outcome, Outcome::stalled); // nobody takes broker 2 out of the ISR
        QCOMPARE(of(it, "orders", 2).outcome, Outcome::untouched);
    }
    void the_active_controller_hands_over_without_touching_partitions() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        const WhatIf it = what_if(rows, node(controller(103)));
        QVERIFY(it.quorum_survives());
        QVERIFY(it.active_moves);
        QCOMPARE(it.count(Outcome::untouched), 1);
    }
    void what_is_offline_already_is_not_counted_as_new() {
        RowStore rows = three_azs();
        put(rows, "payments", 2, {2}, {}, -1, 1);
        const WhatIf it = what_if(rows, az("a"));
        QCOMPARE(it.count(Outcome::offline), 1);
        QCOMPARE(it.count(Outcome::offline, true), 0);
    }
    void one_controller_alone_is_its_quorum() {
        RowStore rows = three_azs();
        rows.controllers.erase({102});
        rows.controllers.erase({103});
        rows.controllers[{101}].active = true;
        QVERIFY(what_if(rows, az("b")).quorum_survives());
        QVERIFY(!what_if(rows, az("a")).quorum_survives());
    }
};

QTEST_APPLESS_MAIN(WhatIfTest)
#include "what_if_test.moc"
