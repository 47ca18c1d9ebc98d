#include "engine/net/raw_client.h"

#include "base/rng.h"

#include <QTemporaryFile>
#include <QTest>
#include <algorithm>
#include <future>

using namespace net_test;
using namespace std::chrono_literals;

class ConnectionTest : public QObject {
    Q_OBJECT
private slots:
    void pipelined_frames_are_answered_in_order() {
        Server server(Server::echo);
        RawClient client(server.endpoint());
        std::string sent;
        for (int i = 0; i < 1000; ++i) sent += frame(std::to_string(i));
        QVERIFY(client.send(sent));
        for (int i = 0; i < 1000; ++i) QCOMPARE(client.receive_frame(), std::to_string(i));
    }

    void answers_leave_in_request_order_whatever_order_they_are_given_in() {
        std::vector<net::Exchange> waiting;
        Server server([&](net::Exchange exchange, const base::Buffer& body) {
            if (body.size() == 1) return exchange.no_answer();
            waiting.push_back(std::move(exchange));
            if (waiting.size() < 5) return;
            for (const std::size_t i : {3u, 1u, 4u, 0u, 2u}) waiting[i].answer(buffers_of(std::to_string(i)));
        });
        RawClient client(server.endpoint());
        for (int i = 0; i < 5; ++i) QVERIFY(client.send(frame("request") + frame("-")));
        for (int i = 0; i < 5; ++i) QCOMPARE(client.receive_frame(), std::to_string(i));
        server.loop().run([&] { waiting.clear(); });
    }

    void frames_that_arrive_byte_by_byte_are_whole() {
        Server server(Server::echo);
        RawClient client(server.endpoint());
        const int on = 1;
        setsockopt(client.fd(), IPPROTO_TCP, 1 /* TCP_NODELAY */, &on, sizeof on);
        for (const char byte : frame("first") + frame("") + frame("second")) QVERIFY(client.send({&byte, 1}));
        QCOMPARE(client.receive_frame(), std::string("first"));
        QCOMPARE(client.receive(4), std::string(4, '\0'));
        QCOMPARE(client.receive_frame(), std::string("second"));
    }

    void large_frames_arrive_whole_and_in_one_piece() {
        Server server(Server::echo);
        RawClient client(server.endpoint());
        base::Rng rng(1);
        for (const std::size_t size :
             {70'000u, 1'000'000u, 1'000'000u, 4'095u, 65'532u, 65'536u, 9'000'000u, 1u}) {
            std::string body(size, '\0');
            for (char& c : body) c = static_cast<char>(rng.next());
            const auto sending =
                std::async(std::launch::async, [&] { return client.send(frame(body) + frame("x")); });
            QVERIFY(client.receive_frame() == body);
            QCOMPARE(client.receive_frame(), std::string("x"));
        }
    }

    void bytes_that_lie_in_a_file_are_sent_from_there_between_others() {
        QTemporaryFile file;
        QVERIFY(file.open());
        base::Rng rng(7);
        QByteArray content(3'000'000, '\0');
        for (char& c : content) c = static_cast<char>(rng.next());
        QCOMPARE(file.write(content), qint64{content.size()});
        QVERIFY(file.flush());
        Server server([&](net::Exchange exchange, const base::Buffer&) {
            base::Buffers answer = buffers_of("head");
            const auto slice = [&](std::uint64_t at) { return base::FileSlice{nullptr, file.handle(), at}; };
            answer.push_back(base::Buffer::in_file(slice(1000), 2'500'000));
            answer.push_back(base::Buffer::in_file(slice(5), 10));
            answer.push_back(base::Buffer::copy_of(base::as_bytes("tail")));
            exchange.answer(std::move(answer));
        });
        RawClient client(server.endpoint());
        const std::string expected =
            "head" + content.mid(1000, 2'500'000).toStdString() + content.mid(5, 10).toStdString() + "tail";
        for (int i = 0; i < 3; ++i) {
            QVERIFY(client.send(frame("request") + frame("request")));
            QVERIFY(client.receive_frame() == expected);
            QVERIFY(client.receive_frame() == expected);
        }
    }

    void a_file_that_became_shorter_closes_the_connection() {
        QTemporaryFile file;
        QVERIFY(file.open());
        QVERIFY(file.resize(1000));
        Server server([&](net::Exchange exchange, const base::Buffer&) {
            exchange.answer({base::Buffer::in_file({nullptr, file.handle(), 500}, 1000)});
        });
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("request")));
        QCOMPARE(client.receive(4 + 500).size(), std::size_t{504});
        QVERIFY(client.ended());
    }

    void random_frame_sizes_come_back_as_they_were() {
        Server server(Server::echo);
        RawClient client(server.endpoint());
        base::Rng rng(42);
        std::string sent;
        for (int i = 0; i < 400; ++i) {
            const std::size_t size = rng.below(std::uint64_t{1} << rng.below(18));
            sent += frame(std::string(size, static_cast<char>('a' + i % 26)));
        }
        const auto sending = std::async(std::launch::async, [&] { return client.send(sent); });
        QVERIFY(client.receive(sent.size()) == sent);
    }

    void a_frame_may_be_written_to_without_touching_its_neighbours() {
        Server server([](net::Exchange exchange, base::Buffer body) {
            for (base::Byte& b : body.writable()) b = 'x';
            exchange.answer({body});
        });
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("aa") + frame("bbb")));
        QCOMPARE(client.receive_frame(), std::string("xx"));
        QCOMPARE(client.receive_frame(), std::string("xxx"));
    }

    void frames_kept_by_the_handler_stay_what_they_were() {
        std::vector<base::Buffer> kept;
        Server server([&](net::Exchange exchange, const base::Buffer& body) {
            kept.push_back(body);
            exchange.answer({});
        });
        RawClient client(server.endpoint());
        for (int round = 0; round < 50; ++round) {
            std::string sent;
            for (int i = 0; i < 50; ++i)
                sent += frame(std::string(static_cast<std::size_t>(37 * i), static_cast<char>(round)));
            QVERIFY(client.send(sent));
            QCOMPARE(client.receive(50 * 4).size(), std::size_t{200});
        }
        server.loop().run([&] {
            QCOMPARE(kept.size(), std::size_t{2500});
            for (std::size_t i = 0; i < kept.size(); ++i) {
                const base::Bytes bytes = kept[i].bytes();
                QVERIFY(std::all_of(bytes.begin(), bytes.end(), [&](base::Byte b) { return b == i / 50; }));
            }
            kept.clear();
        });
    }

    void a_client_that_shuts_its_sending_side_still_gets_its_answers() {
        std::vector<net::Exchange> waiting;
        Server server(
            [&](net::Exchange exchange, const base::Buffer&) { waiting.push_back(std::move(exchange)); });
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("one") + frame("two") + "\0\0"));
        client.shut_sending();
        for (bool both = false; !both;) server.loop().run([&] { both = waiting.size() == 2; });
        server.loop().run([&] {
            waiting[1].answer(buffers_of("2"));
            waiting[0].answer(buffers_of("1"));
        });
        QCOMPARE(client.receive_frame(), std::string("1"));
        QCOMPARE(client.receive_frame(), std::string("2"));
        QVERIFY(client.ended());
        server.loop().run([&] { waiting.clear(); });
    }

    void dropping_an_exchange_closes_its_connection() {
        Server server([](net::Exchange, const base::Buffer&) {});
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("request")));
        QVERIFY(client.ended());
    }

    void exchanges_may_outlive_their_connection_their_listener_and_their_loop() {
        std::vector<net::Exchange> waiting;
        std::shared_ptr<net::Connection> connection;
        {
            Server server(
                [&](net::Exchange exchange, const base::Buffer&) { waiting.push_back(std::move(exchange)); });
            RawClient client(server.endpoint());
            QVERIFY(client.send(frame("1") + frame("2") + frame("3")));
            for (bool all = false; !all;) server.loop().run([&] { all = waiting.size() == 3; });
            server.loop().run([&] {
                connection = waiting[0].shared_connection();
                server.listener().close();
                QVERIFY(!connection->open());
                waiting[0].answer(buffers_of("late"));
            });
            QVERIFY(client.ended());
        }
        waiting[1].answer(buffers_of("later"));
        waiting.clear();
        connection->close("again");
        QCOMPARE(connection->bytes_in(), std::uint64_t{15});
    }

    void closing_hands_answers_to_the_system_first_and_a_reset_breaks_the_connection() {
        Server server([&](net::Exchange exchange, const base::Buffer& body) {
            auto connection = exchange.shared_connection();
            exchange.answer({body});
            if (body.size() == 4) connection->close("asked to");
        });
        RawClient polite(server.endpoint());
        QVERIFY(polite.send(frame("last")));
        QCOMPARE(polite.receive_frame(), std::string("last"));
        QVERIFY(polite.ended());
        RawClient crashed(server.endpoint());
        QVERIFY(crashed.send(frame("hello")));
        QCOMPARE(crashed.receive_frame(), std::string("hello"));
        server.loop().run([&] { server.listener().close(net::CloseKind::reset); });
        char byte = 0;
        QVERIFY(crashed.readable(10'000));
        QVERIFY(recv(crashed.fd(), &byte, 1, 0) < 0);
        QCOMPARE(errno, ECONNRESET);
    }

    void a_closed_gate_holds_frames_until_it_opens() {
        int frames = 0;
        Server server([&](net::Exchange exchange, const base::Buffer& body) {
            ++frames;
            exchange.answer({body});
        });
        RawClient client(server.endpoint());
        QVERIFY(client.send(frame("before")));
        QCOMPARE(client.receive_frame(), std::string("before"));
        server.loop().run([&] { server.listener().pause(); });
        QVERIFY(client.send(frame("during")));
        RawClient other(server.endpoint());
        QVERIFY(other.send(frame("other")));
        QVERIFY(!client.readable(50));
        server.loop().run([&] { QCOMPARE(frames, 1); });
        server.loop().run([&] { server.listener().resume(); });
        QCOMPARE(client.receive_frame(), std::string("during"));
        QCOMPARE(other.receive_frame(), std::string("other"));
    }

    void a_muted_connection_is_heard_again_after_its_time() {
        Server server([](net::Exchange exchange, const base::Buffer& body) {
            exchange.connection().mute_for(30ms);
            exchange.answer({body});
        });
        RawClient client(server.endpoint());
        const auto start = std::chrono::steady_clock::now();
        QVERIFY(client.send(frame("1") + frame("2") + frame("3")));
        for (const char* body : {"1", "2", "3"}) QCOMPARE(client.receive_frame(), std::string(body));
        QVERIFY(std::chrono::steady_clock::now() - start >= 60ms);
    }

    void reading_stops_while_too_much_is_unanswered() {
        std::vector<net::Exchange> waiting;
        net::ListenerConfig config;
        config.max_unanswered = 8;
        bool hold = true;
        Server server(
            [&](net::Exchange exchange, const base::Buffer& body) {
                if (hold)
                    waiting.push_back(std::move(exchange));
                else
                    exchange.answer({body});
            },
            config);
        RawClient client(server.endpoint());
        std::string sent;
        for (int i = 0; i < 100; ++i) sent += frame("request");
        QVERIFY(client.send(sent));
        for (bool all = false; !all;) server.loop().run([&] { all = waiting.size() >= 8; });
        server.loop().run([&] {
            QCOMPARE(waiting.size(), std::size_t{8});
            hold = false;
            for (auto& exchange : waiting) exchange.answer(buffers_of("request"));
        });
        QVERIFY(client.receive(sent.size()) == sent);
        server.loop().run([&] { waiting.clear(); });
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
