#include "cluster_in_a_test.h"
#include "metadata/record_versions.h"

#include <QTest>

using namespace test;

namespace {

/// An image made of `records` alone.
ClusterImage replayed(const std::vector<RecordToWrite>& records) {
    ClusterImage image;
    ImageDelta delta;
    Offset offset{0};
    for (const RecordToWrite& r : records) {
        // Through the bytes of the log, as a start does.
        const auto decoded = decode_record(encode_record(r));
        RIPARIUM_ASSERT(decoded.has_value(), "what is written can be read");
        const auto applied = image.apply(decoded->record, offset, LeaderEpoch(1), delta);
        RIPARIUM_ASSERT(applied.has_value(), "the log replays");
        offset += 1;
    }
    return image;
}

TopicRecord topic_record(const std::string& name, TopicId id) {
    TopicRecord r;
    r.name = name;
    r.topic_id = id;
    return r;
}

/// Does something to the cluster, drawn at random.
void something_happens(Cluster& cluster, base::Rng& rng) {
    const int broker = 1 + static_cast<int>(rng.below(5));
    const std::string topic = fmt::format("topic-{}", rng.below(12));
    const bool registered = cluster.image().broker(BrokerId(broker)) != nullptr;
    switch (rng.below(8)) {
    case 0:
        cluster.create(topic, 1 + static_cast<std::int32_t>(rng.below(20)), 1, {{"retention.ms", "77"}});
        break;
    case 1:
        cluster.remove(topic);
        break;
    case 2:
        if (registered) cluster.beat(broker, rng.chance(1, 3), rng.chance(1, 3));
        break;
    case 3:
        cluster.now += std::chrono::seconds(10); // whoever was registered with this id is silent by now
        cluster.start_broker(broker, static_cast<std::uint8_t>(rng.below(250)));
        break;
    case 4:
        while (const auto fenced = cluster.core.tick(cluster.now)) cluster.write(fenced->records);
        break;
    case 5: {
        wire::CreatePartitionsRequest r;
        r.topics.emplace_back().name = topic;
        r.topics[0].count = 1 + static_cast<std::int32_t>(rng.below(40));
        cluster.commit(cluster.core.create_partitions(r));
        break;
    }
    case 6: {
        wire::IncrementalAlterConfigsRequest r;
        auto& resource = r.resources.emplace_back();
        resource.resource_type = 2;
        resource.resource_name = topic;
        auto& config = resource.configs.emplace_back();
        config.name = "segment.ms";
        config.config_operation = static_cast<std::int8_t>(rng.below(2));
        config.value = "9000";
        cluster.commit(cluster.core.incremental_alter_configs(r));
        break;
    }
    default:
        if (registered) cluster.beat(broker);
    }
}

} // namespace

class ImageTest : public QObject {
    Q_OBJECT
private slots:
    void a_new_cluster_has_the_features_and_defaults_of_its_bootstrap_records() {
        Cluster cluster(0, {}, 2);
        QCOMPARE(cluster.image().feature_level("metadata.version"), metadata_version);
        QCOMPARE(cluster.image().feature_level("transaction.version"), std::int16_t{2});
        QCOMPARE(cluster.image().configs_of(ConfigResourceType::broker, "").at("min.insync.replicas"),
                 std::string("2"));
        QVERIFY(!cluster.image().in_transaction());
    }
    void the_image_is_the_replay_of_its_log_and_of_its_snapshot() {
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            base::Rng rng(seed);
            Cluster cluster;
            for (int i = 0; i < 150; ++i) something_happens(cluster, rng);
            QVERIFY2(replayed(cluster.log).same_content(cluster.image()), qPrintable(QString::number(seed)));
            QVERIFY2(replayed(cluster.image().snapshot_records()).same_content(cluster.image()),
                     qPrintable(QString::number(seed)));
            QVERIFY(!cluster.image().topics().empty());
        }
    }
    void records_of_a_transaction_take_effect_at_its_end() {
        ClusterImage image;
        ImageDelta delta;
        const auto apply = [&](const MetadataRecord& r) {
            QVERIFY(image.apply(r, Offset(image.last_offset().value + 1), LeaderEpoch(1), delta));
        };
        apply(BeginTransactionRecord{});
        apply(topic_record("a", uuid_of(1, 1)));
        QVERIFY(image.topic("a") == nullptr);
        QVERIFY(delta.empty());
        apply(EndTransactionRecord{});
        QVERIFY(image.topic("a") != nullptr);
        apply(BeginTransactionRecord{});
        apply(topic_record("b", uuid_of(1, 2)));
        apply(AbortTransactionRecord{});
        QVERIFY(image.topic("b") == nullptr);
        QVERIFY(!image.in_transaction());
        QCOMPARE(image.last_offset(), Offset(5));
    }
    void a_transaction_left_open_is_aborted_by_the_next_leader() {
        Cluster cluster(0);
        cluster.write({versioned(BeginTransactionRecord{}), versioned(topic_record("a", uuid_of(1, 1)))});
        cluster.write(cluster.core.activate(cluster.now).records);
        QVERIFY(!cluster.image().in_transaction());
        QVERIFY(cluster.image().topic("a") == nullptr);
    }
    void records_that_contradict_the_image_are_refused() {
        Cluster cluster;
        const auto id = cluster.create("a").topic_id;
        ImageDelta delta;
        ClusterImage image = replayed(cluster.log);
        const auto refused = [&](const MetadataRecord& r) {
            return !image.apply(r, Offset(1000), LeaderEpoch(1), delta);
        };
        PartitionRecord orphan;
        orphan.partition_id = 0;
        orphan.topic_id = uuid_of(7, 7);
        QVERIFY(refused(orphan));
        orphan.topic_id = id;
        orphan.partition_id = INT32_MAX;
        QVERIFY(refused(orphan));
        PartitionChangeRecord change;
        change.partition_id = 5;
        change.topic_id = id;
        QVERIFY(refused(change));
        QVERIFY(refused(topic_record("a", uuid_of(7, 7))));
        RemoveTopicRecord removed;
        removed.topic_id = uuid_of(7, 7);
        QVERIFY(refused(removed));
        BrokerRegistrationChangeRecord stale;
        stale.broker_id = 1;
        stale.broker_epoch = 123456;
        QVERIFY(refused(stale));
        QVERIFY(refused(EndTransactionRecord{}));
        QVERIFY(delta.empty());
        QVERIFY(image.same_content(cluster.image()));
    }
    void what_nothing_uses_yet_survives_in_snapshots() {
        AccessControlEntryRecord acl;
        acl.id = uuid_of(3, 1);
        acl.principal = "User:alice";
        UserScramCredentialRecord scram;
        scram.name = "alice";
        scram.mechanism = 1;
        scram.salt = {1, 2, 3};
        ClientQuotaRecord quota;
        quota.entity.emplace_back().entity_type = "user";
        quota.key = "producer_byte_rate";
        quota.value = 1000.5;
        DelegationTokenRecord token;
        token.token_id = "t";
        std::vector<RecordToWrite> records{versioned(acl), versioned(scram), versioned(quota),
                                           versioned(token)};
        ClusterImage image = replayed(records);
        QCOMPARE(image.snapshot_records().size(), std::size_t{4});
        QVERIFY(replayed(image.snapshot_records()).same_content(image));

        RemoveAccessControlEntryRecord no_acl;
        no_acl.id = acl.id;
        quota.remove = true;
        records.push_back(versioned(no_acl));
        records.push_back(versioned(quota));
        QCOMPARE(replayed(records).snapshot_records().size(), std::size_t{2});
    }
    void a_topic_made_and_removed_in_one_batch_leaves_no_trace_in_the_delta() {
        ClusterImage image;
        ImageDelta delta;
        RemoveTopicRecord removed;
        removed.topic_id = uuid_of(1, 1);
        QVERIFY(image.apply(topic_record("a", uuid_of(1, 1)), Offset(0), LeaderEpoch(1), delta));
        QVERIFY(image.apply(removed, Offset(1), LeaderEpoch(1), delta));
        QVERIFY(delta.empty());
    }
    void ten_thousand_partitions_replay_and_one_change_touches_one() {
        Cluster cluster;
        cluster.create("big", 10'000);
        QCOMPARE(cluster.image().partition_count(), std::size_t{10'000});
        PartitionChangeRecord change;
        change.partition_id = 1234;
        change.topic_id = cluster.image().topic("big")->id;
        change.leader = cluster.partition("big", 1234).leader.value; // the same again is a new epoch
        cluster.write({versioned(change)});
        QCOMPARE(cluster.delta.changed_partitions.size(), std::size_t{1});
        QCOMPARE(cluster.delta.changed_partitions.at(change.topic_id), std::set{PartitionIndex(1234)});
        QCOMPARE(cluster.partition("big", 1234).leader_epoch, LeaderEpoch(1));
        QCOMPARE(cluster.partition("big", 1234).partition_epoch, 1);
    }
};

QTEST_APPLESS_MAIN(ImageTest)
#include "image_test.moc"
