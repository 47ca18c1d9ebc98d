#include "cluster_in_a_test.h"

#include <QTest>

using namespace test;

namespace {

constexpr auto code(kafka::ErrorCode c) {
    return static_cast<std::int16_t>(c);
}
using kafka::ErrorCode;

wire::CreateTopicsResponse::CreatableTopicResult
create_assigned(Cluster& cluster, std::vector<std::vector<std::int32_t>> replicas,
                std::int32_t first_index = 0) {
    wire::CreateTopicsRequest r;
    auto& topic = r.topics.emplace_back();
    topic.name = "assigned";
    topic.num_partitions = -1;
    topic.replication_factor = -1;
    for (auto& brokers : replicas) {
        auto& a = topic.assignments.emplace_back();
        a.partition_index = first_index++;
        a.broker_ids = std::move(brokers);
    }
    return cluster.commit(cluster.core.create_topics(r)).topics.at(0);
}

std::int16_t grow(Cluster& cluster, const std::string& name, std::int32_t count,
                  std::optional<std::vector<std::int32_t>> brokers = {}) {
    wire::CreatePartitionsRequest r;
    auto& topic = r.topics.emplace_back();
    topic.name = name;
    topic.count = count;
    if (brokers) topic.assignments.emplace().emplace_back().broker_ids = *brokers;
    return cluster.commit(cluster.core.create_partitions(r)).results.at(0).error_code;
}

} // namespace

class ControllerTopicsTest : public QObject {
    Q_OBJECT
private slots:
    void a_created_topic_is_led_by_live_brokers_of_every_az() {
        Cluster cluster;
        const auto created = cluster.create("orders", 6);
        QCOMPARE(created.error_code, code(ErrorCode::none));
        QCOMPARE(created.num_partitions, 6);
        QCOMPARE(created.replication_factor, std::int16_t{1});
        QVERIFY(!created.topic_id.is_zero());
        QVERIFY(cluster.image().topic(created.topic_id) == cluster.image().topic("orders"));
        std::map<std::int32_t, int> led;
        for (const auto& p : cluster.image().topic("orders")->partitions) {
            QCOMPARE(p.leader_epoch, LeaderEpoch(0));
            QCOMPARE(p.replicas.size(), std::size_t{1});
            QCOMPARE(p.isr, p.replicas);
            QCOMPARE(p.directories, std::vector{uuid_of(0xd1, static_cast<std::uint8_t>(p.leader.value))});
            ++led[p.leader.value];
        }
        QCOMPARE(led, (std::map<std::int32_t, int>{{1, 2}, {2, 2}, {3, 2}}));
        QVERIFY(cluster.delta.new_topics.contains(created.topic_id));
        QCOMPARE(cluster.delta.changed_partitions.at(created.topic_id).size(), std::size_t{6});
    }
    void the_answer_to_create_lists_every_config() {
        Cluster cluster(3, {}, 2);
        const auto created = cluster.create("orders", 1, 1, {{"retention.ms", "5000"}});
        QCOMPARE(created.configs->size(), topic_config_definitions().size());
        for (const auto& config : *created.configs) {
            QVERIFY(config.value.has_value());
            if (config.name == "retention.ms") {
                QCOMPARE(*config.value, std::string("5000"));
                QCOMPARE(config.config_source, std::int8_t{1});
            } else if (config.name == "min.insync.replicas") {
                QCOMPARE(*config.value, std::string("2"));
                QCOMPARE(config.config_source, std::int8_t{3});
            } else {
                QCOMPARE(config.config_source, std::int8_t{5});
            }
        }
    }
    void bad_topics_are_refused_as_kafka_does_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("partitions");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("value");
        QTest::addColumn<int>("error");
        const auto row = [](const char* title, QString name, int partitions, int replicas, QString config,
                            QString value, int error) {
            QTest::newRow(title) << name << partitions << replicas << config << value << error;
        };
        row("empty name", "", 1, 1, "", "", 17);
        row("dot", ".", 1, 1, "", "", 17);
        row("dot dot", "..", 1, 1, "", "", 17);
        row("space", "a b", 1, 1, "", "", 17);
        row("250 characters", QString(250, 'x'), 1, 1, "", "", 17);
        row("249 characters", QString(249, 'x'), 1, 1, "", "", 0);
        row("exists", "taken.name", 1, 1, "", "", 36);
        row("collides", "taken_name", 1, 1, "", "", 17);
        row("metadata topic", "__cluster_metadata", 1, 1, "", "", 42);
        row("no partitions", "t", 0, 1, "", "", 37);
        row("minus two partitions", "t", -2, 1, "", "", 37);
        row("default partitions", "t", -1, -1, "", "", 0);
        row("too many partitions", "t", 10001, 1, "", "", 44);
        row("no replicas", "t", 1, 0, "", "", 38);
        row("more replicas than brokers", "t", 1, 4, "", "", 38);
        row("unknown config", "t", 1, 1, "no.such", "1", 40);
        row("config of the wrong type", "t", 1, 1, "retention.ms", "x", 40);
        row("config below its range", "t", 1, 1, "retention.ms", "-2", 40);
        row("segments that are too small", "t", 1, 1, "segment.bytes", "14", 40);
        row("bad word", "t", 1, 1, "cleanup.policy", "shred", 40);
        row("both policies", "t", 1, 1, "cleanup.policy", "compact, delete", 0);
        row("bad codec", "t", 1, 1, "compression.type", "brotli", 40);
        row("tiered storage", "t", 1, 1, "remote.storage.enable", "true", 40);
    }
    void bad_topics_are_refused_as_kafka_does() {
        QFETCH(QString, name);
        QFETCH(int, partitions);
        QFETCH(int, replicas);
        QFETCH(QString, config);
        QFETCH(QString, value);
        QFETCH(int, error);
        Cluster cluster;
        cluster.create("taken.name");
        std::map<std::string, std::string> configs;
        if (!config.isEmpty()) configs[config.toStdString()] = value.toStdString();
        const auto result =
            cluster.create(name.toStdString(), partitions, static_cast<std::int16_t>(replicas), configs);
        QCOMPARE(int{result.error_code}, error);
        QCOMPARE(result.error_message.has_value(), error != 0);
        QCOMPARE(cluster.image().topics().size(), std::size_t(error == 0 ? 2 : 1));
        QVERIFY(result.configs.has_value());
    }
    void replicas_of_a_partition_are_in_three_racks_and_in_sync_from_the_start() {
        Cluster cluster(6, {{"default.replication.factor", "3"}});
        QCOMPARE(cluster.create("orders", 12, -1).replication_factor, std::int16_t{3});
        std::map<BrokerId, int> led;
        for (const auto& p : cluster.image().topic("orders")->partitions) {
            std::set<std::string> racks;
            for (const BrokerId id : p.replicas) racks.insert(*cluster.image().broker(id)->rack);
            QCOMPARE(racks.size(), std::size_t{3});
            QCOMPARE(p.isr, p.replicas);
            QCOMPARE(p.leader, p.replicas.front());
            ++led[p.leader];
        }
        for (const auto& [id, partitions] : led) QCOMPARE(partitions, 2);
    }
    void more_replicas_than_brokers_names_both_numbers() {
        Cluster cluster;
        QCOMPARE(
            *cluster.create("t", 1, 4).error_message,
            std::string("Unable to replicate the partition 4 time(s): The target replication factor of 4 "
                        "cannot be reached because only 3 broker(s) are registered."));
    }
    void a_fenced_broker_gets_replicas_but_is_not_in_sync() {
        Cluster cluster;
        cluster.kill_broker(2);
        cluster.create("orders", 3, 3);
        for (const auto& p : cluster.image().topic("orders")->partitions) {
            QCOMPARE(p.replicas.size(), std::size_t{3});
            QCOMPARE(p.isr.size(), std::size_t{2});
            QVERIFY(!contains(p.isr, BrokerId(2)));
            QVERIFY(p.leader != BrokerId(2));
        }
    }
    void a_null_config_is_refused() {
        Cluster cluster;
        wire::CreateTopicsRequest r;
        auto& topic = r.topics.emplace_back();
        topic.name = "t";
        topic.num_partitions = 1;
        topic.replication_factor = 1;
        topic.configs.emplace_back().name = "retention.ms";
        const auto answer = cluster.commit(cluster.core.create_topics(r));
        QCOMPARE(answer.topics[0].error_code, code(ErrorCode::invalid_config));
        QCOMPARE(*answer.topics[0].error_message,
                 std::string("Null value not supported for topic configs: retention.ms"));
    }
    void validate_only_answers_and_changes_nothing() {
        Cluster cluster;
        wire::CreateTopicsRequest r;
        r.validate_only = true;
        auto& topic = r.topics.emplace_back();
        topic.name = "t";
        topic.num_partitions = 4;
        topic.replication_factor = 1;
        const auto decision = cluster.core.create_topics(r);
        QVERIFY(decision.records.empty());
        QCOMPARE(decision.response.topics[0].num_partitions, 4);
    }
    void a_name_that_stands_twice_is_refused_once() {
        Cluster cluster;
        wire::CreateTopicsRequest r;
        for (const char* name : {"a", "b", "a"}) {
            auto& topic = r.topics.emplace_back();
            topic.name = name;
            topic.num_partitions = 1;
            topic.replication_factor = 1;
        }
        const auto answer = cluster.commit(cluster.core.create_topics(r));
        QCOMPARE(answer.topics.size(), std::size_t{2});
        QCOMPARE(answer.topics[0].name, std::string("b"));
        QCOMPARE(answer.topics[1].error_code, code(ErrorCode::invalid_request));
        QVERIFY(cluster.image().topic("a") == nullptr);
    }
    void two_names_of_one_request_may_not_collide() {
        Cluster cluster;
        wire::CreateTopicsRequest r;
        for (const char* name : {"a.b", "a_b"}) {
            auto& topic = r.topics.emplace_back();
            topic.name = name;
            topic.num_partitions = 1;
            topic.replication_factor = 1;
        }
        const auto answer = cluster.commit(cluster.core.create_topics(r));
        QCOMPARE(answer.topics[0].error_code, code(ErrorCode::none));
        QCOMPARE(answer.topics[1].error_code, code(ErrorCode::invalid_topic_exception));
    }
    void no_topic_is_created_while_every_broker_is_fenced() {
        Cluster cluster(0);
        QCOMPARE(cluster.create("t").error_code, code(ErrorCode::invalid_replication_factor));
        cluster.register_broker(1);
        const auto result = cluster.create("t");
        QCOMPARE(result.error_code, code(ErrorCode::invalid_replication_factor));
        QCOMPARE(
            *result.error_message,
            std::string("Unable to replicate the partition 1 time(s): All brokers are currently fenced."));
    }
    void a_manual_assignment_is_taken_as_it_stands() {
        Cluster cluster;
        const auto created = create_assigned(cluster, {{3}, {1}, {3}});
        QCOMPARE(created.error_code, code(ErrorCode::none));
        QCOMPARE(created.num_partitions, 3);
        QCOMPARE(cluster.partition("assigned", 0).leader, BrokerId(3));
        QCOMPARE(cluster.partition("assigned", 1).leader, BrokerId(1));
        QCOMPARE(cluster.partition("assigned", 2).leader, BrokerId(3));
    }
    void bad_manual_assignments_are_refused() {
        Cluster cluster;
        QCOMPARE(create_assigned(cluster, {{99}}).error_code, code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(create_assigned(cluster, {{}}).error_code, code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(create_assigned(cluster, {{1, 1}}).error_code, code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(create_assigned(cluster, {{1, 2}, {1}}).error_code,
                 code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(create_assigned(cluster, {{1}}, 1).error_code, code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(create_assigned(cluster, {{1}}, -1).error_code, code(ErrorCode::invalid_replica_assignment));
        QVERIFY(cluster.image().topics().empty());
    }
    void a_deleted_name_can_be_used_again_with_a_new_id() {
        Cluster cluster;
        const auto first = cluster.create("orders", 3, 1, {{"retention.ms", "1"}});
        const auto gone = cluster.remove("orders");
        QCOMPARE(gone.error_code, code(ErrorCode::none));
        QCOMPARE(gone.topic_id, first.topic_id);
        QCOMPARE(cluster.delta.removed_topics.size(), std::size_t{1});
        QCOMPARE(cluster.delta.removed_topics[0].partitions, 3);
        QVERIFY(cluster.image().configs_of(ConfigResourceType::topic, "orders").empty());
        QCOMPARE(cluster.image().partition_count(), std::size_t{0});
        const auto second = cluster.create("orders");
        QCOMPARE(second.error_code, code(ErrorCode::none));
        QVERIFY(second.topic_id != first.topic_id);
    }
    void deletes_that_name_nothing_or_too_much_are_refused() {
        Cluster cluster;
        const auto id = cluster.create("orders").topic_id;
        QCOMPARE(cluster.remove("nope").error_code, code(ErrorCode::unknown_topic_or_partition));
        const auto ask = [&](std::optional<std::string> name, TopicId topic) {
            wire::DeleteTopicsRequest r;
            auto& t = r.topics.emplace_back();
            t.name = std::move(name);
            t.topic_id = topic;
            return cluster.core.delete_topics(r, 6).response.responses.at(0).error_code;
        };
        QCOMPARE(ask("orders", id), code(ErrorCode::invalid_request));
        QCOMPARE(ask(std::nullopt, {}), code(ErrorCode::invalid_request));
        QCOMPARE(ask(std::nullopt, uuid_of(9, 9)), code(ErrorCode::unknown_topic_id));
        QCOMPARE(ask(std::nullopt, id), code(ErrorCode::none));
        wire::DeleteTopicsRequest both;
        both.topics.emplace_back().name = "orders";
        both.topics.emplace_back().topic_id = id;
        const auto decision = cluster.core.delete_topics(both, 6);
        QVERIFY(decision.records.empty());
        QCOMPARE(decision.response.responses.at(0).error_code, code(ErrorCode::invalid_request));
    }
    void deletion_can_be_switched_off() {
        Cluster cluster(1, {{"delete.topic.enable", "false"}});
        cluster.create("orders");
        QCOMPARE(cluster.remove("orders").error_code, code(ErrorCode::topic_deletion_disabled));
    }
    void partitions_are_added_after_the_present_ones() {
        Cluster cluster;
        cluster.create("orders", 2);
        const auto before = cluster.partition("orders", 0);
        QCOMPARE(grow(cluster, "orders", 5), code(ErrorCode::none));
        QCOMPARE(cluster.image().topic("orders")->partitions.size(), std::size_t{5});
        QVERIFY(cluster.partition("orders", 0) == before);
        QCOMPARE(grow(cluster, "orders", 6, std::vector<std::int32_t>{2}), code(ErrorCode::none));
        QCOMPARE(cluster.partition("orders", 5).leader, BrokerId(2));
    }
    void partitions_that_cannot_be_added_are_refused() {
        Cluster cluster;
        cluster.create("orders", 3);
        QCOMPARE(grow(cluster, "orders", 3), code(ErrorCode::invalid_partitions));
        QCOMPARE(grow(cluster, "orders", 0), code(ErrorCode::invalid_partitions));
        QCOMPARE(grow(cluster, "nope", 3), code(ErrorCode::unknown_topic_or_partition));
        QCOMPARE(grow(cluster, "orders", 5, std::vector<std::int32_t>{1}),
                 code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(grow(cluster, "orders", 4, std::vector<std::int32_t>{99}),
                 code(ErrorCode::invalid_replica_assignment));
        QCOMPARE(grow(cluster, "orders", 2'000'000), code(ErrorCode::policy_violation));
    }
    void producer_ids_come_in_blocks_that_never_overlap() {
        Cluster cluster;
        wire::AllocateProducerIdsRequest r;
        r.broker_id = 1;
        r.broker_epoch = cluster.image().broker(BrokerId(1))->epoch;
        const auto first = cluster.commit(cluster.core.allocate_producer_ids(r));
        const auto second = cluster.commit(cluster.core.allocate_producer_ids(r));
        QCOMPARE(first.producer_id_start, std::int64_t{0});
        QCOMPARE(first.producer_id_len, 1000);
        QCOMPARE(second.producer_id_start, std::int64_t{1000});
        r.broker_epoch = 12345;
        QCOMPARE(cluster.core.allocate_producer_ids(r).response.error_code,
                 code(ErrorCode::stale_broker_epoch));
    }
};

QTEST_APPLESS_MAIN(ControllerTopicsTest)
#include "controller_topics_test.moc"
