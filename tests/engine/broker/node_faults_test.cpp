// A broker and its controller on a real disk and real sockets, killed, frozen and hindered while they work.
#ifndef Q_MOC_RUN // moc 6.4 cannot read the concepts that these headers bring
#include "broker/broker.h"
#include "broker/controller.h"
#include "broker/disk_pool.h"
#include "client/cluster_client.h"
#include "client/connection.h"
#include "storage/fault_disk.h"
#include "storage/posix_disk.h"
#include "support/scripted_broker.h"
#include "wire/messages/metadata.h"
#endif

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <future>

using namespace std::chrono_literals;

namespace {

class Ears final : public broker::NodeObserver {
public:
    void broker(const broker::BrokerReport& report) override {
        const auto before = state.exchange(report.state);
        if (before == view::NodeState::online && report.state == view::NodeState::fenced) ++fenced;
    }
    void controller(const broker::ControllerReport&) override {}
    void metadata(const broker::MetadataReport&) override {}
    void fact(view::FactKind) override {}
    std::atomic<view::NodeState> state{view::NodeState::offline};
    std::atomic<int> fenced{0};
};

constexpr net::Az broker_az = 1;
constexpr net::Az controller_az = 2;

/// Both nodes share one loop, as in the product.
class Rig {
public:
    Rig() {
        // Loopback addresses of its own: the real ports, and room for parallel tests.
        const std::vector<net::AddressWish> wishes{{1, 1, {9092}}, {2, 101, {9093}}};
        const auto plan = net::plan_addresses(wishes, net::can_bind, 70);
        RIPARIUM_ASSERT(plan.has_value(), "addresses are free");
        broker_config = config(1, "broker-1", plan->endpoints[0][0]);
        controller_config = config(101, "controller-101", plan->endpoints[1][0]);
        for (auto* one : {&broker_config, &controller_config})
            one->controllers = {{controller_config.id, controller_config.endpoint}};
        links.place(broker_config.endpoint, broker_az);
        links.place(controller_config.endpoint, controller_az);
        loop.start();
        start_controller();
        start_broker();
        options.bootstrap = {broker_config.endpoint};
        options.operation_timeout = 20s;
    }
    ~Rig() {
        client.reset();
        context.restart();
        context.poll();
        if (broker) stop(broker);
        if (controller) stop(controller);
        pool.reset();
        loop.stop();
    }
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    broker::NodeConfig config(std::int32_t id, std::string name, net::Endpoint endpoint) {
        broker::NodeConfig node;
        node.id = base::BrokerId(id);
        node.folder = std::filesystem::path(temporary.path().toStdString()) / name;
        node.name = std::move(name);
        node.cluster_id = base::Uuid::metadata_topic();
        node.endpoint = std::move(endpoint);
        node.settings = {{"broker.heartbeat.interval.ms", "50"}, {"broker.session.timeout.ms", "600"}};
        return node;
    }
    broker::NodeServices services() { return {loop, *pool, disk, clock, ears, &links}; }
    template <class Node>
    base::Result<> start(std::unique_ptr<Node>& node, const broker::NodeConfig& with) {
        node = std::make_unique<Node>(with, services());
        base::Result<> result = node->open();
        if (result) loop.run([&] { result = node->start(); });
        return result;
    }
    base::Result<> start_broker() { return start(broker, broker_config); }
    base::Result<> start_controller() { return start(controller, controller_config); }
    template <class Node>
    void stop(std::unique_ptr<Node>& node) {
        const auto done = std::make_shared<std::promise<void>>();
        loop.run([&] { node->stop([done] { done->set_value(); }); });
        done->get_future().wait();
        loop.run([&] { node.reset(); });
    }
    /// Gone when this returns: its address and folder are free.
    template <class Node>
    void kill(std::unique_ptr<Node>& node) {
        const auto done = std::make_shared<std::promise<void>>();
        loop.run([&] { node->kill([done] { done->set_value(); }); });
        done->get_future().wait();
        loop.run([&] { node.reset(); });
    }

    client::ClusterClient& fresh_client() {
        client = std::make_unique<client::ClusterClient>(context, clock, options);
        return *client;
    }
    void create_topic() {
        QTRY_COMPARE(ears.state.load(), view::NodeState::online);
        client::NewTopic topic;
        topic.name = "orders";
        topic.partitions = 1;
        topic.replication_factor = 1;
        const auto made = test_support::run(context, fresh_client().create_topic(topic));
        QVERIFY2(made.has_value(), made ? "" : made.error().detail.c_str());
    }
    client::ProduceOne record(std::string value) {
        client::ProduceOne one;
        one.topic = "orders";
        one.partition = 0;
        const auto bytes = base::as_bytes(value);
        one.value.emplace(bytes.begin(), bytes.end());
        return one;
    }
    base::Result<client::Produced> produce() {
        if (!client) fresh_client();
        return test_support::run(context, client->produce_one(record("a value")));
    }
    std::int64_t end_offset() {
        const auto offsets =
            test_support::run(context, fresh_client().list_offsets("orders", {0}, client::latest));
        return offsets && offsets->size() == 1 ? (*offsets)[0].offset : -1;
    }

    QTemporaryDir temporary;
    base::SystemClock clock;
    Ears ears;
    net::Links links;
    storage::PosixDisk real;
    storage::FaultDisk disk{real};
    net::Loop loop{"loop-0"};
    std::unique_ptr<broker::DiskPool> pool = std::make_unique<broker::DiskPool>();
    broker::NodeConfig broker_config, controller_config;
    std::unique_ptr<broker::Controller> controller;
    std::unique_ptr<broker::Broker> broker;
    boost::asio::io_context context{1};
    client::ClusterOptions options;
    client::ConnectionOptions connection;
    std::unique_ptr<client::ClusterClient> client;
};

/// One request under way that the test looks at now and then.
struct Attempt {
    Attempt(Rig& r, client::ProduceOne record) : rig(r) {
        const auto done = [this](const std::exception_ptr&, base::Result<client::Produced> outcome) {
            result = std::move(outcome);
        };
        boost::asio::co_spawn(rig.context, rig.client->produce_one(std::move(record)), done);
    }
    bool ended(base::Duration within) {
        rig.context.restart();
        const auto until = std::chrono::steady_clock::now() + within;
        while (!result && std::chrono::steady_clock::now() < until) rig.context.run_one_until(until);
        return result.has_value();
    }
    Rig& rig;
    std::optional<base::Result<client::Produced>> result;
};

} // namespace

class NodeFaultsTest : public QObject {
    Q_OBJECT
private slots:
    void a_killed_broker_comes_back_on_its_address_with_what_it_had_acknowledged() {
        Rig rig;
        rig.create_topic();
        for (int i = 0; i < 5; ++i) QVERIFY(rig.produce().has_value());
        for (int round = 0; round < 3; ++round) {
            rig.kill(rig.broker);
            const auto started = rig.start_broker();
            QVERIFY2(started.has_value(), started ? "" : started.error().detail.c_str());
            QTRY_COMPARE(rig.end_offset(), std::int64_t{5 + round});
            QVERIFY(rig.produce().has_value());
        }
    }

    void a_killed_broker_leaves_no_clean_end_and_resets_its_clients() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        rig.kill(rig.broker);
        QVERIFY(!rig.real.exists(rig.broker_config.folder / ".kafka_cleanshutdown"));
        rig.options.operation_timeout = 50ms;
        rig.fresh_client();
        const auto produced = rig.produce();
        QVERIFY(!produced.has_value());
    }

    void a_broker_is_killed_while_records_are_on_their_way() {
        Rig rig;
        rig.create_topic();
        std::int64_t acknowledged = 0;
        for (int round = 0; round < 5; ++round) {
            rig.fresh_client();
            for (int i = 0; i <= round; ++i) {
                QVERIFY(rig.produce().has_value());
                ++acknowledged;
            }
            Attempt cut_short(rig, rig.record("perhaps"));
            (void)cut_short.ended(0ms);
            rig.kill(rig.broker);
            rig.client->close();
            QVERIFY(cut_short.ended(20s));
            if (*cut_short.result) ++acknowledged;
            QVERIFY(rig.start_broker().has_value());
            QTRY_VERIFY(rig.end_offset() >= acknowledged);
        }
    }

    void a_killed_controller_comes_back_and_the_broker_finds_it() {
        Rig rig;
        rig.create_topic();
        rig.kill(rig.controller);
        QVERIFY(rig.produce().has_value());
        QVERIFY(rig.start_controller().has_value());
        client::NewTopic topic;
        topic.name = "more";
        topic.partitions = 1;
        topic.replication_factor = 1;
        const auto made = test_support::run(rig.context, rig.fresh_client().create_topic(topic));
        QVERIFY2(made.has_value(), made ? "" : made.error().detail.c_str());
    }

    void a_frozen_broker_answers_nothing_while_others_go_on_and_answers_after_it_thaws() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        rig.loop.run([&] { rig.broker->freeze(); });
        Attempt attempt(rig, rig.record("late"));
        QVERIFY(!attempt.ended(100ms));
        rig.loop.run([&] { rig.broker->thaw(); });
        QVERIFY(attempt.ended(20s));
        QVERIFY(attempt.result->has_value());
        QTRY_COMPARE(rig.end_offset(), std::int64_t{2});
    }

    void a_frozen_broker_can_be_killed() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        rig.loop.run([&] { rig.broker->freeze(); });
        rig.kill(rig.broker);
        QVERIFY(rig.start_broker().has_value());
        QTRY_COMPARE(rig.end_offset(), std::int64_t{1});
    }

    void a_broker_is_killed_while_it_stops() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        const auto done = std::make_shared<std::promise<void>>();
        rig.loop.run([&] {
            rig.broker->stop([] {});
            rig.broker->kill([done] { done->set_value(); });
        });
        done->get_future().wait();
        rig.loop.run([&] { rig.broker.reset(); });
        QVERIFY(rig.start_broker().has_value());
        QTRY_COMPARE(rig.end_offset(), std::int64_t{1});
    }

    void a_cut_broker_is_fenced_and_comes_back_when_the_link_heals() {
        Rig rig;
        rig.create_topic();
        QTRY_COMPARE(rig.ears.state.load(), view::NodeState::online);
        rig.links.cut_az(controller_az, true);
        QTRY_COMPARE(rig.ears.state.load(), view::NodeState::fenced);
        rig.links.heal();
        QTRY_COMPARE(rig.ears.state.load(), view::NodeState::online);
        QVERIFY(rig.produce().has_value());
        QVERIFY(rig.links.counter(broker_az, controller_az) > 0);
    }

    void a_full_disk_refuses_records_and_takes_them_again_when_there_is_room() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        storage::DiskFault full;
        full.full = true;
        rig.disk.set(rig.broker_config.folder, full);
        rig.options.operation_timeout = 100ms;
        rig.fresh_client();
        const auto refused = rig.produce();
        QVERIFY(!refused.has_value());
        QVERIFY(rig.end_offset() == 1); // reads go on
        rig.disk.heal(rig.broker_config.folder);
        rig.options.operation_timeout = 20s;
        rig.fresh_client();
        QVERIFY(rig.produce().has_value());
        QCOMPARE(rig.end_offset(), std::int64_t{2});
    }

    void a_full_disk_stops_the_copy_of_the_metadata_log_and_not_its_connection() {
        Rig rig;
        rig.create_topic();
        const auto fetches = [&] {
            broker::ControllerChannel::FetchCounters now;
            rig.loop.run([&] { now = rig.broker->channel().fetches(); });
            return now;
        };
        const std::uint64_t connections = fetches().connections;
        storage::DiskFault full;
        full.full = true;
        rig.disk.set(rig.broker_config.folder, full);
        client::NewTopic later;
        later.name = "later";
        later.partitions = 1;
        later.replication_factor = 1;
        rig.options.operation_timeout = 200ms; // it is made, and this broker cannot know
        (void)test_support::run(rig.context, rig.fresh_client().create_topic(later));
        QTRY_VERIFY(fetches().refused_writes >= 3);
        QCOMPARE(fetches().connections, connections);
        rig.disk.heal(rig.broker_config.folder);
        const auto known = [&] {
            bool is = false;
            rig.loop.run([&] { is = rig.broker->image().topic(std::string_view("later")) != nullptr; });
            return is;
        };
        QTRY_VERIFY(known());
        QCOMPARE(fetches().connections, connections);
    }

    void a_broker_makes_snapshots_of_its_metadata_log_and_starts_from_them() {
        Rig rig;
        rig.create_topic();
        rig.kill(rig.broker);
        rig.broker_config.settings["metadata.log.max.record.bytes.between.snapshots"] = "2000";
        QVERIFY(rig.start_broker().has_value());
        const auto folder = rig.broker_config.folder / "__cluster_metadata-0";
        const auto snapshots = [&] {
            std::vector<std::string> names;
            for (const auto& entry : std::filesystem::directory_iterator(folder))
                if (entry.path().extension() == ".checkpoint") names.push_back(entry.path().filename());
            return names;
        };
        const auto topics = [&] {
            std::size_t count = 0;
            rig.loop.run([&] { count = rig.broker->image().topics().size(); });
            return count;
        };
        client::NewTopic topic;
        topic.partitions = 10;
        topic.replication_factor = 1;
        rig.fresh_client();
        for (int i = 0; i < 20; ++i) {
            topic.name = "topic-" + std::to_string(i);
            const auto made = test_support::run(rig.context, rig.client->create_topic(topic));
            QVERIFY2(made.has_value(), made ? "" : made.error().detail.c_str());
        }
        QTRY_COMPARE(topics(), std::size_t{21});
        QTRY_VERIFY(snapshots().size() == 1 && snapshots()[0] > "00000000000000000050-"); // older ones go
        rig.kill(rig.controller); // nobody tells it what it does not know itself
        rig.kill(rig.broker);
        QVERIFY(rig.start_controller().has_value());
        QVERIFY(rig.start_broker().has_value());
        QTRY_COMPARE(topics(), std::size_t{21});
        QTRY_COMPARE(rig.ears.state.load(), view::NodeState::online);
        QVERIFY(rig.produce().has_value());
    }

    void a_broker_that_has_just_started_keeps_requests_until_it_knows_what_there_is() {
        Rig rig;
        rig.create_topic();
        rig.kill(rig.broker);
        rig.kill(rig.controller);
        QVERIFY(rig.start_broker().has_value());
        auto connected = test_support::run(
            rig.context,
            client::Connection::connect(rig.context, rig.broker_config.endpoint, rig.connection));
        QVERIFY(connected.has_value());
        wire::MetadataRequest request;
        request.topics.emplace().emplace_back().name = "orders";
        wire::MetadataResponse response;
        std::optional<base::Result<>> answered;
        boost::asio::co_spawn(rig.context, (*connected)->call(request, response, 12, 20s),
                              [&](const std::exception_ptr&, base::Result<> done) { answered = done; });
        rig.context.restart();
        const auto arrived = [&] {
            rig.context.poll();
            std::size_t waiting = 0;
            rig.loop.run([&] { waiting = rig.broker->early_requests(); });
            return waiting;
        };
        QTRY_COMPARE(arrived(), std::size_t{1});
        QVERIFY(!answered);
        QVERIFY(rig.start_controller().has_value());
        while (!answered && rig.context.run_one() > 0) {
        }
        QVERIFY(answered && answered->has_value());
        QCOMPARE(response.topics.size(), std::size_t{1});
        QCOMPARE(response.topics[0].error_code, std::int16_t{0});
        QCOMPARE(response.topics[0].partitions.size(), std::size_t{1});
    }

    void a_controller_with_a_slow_disk_hears_its_brokers_all_the_same() {
        Rig rig;
        rig.create_topic();
        const int fenced = rig.ears.fenced;
        storage::DiskFault slow;
        slow.latency = 1500ms; // longer than a session
        rig.disk.set(rig.controller_config.folder, slow);
        client::NewTopic later;
        later.name = "later";
        later.partitions = 1;
        later.replication_factor = 1;
        const auto made = test_support::run(rig.context, rig.fresh_client().create_topic(later));
        QVERIFY2(made.has_value(), made ? "" : made.error().detail.c_str());
        QCOMPARE(rig.ears.fenced.load(), fenced);
        QCOMPARE(rig.ears.state.load(), view::NodeState::online);
    }

    void a_slow_disk_makes_its_node_slow_and_not_the_loop() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        storage::DiskFault slow;
        slow.latency = 150ms;
        rig.disk.set(rig.broker_config.folder, slow);
        const auto before = std::chrono::steady_clock::now();
        Attempt attempt(rig, rig.record("slow"));
        QVERIFY(!attempt.ended(50ms));
        int turns = 0;
        for (; turns < 100; ++turns) rig.loop.run([] {});
        QVERIFY(std::chrono::steady_clock::now() - before < 150ms || attempt.result);
        QVERIFY(attempt.ended(20s));
        QVERIFY(attempt.result->has_value());
        QVERIFY(std::chrono::steady_clock::now() - before >= 150ms);
        rig.disk.heal(rig.broker_config.folder);
    }

    void a_power_cut_takes_the_unsynced_tail_and_the_broker_serves_the_rest() {
        Rig rig;
        rig.create_topic();
        QVERIFY(rig.produce().has_value());
        const auto log = rig.broker_config.folder / "orders-0" / "00000000000000000000.log";
        // The first is synced within 100 ms; the disk then stops syncing, unnoticed as it were.
        QVERIFY(rig.real.exists(log));
        for (int i = 0; i < 20; ++i) QVERIFY(rig.produce().has_value());
        rig.kill(rig.broker);
        const auto lost = rig.disk.power_loss(rig.broker_config.folder);
        QVERIFY2(lost.has_value(), lost ? "" : lost.error().detail.c_str());
        const auto started = rig.start_broker();
        QVERIFY2(started.has_value(), started ? "" : started.error().detail.c_str());
        QTRY_VERIFY(rig.end_offset() >= 0);
        const std::int64_t left = rig.end_offset();
        QVERIFY(left <= 21);
        const auto produced = rig.produce();
        QVERIFY(produced.has_value());
        QCOMPARE(produced->offset, left);
    }
};

QTEST_GUILESS_MAIN(NodeFaultsTest)
#include "node_faults_test.moc"
