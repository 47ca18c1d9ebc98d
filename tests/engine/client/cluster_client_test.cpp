#include "client/cluster_client.h"

#include "base/hash.h"
#include "records/reader.h"
#include "support/scripted_cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/records_admin.h"
#include "wire/messages/topics.h"

#include <QTest>

using namespace std::chrono_literals;
using client::ClusterClient;
using client::ClusterOptions;
using kafka::ErrorCode;
using test_support::ScriptedCluster;
using Call = test_support::ScriptedBroker::Call;

namespace {

class Client {
public:
    explicit Client(std::vector<net::Endpoint> bootstrap, base::Duration patience = 10s)
        : cluster(context, clock, options(std::move(bootstrap), patience)) {}
    ~Client() {
        cluster.close();
        context.restart();
        context.poll();
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    static ClusterOptions options(std::vector<net::Endpoint> bootstrap, base::Duration patience) {
        ClusterOptions options;
        options.bootstrap = std::move(bootstrap);
        options.operation_timeout = patience;
        options.missing_topic_timeout = 50ms;
        options.retry_pause = 1ms;
        return options;
    }
    template <class T>
    T run(client::Awaitable<T> work) {
        return test_support::run(context, std::move(work));
    }

    boost::asio::io_context context{1};
    base::SystemClock clock;
    ClusterClient cluster;
};

client::ProduceOne record(std::string_view key, std::string_view value) {
    client::ProduceOne one;
    one.topic = "orders";
    one.key.emplace(key.begin(), key.end());
    one.value.emplace(value.begin(), value.end());
    return one;
}

template <class T>
ErrorCode code_of(const base::Result<T>& result) {
    return result ? ErrorCode::none : result.error().code;
}

/// Answers CreateTopics with these codes in turn, the last one for ever.
void create_topics_says(test_support::ScriptedBroker& broker, std::vector<ErrorCode> codes,
                        std::string sentence) {
    auto turn = std::make_shared<std::size_t>(0);
    broker.on(wire::CreateTopicsRequest::api, [=](Call call) {
        wire::CreateTopicsResponse::CreatableTopicResult result;
        result.name = call.body<wire::CreateTopicsRequest>().topics.at(0).name;
        result.error_code = static_cast<std::int16_t>(codes[std::min(*turn, codes.size() - 1)]);
        ++*turn;
        result.error_message = sentence;
        wire::CreateTopicsResponse response;
        response.topics.push_back(std::move(result));
        call.answer(response);
    });
}

} // namespace

class ClusterClientTest : public QObject {
    Q_OBJECT
private slots:
    void metadata_names_brokers_topics_and_leaders() {
        ScriptedCluster scripted(3, 6);
        Client client(scripted.bootstrap());
        const auto metadata = client.run(client.cluster.metadata());
        QVERIFY(metadata.has_value());
        QCOMPARE(metadata->cluster_id, std::string("scripted"));
        QCOMPARE(metadata->nodes.size(), std::size_t{3});
        QCOMPARE(metadata->topics.at(0).partitions.size(), std::size_t{6});
        QCOMPARE(metadata->topics.at(0).partitions[4].leader, 1);
    }

    void a_topic_that_does_not_exist_is_an_error_soon() {
        ScriptedCluster scripted(1, 1);
        Client client(scripted.bootstrap());
        const auto asked = client.run(client.cluster.metadata(std::vector<std::string>{"nothing"}));
        QCOMPARE(code_of(asked), ErrorCode::unknown_topic_or_partition);
        QVERIFY(asked.error().detail.find("nothing") != std::string::npos);
        auto one = record("k", "v");
        one.topic = "nothing";
        QCOMPARE(code_of(client.run(client.cluster.produce_one(one))), ErrorCode::unknown_topic_or_partition);
    }

    void one_dead_broker_is_not_noticed() {
        ScriptedCluster scripted(3, 3);
        scripted.brokers[0]->down();
        Client client(scripted.bootstrap());
        QVERIFY(client.run(client.cluster.metadata()).has_value());
        scripted.brokers[1]->down();
        scripted.brokers[0]->up();
        QVERIFY(client.run(client.cluster.metadata()).has_value());
    }

    void without_any_broker_the_error_comes_when_time_is_up() {
        ScriptedCluster scripted(2, 1);
        for (const auto& broker : scripted.brokers) broker->down();
        Client client(scripted.bootstrap(), 50ms);
        QCOMPARE(code_of(client.run(client.cluster.metadata())), ErrorCode::network_exception);
    }

    void records_go_where_their_key_says() {
        ScriptedCluster scripted(3, 6);
        Client client(scripted.bootstrap());
        for (const std::string key : {"a", "b", "customer-17", ""}) {
            const auto produced = client.run(client.cluster.produce_one(record(key, "v")));
            QVERIFY(produced.has_value());
            QCOMPARE(produced->partition, base::partition_of_key(base::as_bytes(key), 6));
            QVERIFY(produced->latency.count() > 0);
        }
        auto chosen = record("a", "v");
        chosen.partition = 5;
        const auto produced = client.run(client.cluster.produce_one(chosen));
        QCOMPARE(produced->partition, 5);
    }

    void records_without_key_go_round_and_null_stays_null() {
        ScriptedCluster scripted(1, 3);
        Client client(scripted.bootstrap());
        client::ProduceOne one;
        one.topic = "orders";
        one.codec = records::Codec::zstd;
        one.timestamp_ms = 77;
        client::RecordHeader header;
        header.key = "h";
        one.headers.push_back(header);
        for (const int partition : {0, 1, 2, 0})
            QCOMPARE(client.run(client.cluster.produce_one(one))->partition, partition);
        const std::lock_guard lock(scripted.mutex);
        auto reader = records::BatchReader::open(scripted.parts[0].batches.at(1));
        records::RecordView view;
        QVERIFY(reader.has_value() && reader->next(view));
        QCOMPARE(view.offset, std::int64_t{1});
        QCOMPARE(view.timestamp, std::int64_t{77});
        QVERIFY(!view.key && !view.value && !view.headers.at(0).value);
        QVERIFY(reader->header().codec() == records::Codec::zstd);
    }

    void a_leader_that_moved_is_followed() {
        ScriptedCluster scripted(2, 1);
        Client client(scripted.bootstrap());
        QCOMPARE(client.run(client.cluster.produce_one(record("k", "1")))->offset, std::int64_t{0});
        scripted.move_leader(0, 1);
        QCOMPARE(client.run(client.cluster.produce_one(record("k", "2")))->offset, std::int64_t{1});
        scripted.brokers[1]->down();
        scripted.move_leader(0, 0);
        QCOMPARE(client.run(client.cluster.list_offsets("orders", {}, client::latest))->at(0).offset,
                 std::int64_t{2});
    }

    void a_record_that_may_have_been_written_is_not_sent_again() {
        ScriptedCluster scripted(1, 1);
        int requests = 0;
        scripted.brokers[0]->on(wire::ProduceRequest::api, [&](Call call) {
            ++requests;
            call.exchange.close_connection("test");
        });
        Client client(scripted.bootstrap());
        QCOMPARE(code_of(client.run(client.cluster.produce_one(record("k", "v")))),
                 ErrorCode::network_exception);
        scripted.brokers[0]->loop().run([&] { QCOMPARE(requests, 1); });
    }

    void acks_zero_has_no_offset_and_does_not_wait() {
        ScriptedCluster scripted(1, 1);
        Client client(scripted.bootstrap());
        auto one = record("k", "v");
        one.acks = 0;
        QCOMPARE(client.run(client.cluster.produce_one(one))->offset, std::int64_t{-1});
        QCOMPARE(client.run(client.cluster.produce_one(record("k", "v")))->offset, std::int64_t{1});
    }

    void list_offsets_answers_the_questions_and_finds_by_time() {
        ScriptedCluster scripted(2, 2);
        scripted.append(0, {"a", "b", "c"}, 1000);
        scripted.append(1, {"d"}, 5000);
        Client client(scripted.bootstrap());
        QCOMPARE(client.run(client.cluster.list_offsets("orders", {}, client::latest))->at(0).offset,
                 std::int64_t{3});
        QCOMPARE(client.run(client.cluster.list_offsets("orders", {1}, client::earliest))->at(0).offset,
                 std::int64_t{0});
        const auto by_time = client.run(client.cluster.list_offsets("orders", {}, 1002));
        QCOMPARE(by_time->at(0).offset, std::int64_t{2});
        QCOMPARE(by_time->at(1).offset, std::int64_t{0});
        QCOMPARE(client.run(client.cluster.list_offsets("orders", {0}, 9999))->at(0).offset,
                 std::int64_t{-1});
    }

    void offsets_of_many_partitions_are_one_question_to_each_leader() {
        ScriptedCluster scripted(2, 40);
        Client client(scripted.bootstrap());
        QCOMPARE(client.run(client.cluster.list_offsets("orders", {}, client::latest))->size(), std::size_t{40});
        for (const auto& broker : scripted.brokers) QCOMPARE(broker->count(wire::ListOffsetsRequest::api), 1);
    }

    void creating_a_topic_gives_the_brokers_sentence_on_refusal() {
        ScriptedCluster scripted(1, 1);
        Client client(scripted.bootstrap());
        client::NewTopic topic;
        topic.name = "new";
        create_topics_says(*scripted.brokers[0], {ErrorCode::invalid_replication_factor},
                           "one broker, three replicas");
        const auto refused = client.run(client.cluster.create_topic(topic));
        QCOMPARE(code_of(refused), ErrorCode::invalid_replication_factor);
        QCOMPARE(refused.error().detail, std::string("one broker, three replicas"));
        create_topics_says(*scripted.brokers[0], {ErrorCode::topic_already_exists}, "");
        QCOMPARE(code_of(client.run(client.cluster.create_topic(topic))), ErrorCode::topic_already_exists);
    }

    void a_topic_that_exists_after_an_unclear_attempt_was_created_by_it() {
        ScriptedCluster scripted(1, 1);
        Client client(scripted.bootstrap());
        client::NewTopic topic;
        topic.name = "new";
        create_topics_says(*scripted.brokers[0],
                           {ErrorCode::request_timed_out, ErrorCode::topic_already_exists}, "");
        QVERIFY(client.run(client.cluster.create_topic(topic)).has_value());
    }

    void configuration_comes_with_its_default() {
        ScriptedCluster scripted(1, 1);
        scripted.brokers[0]->on(wire::DescribeConfigsRequest::api, [](Call call) {
            wire::DescribeConfigsResponse::DescribeConfigsResourceResult config;
            config.name = "retention.ms";
            config.value = "5";
            config.config_source = 1;
            config.config_type = 5;
            config.documentation = "How long";
            for (const auto& [value, source] : {std::pair("5", 1), std::pair("604800000", 5)}) {
                wire::DescribeConfigsResponse::DescribeConfigsSynonym synonym;
                synonym.name = "retention.ms";
                synonym.value = value;
                synonym.source = static_cast<std::int8_t>(source);
                config.synonyms.push_back(std::move(synonym));
            }
            wire::DescribeConfigsResponse::DescribeConfigsResult result;
            result.configs.push_back(config);
            wire::DescribeConfigsResponse response;
            response.results.push_back(std::move(result));
            call.answer(response);
        });
        Client client(scripted.bootstrap());
        const auto configs = client.run(client.cluster.describe_topic_config("orders"));
        QVERIFY(configs.has_value());
        QVERIFY(configs->at(0).value == "5");
        QVERIFY(configs->at(0).default_value == "604800000");
        QCOMPARE(configs->at(0).documentation, std::string("How long"));
    }

    void records_are_deleted_at_the_leader() {
        ScriptedCluster scripted(2, 2);
        for (const auto& broker : scripted.brokers)
            broker->on(wire::DeleteRecordsRequest::api, [](Call call) {
                const auto request = call.body<wire::DeleteRecordsRequest>();
                wire::DeleteRecordsResponse::DeleteRecordsPartitionResult result;
                result.partition_index = request.topics.at(0).partitions.at(0).partition_index;
                result.low_watermark = request.topics.at(0).partitions.at(0).offset;
                wire::DeleteRecordsResponse::DeleteRecordsTopicResult topic;
                topic.partitions.push_back(result);
                wire::DeleteRecordsResponse response;
                response.topics.push_back(std::move(topic));
                call.answer(response);
            });
        Client client(scripted.bootstrap());
        QCOMPARE(client.run(client.cluster.delete_records("orders", 1, 7)).value(), std::int64_t{7});
        QCOMPARE(scripted.brokers[1]->count(wire::DeleteRecordsRequest::api), 1);
        QCOMPARE(code_of(client.run(client.cluster.delete_records("orders", 9, 7))),
                 ErrorCode::unknown_topic_or_partition);
    }

    void closing_ends_what_is_under_way() {
        ScriptedCluster scripted(1, 1);
        scripted.brokers[0]->on(wire::ProduceRequest::api,
                                [&](Call call) { scripted.brokers[0]->hold(std::move(call)); });
        Client client(scripted.bootstrap());
        ErrorCode code = ErrorCode::none;
        boost::asio::co_spawn(client.context, client.cluster.produce_one(record("k", "v")),
                              [&](const std::exception_ptr&, const base::Result<client::Produced>& result) {
                                  code = code_of(result);
                              });
        client.context.restart();
        while (scripted.brokers[0]->count(wire::ProduceRequest::api) == 0) client.context.poll_one();
        client.cluster.close();
        while (code == ErrorCode::none) client.context.run_one();
        QCOMPARE(code, ErrorCode::network_exception);
    }
};

QTEST_GUILESS_MAIN(ClusterClientTest)
#include "cluster_client_test.moc"
