#ifndef Q_MOC_RUN // moc 6.4 cannot read the concepts that these headers bring
#include "base/log.h"
#include "broker/controller.h"
#include "broker/controller_channel.h"
#include "broker/disk_pool.h"
#include "broker/quorum_state.h"
#include "support/memory_disk.h"
#endif

#include <QTest>
#include <fmt/format.h>
#include <future>
#include <thread>
#include <unistd.h>

namespace {

constexpr int patience_ms = 30'000;
constexpr const char* log_folder = "/data/__cluster_metadata-0";

/// Hears everything, keeps nothing.
class Deaf final : public broker::NodeObserver {
public:
    void broker(const broker::BrokerReport&) override {}
    void controller(const broker::ControllerReport&) override {}
    void metadata(const broker::MetadataReport&) override {}
    void fact(view::FactKind) override {}
};

/// An address that no other test process uses: all of 127/8 is this machine.
net::Endpoint address_of(int index) {
    const auto process = static_cast<unsigned>(getpid());
    return {fmt::format("127.{}.{}.{}", 64 + process % 128, process / 128 % 250, 10 + index), 9093};
}

/// One controller, its machine and its disk. The disk stays when the process is killed.
struct Machine {
    explicit Machine(broker::NodeConfig c) : config(std::move(c)) {}

    base::Result<> start() {
        loop = std::make_unique<net::Loop>("loop-0");
        pool = std::make_unique<broker::DiskPool>(1);
        controller = std::make_unique<broker::Controller>(
            config, broker::NodeServices{*loop, *pool, disk, clock, observer});
        auto opened = controller->open();
        loop->start();
        if (opened) loop->run([&] { opened = controller->start(); });
        return opened;
    }
    void stop() {
        if (!controller) return;
        const auto stopped = std::make_shared<std::promise<void>>();
        loop->run([&] { controller->stop([stopped] { stopped->set_value(); }); });
        stopped->get_future().wait();
        end();
    }
    void kill() {
        const auto killed = std::make_shared<std::promise<void>>();
        loop->run([&] { controller->kill([killed] { killed->set_value(); }); });
        killed->get_future().wait();
        end();
    }
    void end() {
        pool.reset();
        loop->run([&] { controller.reset(); });
        loop->stop();
        loop.reset();
    }
    template <class Fn>
    auto on_loop(Fn fn) {
        std::optional<decltype(fn(*controller))> result;
        loop->run([&] { result = fn(*controller); });
        return *result;
    }
    bool active() {
        return controller && on_loop([](broker::Controller& one) { return one.active(); });
    }
    std::string retention() {
        return on_loop([](broker::Controller& one) {
            const auto& set = one.core().image().configs_of(metadata::ConfigResourceType::broker, "");
            const auto found = set.find("log.retention.ms");
            return found == set.end() ? std::string() : found->second;
        });
    }
    /// Sets a default for all brokers and waits until that is committed or refused.
    base::Result<> set_retention(const std::string& ms) {
        const auto done = std::make_shared<std::promise<base::Result<>>>();
        loop->run([&] {
            wire::IncrementalAlterConfigsRequest request;
            auto& resource = request.resources.emplace_back();
            resource.resource_type = 4;
            auto& entry = resource.configs.emplace_back();
            entry.name = "log.retention.ms";
            entry.value = ms;
            const auto decision = controller->core().incremental_alter_configs(request);
            controller->commit(decision.records,
                               [done](const base::Result<>& result) { done->set_value(result); });
        });
        return done->get_future().get();
    }
    std::size_t snapshots() const {
        std::size_t count = 0;
        for (const auto& file : disk.files()) count += file.extension() == ".checkpoint" ? 1 : 0;
        return count;
    }

    broker::NodeConfig config;
    test::MemoryDisk disk;
    base::SystemClock clock;
    Deaf observer;
    std::unique_ptr<net::Loop> loop;
    std::unique_ptr<broker::DiskPool> pool;
    std::unique_ptr<broker::Controller> controller;
};

struct Cluster {
    explicit Cluster(int voters, std::map<std::string, std::string, std::less<>> settings = {}) {
        settings.emplace("controller.quorum.election.timeout.ms", "200");
        settings.emplace("controller.quorum.fetch.timeout.ms", "600");
        std::vector<broker::ControllerEndpoint> all;
        for (int i = 0; i < voters; ++i) all.push_back({base::BrokerId(101 + i), address_of(i)});
        for (const auto& one : all) {
            broker::NodeConfig node;
            node.id = one.id;
            node.name = fmt::format("controller-{}", one.id.value);
            node.cluster_id = base::Uuid::metadata_topic();
            node.endpoint = one.endpoint;
            node.controllers = all;
            node.folder = "/data";
            node.settings = settings;
            machines.push_back(std::make_unique<Machine>(std::move(node)));
        }
    }
    ~Cluster() {
        for (auto& machine : machines) machine->stop();
    }
    bool start() {
        return std::ranges::all_of(machines, [](auto& one) { return one->start().has_value(); });
    }
    Machine* active() {
        for (auto& machine : machines)
            if (machine->active()) return machine.get();
        return nullptr;
    }
    Machine& other_than(const Machine& one) {
        return machines[0].get() == &one ? *machines[1] : *machines[0];
    }
    /// Asks whoever is active until it is committed.
    bool set_retention(const std::string& ms) {
        Machine* one = active();
        return one && one->set_retention(ms).has_value();
    }
    bool all_have(const std::string& ms) {
        return std::ranges::all_of(machines,
                                   [&](auto& one) { return !one->controller || one->retention() == ms; });
    }
    std::vector<std::unique_ptr<Machine>> machines;
};

/// A broker's line to the controllers, and nothing else of a broker.
struct Observer final : broker::MetadataListener {
    explicit Observer(const Cluster& cluster) {
        config.id = base::BrokerId(1);
        config.name = "broker-1";
        config.cluster_id = base::Uuid::metadata_topic();
        config.endpoint = {"127.0.0.1", 9092};
        config.controllers = cluster.machines[0]->config.controllers;
        config.folder = "/data";
        config.settings = {{"broker.heartbeat.interval.ms", "150"}, {"broker.session.timeout.ms", "600"}};
        dir = std::move(
            *storage::LogDir::open(disk, clock, rng, "/data", {config.cluster_id.text(), config.id}));
        channel = std::make_shared<broker::ControllerChannel>(config, services, *dir, *this);
        opened = channel->open();
        loop.start();
        loop.run([&] { channel->start(); });
    }
    ~Observer() {
        loop.run([&] { channel->stop(); });
        const auto ended = [&] {
            bool alone = false;
            loop.run([&] { alone = channel.use_count() == 1; });
            return alone;
        };
        while (!ended()) std::this_thread::yield();
        pool.reset();
        loop.run([&] { channel.reset(); });
        loop.stop();
    }
    void metadata_changed(const metadata::ImageDelta&) override {}
    void state_changed(view::NodeState now) override { state = now; }

    template <class Fn>
    auto on_loop(Fn fn) {
        std::optional<decltype(fn(*channel))> result;
        loop.run([&] { result = fn(*channel); });
        return *result;
    }
    std::string retention() {
        return on_loop([](broker::ControllerChannel& one) {
            const auto& set = one.image().configs_of(metadata::ConfigResourceType::broker, "");
            const auto found = set.find("log.retention.ms");
            return found == set.end() ? std::string() : found->second;
        });
    }
    bool online() {
        return on_loop([this](broker::ControllerChannel&) { return state == view::NodeState::online; });
    }
    std::int64_t epoch() {
        return on_loop([](broker::ControllerChannel& one) { return one.broker_epoch(); });
    }

    broker::NodeConfig config;
    test::MemoryDisk disk;
    base::SystemClock clock;
    base::Rng rng{1};
    Deaf deaf;
    net::Loop loop{"loop-1"};
    std::unique_ptr<broker::DiskPool> pool = std::make_unique<broker::DiskPool>(1);
    broker::NodeServices services{loop, *pool, disk, clock, deaf};
    std::unique_ptr<storage::LogDir> dir;
    std::shared_ptr<broker::ControllerChannel> channel;
    base::Result<> opened;
    view::NodeState state = view::NodeState::starting;
};

const std::map<std::string, std::string, std::less<>> frequent_snapshots{
    {"metadata.log.max.record.bytes.between.snapshots", "2000"}, {"metadata.log.segment.bytes", "1500"}};

/// Several snapshots' worth; the retention is 100199 in the end.
void write_much(Cluster& cluster) {
    for (int i = 0; i < 200; ++i)
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention(std::to_string(100'000 + i)), patience_ms);
}

} // namespace

class ControllerQuorumTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        if (qEnvironmentVariableIsSet("RIPARIUM_LOG")) base::log::start(base::log::Level::debug);
    }
    void three_controllers_elect_one_and_replay_what_it_decides() {
        Cluster cluster(3);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.active(), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(cluster.all_have("60000"), patience_ms);
        const auto registered = [&](Machine& one) {
            return one.on_loop([](broker::Controller& c) { return c.core().image().controllers().size(); });
        };
        for (auto& one : cluster.machines) QTRY_COMPARE_WITH_TIMEOUT(registered(*one), 3U, patience_ms);
    }

    void when_the_leader_is_killed_another_goes_on_with_what_was_committed() {
        Cluster cluster(3);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        Machine* first = cluster.active();
        QVERIFY(first);
        first->kill();
        QTRY_VERIFY_WITH_TIMEOUT(cluster.active(), patience_ms);
        QVERIFY(cluster.active() != first);
        QCOMPARE(cluster.active()->retention(), std::string("60000"));
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("70000"), patience_ms);
        QVERIFY(first->start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.all_have("70000"), patience_ms);
    }

    void without_a_majority_nothing_is_decided() {
        Cluster cluster(3);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        Machine* leader = cluster.active();
        QVERIFY(leader);
        for (auto& one : cluster.machines)
            if (one.get() != leader) one->kill();
        QVERIFY(!leader->set_retention("70000").has_value()); // refused when it finds itself alone
        QCOMPARE(leader->retention(), std::string("60000"));
        QVERIFY(!leader->active());
        for (auto& one : cluster.machines)
            if (one.get() != leader) QVERIFY(one->start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.active(), patience_ms);
    }

    void all_of_them_restart_from_their_disks_and_keep_votes_and_log() {
        Cluster cluster(3);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        Machine* leader = cluster.active();
        QVERIFY(leader);
        const auto epoch = leader->on_loop([](broker::Controller& c) { return c.epoch().value; });
        for (auto& one : cluster.machines) one->kill();
        const auto state = *broker::read_quorum_state(leader->disk, log_folder);
        QVERIFY(state.has_value());
        QCOMPARE(state->epoch.value, epoch);
        QCOMPARE(state->voted, leader->config.id);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.active(), patience_ms);
        QCOMPARE(cluster.active()->retention(), std::string("60000"));
        QVERIFY(cluster.active()->on_loop([](broker::Controller& c) { return c.epoch().value; }) > epoch);
    }

    void a_controller_that_was_long_away_catches_up_by_a_snapshot() {
        Cluster cluster(3, {{"metadata.log.max.record.bytes.between.snapshots", "2000"},
                            {"metadata.log.segment.bytes", "1500"}});
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        Machine& away = cluster.other_than(*cluster.active());
        away.kill();
        const auto log_start = [](Machine& one) {
            return one.on_loop([](broker::Controller& c) { return c.quorum().core().log().start().value; });
        };
        const auto far = [&] {
            Machine* leader = cluster.active();
            return leader && log_start(*leader) > 100;
        };
        for (int i = 0; i < 2000 && !far(); ++i)
            QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention(std::to_string(100'000 + i)), patience_ms);
        QVERIFY(far());
        QVERIFY(cluster.active()->snapshots() >= 1);
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("70000"), patience_ms);
        QVERIFY(away.start().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(away.retention(), std::string("70000"), patience_ms);
        QVERIFY(away.snapshots() >= 1);
        // Everything is there again after the snapshot was loaded from disk.
        away.kill();
        QVERIFY(away.start().has_value());
        QTRY_COMPARE_WITH_TIMEOUT(away.retention(), std::string("70000"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("80000"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(cluster.all_have("80000"), patience_ms);
    }

    void a_leader_whose_disk_is_full_hands_leadership_over() {
        Cluster cluster(3);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        Machine* full = cluster.active();
        QVERIFY(full);
        full->disk.fail_operation(1, "no space left on device", true);
        QVERIFY(!full->set_retention("70000").has_value());
        const auto another = [&] {
            Machine* leader = cluster.active();
            return leader && leader != full;
        };
        QTRY_VERIFY_WITH_TIMEOUT(another(), patience_ms);
        QCOMPARE(cluster.active()->retention(), std::string("60000"));
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("80000"), patience_ms);
        // It could not sync either, so it takes part again only after a restart.
        full->kill();
        full->disk.heal();
        QVERIFY(full->start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.all_have("80000"), patience_ms);
    }

    void a_single_controller_snapshots_its_log_and_starts_from_it() {
        Cluster cluster(1, frequent_snapshots);
        QVERIFY(cluster.start());
        Machine& one = *cluster.machines[0];
        write_much(cluster);
        QTRY_VERIFY_WITH_TIMEOUT(one.snapshots() >= 1, patience_ms);
        one.stop();
        QVERIFY(one.disk.content(std::string(log_folder) + "/00000000000000000000.log").empty());
        QVERIFY(one.start().has_value());
        QTRY_VERIFY_WITH_TIMEOUT(one.active(), patience_ms);
        QCOMPARE(one.retention(), std::string("100199"));
    }
    void a_broker_keeps_its_epoch_when_another_controller_becomes_active() {
        Cluster cluster(3);
        QVERIFY(cluster.start());
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("60000"), patience_ms);
        Observer observer(cluster);
        QVERIFY(observer.opened.has_value());
        QTRY_VERIFY_WITH_TIMEOUT(observer.online(), patience_ms);
        QCOMPARE(observer.retention(), std::string("60000"));
        const std::int64_t epoch = observer.epoch();
        cluster.active()->kill();
        QTRY_VERIFY_WITH_TIMEOUT(cluster.set_retention("70000"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(observer.retention(), std::string("70000"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(observer.online(), patience_ms);
        QCOMPARE(observer.epoch(), epoch);
    }
    void a_broker_that_was_long_away_catches_up_by_a_snapshot() {
        Cluster cluster(1, frequent_snapshots);
        QVERIFY(cluster.start());
        Machine& one = *cluster.machines[0];
        write_much(cluster);
        const auto log_start = [](broker::Controller& c) { return c.quorum().core().log().start().value; };
        QTRY_VERIFY_WITH_TIMEOUT(one.on_loop(log_start) > 0, patience_ms);
        Observer observer(cluster);
        QTRY_COMPARE_WITH_TIMEOUT(observer.retention(), std::string("100199"), patience_ms);
        const auto files = observer.disk.files();
        QVERIFY(std::ranges::any_of(files, [](const auto& f) { return f.extension() == ".checkpoint"; }));
        QTRY_VERIFY_WITH_TIMEOUT(observer.online(), patience_ms);
    }
};

QTEST_GUILESS_MAIN(ControllerQuorumTest)
#include "controller_quorum_test.moc"
