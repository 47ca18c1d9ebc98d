#include "cluster/embedded_cluster.h"
#include "engine/cluster/watcher.h"

#include <QTest>
#include <algorithm>
#include <filesystem>

using namespace cluster_test;
using view::FaultKind;
using view::NodeKind;
using view::NodeState;

class FaultsTest : public QObject {
    Q_OBJECT

    static constexpr view::NodeRef broker_2{NodeKind::broker, 2};

    static const view::FaultRow* told(const Watcher& watch, FaultKind kind) {
        for (const auto& [key, row] : watch.faults)
            if (row.kind == kind) return &row;
        return nullptr;
    }
    static bool all_online(const Watcher& watch) {
        return std::ranges::all_of(watch.brokers,
                                   [](const auto& row) { return row.second.state == NodeState::online; });
    }
    static void start(Watcher& watch) {
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QVERIFY(is<view::Done>(watch.ask(topic("orders", 6))));
    }

    /// Where among the facts; -1: nowhere.
    template <class Fact, class Matches>
    static std::ptrdiff_t place(const Watcher& watch, Matches matches) {
        const auto found = std::ranges::find_if(watch.facts, [&](const view::Fact& fact) {
            const auto* one = std::get_if<Fact>(&fact.what);
            return one && matches(*one);
        });
        return found == watch.facts.end() ? -1 : found - watch.facts.begin();
    }
    static std::ptrdiff_t place(const Watcher& watch, NodeState state) {
        return place<view::BrokerStateChanged>(
            watch, [&](const auto& it) { return it.broker == 2 && it.state == state; });
    }

private slots:
    void a_fault_is_told_before_what_follows_from_it() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        auto single = topic("single", 6);
        single.replication_factor = 1;
        QVERIFY(is<view::Done>(watch.ask(single)));
        watch.facts.clear();
        QVERIFY(is<view::Done>(watch.ask(view::KillNode{broker_2})));
        const auto leaderless = [](const view::LeaderChanged& it) {
            return it.topic == "single" && it.from == 2 && it.to == -1;
        };
        QVERIFY(watch.wait_for([&] { return place<view::LeaderChanged>(watch, leaderless) > 0; }));
        const auto killed = place<view::FaultStarted>(
            watch, [](const auto& it) { return it.fault.kind == FaultKind::node_killed; });
        const auto fenced = place(watch, NodeState::fenced);
        QVERIFY(killed >= 0 && killed < place(watch, NodeState::offline));
        QVERIFY(place(watch, NodeState::offline) < fenced);
        QVERIFY(fenced < place<view::LeaderChanged>(
                             watch, [](const auto&) { return true; }));
        const auto& why =
            std::get<view::BrokerStateChanged>(watch.facts[static_cast<std::size_t>(fenced)].what);
        QCOMPARE(why.reason, view::StateReason::connection_lost);
        QCOMPARE(watch.brokers[2].state, NodeState::offline);
        watch.facts.clear();
        QVERIFY(is<view::Done>(watch.ask(view::StartNode{broker_2})));
        QVERIFY(watch.wait_for([&] { return place(watch, NodeState::online) > 0; }));
        QVERIFY(is<view::Done>(watch.ask(view::StopNode{broker_2})));
        const auto stopped = place<view::FaultStarted>(
            watch, [](const auto& it) { return it.fault.kind == FaultKind::node_stopped; });
        QVERIFY(stopped >= 0 && stopped < place(watch, NodeState::offline));
    }
    void a_broker_whose_session_expired_says_how_long_it_was_silent() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        watch.facts.clear();
        QVERIFY(is<view::Done>(watch.ask(view::FreezeNode{broker_2})));
        QVERIFY(watch.wait_for([&] { return place(watch, NodeState::fenced) >= 0; }));
        const auto fenced = place(watch, NodeState::fenced);
        QVERIFY(fenced > 0); // the freezing itself is told before
        const auto& why =
            std::get<view::BrokerStateChanged>(watch.facts[static_cast<std::size_t>(fenced)].what);
        QCOMPARE(why.reason, view::StateReason::session_expired);
        QVERIFY(why.session_ms > 0);
        QCOMPARE(watch.brokers[2].state_reason, view::StateReason::session_expired);
        QCOMPARE(watch.brokers[2].session_ms, why.session_ms);
    }
    void a_killed_broker_comes_back_with_what_was_acknowledged() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        for (int i = 0; i < 12; ++i)
            QVERIFY(is<view::ProduceAnswer>(watch.ask(record("orders", std::to_string(i).c_str(), "v"))));
        QVERIFY(is<view::Done>(watch.ask(view::KillNode{broker_2})));
        QVERIFY(watch.wait_for([&] { return watch.brokers[2].state == NodeState::offline; }));
        QVERIFY(watch.wait_for([&] { return told(watch, FaultKind::node_killed) != nullptr; }));
        QVERIFY(is<view::Done>(watch.ask(view::LiftFault{told(watch, FaultKind::node_killed)->key})));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty() && all_online(watch); }));
        view::ScanRecords scan;
        scan.topic = "orders";
        scan.start = view::FromOldest{};
        QVERIFY(is<view::RecordsAnswer>(watch.ask(scan)));
        QCOMPARE(watch.records.size(), std::size_t{12});
    }
    void a_frozen_broker_is_fenced_and_goes_on_when_it_is_thawed() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::FreezeNode{broker_2})));
        QVERIFY(watch.wait_for([&] { return watch.brokers[2].frozen; }));
        QVERIFY(told(watch, FaultKind::node_frozen) != nullptr);
        QVERIFY(is<view::Failed>(watch.ask(view::FreezeNode{broker_2})));
        QVERIFY(is<view::Done>(watch.ask(view::ThawNode{broker_2})));
        QVERIFY(watch.wait_for([&] { return !watch.brokers[2].frozen && watch.faults.empty(); }));
        QVERIFY(is<view::ProduceAnswer>(watch.ask(record("orders", "k", "v"))));
    }
    void a_cut_az_and_a_slow_link_are_shown_and_healed() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::CutAz{"b"})));
        QVERIFY(watch.wait_for([&] { return watch.azs["b"].cut && watch.links[{"a", "b"}].state.cut; }));
        QVERIFY(!watch.links[(view::LinkKey{"a", "c"})].state.cut);
        QVERIFY(is<view::Done>(watch.ask(view::HealAz{"b"})));
        QVERIFY(watch.wait_for([&] { return !watch.azs["b"].cut && watch.faults.empty(); }));

        view::SetLink slow{"a", "c", {.latency_ms = 5}, false};
        QVERIFY(is<view::Done>(watch.ask(slow)));
        QVERIFY(watch.wait_for([&] { return watch.links[{"a", "c"}].state.latency_ms == 5; }));
        QCOMPARE(watch.links[(view::LinkKey{"c", "a"})].state.latency_ms, 0);
        QCOMPARE(watch.faults.size(), std::size_t{1});
        QVERIFY(is<view::Failed>(watch.ask(view::SetLink{"a", "x", {.latency_ms = 5}})));
        QVERIFY(is<view::Done>(watch.ask(view::LiftAllFaults{})));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty() && all_online(watch); }));
    }
    void bytes_between_azs_are_shown_per_second() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(watch.wait_for([&] {
            return std::ranges::any_of(watch.links,
                                       [](const auto& row) { return row.second.bytes_rate > 0; });
        }));
    }
    void a_full_disk_is_freed_again() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::SetDisk{broker_2, view::DiskState::full})));
        QVERIFY(watch.wait_for([&] { return watch.brokers[2].disk == view::DiskState::full; }));
        QVERIFY(told(watch, FaultKind::disk_full) != nullptr);
        QVERIFY(is<view::Done>(watch.ask(view::SetDisk{broker_2, view::DiskState::slow, 20})));
        QVERIFY(
            watch.wait_for([&] { return told(watch, FaultKind::disk_slow) && watch.faults.size() == 1; }));
        QVERIFY(is<view::Done>(watch.ask(view::LiftAllFaults{})));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty(); }));
        QCOMPARE(watch.brokers[2].disk, view::DiskState::ok);
    }
    void the_power_of_an_az_fails_and_comes_back() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::LosePower{"c"})));
        QVERIFY(watch.wait_for([&] { return watch.brokers[3].state == NodeState::offline; }));
        QVERIFY(told(watch, FaultKind::power_lost) != nullptr);
        QVERIFY(is<view::Done>(watch.ask(view::LiftAllFaults{})));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty() && all_online(watch); }));
    }
    void a_topic_survives_a_power_cut_of_the_whole_cluster() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::LosePower{})));
        QVERIFY(watch.wait_for([&] { return watch.brokers[1].state == NodeState::offline; }));
        QVERIFY(is<view::Done>(watch.ask(view::LiftAllFaults{})));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty() && all_online(watch); }));
        QVERIFY(is<view::ProduceAnswer>(watch.ask(record("orders", "k", "v"))));
        QCOMPARE(watch.topics["orders"].partitions, 6);
    }
    void a_cluster_stops_with_every_fault_in_force_and_starts_whole() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::KillNode{{NodeKind::broker, 1}})));
        QVERIFY(is<view::Done>(watch.ask(view::FreezeNode{broker_2})));
        QVERIFY(is<view::Done>(watch.ask(view::CutAz{"c"})));
        QVERIFY(is<view::Done>(watch.ask(view::SetLink{"a", "b", {.latency_ms = 50, .loss = 0.2}})));
        QVERIFY(is<view::Done>(watch.ask(view::SetDisk{{NodeKind::broker, 3}, view::DiskState::full})));
        QVERIFY(is<view::Done>(watch.ask(view::StopCluster{})));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty(); }));
        QVERIFY(is<view::Done>(watch.ask(view::StartCluster{})));
        QVERIFY(all_online(watch));
        QVERIFY(is<view::ProduceAnswer>(watch.ask(record("orders", "k", "v"))));
    }
    void maintenance_restarts_every_broker_once() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::StartMaintenance{})));
        QVERIFY(!watch.cluster.maintenance);
        QVERIFY(all_online(watch));
        std::vector<std::int32_t> restarted;
        for (const view::Fact& fact : watch.facts)
            if (const auto* step = std::get_if<view::MaintenanceChanged>(&fact.what))
                if (step->step == view::MaintenanceStep::restarting) restarted.push_back(*step->broker);
        QCOMPARE(restarted, (std::vector<std::int32_t>{1, 2, 3}));
    }
    void a_broker_that_leaves_gives_its_replicas_away_and_is_forgotten() {
        cluster::EmbeddedCluster session(*view::preset("ha6"), {});
        Watcher watch(session);
        start(watch);
        for (int i = 0; i < 12; ++i)
            QVERIFY(is<view::ProduceAnswer>(watch.ask(record("orders", std::to_string(i).c_str(), "v"))));
        const std::filesystem::path folder = watch.cluster.data_dir + "/broker-2";
        QVERIFY(std::filesystem::exists(folder));
        QVERIFY(is<view::Done>(watch.ask(view::RemoveBroker{2})));
        QVERIFY(watch.wait_for([&] { return !watch.brokers.contains(2); }));
        QVERIFY(!std::filesystem::exists(folder));
        for (const auto& [key, row] : watch.partitions) {
            QCOMPARE(std::ranges::count(row.replicas, 2), 0);
            QCOMPARE(row.replicas.size(), std::size_t{3});
        }
        view::ScanRecords scan;
        scan.topic = "orders";
        scan.start = view::FromOldest{};
        QVERIFY(is<view::RecordsAnswer>(watch.ask(scan)));
        QCOMPARE(watch.records.size(), std::size_t{12});
        // Broker 5 is alone in its AZ now.
        QVERIFY(is<view::Failed>(watch.ask(view::RemoveBroker{5})));
    }
    void a_killed_active_controller_is_replaced_and_comes_back() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        const auto active = [&] {
            const auto found =
                std::ranges::find_if(watch.controllers, [](const auto& row) { return row.second.active; });
            return found == watch.controllers.end() ? -1 : found->first;
        };
        QVERIFY(watch.wait_for([&] { return active() > 0; }));
        const std::int32_t first = active();
        QVERIFY(is<view::Done>(watch.ask(view::KillNode{{NodeKind::controller, first}})));
        QVERIFY(watch.wait_for([&] { return active() > 0 && active() != first; }));
        QVERIFY(is<view::Done>(watch.ask(topic("after", 3))));
        QVERIFY(is<view::Done>(watch.ask(view::StartNode{{NodeKind::controller, first}})));
        QVERIFY(watch.wait_for([&] { return watch.controllers[first].state == NodeState::online; }));
        QVERIFY(watch.wait_for([&] { return watch.faults.empty(); }));
    }
    void what_is_moved_and_set_is_told() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        auto pair = topic("pair", 1);
        pair.replication_factor = 1;
        QVERIFY(is<view::Done>(watch.ask(pair)));
        QVERIFY(watch.wait_for([&] { return watch.partitions.contains({"pair", 0}); }));
        const std::int32_t old = watch.partitions[{"pair", 0}].replicas[0];
        const std::int32_t other = old % 3 + 1;
        QVERIFY(is<view::Done>(watch.ask(view::ReassignPartitions{{{"pair", 0, {other}}}, 0})));
        const auto moved = [&](view::ReassignmentStep step) {
            return place<view::ReassignmentChanged>(watch, [&](const auto& it) {
                return it.topic == "pair" && it.step == step && it.replicas == std::vector{other};
            });
        };
        QVERIFY(watch.wait_for([&] { return moved(view::ReassignmentStep::completed) >= 0; }));
        QVERIFY(moved(view::ReassignmentStep::started) <= moved(view::ReassignmentStep::completed));

        QVERIFY(is<view::Done>(watch.ask(view::AddPartitions{"pair", 4})));
        QVERIFY(watch.wait_for([&] {
            return place<view::PartitionsAdded>(watch, [](const auto& it) { return it.partitions == 4; }) >=
                   0;
        }));
        const auto set = [&](std::optional<std::string> value) {
            return place<view::TopicConfigChanged>(watch, [&](const auto& it) {
                return it.topic == "pair" && it.key == "retention.ms" && it.value == value;
            });
        };
        QVERIFY(is<view::Done>(watch.ask(view::AlterTopicConfig{"pair", {{"retention.ms", "60000"}}})));
        QVERIFY(watch.wait_for([&] { return set("60000") >= 0; }));
        QVERIFY(is<view::Done>(watch.ask(view::AlterTopicConfig{"pair", {{"retention.ms", std::nullopt}}})));
        QVERIFY(watch.wait_for([&] { return set(std::nullopt) > set("60000"); }));
    }
    void a_broker_is_added_and_can_lead() {
        cluster::EmbeddedCluster session(*view::preset("ha"), {});
        Watcher watch(session);
        start(watch);
        QVERIFY(is<view::Done>(watch.ask(view::AddBroker{"b"})));
        QVERIFY(watch.wait_for([&] { return watch.brokers.contains(4) && all_online(watch); }));
        QCOMPARE(watch.brokers[4].az, std::string("b"));
        QVERIFY(watch.cluster.bootstrap.find(watch.brokers[4].address) != std::string::npos);
        QVERIFY(is<view::Done>(watch.ask(topic("wide", 60))));
        QVERIFY(watch.wait_for([&] { return watch.brokers[4].leaders > 0; }));
        QVERIFY(is<view::Failed>(watch.ask(view::AddBroker{"x"})));
    }
};

QTEST_APPLESS_MAIN(FaultsTest)
#include "faults_test.moc"
