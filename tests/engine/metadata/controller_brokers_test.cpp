#include "cluster_in_a_test.h"

#include <QTest>

using namespace test;
using kafka::ErrorCode;

namespace {

constexpr auto code(ErrorCode c) {
    return static_cast<std::int16_t>(c);
}
using Edit = void (*)(wire::BrokerRegistrationRequest&);

} // namespace
Q_DECLARE_METATYPE(Edit)

class ControllerBrokersTest : public QObject {
    Q_OBJECT
private slots:
    void a_broker_starts_fenced_and_is_unfenced_when_it_has_caught_up() {
        Cluster cluster(0);
        const Offset at = cluster.next;
        const auto epoch = cluster.register_broker(1);
        QCOMPARE(epoch, at.value);
        QVERIFY(cluster.image().broker(BrokerId(1))->fenced);

        wire::BrokerHeartbeatRequest behind;
        behind.broker_id = 1;
        behind.broker_epoch = epoch;
        behind.current_metadata_offset = epoch - 1;
        auto answer = cluster.commit(cluster.core.heartbeat(behind, cluster.now));
        QVERIFY(answer.is_fenced);
        QVERIFY(!answer.is_caught_up);

        answer = cluster.beat(1);
        QVERIFY(!answer.is_fenced);
        QVERIFY(answer.is_caught_up);
        QVERIFY(cluster.image().broker(BrokerId(1))->active());
        QCOMPARE(cluster.delta.changed_brokers, std::set{BrokerId(1)});
    }
    void a_registration_that_cannot_be_is_refused_data() {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<int>("error");
        const auto row = [](const char* name, Edit edit, int error) { QTest::newRow(name) << edit << error; };
        row(
            "another cluster", [](wire::BrokerRegistrationRequest& r) { r.cluster_id = "other"; }, 104);
        row(
            "alive with another incarnation",
            [](wire::BrokerRegistrationRequest& r) { r.incarnation_id = uuid_of(9, 9); }, 101);
        row(
            "no directory", [](wire::BrokerRegistrationRequest& r) { r.log_dirs.clear(); }, 119);
        row(
            "zero directory", [](wire::BrokerRegistrationRequest& r) { r.log_dirs = {base::Uuid{}}; }, 119);
        row(
            "a directory twice",
            [](wire::BrokerRegistrationRequest& r) { r.log_dirs.push_back(r.log_dirs[0]); }, 119);
        row(
            "another broker's directory",
            [](wire::BrokerRegistrationRequest& r) { r.log_dirs = {uuid_of(0xd1, 2)}; }, 119);
        row(
            "a feature it does not know", [](wire::BrokerRegistrationRequest& r) { r.features.clear(); }, 35);
        row(
            "the same again", [](wire::BrokerRegistrationRequest&) {}, 0);
    }
    void a_registration_that_cannot_be_is_refused() {
        QFETCH(Edit, edit);
        QFETCH(int, error);
        Cluster cluster;
        auto request = Cluster::registration(1);
        edit(request);
        const auto decision = cluster.core.register_broker(request, cluster.next, cluster.now);
        QCOMPARE(int{decision.response.error_code}, error);
        QCOMPARE(decision.records.empty(), error != 0);
    }
    void registering_again_keeps_the_epoch_of_the_incarnation() {
        Cluster cluster;
        const auto before = *cluster.image().broker(BrokerId(1));
        const auto epoch = cluster.register_broker(1);
        QCOMPARE(epoch, before.epoch);
        QVERIFY(*cluster.image().broker(BrokerId(1)) == before);
    }
    void a_silent_broker_is_fenced_and_stays_eligible_where_it_led_alone() {
        Cluster cluster;
        cluster.create("orders", 3);
        QCOMPARE(*cluster.core.next_deadline(), cluster.now + std::chrono::seconds(9));
        cluster.now += std::chrono::seconds(5);
        cluster.beat(1);
        cluster.beat(2);
        cluster.now += std::chrono::seconds(4);
        const auto fenced = cluster.core.tick(cluster.now);
        QVERIFY(fenced.has_value());
        QCOMPARE(fenced->response.fenced, BrokerId(3));
        QVERIFY(fenced->response.cause == Elapsed::Cause::session_expired);
        QCOMPARE(fenced->response.session, base::Duration(std::chrono::seconds(9)));
        cluster.write(fenced->records);
        QVERIFY(!cluster.core.tick(cluster.now));
        QVERIFY(cluster.image().broker(BrokerId(3))->fenced);
        int offline = 0;
        for (const auto& p : cluster.image().topic("orders")->partitions) {
            if (p.leader != base::no_broker) continue;
            ++offline;
            QVERIFY(p.isr.empty());
            QCOMPARE(p.elr, Replicas{BrokerId(3)});
            QCOMPARE(p.last_known_elr, Replicas{BrokerId(3)});
            QCOMPARE(p.leader_epoch, LeaderEpoch(1));
        }
        QCOMPARE(offline, 1);
    }
    void a_broker_whose_connection_broke_is_fenced_unless_it_returns_at_once() {
        Cluster cluster;
        cluster.create("orders", 3);
        cluster.core.connection_lost(BrokerId(2), cluster.now);
        QCOMPARE(*cluster.core.next_deadline(), cluster.now + std::chrono::milliseconds(50));
        cluster.now += std::chrono::milliseconds(20);
        cluster.beat(2);
        cluster.now += std::chrono::milliseconds(40);
        QVERIFY(!cluster.core.tick(cluster.now));
        cluster.core.connection_lost(BrokerId(2), cluster.now);
        cluster.now += std::chrono::milliseconds(50);
        const auto fenced = cluster.core.tick(cluster.now);
        QVERIFY(fenced.has_value());
        QVERIFY(fenced->response.cause == Elapsed::Cause::connection_lost);
        cluster.write(fenced->records);
        QVERIFY(cluster.image().broker(BrokerId(2))->fenced);
        QVERIFY(!leads_any_partition(cluster.image(), BrokerId(2)));
    }
    void a_new_incarnation_may_register_as_soon_as_the_old_ones_connection_broke() {
        Cluster cluster;
        const auto again = Cluster::registration(2, 7);
        QCOMPARE(cluster.core.register_broker(again, cluster.next, cluster.now).response.error_code,
                 code(ErrorCode::duplicate_broker_registration));
        cluster.core.connection_lost(BrokerId(2), cluster.now);
        cluster.start_broker(2, 7);
        QVERIFY(cluster.image().broker(BrokerId(2))->active());
    }
    void a_controller_that_was_asleep_itself_fences_nobody() {
        Cluster cluster;
        cluster.now += std::chrono::seconds(20);
        QVERIFY(!cluster.core.tick(cluster.now));
        QCOMPARE(*cluster.core.next_deadline(), cluster.now + std::chrono::seconds(9));
        cluster.now += std::chrono::seconds(9);
        QVERIFY(cluster.core.tick(cluster.now).has_value());
    }
    void a_pause_of_this_process_does_not_count_against_the_brokers() {
        Cluster cluster(1, {{"broker.session.timeout.ms", "600"}});
        cluster.now += std::chrono::milliseconds(650);
        cluster.core.paused(std::chrono::milliseconds(100));
        QVERIFY(!cluster.core.tick(cluster.now));
        cluster.now += std::chrono::milliseconds(50);
        QVERIFY(cluster.core.tick(cluster.now).has_value());
    }
    void the_session_timeout_is_the_configured_one() {
        Cluster cluster(1, {{"broker.session.timeout.ms", "600"}});
        QCOMPARE(*cluster.core.next_deadline(), cluster.now + std::chrono::milliseconds(600));
    }
    void a_broker_that_stopped_cleanly_leads_again_and_nothing_is_recovering() {
        Cluster cluster(1);
        cluster.create("orders", 1);
        for (int i = 0; i < 3 && !cluster.beat(1, true).should_shut_down; ++i) {
        }
        QCOMPARE(cluster.partition("orders", 0).elr, Replicas{BrokerId(1)});
        cluster.start_broker(1, 2, true);
        const PartitionInfo& p = cluster.partition("orders", 0);
        QCOMPARE(p.leader, BrokerId(1));
        QCOMPARE(p.isr, Replicas{BrokerId(1)});
        QVERIFY(p.elr.empty() && p.last_known_elr.empty() && !p.recovering);
    }
    void a_broker_that_comes_back_leads_again_in_a_new_epoch() {
        Cluster cluster(1);
        cluster.create("orders", 2);
        cluster.now += std::chrono::seconds(10);
        cluster.write(cluster.core.tick(cluster.now)->records);
        QCOMPARE(cluster.partition("orders", 0).leader, base::no_broker);
        cluster.start_broker(1, 2);
        QCOMPARE(cluster.partition("orders", 0).leader, BrokerId(1));
        QCOMPARE(cluster.partition("orders", 1).leader_epoch, LeaderEpoch(2));
    }
    void a_new_incarnation_is_taken_at_once_after_the_controller_restarts() {
        Cluster cluster;
        cluster.create("orders", 6);
        // kill -9 took everything: the log replays into a new controller, which knows brokers as alive.
        cluster.core.activate(cluster.now);
        for (int id = 1; id <= 3; ++id) cluster.start_broker(id, 2);
        for (const auto& p : cluster.image().topic("orders")->partitions) {
            QVERIFY(p.leader != base::no_broker);
            QCOMPARE(p.leader_epoch, LeaderEpoch(2));
        }
    }
    void brokers_of_the_last_term_are_fenced_when_they_never_come() {
        Cluster cluster;
        cluster.now += std::chrono::seconds(100);
        cluster.core.activate(cluster.now);
        QVERIFY(!cluster.core.tick(cluster.now));
        cluster.now += std::chrono::seconds(9);
        int fenced = 0;
        while (const auto decision = cluster.core.tick(cluster.now)) {
            cluster.write(decision->records);
            ++fenced;
        }
        QCOMPARE(fenced, 3);
        QVERIFY(*cluster.core.next_deadline() >
                cluster.now + std::chrono::seconds(60)); // only the balance of leaders
    }
    void a_heartbeat_of_an_older_incarnation_is_stale() {
        Cluster cluster(1);
        wire::BrokerHeartbeatRequest r;
        r.broker_id = 1;
        r.broker_epoch = cluster.image().broker(BrokerId(1))->epoch - 1;
        QCOMPARE(cluster.core.heartbeat(r, cluster.now).response.error_code,
                 code(ErrorCode::stale_broker_epoch));
        r.broker_id = 7;
        QCOMPARE(cluster.core.heartbeat(r, cluster.now).response.error_code,
                 code(ErrorCode::stale_broker_epoch));
    }
    void a_broker_that_leads_nothing_may_stop_at_once() {
        Cluster cluster;
        const auto answer = cluster.beat(2, true);
        QVERIFY(answer.should_shut_down);
        QVERIFY(cluster.image().broker(BrokerId(2))->fenced);
    }
    void a_broker_that_leads_stops_when_the_others_know() {
        Cluster cluster;
        cluster.create("orders", 3);
        auto answer = cluster.beat(2, true);
        QVERIFY(!answer.should_shut_down);
        QVERIFY(!answer.is_fenced);
        QVERIFY(cluster.image().broker(BrokerId(2))->in_controlled_shutdown);
        QVERIFY(!leads_any_partition(cluster.image(), BrokerId(2)));

        answer = cluster.beat(2, true); // brokers 1 and 3 were last seen before
        QVERIFY(!answer.should_shut_down);
        cluster.beat(1);
        cluster.beat(3);
        answer = cluster.beat(2, true);
        QVERIFY(answer.should_shut_down);
        QVERIFY(cluster.image().broker(BrokerId(2))->fenced);
        // No new topic goes there.
        for (int i = 0; i < 5; ++i) {
            cluster.create(fmt::format("later-{}", i), 2);
            for (const auto& p : cluster.image().topic(fmt::format("later-{}", i))->partitions)
                QVERIFY(p.leader != BrokerId(2));
        }
    }
    void the_last_broker_stops_too() {
        Cluster cluster(1);
        cluster.create("orders", 1);
        for (int i = 0; i < 3 && !cluster.beat(1, true).should_shut_down; ++i) {
        }
        QVERIFY(cluster.image().broker(BrokerId(1))->fenced);
    }
    void an_unregistered_broker_is_gone() {
        Cluster cluster;
        wire::UnregisterBrokerRequest r;
        r.broker_id = 3;
        QCOMPARE(cluster.commit(cluster.core.unregister_broker(r)).error_code, code(ErrorCode::none));
        QVERIFY(cluster.image().broker(BrokerId(3)) == nullptr);
        QCOMPARE(cluster.core.unregister_broker(r).response.error_code,
                 code(ErrorCode::broker_id_not_registered));
    }
    void a_controller_registers() {
        Cluster cluster(0);
        wire::ControllerRegistrationRequest r;
        r.controller_id = 101;
        r.incarnation_id = uuid_of(4, 4);
        cluster.commit(cluster.core.register_controller(r));
        QCOMPARE(cluster.image().controllers().at(BrokerId(101)).incarnation_id, uuid_of(4, 4));
    }
};

QTEST_APPLESS_MAIN(ControllerBrokersTest)
#include "controller_brokers_test.moc"
