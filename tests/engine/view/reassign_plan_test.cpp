#include "row_stories.h"
#include "view/reassign_plan.h"

#include <QTest>

using namespace view;
using namespace stories;

namespace {

void add_broker(RowStore& rows, std::int32_t id, const std::string& az) {
    BrokerRow row;
    row.id = id;
    row.az = az;
    row.state = NodeState::online;
    rows.brokers[{id}] = row;
}

} // namespace

class ReassignPlanTest : public QObject {
    Q_OBJECT
private slots:
    void draining_a_broker_moves_its_replicas_within_its_az() {
        RowStore rows = three_azs();
        add_broker(rows, 4, "a");
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1).size = 100;
        put(rows, "orders", 1, {2, 3, 4}, {2, 3, 4}, 2);
        const ReassignPlan plan = plan_drain(rows, 1);
        QCOMPARE(plan.moves.size(), 1U);
        QCOMPARE(plan.moves[0].to,
                 (std::vector<std::int32_t>{4, 2, 3})); // in its place: preferred stays first
        QCOMPARE(plan.bytes, 100);
        QCOMPARE(plan.before.at(1), 1);
        QCOMPARE(plan.after.at(1), 0);
        QCOMPARE(plan.after.at(4), 2);
    }
    void a_broker_that_nothing_can_replace_is_said_to_be() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        const ReassignPlan plan = plan_drain(rows, 1);
        QCOMPARE(plan.short_of_brokers, 1);
        QCOMPARE(plan.moves[0].to, (std::vector<std::int32_t>{2, 3}));
    }
    void more_replicas_go_into_other_azs() {
        RowStore rows = three_azs();
        add_broker(rows, 4, "a");
        put(rows, "orders", 0, {1}, {1}, 1, 1);
        PlanRequest request;
        request.replication_factor = 3;
        const ReassignPlan plan = plan_moves(rows, request);
        QCOMPARE(plan.moves[0].to, (std::vector<std::int32_t>{1, 2, 3}));
    }
    void a_plan_that_changes_nothing_is_empty() {
        RowStore rows = three_azs();
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        QVERIFY(plan_moves(rows, {}).moves.empty());
    }
    void a_new_broker_takes_its_share_when_spread() {
        RowStore rows = three_azs();
        add_broker(rows, 4, "a");
        for (std::int32_t p = 0; p < 8; ++p) put(rows, "orders", p, {1, 2, 3}, {1, 2, 3}, 1);
        const ReassignPlan plan = plan_moves(rows, {}, true);
        QCOMPARE(plan.after.at(1), 4);
        QCOMPARE(plan.after.at(4), 4);
        for (const PlannedMove& it : plan.moves) QCOMPARE(it.to, (std::vector<std::int32_t>{4, 2, 3}));
    }
    void a_dead_broker_gets_replicas_last() {
        RowStore rows = three_azs();
        add_broker(rows, 4, "a");
        add_broker(rows, 5, "a");
        rows.brokers[{4}].state = NodeState::offline;
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        QCOMPARE(plan_drain(rows, 1).moves[0].to.front(), 5);
    }
    void the_command_names_every_move() {
        RowStore rows = three_azs();
        add_broker(rows, 4, "a");
        put(rows, "orders", 0, {1, 2, 3}, {1, 2, 3}, 1);
        const ReassignPartitions command = plan_drain(rows, 1).command(5'000'000);
        QCOMPARE(command.moves.size(), 1U);
        QCOMPARE(command.throttle, 5'000'000);
        QCOMPARE(command.moves[0].replicas, (std::vector<std::int32_t>{4, 2, 3}));
    }
};

QTEST_APPLESS_MAIN(ReassignPlanTest)
#include "reassign_plan_test.moc"
