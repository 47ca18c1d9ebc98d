#ifndef Q_MOC_RUN // moc 6.4 cannot read the concepts that these headers bring
#include "records/builder.h"
#include "support/node_rig.h"
#include "wire/messages/fetch.h"
#include "wire/messages/metadata.h"
#include "wire/messages/produce.h"
#include "wire/messages/topics.h"
#endif

#include <QTest>

namespace {

using test_support::NodeRig;
constexpr int patience_ms = 20'000;

client::NewTopic topic(const char* name, std::int32_t partitions = 1,
                       std::map<std::string, std::string> configs = {{"min.insync.replicas", "2"}}) {
    client::NewTopic wanted;
    wanted.name = name;
    wanted.partitions = partitions;
    wanted.replication_factor = 3;
    wanted.configs = std::move(configs);
    return wanted;
}

client::ProduceOne record(const char* topic, const std::string& value, std::int16_t acks = -1) {
    client::ProduceOne one;
    one.topic = topic;
    one.partition = 0;
    const auto bytes = base::as_bytes(value);
    one.value.emplace(bytes.begin(), bytes.end());
    one.acks = acks;
    return one;
}

/// What a failing test needs to know.
std::string story(NodeRig& rig, const char* name, std::int32_t index,
                  const base::Result<client::Produced>& produced) {
    std::string text = produced ? "" : produced.error().detail;
    for (std::int32_t id = 1; id <= 3; ++id)
        text += rig.on_loop([&] {
            const broker::Partition* replica = rig.replica(id, name, index);
            if (!replica) return fmt::format("; {}: none", id);
            if (replica->leads()) return fmt::format("; {}: leads, {}", id, replica->leader()->describe());
            return fmt::format("; {}: epoch {}, leader {}, end {}", id, replica->leader_epoch().value,
                               replica->assignment().leader.value, replica->log_end().value);
        });
    return text;
}

/// Which brokers the first running one takes for live, and the state that each believes to be in.
std::string who_is_here(NodeRig& rig) {
    std::string text;
    for (std::int32_t id = 1; id <= 3; ++id)
        text += rig.on_loop([&] {
            if (!rig.running(id)) return fmt::format("{} is down; ", id);
            broker::Broker& node = rig.broker(id);
            std::string seen = fmt::format("{} (state {}, epoch {}) sees", id, static_cast<int>(node.state()),
                                           node.channel().broker_epoch());
            for (const auto& [other, registration] : node.image().brokers())
                seen += fmt::format(" {}:{}{}", other.value, registration.epoch,
                                    registration.fenced ? " fenced" : "");
            return seen + "; ";
        });
    return text;
}

/// Until it is acknowledged: a client whose leader goes away does not know whether the record is there.
bool acknowledged(NodeRig& rig, const client::ProduceOne& record) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
    while (std::chrono::steady_clock::now() < end)
        if (rig.run(rig.client().produce_one(record))) return true;
    return false;
}

/// All bytes of a replica's log, which are the same on every replica that has the same history.
std::vector<base::Byte> content(NodeRig& rig, std::int32_t broker, const char* name) {
    return rig.on_loop([&] {
        std::vector<base::Byte> all;
        broker::Partition* replica = rig.replica(broker, name, 0);
        if (!replica || !replica->log()) return all;
        base::Offset from = replica->log_start();
        while (from < replica->log_end()) {
            const auto read = replica->log()->read(from, 1 << 20, replica->log_end(), true);
            if (!read || read->data.empty()) break;
            for (const base::Buffer& part : read->data)
                all.insert(all.end(), part.bytes().begin(), part.bytes().end());
            from = read->next_offset;
        }
        return all;
    });
}

/// The values of every record, in order.
std::vector<std::string> values(NodeRig& rig, std::int32_t broker, const char* name) {
    std::vector<std::string> all;
    const std::vector<base::Byte> bytes = content(rig, broker, name);
    records::BatchWalker walk(bytes);
    while (const auto at = walk.next()) {
        auto reader = records::BatchReader::open(base::Buffer::copy_of(at->bytes));
        records::RecordView one;
        while (reader && reader->next(one))
            if (one.value) all.emplace_back(base::as_text(*one.value));
    }
    return all;
}

bool same_everywhere(NodeRig& rig, const char* name, std::size_t records) {
    const auto first = content(rig, 1, name);
    return values(rig, 1, name).size() == records && first == content(rig, 2, name) &&
           first == content(rig, 3, name);
}

/// The high watermark that a broker's replica knows; -1: no replica.
std::int64_t high_watermark(NodeRig& rig, std::int32_t broker, const char* name) {
    return rig.on_loop([&]() -> std::int64_t {
        broker::Partition* replica = rig.replica(broker, name, 0);
        return replica ? replica->high_watermark().value : -1;
    });
}

std::int32_t other_than(std::int32_t broker) {
    return broker == 1 ? 2 : 1;
}

} // namespace

class ReplicationTest : public QObject {
    Q_OBJECT

private slots:
    void acks_all_is_answered_when_every_in_sync_replica_has_the_record() {
        NodeRig rig(3);
        QVERIFY2(rig.started(), rig.failure().c_str());
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        for (int i = 0; i < 20; ++i) {
            const auto produced = rig.run(rig.client().produce_one(record("orders", std::to_string(i))));
            QVERIFY2(produced, produced.has_value() ? "" : produced.error().detail.c_str());
            QCOMPARE(produced->offset, std::int64_t{i});
            // At this moment, not later.
            for (std::int32_t broker = 1; broker <= 3; ++broker)
                QCOMPARE(values(rig, broker, "orders").size(), static_cast<std::size_t>(i + 1));
        }
        QVERIFY(same_everywhere(rig, "orders", 20));
        QCOMPARE(rig.isr_size("orders", 0), std::size_t{3});
        const std::int32_t leader = rig.leader("orders", 0);
        QTRY_VERIFY_WITH_TIMEOUT(high_watermark(rig, other_than(leader), "orders") == 20, patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(rig.reports().partition(leader, "orders", 0) &&
                                     rig.reports().partition(leader, "orders", 0)->high_watermark == 20,
                                 patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(rig.reports().partition(leader, "orders", 0)->progress.size(),
                                  std::size_t{2}, patience_ms);
    }

    void a_stopped_broker_hands_over_first_and_catches_up_when_it_returns() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        QVERIFY(rig.run(rig.client().produce_one(record("orders", "before"))));
        const std::int32_t first = rig.leader("orders", 0);
        rig.stop(first);
        QTRY_VERIFY_WITH_TIMEOUT(rig.leader("orders", 0) > 0 && rig.leader("orders", 0) != first,
                                 patience_ms);
        QCOMPARE(rig.isr_size("orders", 0), std::size_t{2});
        for (int i = 0; i < 10; ++i) QVERIFY(acknowledged(rig, record("orders", "during")));
        rig.start(first);
        QTRY_COMPARE_WITH_TIMEOUT(rig.isr_size("orders", 0), std::size_t{3}, patience_ms);
        QVERIFY(same_everywhere(rig, "orders", 11));
        const auto moved = rig.reports().facts<view::LeaderChanged>();
        QCOMPARE(moved.size(), std::size_t{1});
        QCOMPARE(moved[0].from, first);
        QVERIFY(moved[0].reason == view::LeaderChangeReason::broker_shutdown);
        const auto isr = rig.reports().facts<view::IsrChanged>();
        QVERIFY(isr.size() >= 2);
        QVERIFY(isr.front().reason == view::IsrChangeReason::broker_shutdown);
        QVERIFY(isr.back().reason == view::IsrChangeReason::caught_up);
        QCOMPARE(isr.back().after.size(), std::size_t{3});
    }

    void a_killed_leader_loses_nothing_acknowledged_and_returns_without_what_nobody_else_has() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        for (int i = 0; i < 50; ++i)
            QVERIFY(acknowledged(rig, record("orders", "before " + std::to_string(i))));
        const std::int32_t first = rig.leader("orders", 0);
        rig.kill(first, [&] {
            // Written and never sent to anybody: acks=1 of a leader that dies at once.
            broker::Partition& leader = *rig.replica(first, "orders", 0);
            records::BatchBuilder builder;
            builder.add(1, std::nullopt, base::as_bytes("lost"));
            broker::ProduceTerms terms;
            terms.version = 9;
            (void)leader.append(std::move(builder).build(), terms);
            (void)leader.write_staged();
        });
        QTRY_VERIFY2_WITH_TIMEOUT(rig.leader("orders", 0) > 0 && rig.leader("orders", 0) != first,
                                  who_is_here(rig).c_str(), patience_ms);
        for (int i = 0; i < 50; ++i)
            QVERIFY(acknowledged(rig, record("orders", "after " + std::to_string(i))));
        rig.start(first);
        QTRY_COMPARE_WITH_TIMEOUT(rig.isr_size("orders", 0), std::size_t{3}, patience_ms);
        QVERIFY(acknowledged(rig, record("orders", "together")));
        const auto all = values(rig, first, "orders");
        QVERIFY(std::ranges::find(all, "lost") == all.end());
        for (int i = 0; i < 50; ++i) {
            QVERIFY(std::ranges::find(all, "before " + std::to_string(i)) != all.end());
            QVERIFY(std::ranges::find(all, "after " + std::to_string(i)) != all.end());
        }
        QVERIFY(same_everywhere(rig, "orders", all.size()));
        const auto cut = rig.reports().facts<view::ReplicaTruncated>();
        QCOMPARE(cut.size(), std::size_t{1});
        QCOMPARE(cut[0].broker, first);
        QCOMPARE(cut[0].from, std::int64_t{51});
        QCOMPARE(cut[0].to, std::int64_t{50});
    }

    void a_client_that_asks_right_after_a_leader_died_is_told_of_the_next_one() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        QVERIFY(acknowledged(rig, record("orders", "followers are connected")));
        const std::int32_t first = rig.leader("orders", 0);
        rig.kill(first);
        wire::MetadataRequest request;
        request.topics.emplace().emplace_back().name = "orders";
        wire::MetadataResponse response;
        QVERIFY(rig.call(other_than(first), request, response, 12));
        const std::int32_t next = response.topics[0].partitions[0].leader_id;
        QVERIFY(next > 0);
        QVERIFY(next != first);
    }

    void replicas_whose_folders_have_lost_the_name_of_their_topic_keep_their_records() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        for (int i = 0; i < 20; ++i) QVERIFY(acknowledged(rig, record("orders", std::to_string(i))));
        for (std::int32_t id = 1; id <= 3; ++id) rig.kill(id);
        for (std::int32_t id = 1; id <= 3; ++id)
            QVERIFY(std::filesystem::remove(rig.config(id).folder / "orders-0" / "partition.metadata"));
        for (std::int32_t id = 1; id <= 3; ++id) rig.start(id);
        QTRY_VERIFY2_WITH_TIMEOUT(rig.ready(), who_is_here(rig).c_str(), patience_ms);
        QVERIFY(acknowledged(rig, record("orders", "after")));
        QTRY_VERIFY_WITH_TIMEOUT(same_everywhere(rig, "orders", 21), patience_ms);
        for (std::int32_t id = 1; id <= 3; ++id)
            QVERIFY(std::filesystem::exists(rig.config(id).folder / "orders-0" / "partition.metadata"));
    }

    void below_min_isr_acks_all_is_refused_and_acks_1_stays_invisible() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders", 1, {{"min.insync.replicas", "3"}}))));
        QVERIFY(rig.run(rig.client().produce_one(record("orders", "safe"))));
        const std::int32_t leader = rig.leader("orders", 0);
        rig.stop(leader == 3 ? 2 : 3);
        QTRY_COMPARE_WITH_TIMEOUT(rig.isr_size("orders", 0), std::size_t{2}, patience_ms);
        wire::ProduceRequest request;
        request.acks = -1;
        request.timeout_ms = 1000;
        auto& data = request.topic_data.emplace_back();
        data.name = "orders";
        records::BatchBuilder builder;
        builder.add(1, std::nullopt, base::as_bytes("unsafe"));
        data.partition_data.emplace_back().records =
            wire::Records::of(base::Buffers{std::move(builder).build()});
        wire::ProduceResponse refused;
        QVERIFY(rig.call(leader, request, refused, 9));
        QCOMPARE(refused.responses[0].partition_responses[0].error_code,
                 static_cast<std::int16_t>(kafka::ErrorCode::not_enough_replicas));
        request.acks = 1;
        wire::ProduceResponse taken;
        QVERIFY(rig.call(leader, request, taken, 9));
        QCOMPARE(taken.responses[0].partition_responses[0].error_code, std::int16_t{0});
        QCOMPARE(high_watermark(rig, leader, "orders"), std::int64_t{1});
    }

    void a_consumer_is_sent_to_the_replica_in_its_rack_and_served_there() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        QVERIFY(rig.run(rig.client().produce_one(record("orders", "near"))));
        const std::int32_t leader = rig.leader("orders", 0), near = other_than(leader);
        QTRY_COMPARE_WITH_TIMEOUT(high_watermark(rig, near, "orders"), std::int64_t{1}, patience_ms);
        wire::FetchRequest request;
        request.rack_id = rig.config(near).rack;
        request.max_wait_ms = 100;
        request.min_bytes = 1;
        auto& asked = request.topics.emplace_back();
        asked.topic = "orders";
        asked.partitions.emplace_back().partition_max_bytes = 1 << 20;
        wire::FetchResponse from_leader;
        QVERIFY(rig.call(leader, request, from_leader, 12));
        QCOMPARE(from_leader.responses[0].partitions[0].preferred_read_replica, near);
        QCOMPARE(from_leader.responses[0].partitions[0].records.size(), std::size_t{0});
        wire::FetchResponse from_near;
        QVERIFY(rig.call(near, request, from_near, 12));
        QCOMPARE(from_near.responses[0].partitions[0].error_code, std::int16_t{0});
        QVERIFY(from_near.responses[0].partitions[0].records.size() > 0);
    }

    void a_consumer_at_a_follower_sees_a_record_when_it_is_committed_and_not_with_the_next() {
        // Nobody's fetch runs out of time within the patience of this test.
        NodeRig rig(3, {{"replica.fetch.wait.max.ms", "60000"}});
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("orders"))));
        QVERIFY(rig.run(rig.client().produce_one(record("orders", "before"))));
        const std::int32_t leader = rig.leader("orders", 0), near = other_than(leader);
        wire::FetchRequest request;
        request.rack_id = rig.config(near).rack;
        auto& asked = request.topics.emplace_back();
        asked.topic = "orders";
        asked.partitions.emplace_back().partition_max_bytes = 1 << 20;
        wire::FetchResponse response;
        QVERIFY(rig.call(leader, request, response, 12));
        QCOMPARE(response.responses[0].partitions[0].preferred_read_replica, near);
        for (int i = 0; i < 3; ++i) {
            QVERIFY(rig.run(rig.client().produce_one(record("orders", "alone"))));
            QTRY_COMPARE_WITH_TIMEOUT(high_watermark(rig, near, "orders"), std::int64_t{i + 2}, patience_ms);
        }
    }

    void logs_that_are_written_together_are_synced_together() {
        constexpr std::int32_t partitions = 300;
        NodeRig rig(1);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        client::NewTopic wide = topic("wide", partitions, {});
        wide.replication_factor = 1;
        QVERIFY(rig.run(rig.client().create_topic(wide)));
        wire::ProduceRequest request;
        request.acks = -1;
        request.timeout_ms = 1000;
        auto& data = request.topic_data.emplace_back();
        data.name = "wide";
        for (std::int32_t i = 0; i < partitions; ++i) {
            records::BatchBuilder builder;
            builder.add(1, std::nullopt, base::as_bytes("x"));
            auto& one = data.partition_data.emplace_back();
            one.index = i;
            one.records = wire::Records::of(base::Buffers{std::move(builder).build()});
        }
        wire::ProduceResponse taken;
        QVERIFY(rig.call(1, request, taken, 9));
        for (const auto& one : taken.responses[0].partition_responses)
            QCOMPARE(one.error_code, std::int16_t{0});
        const auto synced = [&] {
            return rig.on_loop([&] {
                for (std::int32_t i = 0; i < partitions; ++i)
                    if (rig.replica(1, "wide", i)->log()->recovery_point() != base::Offset(1)) return false;
                return true;
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(synced(), patience_ms);
    }

    void many_partitions_are_led_and_writable_at_once() {
        NodeRig rig(3);
        QTRY_VERIFY_WITH_TIMEOUT(rig.ready(), patience_ms);
        QVERIFY(rig.run(rig.client().create_topic(topic("wide", 300))));
        for (std::int32_t partition = 0; partition < 300; partition += 37) {
            auto one = record("wide", "x");
            one.partition = partition;
            const auto produced = rig.run(rig.client().produce_one(one));
            QVERIFY2(produced, story(rig, "wide", partition, produced).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(ReplicationTest)
#include "replication_test.moc"
