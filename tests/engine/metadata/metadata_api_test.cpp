#include "cluster_in_a_test.h"
#include "metadata/metadata_api.h"

#include <QTest>

using namespace test;
using kafka::ErrorCode;

namespace {

constexpr auto code(ErrorCode c) {
    return static_cast<std::int16_t>(c);
}
constexpr std::int32_t not_asked = std::numeric_limits<std::int32_t>::min();

Asked asked(bool auto_create = false) {
    return {.cluster_id = "cluster", .listener = "PLAINTEXT", .own = BrokerId(2), .auto_create = auto_create};
}

wire::MetadataRequest named(std::vector<std::string> names) {
    wire::MetadataRequest r;
    r.topics.emplace();
    for (auto& name : names) r.topics->emplace_back().name = std::move(name);
    return r;
}

wire::DescribeTopicPartitionsResponse page(const Cluster& cluster, std::vector<std::string> topics,
                                           std::int32_t limit,
                                           std::optional<std::pair<std::string, int>> from = {}) {
    wire::DescribeTopicPartitionsRequest r;
    for (auto& name : topics) r.topics.emplace_back().name = std::move(name);
    r.response_partition_limit = limit;
    if (from) {
        auto& cursor = r.cursor.emplace();
        cursor.topic_name = from->first;
        cursor.partition_index = from->second;
    }
    return describe_topic_partitions(cluster.image(), r, asked());
}

} // namespace

class MetadataApiTest : public QObject {
    Q_OBJECT
private slots:
    void brokers_are_those_that_live_and_have_the_listener() {
        Cluster cluster;
        auto request = Cluster::registration(4);
        request.listeners[0].name = "INTERNAL";
        cluster.commit(cluster.core.register_broker(request, cluster.next, cluster.now));
        cluster.beat(4);
        cluster.beat(3, false, true);
        const auto answer = metadata_response(cluster.image(), named({}), asked(), 12).response;
        QCOMPARE(answer.brokers.size(), std::size_t{2});
        QCOMPARE(answer.brokers[1].node_id, 2);
        QCOMPARE(answer.brokers[1].host, std::string("127.10.2.1"));
        QCOMPARE(answer.brokers[1].port, 9092);
        QCOMPARE(*answer.brokers[1].rack, std::string("b"));
        QCOMPARE(answer.controller_id, 2);
        QCOMPARE(*answer.cluster_id, std::string("cluster"));
        QVERIFY(answer.topics.empty());
    }
    void an_empty_list_means_all_topics_only_in_version_0() {
        Cluster cluster;
        cluster.create("a");
        cluster.create("b");
        QCOMPARE(metadata_response(cluster.image(), named({}), asked(), 0).response.topics.size(),
                 std::size_t{2});
        QCOMPARE(metadata_response(cluster.image(), named({}), asked(), 1).response.topics.size(),
                 std::size_t{0});
        wire::MetadataRequest all;
        QCOMPARE(metadata_response(cluster.image(), all, asked(), 1).response.topics.size(), std::size_t{2});
    }
    void a_partition_without_a_leader_says_so_and_keeps_its_epoch() {
        Cluster cluster(1);
        cluster.create("a");
        cluster.beat(1, false, true);
        const auto answer = metadata_response(cluster.image(), named({"a"}), asked(), 12).response;
        const auto& p = answer.topics.at(0).partitions.at(0);
        QCOMPARE(p.error_code, code(ErrorCode::leader_not_available));
        QCOMPARE(p.leader_id, -1);
        QCOMPARE(p.leader_epoch, 1);
        QCOMPARE(p.replica_nodes, std::vector<std::int32_t>{1});
        QVERIFY(p.isr_nodes.empty()); // KIP-966: the last member stays eligible, not in sync
        QCOMPARE(p.offline_replicas, std::vector<std::int32_t>{1});
        QCOMPARE(answer.controller_id, -1);
    }
    void a_leader_without_the_listener_is_named_by_its_error() {
        Cluster cluster(1);
        cluster.create("a");
        Asked tls = asked();
        tls.listener = "TLS";
        const auto error = [&](std::int16_t version) {
            return metadata_response(cluster.image(), named({"a"}), tls, version)
                .response.topics.at(0)
                .partitions.at(0)
                .error_code;
        };
        QCOMPARE(error(12), code(ErrorCode::listener_not_found));
        QCOMPARE(error(5), code(ErrorCode::leader_not_available));
    }
    void topics_are_found_by_id_from_version_12_on() {
        Cluster cluster;
        const auto id = cluster.create("a").topic_id;
        wire::MetadataRequest r;
        r.topics.emplace().emplace_back().topic_id = id;
        r.topics->emplace_back().topic_id = uuid_of(5, 5);
        const auto answer = metadata_response(cluster.image(), r, asked(), 12).response;
        QCOMPARE(*answer.topics.at(0).name, std::string("a"));
        QCOMPARE(answer.topics.at(1).error_code, code(ErrorCode::unknown_topic_id));
        QVERIFY(!answer.topics.at(1).name);
        const auto early = metadata_response(cluster.image(), r, asked(), 11).response;
        QCOMPARE(early.topics.at(0).error_code, code(ErrorCode::invalid_request));
    }
    void unknown_topics_may_be_created_when_both_sides_want_it() {
        Cluster cluster;
        auto request = named({"new", "bad name", "new"});
        auto answer = metadata_response(cluster.image(), request, asked(true), 12);
        QCOMPARE(answer.to_create, std::vector<std::string>{"new"});
        QCOMPARE(answer.response.topics.size(), std::size_t{2});
        QCOMPARE(answer.response.topics[0].error_code, code(ErrorCode::unknown_topic_or_partition));
        QCOMPARE(answer.response.topics[1].error_code, code(ErrorCode::invalid_topic_exception));
        QVERIFY(metadata_response(cluster.image(), request, asked(false), 12).to_create.empty());
        request.allow_auto_topic_creation = false;
        QVERIFY(metadata_response(cluster.image(), request, asked(true), 12).to_create.empty());
        QCOMPARE(metadata_response(cluster.image(), request, asked(true), 3).to_create.size(),
                 std::size_t{1});
    }
    void allowed_operations_are_said_only_when_asked() {
        Cluster cluster;
        cluster.create("a");
        cluster.create("__consumer_offsets");
        auto request = named({"a", "__consumer_offsets"});
        auto answer = metadata_response(cluster.image(), request, asked(), 9).response;
        QCOMPARE(answer.cluster_authorized_operations, not_asked);
        QCOMPARE(answer.topics[0].topic_authorized_operations, not_asked);
        QVERIFY(!answer.topics[0].is_internal);
        QVERIFY(answer.topics[1].is_internal);
        request.include_cluster_authorized_operations = request.include_topic_authorized_operations = true;
        answer = metadata_response(cluster.image(), request, asked(), 9).response;
        QCOMPARE(answer.cluster_authorized_operations, 8096);
        QCOMPARE(answer.topics[0].topic_authorized_operations, 3576);
        QCOMPARE(
            metadata_response(cluster.image(), request, asked(), 12).response.cluster_authorized_operations,
            not_asked);
    }
    void pages_of_topic_partitions_follow_each_other_without_gap_or_overlap() {
        Cluster cluster;
        std::set<std::pair<std::string, std::int32_t>> expected;
        for (int t = 0; t < 5; ++t)
            for (int p = 0; p < t + 1; ++p) expected.emplace(fmt::format("t{}", t), p);
        for (int t = 0; t < 5; ++t) cluster.create(fmt::format("t{}", t), t + 1);
        for (std::int32_t limit = 1; limit <= 16; ++limit) {
            std::set<std::pair<std::string, std::int32_t>> seen;
            std::optional<std::pair<std::string, int>> from;
            for (int pages = 0; pages < 20; ++pages) {
                const auto answer = page(cluster, {}, limit, from);
                for (const auto& topic : answer.topics)
                    for (const auto& p : topic.partitions)
                        QVERIFY(seen.emplace(*topic.name, p.partition_index).second);
                if (!answer.next_cursor) break;
                from.emplace(answer.next_cursor->topic_name, answer.next_cursor->partition_index);
            }
            QVERIFY2(seen == expected, qPrintable(QString::number(limit)));
        }
    }
    void a_page_is_never_larger_than_the_brokers_limit() {
        Cluster cluster;
        cluster.create("big", 3000);
        const auto answer = page(cluster, {"big"}, 100'000);
        QCOMPARE(answer.topics.at(0).partitions.size(), std::size_t{2000});
        QCOMPARE(answer.next_cursor->partition_index, 2000);
        QCOMPARE(page(cluster, {"big"}, -5).topics.at(0).partitions.size(), std::size_t{1});
        QVERIFY(page(cluster, {"big"}, 10, {{"big", 1'000'000}}).topics.at(0).partitions.empty());
    }
    void fenced_brokers_are_described_when_asked() {
        Cluster cluster;
        cluster.beat(3, false, true);
        wire::DescribeClusterRequest r;
        QCOMPARE(describe_cluster(cluster.image(), r, asked()).brokers.size(), std::size_t{2});
        r.include_fenced_brokers = true;
        QVERIFY(describe_cluster(cluster.image(), r, asked()).brokers.at(2).is_fenced);
        r.endpoint_type = 2;
        QCOMPARE(describe_cluster(cluster.image(), r, asked()).error_code,
                 code(ErrorCode::mismatched_endpoint_type));
        r.endpoint_type = 9;
        QCOMPARE(describe_cluster(cluster.image(), r, asked()).error_code,
                 code(ErrorCode::unsupported_endpoint_type));
    }
};

QTEST_APPLESS_MAIN(MetadataApiTest)
#include "metadata_api_test.moc"
