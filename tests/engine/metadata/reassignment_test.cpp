// Leaders and replicas moved on purpose: stories of one cluster of four brokers.
#ifndef Q_MOC_RUN
#include "cluster_in_a_test.h"

#include <fmt/ranges.h>
#endif

#include <QTest>

using namespace test;
using kafka::ErrorCode;

namespace {

using Numbers = std::vector<std::int32_t>;

constexpr auto code(ErrorCode c) {
    return static_cast<std::int16_t>(c);
}

struct Orders : Cluster {
    explicit Orders(Numbers replicas = {1, 2, 3},
                    StaticConfig config = {{"unclean.leader.election.enable", "false"}})
        : Cluster(6, std::move(config), 2) {
        wire::CreateTopicsRequest r;
        auto& topic = r.topics.emplace_back();
        topic.name = "orders";
        topic.num_partitions = -1;
        topic.replication_factor = -1;
        topic.assignments.emplace_back().broker_ids = std::move(replicas);
        RIPARIUM_ASSERT(commit(core.create_topics(r)).topics.at(0).error_code == 0, "the topic is made");
    }
    std::int16_t reassign(std::optional<Numbers> to, bool may_change_factor = true,
                          const std::string& name = "orders", std::int32_t index = 0) {
        wire::AlterPartitionReassignmentsRequest r;
        r.allow_replication_factor_change = may_change_factor;
        auto& topic = r.topics.emplace_back();
        topic.name = name;
        auto& asked = topic.partitions.emplace_back();
        asked.partition_index = index;
        asked.replicas = std::move(to);
        return commit(core.alter_reassignments(r)).responses.at(0).partitions.at(0).error_code;
    }
    std::int16_t elect(std::int8_t type, const std::string& name = "orders", std::int32_t index = 0) {
        wire::ElectLeadersRequest r;
        r.election_type = type;
        auto& topic = r.topic_partitions.emplace().emplace_back();
        topic.topic = name;
        topic.partitions = {index};
        return commit(core.elect_leaders(r)).replica_election_results.at(0).partition_result.at(0).error_code;
    }
    void configure(std::int8_t type, const std::string& name, const std::string& key,
                   const std::string& value) {
        wire::IncrementalAlterConfigsRequest r;
        auto& resource = r.resources.emplace_back();
        resource.resource_type = type;
        resource.resource_name = name;
        auto& config = resource.configs.emplace_back();
        config.name = key;
        config.value = value;
        RIPARIUM_ASSERT(commit(core.incremental_alter_configs(r)).responses.at(0).error_code == 0,
                        "it is set");
    }
    const PartitionInfo& p() const { return partition("orders", 0); }
    QString picture() const {
        const auto list = [](const Replicas& ids) {
            return fmt::format("{}", fmt::join(to_numbers(ids), ","));
        };
        std::string text =
            fmt::format("leader {} isr {} of {}", p().leader.value, list(p().isr), list(p().replicas));
        if (!p().adding.empty()) text += " +" + list(p().adding);
        if (!p().removing.empty()) text += " -" + list(p().removing);
        if (!p().elr.empty()) text += " elr " + list(p().elr);
        if (!p().last_known_elr.empty()) text += " last " + list(p().last_known_elr);
        if (p().recovering) text += " recovering";
        return QString::fromStdString(text);
    }
};

} // namespace

class ReassignmentTest : public QObject {
    Q_OBJECT
private slots:
    void old_replicas_stay_until_the_new_ones_are_in_sync() {
        Orders cluster;
        QCOMPARE(cluster.reassign(Numbers{4, 5, 6}), code(ErrorCode::none));
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2,3 of 4,5,6,1,2,3 +4,5,6 -1,2,3"_qs);
        cluster.alter_isr("orders", 0, {1, 2, 3, 4, 5});
        QCOMPARE(cluster.p().leader, BrokerId(1));
        // The leader completes it and hears that it leads no more.
        QCOMPARE(cluster.alter_isr("orders", 0, {1, 2, 3, 4, 5, 6}), code(ErrorCode::new_leader_elected));
        QCOMPARE(cluster.picture(), u"leader 4 isr 4,5,6 of 4,5,6"_qs);
        QCOMPARE(cluster.p().leader_epoch, LeaderEpoch(1));
        QCOMPARE(cluster.p().directories.size(), std::size_t{3});
        QCOMPARE(cluster.p().directories[0], uuid_of(0xd1, 4));
    }
    void a_change_of_order_needs_nobody_to_catch_up() {
        Orders cluster;
        QCOMPARE(cluster.reassign(Numbers{3, 2, 1}), code(ErrorCode::none));
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2,3 of 3,2,1"_qs);
        QCOMPARE(cluster.elect(0), code(ErrorCode::none));
        QCOMPARE(cluster.picture(), u"leader 3 isr 1,2,3 of 3,2,1"_qs);
    }
    void a_replica_is_taken_away_at_once_and_hears_of_it_by_a_new_leader_epoch() {
        Orders cluster;
        QCOMPARE(cluster.reassign(Numbers{1, 2}), code(ErrorCode::none));
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2 of 1,2"_qs);
        QCOMPARE(cluster.p().leader_epoch, LeaderEpoch(1));
    }
    void a_cancelled_reassignment_leaves_the_old_replicas() {
        Orders cluster;
        cluster.reassign(Numbers{4, 5, 6});
        cluster.alter_isr("orders", 0, {1, 2, 3, 4});
        QCOMPARE(cluster.reassign(std::nullopt), code(ErrorCode::none));
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2,3 of 1,2,3"_qs);
        QCOMPARE(cluster.reassign(std::nullopt), code(ErrorCode::no_reassignment_in_progress));
    }
    void a_cancel_that_would_lose_records_is_refused() {
        Orders cluster({1});
        cluster.reassign(Numbers{4, 5});
        cluster.alter_isr("orders", 0, {1, 4});
        cluster.kill_broker(1);
        QCOMPARE(cluster.picture(), u"leader 4 isr 4 of 4,5,1 +4,5 -1 elr 1"_qs);
        QCOMPARE(cluster.reassign(std::nullopt), code(ErrorCode::invalid_replica_assignment));
        cluster.configure(2, "orders", "unclean.leader.election.enable", "true");
        QCOMPARE(cluster.reassign(std::nullopt), code(ErrorCode::none));
        QCOMPARE(cluster.p().replicas, Replicas{BrokerId(1)});
    }
    void a_reassignment_can_be_changed_on_its_way() {
        Orders cluster;
        cluster.reassign(Numbers{4, 2, 3});
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2,3 of 4,2,3,1 +4 -1"_qs);
        cluster.reassign(Numbers{5, 2, 3});
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2,3 of 5,2,3,1,4 +5 -1,4"_qs);
        cluster.reassign(Numbers{1, 2, 3});
        QCOMPARE(cluster.picture(), u"leader 1 isr 1,2,3 of 1,2,3"_qs);
    }
    void an_assignment_that_cannot_be_is_refused_data() {
        QTest::addColumn<QList<int>>("to");
        QTest::addColumn<bool>("may_change_factor");
        QTest::addColumn<int>("error");
        QTest::newRow("nobody") << QList<int>{} << true << 39;
        QTest::newRow("a broker twice") << QList<int>{1, 1} << true << 39;
        QTest::newRow("an unknown broker") << QList<int>{99} << true << 39;
        QTest::newRow("a negative broker") << QList<int>{-1, 2} << true << 39;
        QTest::newRow("fewer than before") << QList<int>{1, 2} << false << 38;
        QTest::newRow("as many as before") << QList<int>{4, 5, 6} << false << 0;
    }
    void an_assignment_that_cannot_be_is_refused() {
        QFETCH(QList<int>, to);
        QFETCH(bool, may_change_factor);
        QFETCH(int, error);
        Orders cluster;
        QCOMPARE(int{cluster.reassign(Numbers(to.begin(), to.end()), may_change_factor)}, error);
        QCOMPARE(cluster.p().adding.empty(), error != 0);
    }
    void what_is_not_there_is_not_moved() {
        Orders cluster;
        QCOMPARE(cluster.reassign(Numbers{1}, true, "nope"), code(ErrorCode::unknown_topic_or_partition));
        QCOMPARE(cluster.reassign(Numbers{1}, true, "orders", 1),
                 code(ErrorCode::unknown_topic_or_partition));
        QCOMPARE(cluster.reassign(Numbers{1}, true, "orders", -1),
                 code(ErrorCode::unknown_topic_or_partition));
    }
    void only_what_is_on_its_way_is_listed() {
        Orders cluster;
        cluster.create("still", 2, 2);
        QVERIFY(cluster.core.list_reassignments({}).topics.empty());
        cluster.reassign(Numbers{4, 2, 3});
        const auto all = cluster.core.list_reassignments({});
        QCOMPARE(all.topics.size(), std::size_t{1});
        QCOMPARE(all.topics[0].partitions[0].adding_replicas, Numbers{4});
        QCOMPARE(all.topics[0].partitions[0].removing_replicas, Numbers{1});
        QCOMPARE(all.topics[0].partitions[0].replicas, (Numbers{4, 2, 3, 1}));
        wire::ListPartitionReassignmentsRequest named;
        auto& topic = named.topics.emplace().emplace_back();
        topic.name = "still";
        topic.partition_indexes = {0, 7};
        QVERIFY(cluster.core.list_reassignments(named).topics.empty());
    }
    void a_preferred_election_is_refused_when_it_is_not_needed_or_not_possible() {
        Orders cluster;
        QCOMPARE(cluster.elect(0), code(ErrorCode::election_not_needed));
        cluster.kill_broker(1);
        QCOMPARE(cluster.p().leader, BrokerId(2));
        QCOMPARE(cluster.elect(0), code(ErrorCode::preferred_leader_not_available));
        cluster.start_broker(1, 2);
        QCOMPARE(cluster.elect(0), code(ErrorCode::preferred_leader_not_available)); // alive, not in sync
        cluster.alter_isr("orders", 0, {2, 3, 1});
        QCOMPARE(cluster.elect(0), code(ErrorCode::none));
        QCOMPARE(cluster.p().leader, BrokerId(1));
        QCOMPARE(cluster.elect(0, "nope"), code(ErrorCode::unknown_topic_or_partition));
        QCOMPARE(cluster.elect(0, "orders", 9), code(ErrorCode::unknown_topic_or_partition));
    }
    void an_unclean_election_takes_who_is_alive_when_nobody_is_in_sync() {
        Orders cluster;
        QCOMPARE(cluster.elect(1), code(ErrorCode::election_not_needed));
        cluster.alter_isr("orders", 0, {1, 2});
        cluster.kill_broker(2);
        cluster.kill_broker(1);
        QCOMPARE(cluster.picture(), u"leader -1 isr  of 1,2,3 elr 1,2 last 1"_qs);
        QCOMPARE(cluster.elect(1), code(ErrorCode::none));
        QCOMPARE(cluster.picture(), u"leader 3 isr 3 of 1,2,3 recovering"_qs);
        cluster.kill_broker(3);
        QCOMPARE(cluster.elect(1), code(ErrorCode::eligible_leaders_not_available));
    }
    void all_partitions_are_elected_and_only_the_others_are_named() {
        Orders cluster;
        cluster.create("still", 6, 1);
        cluster.reassign(Numbers{2, 1, 3});
        wire::ElectLeadersRequest r;
        const auto answer = cluster.commit(cluster.core.elect_leaders(r));
        QCOMPARE(answer.replica_election_results.size(), std::size_t{1});
        QCOMPARE(answer.replica_election_results[0].topic, std::string("orders"));
        QCOMPARE(cluster.p().leader, BrokerId(2));
        r.election_type = 7;
        QCOMPARE(cluster.core.elect_leaders(r).response.error_code, code(ErrorCode::invalid_request));
    }
    void leaders_come_home_when_more_than_a_tenth_is_away() {
        Orders cluster({1, 2, 3}, {{"leader.imbalance.check.interval.seconds", "5"}});
        cluster.reassign(Numbers{2, 1, 3});
        QCOMPARE(*cluster.core.next_deadline(), cluster.now + std::chrono::seconds(5));
        QVERIFY(!cluster.core.tick(cluster.now));
        cluster.now += std::chrono::seconds(5);
        const auto balanced = cluster.core.tick(cluster.now);
        QVERIFY(balanced.has_value());
        QCOMPARE(balanced->response.fenced, base::no_broker);
        cluster.write(balanced->records);
        QCOMPARE(cluster.p().leader, BrokerId(2));
        QVERIFY(!cluster.core.tick(cluster.now));
        QCOMPARE(*cluster.core.next_deadline(), cluster.now + std::chrono::seconds(4)); // sessions
    }
    void a_leader_does_not_come_home_before_it_is_in_sync() {
        Orders cluster({1, 2, 3}, {{"leader.imbalance.check.interval.seconds", "5"}});
        cluster.kill_broker(1);
        cluster.start_broker(1, 2);
        cluster.now += std::chrono::seconds(5);
        QVERIFY(!cluster.core.tick(cluster.now));
        QCOMPARE(cluster.p().leader, BrokerId(2));
    }
    void a_balance_can_be_switched_off() {
        Orders cluster({1, 2, 3}, {{"auto.leader.rebalance.enable", "false"},
                                   {"leader.imbalance.check.interval.seconds", "5"}});
        cluster.reassign(Numbers{2, 1, 3});
        cluster.now += std::chrono::seconds(5);
        QVERIFY(!cluster.core.tick(cluster.now));
    }
    void an_offline_partition_is_retried_when_unclean_elections_become_allowed() {
        Orders cluster;
        cluster.alter_isr("orders", 0, {1});
        cluster.alter_isr("orders", 0, {1, 2, 3});
        cluster.alter_isr("orders", 0, {1, 2});
        cluster.kill_broker(2);
        cluster.kill_broker(1);
        QCOMPARE(cluster.p().leader, base::no_broker);
        cluster.configure(4, "", "unclean.leader.election.enable", "true");
        QCOMPARE(cluster.picture(), u"leader 3 isr 3 of 1,2,3 recovering"_qs);
    }
    void a_new_minimum_forgets_who_was_eligible_but_not_who_can_bring_the_records_back() {
        Orders cluster;
        cluster.alter_isr("orders", 0, {1});
        QCOMPARE(cluster.picture(), u"leader 1 isr 1 of 1,2,3 elr 2,3"_qs);
        cluster.configure(2, "orders", "min.insync.replicas", "1");
        QCOMPARE(cluster.picture(), u"leader 1 isr 1 of 1,2,3"_qs);
        cluster.kill_broker(1);
        QCOMPARE(cluster.picture(), u"leader -1 isr  of 1,2,3 elr 1 last 1"_qs);
        cluster.configure(2, "orders", "min.insync.replicas", "2");
        QCOMPARE(cluster.picture(), u"leader -1 isr  of 1,2,3 last 1"_qs);
        cluster.start_broker(1, 2, true);
        QCOMPARE(cluster.p().leader, BrokerId(1));
    }
    void a_broker_that_leaves_for_good_leaves_no_isr_behind() {
        Orders cluster;
        wire::UnregisterBrokerRequest r;
        r.broker_id = 1;
        cluster.commit(cluster.core.unregister_broker(r));
        QCOMPARE(cluster.picture(), u"leader 2 isr 2,3 of 1,2,3"_qs);
        QCOMPARE(cluster.reassign(Numbers{4, 2, 3}), code(ErrorCode::none));
        cluster.alter_isr("orders", 0, {2, 3, 4});
        QCOMPARE(cluster.picture(), u"leader 2 isr 2,3,4 of 4,2,3"_qs);
    }
};

QTEST_APPLESS_MAIN(ReassignmentTest)
#include "reassignment_test.moc"
