// A node's connections over links that are cut, slow, or healed, and behind a gate.
#include "client/connection.h"

#include "net/gate.h"
#include "support/scripted_broker.h"
#include "wire/messages/metadata.h"

#include <QTest>
#include <boost/asio/use_awaitable.hpp>

using namespace std::chrono_literals;
using client::Awaitable;
using client::Connection;
using client::ConnectionOptions;
using test_support::ScriptedBroker;
using Call = ScriptedBroker::Call;

namespace {

constexpr net::Az ours = 1;
constexpr net::Az theirs = 2;

net::LinkState broken() {
    net::LinkState state;
    state.cut = true;
    return state;
}

/// A broker in another AZ, and a node that talks to it.
struct Rig {
    Rig() {
        broker.on(wire::MetadataRequest::api, [this](Call call) {
            const auto request = call.body<wire::MetadataRequest>();
            for (const auto& topic : *request.topics) asked += topic.name.value_or("");
            wire::MetadataResponse response;
            response.cluster_id = asked;
            call.answer(response);
        });
        links.place(broker.endpoint(), theirs);
        shared.start();
    }
    ~Rig() {
        shared.run([this] {
            connection.reset();
            gate->kill();
        });
        for (int i = 0; i < 4; ++i) shared.run([] {});
        shared.stop();
    }
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;

    ConnectionOptions options() {
        ConnectionOptions options;
        options.connect_timeout = 5s;
        options.from = {"127.0.0.1", ours, &links, gate};
        return options;
    }
    Awaitable<void> connect_once(ConnectionOptions options) {
        auto made = co_await Connection::connect(shared.context(), broker.endpoint(), std::move(options));
        if (made)
            connection = *made;
        else
            error = made.error();
        connected = true;
    }
    void connect(ConnectionOptions with) {
        shared.run([&] { spawn(connect_once(std::move(with))); });
    }
    Awaitable<void> call_once(std::string name) {
        wire::MetadataRequest request;
        request.topics.emplace();
        request.topics->emplace_back().name = std::move(name);
        wire::MetadataResponse response;
        const auto target = connection;
        const std::int16_t version = 9;
        const base::Duration patience = 10s;
        const auto called = co_await target->call(request, response, version, patience);
        if (called)
            answers.push_back(response.cluster_id.value_or(""));
        else
            answers.push_back("failed");
    }
    void call(std::string name) {
        shared.run([&] { spawn(call_once(std::move(name))); });
    }
    void spawn(Awaitable<void> task) {
        boost::asio::co_spawn(loop.executor(), std::move(task), [](const std::exception_ptr& thrown) {
            if (thrown) std::rethrow_exception(thrown);
        });
    }
    template <class Read>
    auto read(Read what) {
        decltype(what()) value{};
        shared.run([&] { value = what(); });
        return value;
    }
    std::vector<std::string> answered() {
        return read([this] { return answers; });
    }
    bool is_connected() {
        return read([this] { return connected; });
    }
    std::string asked_of_broker() {
        std::string text;
        broker.loop().run([&] { text = asked; });
        return text;
    }
    /// Time passes on the node's loop.
    void wait(base::Duration duration) {
        bool over = false;
        net::Timer timer(shared);
        shared.run([&] { timer.set_after(duration, [&] { over = true; }); });
        QTRY_VERIFY(read([&] { return over; }));
        shared.run([&] { timer.cancel(); });
    }

    std::string asked; ///< broker's loop
    net::Links links;  ///< outlives all that watch it
    ScriptedBroker broker;
    net::Loop shared{"loop-node"};
    std::shared_ptr<net::Gate> gate = std::make_shared<net::Gate>(shared);
    net::Loop loop{shared, gate};
    std::shared_ptr<Connection> connection; ///< node's loop, as all below
    base::Error error{kafka::ErrorCode::none, ""};
    bool connected = false;
    std::vector<std::string> answers;
};

using Texts = std::vector<std::string>;

} // namespace

class FaultyLinksTest : public QObject {
    Q_OBJECT
private slots:
    void bytes_are_counted_per_direction() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.call("a");
        QTRY_COMPARE(rig.answered(), Texts{"a"});
        QVERIFY(rig.links.counter(ours, theirs) > 20);
        QVERIFY(rig.links.counter(theirs, ours) > 20);
        QCOMPARE(rig.links.counter(theirs, ours).load(),
                 rig.read([&] { return rig.connection->bytes_in(); }));
    }

    void a_cut_toward_the_peer_holds_requests_and_healing_delivers_them_in_order() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.links.set(ours, theirs, broken());
        for (const char* name : {"a", "b", "c"}) rig.call(name);
        rig.wait(20ms);
        QCOMPARE(rig.asked_of_broker(), std::string());
        QCOMPARE(rig.answered(), Texts{});
        rig.links.heal();
        QTRY_COMPARE(rig.answered(), (Texts{"a", "ab", "abc"}));
    }

    void a_cut_from_the_peer_lets_requests_pass_and_holds_the_answers() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.links.set(theirs, ours, broken());
        rig.call("a");
        rig.call("b");
        QTRY_COMPARE(rig.asked_of_broker(), std::string("ab"));
        rig.wait(20ms);
        QCOMPARE(rig.answered(), Texts{});
        rig.links.heal();
        QTRY_COMPARE(rig.answered(), (Texts{"a", "ab"}));
    }

    void latency_is_what_was_asked_for_both_ways_together() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        net::LinkState slow;
        slow.latency = 30ms;
        rig.links.set_both(ours, theirs, slow);
        const base::Instant before = std::chrono::steady_clock::now();
        rig.call("a");
        QTRY_COMPARE(rig.answered(), Texts{"a"});
        const auto took = std::chrono::steady_clock::now() - before;
        QVERIFY(took >= 60ms);
        QVERIFY(took < 10s); // a busy machine adds its own
    }

    void what_is_late_arrives_at_once_when_the_link_heals() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        net::LinkState slow;
        slow.latency = 1h;
        rig.links.set_both(ours, theirs, slow);
        rig.call("a");
        rig.links.heal();
        QTRY_COMPARE(rig.answered(), Texts{"a"});
    }

    void connecting_over_a_cut_link_hangs_until_its_time_out() {
        Rig rig;
        rig.links.set(theirs, ours, broken());
        auto options = rig.options();
        options.connect_timeout = 50ms;
        const base::Instant before = std::chrono::steady_clock::now();
        rig.connect(options);
        QTRY_VERIFY(rig.is_connected());
        QVERIFY(std::chrono::steady_clock::now() - before >= 50ms);
        QVERIFY(rig.read([&] { return rig.connection == nullptr; }));
        QCOMPARE(rig.broker.connections(), 0);
    }

    void connecting_goes_on_when_the_link_heals_in_time() {
        Rig rig;
        rig.links.cut_az(theirs, true);
        rig.connect(rig.options());
        rig.wait(20ms);
        QVERIFY(!rig.is_connected());
        rig.links.heal();
        QTRY_VERIFY(rig.is_connected());
        QVERIFY(rig.read([&] { return rig.connection != nullptr; }));
    }

    void a_peer_behind_a_cut_hears_of_the_end_when_the_link_heals() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.call("a");
        QTRY_COMPARE(rig.answered(), Texts{"a"});
        rig.links.cut_az(ours, true);
        rig.shared.run([&] { rig.connection->close(); });
        rig.wait(20ms);
        QCOMPARE(rig.broker.closed(), 0);
        rig.links.heal();
        QTRY_COMPARE(rig.broker.closed(), 1);
    }

    void the_end_of_a_peer_behind_a_cut_is_heard_when_the_link_heals() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.links.set(theirs, ours, broken());
        rig.call("a");
        QTRY_COMPARE(rig.asked_of_broker(), std::string("a"));
        rig.broker.down();
        rig.wait(20ms);
        QVERIFY(rig.read([&] { return rig.connection->open(); }));
        rig.links.heal();
        QTRY_VERIFY(!rig.read([&] { return rig.connection->open(); }));
    }

    void a_frozen_node_reads_and_writes_nothing_and_goes_on_after_it() {
        Rig rig;
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.call("a");
        rig.shared.run([&] { rig.gate->close(); });
        rig.call("b"); // begins when the gate opens
        rig.wait(20ms);
        QCOMPARE(rig.asked_of_broker(), std::string("a"));
        const auto before = rig.answered();
        rig.wait(10ms);
        QCOMPARE(rig.answered(), before);
        rig.shared.run([&] { rig.gate->open(); });
        QTRY_COMPARE(rig.answered(), (Texts{"a", "ab"}));
    }

    void killing_a_node_resets_its_connections_and_ends_its_calls_where_they_are() {
        Rig rig;
        rig.broker.on(wire::MetadataRequest::api, [&](Call call) { rig.broker.hold(std::move(call)); });
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        rig.call("a");
        QTRY_COMPARE(rig.broker.count(wire::MetadataRequest::api), 1);
        rig.shared.run([&] { rig.gate->kill(); });
        QTRY_COMPARE(rig.broker.closed(), 1);
        QVERIFY(!rig.read([&] { return rig.connection->open(); }));
        QCOMPARE(rig.answered(), Texts{}); // not even a failure: nobody is there to hear of it
    }

    void the_peer_knows_the_az_of_a_node() {
        Rig rig;
        rig.broker.use(rig.links);
        rig.links.place(rig.broker.endpoint(), theirs);
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        QTRY_COMPARE(rig.broker.last_az(), ours);
    }

    void outside_clients_are_reset_when_the_az_is_cut_and_nodes_are_not() {
        Rig rig;
        rig.broker.use(rig.links);
        rig.links.place(rig.broker.endpoint(), theirs);
        rig.connect(rig.options());
        QTRY_VERIFY(rig.is_connected());
        boost::asio::io_context context{1};
        auto outsider = test_support::run(context, Connection::connect(context, rig.broker.endpoint(), {}));
        QVERIFY(outsider.has_value());
        QTRY_COMPARE(rig.broker.connections(), 2);
        rig.links.cut_az(theirs, true);
        QTRY_COMPARE(rig.broker.closed(), 1);
        // New ones fare no better.
        auto late = test_support::run(context, Connection::connect(context, rig.broker.endpoint(), {}));
        if (late) {
            const auto negotiated = test_support::run(context, (*late)->negotiate());
            QVERIFY(!negotiated.has_value());
        }
        QCOMPARE(rig.broker.connections(), 2);
        QVERIFY(rig.read([&] { return rig.connection->open(); }));
        rig.links.heal();
        rig.call("a");
        QTRY_COMPARE(rig.answered(), Texts{"a"});
    }

    void a_slow_link_to_the_outside_delays_answers_by_both_of_its_ways() {
        Rig rig;
        rig.broker.use(rig.links);
        rig.links.place(rig.broker.endpoint(), theirs);
        boost::asio::io_context context{1};
        auto outsider = test_support::run(context, Connection::connect(context, rig.broker.endpoint(), {}));
        QVERIFY(outsider.has_value());
        net::LinkState slow;
        slow.latency = 30ms;
        rig.links.set_both(net::outside, theirs, slow);
        const base::Instant before = std::chrono::steady_clock::now();
        QVERIFY(test_support::run(context, (*outsider)->negotiate()).has_value());
        const auto took = std::chrono::steady_clock::now() - before;
        QVERIFY(took >= 60ms);
        QVERIFY(took < 10s); // a busy machine adds its own
    }
};

QTEST_APPLESS_MAIN(FaultyLinksTest)
#include "faulty_links_test.moc"
