#include "client/connection.h"

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

/// A cluster id that tells answers apart: the names of the topics asked.
void echo_topics(Call call) {
    wire::MetadataResponse response;
    response.cluster_id = "";
    const auto request = call.body<wire::MetadataRequest>();
    if (request.topics)
        for (const auto& topic : *request.topics) *response.cluster_id += topic.name.value_or("");
    call.answer(response);
}

wire::MetadataRequest ask(std::string name) {
    wire::MetadataRequest request;
    wire::MetadataRequest::MetadataRequestTopic topic;
    topic.name = std::move(name);
    request.topics.emplace();
    request.topics->push_back(std::move(topic));
    return request;
}

class Client {
public:
    explicit Client(net::Endpoint endpoint, ConnectionOptions options = {}) {
        auto made =
            test_support::run(context, Connection::connect(context, std::move(endpoint), std::move(options)));
        if (made) connection = std::move(*made);
        if (!made) error = made.error();
    }
    ~Client() {
        connection.reset();
        context.restart();
        context.poll();
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    base::Result<> negotiate() { return test_support::run(context, connection->negotiate()); }
    base::Result<std::string> topics(std::string name, base::Duration timeout = {}) {
        const wire::MetadataRequest request = ask(std::move(name));
        wire::MetadataResponse response;
        const auto done = test_support::run(context, connection->call(request, response, timeout));
        if (!done) return done.error();
        return response.cluster_id.value_or("");
    }

    boost::asio::io_context context{1};
    std::shared_ptr<Connection> connection;
    base::Error error{kafka::ErrorCode::none, ""};
};

kafka::ErrorCode code_of(const base::Result<std::string>& result) {
    return result ? kafka::ErrorCode::none : result.error().code;
}

} // namespace

class ConnectionTest : public QObject {
    Q_OBJECT
private slots:
    void a_call_is_answered_in_the_negotiated_version() {
        ScriptedBroker broker;
        std::int16_t version = -1;
        const auto handler = [&](Call call) {
            version = call.version();
            echo_topics(std::move(call));
        };
        wire::Versions range;
        range.min = 1;
        range.max = 9;
        broker.on(wire::MetadataRequest::api, handler, range);
        Client client(broker.endpoint());
        QVERIFY(client.negotiate().has_value());
        QCOMPARE(client.topics("orders").value(), std::string("orders"));
        broker.loop().run([] {});
        QCOMPARE(version, std::int16_t{9});
    }

    void a_broker_that_refuses_our_version_of_ApiVersions_is_asked_again_in_its_own() {
        ScriptedBroker broker;
        broker.on(wire::MetadataRequest::api, echo_topics);
        const auto old = [](Call call) {
            wire::ApiVersionsResponse response;
            wire::ApiVersionsResponse::ApiVersion version;
            version.api_key = wire::ApiVersionsRequest::api.key;
            version.max_version = 2;
            response.api_keys.push_back(version);
            const bool known = call.version() <= 2;
            if (!known)
                response.error_code = static_cast<std::int16_t>(kafka::ErrorCode::unsupported_version);
            const std::int16_t answered = known ? call.version() : std::int16_t{0};
            call.exchange.answer(
                wire::encode_response(call.request.header.correlation_id, response, answered));
        };
        broker.on(wire::ApiVersionsRequest::api, old);
        Client client(broker.endpoint());
        QVERIFY(client.negotiate().has_value());
        QCOMPARE(broker.count(wire::ApiVersionsRequest::api), 2);
        QCOMPARE(client.connection->version_for(wire::ApiVersionsRequest::api).value(), std::int16_t{2});
        QCOMPARE(code_of(client.topics("x")), kafka::ErrorCode::unsupported_version);
        QVERIFY(client.connection->open());
    }

    void calls_are_pipelined() {
        ScriptedBroker broker;
        const auto both_or_wait = [&](Call call) {
            broker.hold(std::move(call));
            if (broker.held().size() < 3) return;
            std::vector<Call> calls;
            calls.swap(broker.held());
            for (Call& held : calls) echo_topics(std::move(held));
        };
        broker.on(wire::MetadataRequest::api, both_or_wait);
        Client client(broker.endpoint());
        std::string answers;
        int done = 0;
        std::vector<wire::MetadataRequest> requests;
        std::vector<wire::MetadataResponse> responses(3);
        for (const char* name : {"a", "b", "c"}) requests.push_back(ask(name));
        for (std::size_t i = 0; i < 3; ++i)
            boost::asio::co_spawn(client.context, client.connection->call(requests[i], responses[i]),
                                  [&, i](const std::exception_ptr&, const base::Result<>& result) {
                                      if (result) answers += *responses[i].cluster_id;
                                      ++done;
                                  });
        client.context.restart();
        while (done < 3) client.context.run_one();
        QCOMPARE(answers, std::string("abc"));
    }

    void a_broker_that_goes_away_ends_every_call() {
        ScriptedBroker broker;
        broker.on(wire::MetadataRequest::api, [&](Call call) {
            if (call.body<wire::MetadataRequest>().topics->front().name == "stay")
                return broker.hold(std::move(call));
            call.exchange.close_connection("test");
        });
        Client client(broker.endpoint());
        int failed = 0;
        const auto stay = ask("stay");
        wire::MetadataResponse response;
        boost::asio::co_spawn(client.context, client.connection->call(stay, response),
                              [&](const std::exception_ptr&, const base::Result<>& result) {
                                  if (!result && result.error().code == kafka::ErrorCode::network_exception)
                                      ++failed;
                              });
        QCOMPARE(code_of(client.topics("go")), kafka::ErrorCode::network_exception);
        while (failed == 0) client.context.run_one();
        QVERIFY(!client.connection->open());
        QCOMPARE(code_of(client.topics("later")), kafka::ErrorCode::network_exception);
    }

    void a_call_without_an_answer_times_out_and_closes() {
        ScriptedBroker broker;
        broker.on(wire::MetadataRequest::api, [&](Call call) { broker.hold(std::move(call)); });
        Client client(broker.endpoint());
        QCOMPARE(code_of(client.topics("x", 20ms)), kafka::ErrorCode::request_timed_out);
        QVERIFY(!client.connection->open());
    }

    void who_did_not_run_for_a_while_gives_the_answer_more_time() {
        ScriptedBroker broker;
        broker.on(wire::MetadataRequest::api, [&](Call call) { broker.hold(std::move(call)); });
        Client client(broker.endpoint());
        const wire::MetadataRequest request = ask("x");
        wire::MetadataResponse response;
        std::optional<base::Result<>> done;
        const auto began = std::chrono::steady_clock::now();
        boost::asio::co_spawn(client.context, client.connection->call(request, response, 500ms),
                              [&](const std::exception_ptr&, base::Result<> result) { done = result; });
        client.context.restart();
        while (broker.count(wire::MetadataRequest::api) == 0) client.context.poll();
        QTRY_VERIFY(std::chrono::steady_clock::now() > began + 900ms); // nobody runs the client meanwhile
        client.context.poll();
        QVERIFY(!done);
        broker.loop().run([&] {
            echo_topics(std::move(broker.held().front()));
            broker.held().clear();
        });
        while (!done && client.context.run_one() > 0) {
        }
        QVERIFY(done && done->has_value());
    }

    void answers_that_are_garbage_close_the_connection() {
        for (const std::string& garbage :
             {std::string(), std::string("ab"), std::string("\xff\xff\xff\xff zzz", 8),
              std::string(100, '\xff')}) {
            ScriptedBroker broker;
            broker.on(wire::MetadataRequest::api, [&](Call call) {
                call.exchange.answer({base::Buffer::copy_of(base::as_bytes(garbage))});
            });
            Client client(broker.endpoint());
            QCOMPARE(code_of(client.topics("x")), kafka::ErrorCode::corrupt_message);
            QVERIFY(!client.connection->open());
        }
    }

    void a_body_that_does_not_decode_is_a_corrupt_message() {
        ScriptedBroker broker;
        broker.on(wire::MetadataRequest::api, [&](Call call) {
            base::Buffer header = base::Buffer::uninitialised(4 + 1 + 40);
            std::fill(header.writable().begin(), header.writable().end(), base::Byte{0x7f});
            base::store_be(header.writable().data(), call.request.header.correlation_id);
            header.writable()[4] = 0;
            call.exchange.answer({header});
        });
        Client client(broker.endpoint());
        QCOMPARE(code_of(client.topics("x")), kafka::ErrorCode::corrupt_message);
    }

    void an_address_where_nobody_listens_is_an_error_with_its_name() {
        net::Endpoint nobody;
        {
            ScriptedBroker broker;
            nobody = broker.endpoint();
        }
        Client client(nobody);
        QVERIFY(client.connection == nullptr);
        QCOMPARE(client.error.code, kafka::ErrorCode::network_exception);
        QVERIFY(client.error.detail.find(nobody.text()) != std::string::npos);
        Client by_name({"localhost", nobody.port});
        QVERIFY(by_name.connection == nullptr);
    }

    void the_connection_may_be_dropped_while_a_call_is_under_way() {
        ScriptedBroker broker;
        broker.on(wire::MetadataRequest::api, [&](Call call) { broker.hold(std::move(call)); });
        Client client(broker.endpoint());
        const auto request = ask("x");
        wire::MetadataResponse response;
        kafka::ErrorCode code = kafka::ErrorCode::none;
        boost::asio::co_spawn(client.context, client.connection->call(request, response),
                              [&](const std::exception_ptr&, const base::Result<>& result) {
                                  if (!result) code = result.error().code;
                              });
        client.context.restart();
        client.context.poll();
        client.connection.reset();
        while (code == kafka::ErrorCode::none) client.context.run_one();
        QCOMPARE(code, kafka::ErrorCode::network_exception);
    }
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "connection_test.moc"
