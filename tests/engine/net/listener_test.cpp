#include "engine/net/raw_client.h"

#include "base/log.h"
#include "base/rng.h"

#include <QTest>
#include <future>
#include <mutex>
#include <sys/resource.h>

using namespace net_test;
using namespace std::chrono_literals;

namespace {

/// Every line that net logs while it lives.
class LogLines {
public:
    LogLines() {
        base::log::set_sink(base::log::Level::debug, [this](const base::log::Line& line) {
            const std::lock_guard lock(mutex_);
            text_ += line.text + "\n";
            if (line.level > base::log::Level::debug) ++loud_;
        });
    }
    ~LogLines() { base::log::set_sink(base::log::Level::off, {}); }
    LogLines(const LogLines&) = delete;
    LogLines& operator=(const LogLines&) = delete;

    bool contains(std::string_view text) const {
        const std::lock_guard lock(mutex_);
        return text_.find(text) != std::string::npos;
    }
    int loud() const {
        const std::lock_guard lock(mutex_);
        return loud_;
    }

private:
    mutable std::mutex mutex_;
    std::string text_;
    int loud_ = 0;
};

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
constexpr long overhead = 20; // the sanitizers' own books
#else
constexpr long overhead = 1;
#endif

long resident_kb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void echoes(const net::Endpoint& endpoint) {
    RawClient client(endpoint);
    QVERIFY(client.send(frame("still here")));
    QCOMPARE(client.receive_frame(), std::string("still here"));
}

} // namespace

class ListenerTest : public QObject {
    Q_OBJECT
private slots:
    void an_http_client_is_closed_and_the_log_says_so_quietly() {
        LogLines log;
        Server server(Server::echo);
        RawClient client(server.endpoint());
        QVERIFY(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
        QVERIFY(client.ended());
        QVERIFY(log.contains("an HTTP request"));
        QCOMPARE(log.loud(), 0);
        echoes(server.endpoint());
    }

    void a_tls_client_is_closed_and_the_log_says_so_quietly() {
        LogLines log;
        Server server(Server::echo);
        RawClient client(server.endpoint());
        QVERIFY(client.send(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)));
        QVERIFY(client.ended());
        QVERIFY(log.contains("a TLS ClientHello"));
        QCOMPARE(log.loud(), 0);
    }

    void a_negative_or_oversize_length_closes_the_connection() {
        net::ListenerConfig config;
        config.max_frame = 1000;
        Server server(Server::echo, config);
        for (const std::int32_t length : {-1, -2147483647 - 1, 1001, 2147483647}) {
            RawClient client(server.endpoint());
            std::string bytes(4, '\0');
            base::store_be(reinterpret_cast<base::Byte*>(bytes.data()), length);
            QVERIFY(client.send(frame("first") + bytes));
            QCOMPARE(client.receive_frame(), std::string("first"));
            QVERIFY(client.ended());
        }
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame(std::string(1000, 'x'))));
        QCOMPARE(client.receive_frame().size(), std::size_t{1000});
    }

    void announced_sizes_take_no_memory() {
        Server server(Server::echo);
        const long before = resident_kb();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 100; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.endpoint()));
            QVERIFY(clients.back()->send(std::string("\x06\x00\x00\x00", 4) + std::string(1000, 'x')));
        }
        for (std::uint64_t all = 0; all < 100 * 1004;) all = server.counters().bytes_in;
        QVERIFY(resident_kb() - before < 20'000 * overhead);
        clients.clear();
        for (std::size_t open = 1; open != 0;) open = server.counters().connections;
    }

    void random_bytes_harm_nobody() {
        LogLines log;
        Server server(Server::echo);
        base::Rng rng(2026);
        for (int i = 0; i < 300; ++i) {
            RawClient client(server.endpoint());
            std::string bytes(rng.below(300), '\0');
            for (char& c : bytes) c = static_cast<char>(rng.next());
            client.send(bytes);
            if (rng.chance(1, 2)) client.shut_sending();
        }
        echoes(server.endpoint());
        QCOMPARE(log.loud(), 0);
    }

    void truncated_frames_end_with_their_connection() {
        int frames = 0;
        Server server([&](net::Exchange exchange, const base::Buffer& body) {
            ++frames;
            exchange.answer({body});
        });
        const std::string whole = frame("a request of some length");
        for (std::size_t size = 0; size < whole.size(); ++size) {
            RawClient client(server.endpoint());
            QVERIFY(client.send(whole.substr(0, size)));
            client.shut_sending();
            QVERIFY(client.ended());
        }
        server.loop().run([&] { QCOMPARE(frames, 0); });
    }

    void two_thousand_idle_connections_cost_little_and_disturb_nobody() {
        rlimit limit{};
        getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
        if (limit.rlim_cur < 4200) QSKIP("the limit of open files is too low here");
        Server server(Server::echo);
        const long before = resident_kb();
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 2000; ++i) {
            clients.push_back(std::make_unique<RawClient>(server.endpoint()));
            QVERIFY(clients.back()->connected());
        }
        QVERIFY(clients[1999]->send(frame("x")));
        QCOMPARE(clients[1999]->receive_frame(), std::string("x"));
        QCOMPARE(server.counters().connections, std::size_t{2000});
        QVERIFY(resident_kb() - before < 30'000 * overhead);
        echoes(server.endpoint());
        clients.clear();
        for (std::size_t open = 1; open != 0;) open = server.counters().connections;
        server.loop().run([&] { QCOMPARE(server.opened, server.closed); });
    }

    void idle_connections_are_closed_after_their_time() {
        net::ListenerConfig config;
        config.max_idle = 40ms;
        Server server(Server::echo, config);
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("x")));
        QCOMPARE(client.receive_frame(), std::string("x"));
        QVERIFY(client.ended());
    }

    void a_connection_that_waits_for_its_answer_is_not_idle() {
        std::vector<net::Exchange> waiting;
        net::ListenerConfig config;
        config.max_idle = 20ms;
        Server server(
            [&](net::Exchange exchange, const base::Buffer&) { waiting.push_back(std::move(exchange)); },
            config);
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("long poll")));
        QVERIFY(!client.readable(120));
        server.loop().run([&] { waiting[0].answer(buffers_of("at last")); });
        QCOMPARE(client.receive_frame(), std::string("at last"));
        server.loop().run([&] { waiting.clear(); });
    }

    void a_slow_reader_gets_everything_in_time_and_one_that_never_reads_is_closed() {
        net::ListenerConfig config;
        config.max_unsent_bytes = 1 << 20;
        config.slow_reader_timeout = 200ms;
        const base::Buffer large = base::Buffer::copy_of(base::as_bytes(std::string(1 << 20, 'x')));
        Server server([&](net::Exchange exchange, const base::Buffer&) { exchange.answer({large}); }, config);
        RawClient slow(server.endpoint());
        std::string asked;
        for (int i = 0; i < 64; ++i) asked += frame("more");
        QVERIFY(slow.send(asked));
        for (int i = 0; i < 64; ++i) QCOMPARE(slow.receive_frame().size(), large.size());
        RawClient never(server.endpoint());
        QVERIFY(never.send(asked));
        for (int closed = 0; closed == 0;) server.loop().run([&] { closed = server.closed; });
        QVERIFY(server.counters().bytes_out < 64u * large.size() * 2);
        echoes_large(server.endpoint());
    }

    void connections_above_the_limit_are_refused() {
        net::ListenerConfig config;
        config.max_connections = 2;
        Server server(Server::echo, config);
        RawClient first(server.endpoint()), second(server.endpoint());
        QVERIFY(second.send(frame("2")));
        QCOMPARE(second.receive_frame(), std::string("2"));
        RawClient third(server.endpoint());
        QVERIFY(third.ended());
        QCOMPARE(server.counters().refused, std::uint64_t{1});
        first.close();
        for (std::size_t open = 2; open != 1;) open = server.counters().connections;
        echoes(server.endpoint());
    }

    void an_address_that_is_taken_is_named_with_its_remedy() {
        Server server(Server::echo);
        net::ListenerConfig config;
        config.endpoint = server.endpoint();
        const auto second = net::Listener::open(server.loop(), config, server);
        QVERIFY(second.has_error());
        QVERIFY(second.error().detail.find(server.endpoint().text()) != std::string::npos);
        QVERIFY(second.error().detail.find("another program listens there") != std::string::npos);
        QVERIFY(!net::can_bind(server.endpoint()));
        config.endpoint = {"192.0.2.1", 9092};
        QVERIFY(net::Listener::open(server.loop(), config, server).has_error());
        QVERIFY(!net::can_bind(config.endpoint));
    }

    void an_address_is_free_again_once_its_listener_is_closed() {
        net::Endpoint endpoint;
        {
            Server server(Server::echo);
            endpoint = server.endpoint();
            echoes(endpoint);
        }
        QVERIFY(net::can_bind(endpoint));
    }

    void counters_are_the_bytes_of_the_wire() {
        Server server(Server::echo);
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("12345")));
        QCOMPARE(client.receive_frame(), std::string("12345"));
        const net::ListenerCounters counters = server.counters();
        QCOMPARE(counters.accepted, std::uint64_t{1});
        QCOMPARE(counters.bytes_in, std::uint64_t{9});
        QCOMPARE(counters.bytes_out, std::uint64_t{9});
    }

private:
    static void echoes_large(const net::Endpoint& endpoint) {
        RawClient client(endpoint);
        QVERIFY(client.send(frame("more")));
        QCOMPARE(client.receive_frame().size(), std::size_t{1} << 20);
    }
};

QTEST_GUILESS_MAIN(ListenerTest)
#include "listener_test.moc"
