#include "cluster_in_a_test.h"
#include "metadata/metadata_api.h"

#include <QTest>
#include <algorithm>

using namespace test;
using kafka::ErrorCode;

namespace {

constexpr auto code(ErrorCode c) {
    return static_cast<std::int16_t>(c);
}

struct Change {
    std::string key;
    std::int8_t operation = 0;
    std::optional<std::string> value;
};

wire::IncrementalAlterConfigsResponse::AlterConfigsResourceResponse
alter(Cluster& cluster, std::int8_t type, const std::string& name, std::vector<Change> changes) {
    wire::IncrementalAlterConfigsRequest r;
    auto& resource = r.resources.emplace_back();
    resource.resource_type = type;
    resource.resource_name = name;
    for (const Change& change : changes) {
        auto& config = resource.configs.emplace_back();
        config.name = change.key;
        config.config_operation = change.operation;
        config.value = change.value;
    }
    return cluster.commit(cluster.core.incremental_alter_configs(r)).responses.at(0);
}

std::string override_of(const Cluster& cluster, const std::string& topic, const std::string& key) {
    const auto& configs = cluster.image().configs_of(ConfigResourceType::topic, topic);
    const auto found = configs.find(key);
    return found == configs.end() ? "" : found->second;
}

wire::DescribeConfigsResponse::DescribeConfigsResourceResult
described(const Cluster& cluster, std::int8_t type, const std::string& name, const std::string& key,
          const StaticConfig& static_config = {}) {
    wire::DescribeConfigsRequest r;
    r.include_synonyms = true;
    r.include_documentation = true;
    auto& resource = r.resources.emplace_back();
    resource.resource_type = type;
    resource.resource_name = name;
    resource.configuration_keys = std::vector{key};
    return describe_configs(cluster.image(), r, BrokerId(1), static_config).results.at(0).configs.at(0);
}

} // namespace

class ConfigsTest : public QObject {
    Q_OBJECT
private slots:
    void tables_are_sorted_and_every_default_is_valid() {
        for (const auto definitions : {topic_config_definitions(), broker_config_definitions()}) {
            QVERIFY(std::is_sorted(definitions.begin(), definitions.end(),
                                   [](const auto& a, const auto& b) { return a.name < b.name; }));
            for (const ConfigDefinition& d : definitions) {
                QVERIFY2(!d.documentation.empty() && d.documentation.ends_with('.'),
                         std::string(d.name).c_str());
                if (!d.default_value) continue;
                const auto ok = validate_value(d, *d.default_value);
                QVERIFY2(ok.has_value(), ok ? "" : ok.error().detail.c_str());
            }
        }
        QCOMPARE(topic_config_definitions().size(), std::size_t{33});
        QVERIFY(find_topic_config("retention.ms") != nullptr);
        QVERIFY(find_topic_config("retention") == nullptr);
    }
    void every_topic_key_has_the_default_of_its_broker_key() {
        for (const ConfigDefinition& d : topic_config_definitions()) {
            const auto resolved = resolve_topic_config(d, {});
            QVERIFY2(resolved.value == d.default_value, std::string(d.name).c_str());
            QCOMPARE(resolved.source, ConfigSource::default_value);
            for (const BrokerSynonym& s : d.synonyms)
                QVERIFY2(find_broker_config(s.name) != nullptr, std::string(s.name).c_str());
        }
    }
    void the_typed_config_starts_from_the_same_defaults() {
        // Set every key to its own default: what is parsed must be what was assumed.
        ClusterImage::Configs all;
        for (const ConfigDefinition& d : topic_config_definitions())
            all[std::string(d.name)] = *d.default_value;
        ConfigLayers layers;
        layers.topic = &all;
        QVERIFY(effective_topic_config(layers) == EffectiveTopicConfig{});
        QVERIFY(effective_topic_config({}) == EffectiveTopicConfig{});
    }
    void the_typed_config_takes_every_override() {
        const ClusterImage::Configs set{
            {"cleanup.policy", "compact"},         {"retention.ms", "1"},
            {"segment.bytes", "2000000"},          {"compression.type", "zstd"},
            {"compression.zstd.level", "7"},       {"message.timestamp.type", "LogAppendTime"},
            {"min.cleanable.dirty.ratio", "0.25"}, {"preallocate", "true"},
            {"max.message.bytes", "not a number"}};
        ConfigLayers layers;
        layers.topic = &set;
        EffectiveTopicConfig wanted;
        wanted.cleanup_delete = false;
        wanted.cleanup_compact = true;
        wanted.retention_ms = 1;
        wanted.segment_bytes = 2'000'000;
        wanted.compression_type = CompressionType::zstd;
        wanted.zstd_level = 7;
        wanted.log_append_time = true;
        wanted.min_cleanable_dirty_ratio = 0.25;
        wanted.preallocate = true;
        QVERIFY(effective_topic_config(layers) == wanted);
    }
    void values_are_refused_with_kafkas_sentences_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("sentence");
        const auto row = [](QString key, QString value, QString sentence) {
            QTest::newRow(qPrintable(key + "=" + value)) << key << value << sentence;
        };
        row("retention.ms", "x", "Invalid value x for configuration retention.ms: Not a number of type LONG");
        row("retention.ms", "-2",
            "Invalid value -2 for configuration retention.ms: Value must be at least -1");
        row("segment.bytes", "3000000000",
            "Invalid value 3000000000 for configuration segment.bytes: Not a number of type INT");
        row("segment.bytes", "14",
            "Invalid value 14 for configuration segment.bytes: Value must be at least 1048576");
        row("min.cleanable.dirty.ratio", "1.5",
            "Invalid value 1.5 for configuration min.cleanable.dirty.ratio: Value must be no more than 1");
        row("preallocate", "yes",
            "Invalid value yes for configuration preallocate: Expected value to be either true or false");
        row("compression.gzip.level", "0",
            "Invalid value 0 for configuration compression.gzip.level: Value must be between 1 and 9 or "
            "equal to -1");
        row("compression.gzip.level", "-1", "");
        row("cleanup.policy", "delete,shred",
            "Invalid value shred for configuration cleanup.policy: String must be one of: compact, delete");
        row("cleanup.policy", "delete,delete",
            "Configuration 'cleanup.policy' values must not be duplicated.");
        row("leader.replication.throttled.replicas", "0:1,2:3", "");
        row("leader.replication.throttled.replicas", "*", "");
        row("retention.ms", " 7 ", "");
        row("preallocate", "TRUE", "");
        row("retention.ms", "", "Invalid value  for configuration retention.ms: Not a number of type LONG");
        row("retention.ms", "99999999999999999999",
            "Invalid value 99999999999999999999 for configuration retention.ms: Not a number of type LONG");
    }
    void values_are_refused_with_kafkas_sentences() {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, sentence);
        const auto* definition = find_topic_config(key.toStdString());
        QVERIFY(definition != nullptr);
        const auto ok = validate_value(*definition, value.toStdString());
        QCOMPARE(ok ? QString() : QString::fromStdString(ok.error().detail), sentence);
    }
    void layers_overlay_each_other_in_kafkas_order() {
        Cluster cluster;
        cluster.create("orders");
        const StaticConfig broker{{"log.retention.hours", "24"}};
        const auto value = [&] {
            const auto e = described(cluster, 2, "orders", "retention.ms", broker);
            return std::pair(*e.value, int{e.config_source});
        };
        QCOMPARE(value(), (std::pair<std::string, int>("86400000", 4)));
        QCOMPARE(alter(cluster, 4, "", {{"log.retention.ms", 0, "5000"}}).error_code, code(ErrorCode::none));
        QCOMPARE(value(), (std::pair<std::string, int>("5000", 3)));
        QCOMPARE(alter(cluster, 4, "1", {{"log.retention.ms", 0, "6000"}}).error_code, code(ErrorCode::none));
        QCOMPARE(value(), (std::pair<std::string, int>("6000", 2)));
        QCOMPARE(alter(cluster, 2, "orders", {{"retention.ms", 0, "7000"}}).error_code,
                 code(ErrorCode::none));
        QCOMPARE(value(), (std::pair<std::string, int>("7000", 1)));

        const auto entry = described(cluster, 2, "orders", "retention.ms", broker);
        std::vector<std::pair<std::string, int>> synonyms;
        for (const auto& s : entry.synonyms) synonyms.emplace_back(s.name + "=" + *s.value, s.source);
        QCOMPARE(synonyms, (std::vector<std::pair<std::string, int>>{{"retention.ms=7000", 1},
                                                                     {"log.retention.ms=6000", 2},
                                                                     {"log.retention.ms=5000", 3},
                                                                     {"log.retention.hours=24", 4},
                                                                     {"log.retention.hours=168", 5}}));
        QVERIFY(entry.documentation.has_value());
        QCOMPARE(entry.config_type, std::int8_t{5});
        const auto config =
            effective_topic_config(config_layers(cluster.image(), BrokerId(1), broker, "orders"));
        QCOMPARE(config.retention_ms, std::int64_t{7000});
    }
    void hours_for_ever_stay_for_ever() {
        const StaticConfig broker{{"log.retention.hours", "-1"}};
        ConfigLayers layers;
        layers.static_broker = &broker;
        QCOMPARE(effective_topic_config(layers).retention_ms, std::int64_t{-1});
    }
    void a_broker_lists_every_key_and_hides_passwords() {
        Cluster cluster;
        wire::DescribeConfigsRequest r;
        auto& resource = r.resources.emplace_back();
        resource.resource_type = 4;
        resource.resource_name = "1";
        const StaticConfig secret{{"ssl.key.password", "hunter2"}, {"node.id", "1"}};
        const auto result = describe_configs(cluster.image(), r, BrokerId(1), secret).results.at(0);
        QCOMPARE(result.configs.size(), broker_config_definitions().size());
        for (const auto& entry : result.configs) {
            if (entry.name == "ssl.key.password") {
                QVERIFY(!entry.value);
                QVERIFY(entry.is_sensitive);
            }
            if (entry.name == "node.id") {
                QVERIFY(entry.read_only);
                QCOMPARE(entry.config_source, std::int8_t{4});
            }
        }
    }
    void the_cluster_default_lists_what_was_set() {
        Cluster cluster;
        wire::DescribeConfigsRequest r;
        r.resources.emplace_back().resource_type = 4;
        const auto result = describe_configs(cluster.image(), r, BrokerId(1), {}).results.at(0);
        QCOMPARE(result.configs.size(), std::size_t{1});
        QCOMPARE(result.configs[0].name, std::string("min.insync.replicas"));
        QCOMPARE(result.configs[0].config_source, std::int8_t{3});
    }
    void list_values_grow_and_shrink() {
        Cluster cluster;
        cluster.create("t");
        const auto policy = [&](std::int8_t operation, const char* value) {
            const auto result = alter(cluster, 2, "t", {{"cleanup.policy", operation, value}});
            return std::pair(int{result.error_code}, override_of(cluster, "t", "cleanup.policy"));
        };
        QCOMPARE(policy(2, "compact"), (std::pair<int, std::string>(0, "delete,compact")));
        QCOMPARE(policy(2, "compact"), (std::pair<int, std::string>(0, "delete,compact")));
        QCOMPARE(policy(3, "delete"), (std::pair<int, std::string>(0, "compact")));
        QCOMPARE(policy(1, ""), (std::pair<int, std::string>(0, "")));
        QCOMPARE(alter(cluster, 2, "t", {{"retention.ms", 2, "1"}}).error_code,
                 code(ErrorCode::invalid_config));
    }
    void changes_that_cannot_be_are_refused() {
        Cluster cluster;
        cluster.create("t");
        QCOMPARE(alter(cluster, 2, "t", {{"retention.ms", 0, "1"}, {"retention.ms", 1, {}}}).error_code,
                 code(ErrorCode::invalid_request));
        QCOMPARE(alter(cluster, 2, "", {{"retention.ms", 0, "1"}}).error_code,
                 code(ErrorCode::invalid_request));
        QCOMPARE(alter(cluster, 2, "a b", {{"retention.ms", 0, "1"}}).error_code,
                 code(ErrorCode::invalid_topic_exception));
        QCOMPARE(alter(cluster, 32, "group", {{"x", 0, "1"}}).error_code, code(ErrorCode::invalid_request));
        QCOMPARE(alter(cluster, 4, "99", {{"log.retention.ms", 0, "1"}}).error_code,
                 code(ErrorCode::broker_id_not_registered));
        QCOMPARE(alter(cluster, 4, "one", {{"log.retention.ms", 0, "1"}}).error_code,
                 code(ErrorCode::invalid_request));
        QCOMPARE(alter(cluster, 4, "1", {{"node.id", 0, "7"}}).error_code, code(ErrorCode::invalid_request));
        QCOMPARE(alter(cluster, 4, "", {{"listeners", 0, "PLAINTEXT://:1"}}).error_code,
                 code(ErrorCode::invalid_request));
        QCOMPARE(alter(cluster, 4, "", {{"log.retention.ms", 0, "x"}}).error_code,
                 code(ErrorCode::invalid_request));
        QCOMPARE(
            alter(cluster, 2, "t", {{"min.compaction.lag.ms", 0, "9"}, {"max.compaction.lag.ms", 0, "8"}})
                .error_code,
            code(ErrorCode::invalid_config));
        QVERIFY(cluster.image().configs_of(ConfigResourceType::topic, "t").empty());
    }
    void alter_configs_replaces_every_override() {
        Cluster cluster;
        cluster.create("t", 1, 1, {{"retention.ms", "1"}, {"segment.ms", "2"}});
        wire::AlterConfigsRequest r;
        auto& resource = r.resources.emplace_back();
        resource.resource_type = 2;
        resource.resource_name = "t";
        auto& config = resource.configs.emplace_back();
        config.name = "segment.ms";
        config.value = "3";
        QCOMPARE(cluster.commit(cluster.core.alter_configs(r)).responses.at(0).error_code,
                 code(ErrorCode::none));
        QCOMPARE(override_of(cluster, "t", "segment.ms"), std::string("3"));
        QCOMPARE(override_of(cluster, "t", "retention.ms"), std::string());
        QCOMPARE(cluster.delta.changed_configs.size(), std::size_t{1});
        r.validate_only = true;
        resource.configs.clear();
        QVERIFY(cluster.core.alter_configs(r).records.empty());
    }
    void the_cluster_keeps_one_min_insync_replicas() {
        Cluster cluster;
        QCOMPARE(alter(cluster, 4, "", {{"min.insync.replicas", 1, {}}}).error_code,
                 code(ErrorCode::invalid_config));
        QCOMPARE(alter(cluster, 4, "1", {{"min.insync.replicas", 0, "2"}}).error_code,
                 code(ErrorCode::invalid_config));
        QCOMPARE(alter(cluster, 4, "", {{"min.insync.replicas", 0, "2"}}).error_code, code(ErrorCode::none));
    }
    void settings_a_broker_starts_with_are_checked() {
        QVERIFY(validate_static_broker_configs({{"log.retention.hours", "24"}, {"node.id", "1"}}));
        QVERIFY(!validate_static_broker_configs({{"log.retention.hours", "a day"}}));
        QCOMPARE(validate_static_broker_configs({{"log.retension.hours", "24"}}).error().detail,
                 std::string("Unknown broker config name: log.retension.hours"));
    }
    void a_resource_that_stands_twice_is_refused_twice() {
        Cluster cluster;
        cluster.create("t");
        wire::AlterConfigsRequest r;
        for (int i = 0; i < 2; ++i) {
            auto& resource = r.resources.emplace_back();
            resource.resource_type = 2;
            resource.resource_name = "t";
        }
        const auto answer = cluster.core.alter_configs(r).response;
        QCOMPARE(answer.responses.size(), std::size_t{2});
        for (const auto& response : answer.responses)
            QCOMPARE(response.error_code, code(ErrorCode::invalid_request));
    }
};

QTEST_APPLESS_MAIN(ConfigsTest)
#include "configs_test.moc"
