#ifndef Q_MOC_RUN
#include "broker/partition.h"

#include "broker/checkpoints.h"
#include "records/builder.h"
#include "support/memory_disk.h"
#endif

#include <QTest>

using base::BrokerId;
using base::LeaderEpoch;
using base::Offset;
using broker::Partition;
using kafka::ErrorCode;

namespace {

const base::TopicId topic_id = base::Uuid::metadata_topic();
const storage::TopicPartition name{"orders", base::PartitionIndex(0)};
constexpr std::size_t everything = 1 << 20;

/// One broker with one replica of one partition on a disk in memory.
struct Node {
    BrokerId id;
    base::ManualClock& clock;
    replica::ActiveBrokers& active;
    test::MemoryDisk disk;
    base::Rng rng{1};
    std::unique_ptr<storage::LogDir> dir;
    std::optional<broker::PartitionHome> home;
    std::optional<Partition> partition;

    Node(std::int32_t number, base::ManualClock& time, replica::ActiveBrokers& brokers)
        : id(number), clock(time), active(brokers) {
        start();
    }
    ~Node() { stop(); }

    void start() {
        auto opened =
            storage::LogDir::open(disk, clock, rng, "/data", {base::Uuid::metadata_topic().text(), id});
        dir = std::move(*opened);
        home.emplace(broker::PartitionHome{.self = id, .dir = *dir, .clock = clock, .active = active});
        partition.emplace(name, topic_id, *home);
        if (dir->found().empty()) return;
        auto log = dir->open_log(name, topic_id, {});
        partition->adopt(std::move(*log));
    }
    /// As kill -9: nothing is written any more.
    void stop() {
        partition.reset();
        home.reset();
        dir.reset();
    }
    void checkpoint() {
        if (!partition->log()) return;
        const std::vector rows{broker::checkpoint_row(*partition)};
        QVERIFY(dir->checkpoint_job(rows)().has_value());
    }
    /// Everything so far survives a power cut.
    void sync() {
        auto job = partition->log()->flush_job();
        if (!job.run) return;
        QVERIFY(job.run().has_value());
        partition->log()->flushed(job.mark);
    }
    Offset end() const { return partition->log_end(); }
    Offset committed() const { return partition->high_watermark(); }
};

replica::Assignment assigned(std::int32_t leader, std::int32_t epoch,
                             std::vector<std::int32_t> isr = {1, 2}) {
    replica::Assignment made{.leader = BrokerId(leader),
                             .leader_epoch = LeaderEpoch(epoch),
                             .partition_epoch = epoch,
                             .replicas = {BrokerId(1), BrokerId(2)},
                             .isr = {}};
    for (const std::int32_t id : isr) made.isr.push_back(BrokerId(id));
    return made;
}

/// Two brokers, and the wire between them as a function.
struct Pair {
    base::ManualClock clock;
    replica::ActiveBrokers active;
    Node one{1, clock, active};
    Node two{2, clock, active};
    replica::WaiterId next_waiter = 1;
    std::vector<replica::Answered> answered;

    Pair() {
        active.set(BrokerId(1), 11);
        active.set(BrokerId(2), 12);
        elect(1, 0);
    }
    void elect(std::int32_t leader, std::int32_t epoch, std::vector<std::int32_t> isr = {1, 2}) {
        const auto assignment = assigned(leader, epoch, std::move(isr));
        for (Node* node : {&one, &two}) {
            if (!node->partition) continue;
            note(node->id == assignment.leader ? node->partition->lead(assignment)
                                               : node->partition->follow(assignment));
        }
    }
    Partition::Effects note(Partition::Effects effects) {
        answered.insert(answered.end(), effects.answered.begin(), effects.answered.end());
        return effects;
    }
    broker::Produced stage(Node& at, int count, std::int16_t acks = -1) {
        records::BatchBuilder builder;
        for (int i = 0; i < count; ++i) builder.add(clock.wall_ms(), std::nullopt, base::as_bytes("value"));
        return at.partition->append(std::move(builder).build(),
                                    {.acks = acks,
                                     .version = 12,
                                     .waiter = next_waiter++,
                                     .deadline = clock.now() + std::chrono::seconds(30)});
    }
    Partition::Effects produce(Node& at, int count, std::int16_t acks = -1) {
        stage(at, count, acks);
        return note(at.partition->write_staged());
    }
    wire::FetchResponse::PartitionData answer(Node& from, const replica::FetchState& asked, BrokerId to) {
        wire::FetchResponse::PartitionData data;
        Partition& leader = *from.partition;
        data.high_watermark = leader.high_watermark().value;
        data.log_start_offset = leader.log_start().value;
        if (!leader.leads()) {
            data.error_code = static_cast<std::int16_t>(ErrorCode::not_leader_or_follower);
            return data;
        }
        const auto diverging = replica::divergence(leader.view(), asked.last_fetched_epoch, asked.offset);
        if (asked.offset < leader.log_start() || (!diverging && asked.offset > leader.log_end())) {
            data.error_code = static_cast<std::int16_t>(ErrorCode::offset_out_of_range);
        } else if (diverging) {
            data.diverging_epoch.epoch = diverging->epoch.value;
            data.diverging_epoch.end_offset = diverging->end.value;
        } else {
            note(leader.fetched_by({to, active.epoch(to).value_or(-1), asked.offset, asked.log_start}));
            data.high_watermark = leader.high_watermark().value;
            if (leader.log() && asked.offset < leader.log_end())
                data.records.parts =
                    leader.log()->read(asked.offset, everything, leader.log_end(), true)->data;
            copy(data.records);
        }
        return data;
    }
    /// The wire gives the receiver its own bytes.
    static void copy(wire::Records& records) {
        std::vector<base::Byte> all;
        for (const auto& part : records.parts)
            all.insert(all.end(), part.bytes().begin(), part.bytes().end());
        records.parts.clear();
        if (!all.empty()) records.parts.push_back(base::Buffer::of(std::move(all)));
    }
    Partition::Replicated fetch(Node& to, Node& from) {
        const auto asked = to.partition->fetch_state();
        auto done = to.partition->append_fetched(asked, answer(from, asked, to.id));
        if (done.truncated) to.checkpoint();
        return done;
    }
};

std::vector<base::Byte> content(Node& node) {
    std::vector<base::Byte> all;
    if (!node.partition->log()) return all;
    const auto read = node.partition->log()->read(node.partition->log_start(), everything, node.end(), true);
    for (const auto& part : read->data) all.insert(all.end(), part.bytes().begin(), part.bytes().end());
    return all;
}

} // namespace

class PartitionTest : public QObject {
    Q_OBJECT
private slots:
    void a_follower_copies_the_log_byte_for_byte() {
        Pair pair;
        pair.produce(pair.one, 3);
        pair.produce(pair.one, 2);
        const auto done = pair.fetch(pair.two, pair.one);
        QCOMPARE(done.code, ErrorCode::none);
        QCOMPARE(done.records, 5);
        QCOMPARE(content(pair.two), content(pair.one));
        QVERIFY(!content(pair.two).empty());
        QVERIFY(pair.answered.empty());
    }
    void acks_all_is_answered_when_the_follower_has_come_for_more() {
        Pair pair;
        const auto effects = pair.produce(pair.one, 3);
        QVERIFY(!effects.high_watermark_moved);
        QCOMPARE(effects.readable_bytes, 0);
        pair.fetch(pair.two, pair.one);
        QVERIFY(pair.answered.empty());
        const auto done = pair.fetch(pair.two, pair.one);
        QCOMPARE(pair.answered.size(), std::size_t{1});
        QCOMPARE(pair.answered[0].code, ErrorCode::none);
        QVERIFY(done.high_watermark_moved);
        QCOMPARE(done.readable_bytes, pair.two.partition->size());
        QCOMPARE(pair.two.committed().value, 3);
    }
    void readable_bytes_are_those_that_the_high_watermark_passed() {
        Pair pair;
        pair.produce(pair.one, 3, 1);
        const std::int64_t first = pair.one.partition->size();
        pair.fetch(pair.two, pair.one);
        pair.produce(pair.one, 9, 1);
        const auto asked = pair.two.partition->fetch_state();
        const auto effects = pair.one.partition->fetched_by({BrokerId(2), 12, asked.offset});
        QVERIFY(effects.high_watermark_moved);
        QCOMPARE(effects.readable_bytes, first);
    }
    void a_corrupt_batch_is_not_taken_and_what_came_before_it_is() {
        Pair pair;
        pair.produce(pair.one, 3);
        pair.produce(pair.one, 2);
        const auto asked = pair.two.partition->fetch_state();
        auto answer = pair.answer(pair.one, asked, BrokerId(2));
        answer.records.parts[0].writable().back() ^= 0xff;
        const auto done = pair.two.partition->append_fetched(asked, answer);
        QCOMPARE(done.code, ErrorCode::corrupt_message);
        QCOMPARE(pair.two.end().value, 3);
        QVERIFY(pair.two.partition->follower()->fetch_at() > pair.clock.now());
        QCOMPARE(pair.fetch(pair.two, pair.one).code, ErrorCode::none);
        QCOMPARE(content(pair.two), content(pair.one));
    }
    void batches_of_other_offsets_or_epochs_are_refused() {
        Pair pair;
        pair.produce(pair.one, 3);
        const auto asked = pair.two.partition->fetch_state();
        const auto good = pair.answer(pair.one, asked, BrokerId(2));
        const auto with = [&](auto change) {
            auto answer = good;
            Pair::copy(answer.records);
            change(answer.records.parts[0].writable());
            return pair.two.partition->append_fetched(asked, answer).code;
        };
        QCOMPARE(with([](auto bytes) { records::set_base_offset(bytes, 7); }),
                 ErrorCode::offset_out_of_range);
        QCOMPARE(with([](auto bytes) { records::set_leader_epoch(bytes, 4); }), ErrorCode::corrupt_message);
        QCOMPARE(with([](auto bytes) { records::set_leader_epoch(bytes, -1); }), ErrorCode::corrupt_message);
        QCOMPARE(pair.two.end().value, 0);
        QCOMPARE(with([](auto) {}), ErrorCode::none);
    }
    void an_answer_to_an_older_epoch_is_ignored() {
        Pair pair;
        pair.produce(pair.one, 3);
        const auto asked = pair.two.partition->fetch_state();
        const auto answer = pair.answer(pair.one, asked, BrokerId(2));
        pair.two.partition->follow(assigned(1, 1));
        QCOMPARE(pair.two.partition->append_fetched(asked, answer).records, 0);
        QCOMPARE(pair.two.end().value, 0);
    }
    void a_deposed_leader_cuts_what_nobody_else_has() {
        Pair pair;
        pair.produce(pair.one, 2);
        pair.fetch(pair.two, pair.one);
        pair.fetch(pair.two, pair.one);
        pair.produce(pair.one, 5);
        pair.elect(2, 1);
        QCOMPARE(pair.answered.back().code, ErrorCode::not_leader_or_follower);
        pair.produce(pair.two, 1);
        const auto cut = pair.fetch(pair.one, pair.two);
        QVERIFY(cut.truncated);
        QCOMPARE(cut.truncated_to.value, 2);
        QCOMPARE(pair.fetch(pair.one, pair.two).records, 1);
        QCOMPARE(content(pair.one), content(pair.two));
    }
    void what_is_staged_when_leadership_goes_is_told_not_leader() {
        Pair pair;
        QVERIFY(pair.stage(pair.one, 2, 1).waits);
        QVERIFY(pair.stage(pair.one, 2, -1).waits);
        pair.elect(2, 1);
        QCOMPARE(pair.answered.size(), std::size_t{2});
        for (const auto& one : pair.answered) QCOMPARE(one.code, ErrorCode::not_leader_or_follower);
        QVERIFY(!pair.one.partition->has_staged());
        pair.produce(pair.two, 1);
        QVERIFY(pair.fetch(pair.one, pair.two).truncated);
        pair.fetch(pair.one, pair.two);
        QCOMPARE(content(pair.one), content(pair.two));
    }
    void a_leader_elected_again_keeps_its_waiting_produces() {
        Pair pair;
        pair.produce(pair.one, 2);
        QVERIFY(pair.stage(pair.one, 2).waits);
        pair.elect(1, 1);
        QVERIFY(pair.answered.empty());
        pair.fetch(pair.two, pair.one);
        pair.fetch(pair.two, pair.one);
        QCOMPARE(pair.answered.size(), std::size_t{2});
        QCOMPARE(pair.answered[1].code, ErrorCode::none);
        QCOMPARE(pair.one.partition->log()->epoch_of(Offset(3)), LeaderEpoch(0)); // it came in the old epoch
    }
    void the_high_watermark_survives_a_restart() {
        Pair pair;
        pair.produce(pair.one, 3);
        pair.fetch(pair.two, pair.one);
        pair.fetch(pair.two, pair.one);
        pair.produce(pair.one, 3);
        pair.fetch(pair.two, pair.one);
        pair.two.checkpoint();
        pair.two.stop();
        pair.two.start();
        QCOMPARE(pair.two.end().value, 6);
        QCOMPARE(pair.two.committed().value, 3);
        pair.elect(2, 1);
        QCOMPARE(pair.two.committed().value, 3); // until the other one has fetched from it
        pair.fetch(pair.one, pair.two);
        QCOMPARE(pair.two.committed().value, 6);
    }
    void a_follower_below_the_log_start_starts_over_and_takes_a_batch_that_begins_before_it() {
        Pair pair;
        pair.elect(1, 1, {1});
        pair.produce(pair.one, 10, 1);
        QVERIFY(pair.one.partition->delete_records(4).has_value());
        const auto done = pair.fetch(pair.two, pair.one);
        QVERIFY(done.truncated);
        QCOMPARE(pair.two.end().value, 4);
        QCOMPARE(pair.fetch(pair.two, pair.one).code, ErrorCode::none);
        QCOMPARE(pair.two.end().value, 10);
        QCOMPARE(pair.two.partition->log_start().value, 4);
        QCOMPARE(pair.two.committed().value, 10);
    }
    void deleted_records_go_on_followers_too() {
        Pair pair;
        pair.produce(pair.one, 6);
        pair.fetch(pair.two, pair.one);
        pair.fetch(pair.two, pair.one);
        QVERIFY(pair.one.partition->delete_records(5).has_value());
        QCOMPARE(pair.one.partition->leader()->low_watermark().value, 0);
        pair.fetch(pair.two, pair.one);
        QCOMPARE(pair.two.partition->log_start().value, 5);
        pair.fetch(pair.two, pair.one);
        QCOMPARE(pair.one.partition->leader()->low_watermark().value, 5);
    }
    void below_min_isr_acks_all_is_refused_and_nothing_is_written() {
        Pair pair;
        metadata::EffectiveTopicConfig config;
        config.min_insync_replicas = 2;
        pair.one.partition->configure(config);
        pair.elect(1, 1, {1});
        QCOMPARE(pair.stage(pair.one, 1).code, ErrorCode::not_enough_replicas);
        pair.produce(pair.one, 1, 1);
        QCOMPARE(pair.one.end().value, 1);
        QCOMPARE(pair.one.committed().value, 0);
    }
    void bytes_cut_off_do_not_come_back_after_a_power_cut() {
        Pair pair;
        pair.produce(pair.one, 2);
        pair.fetch(pair.two, pair.one);
        pair.fetch(pair.two, pair.one);
        pair.produce(pair.one, 50);
        pair.one.sync();
        pair.one.checkpoint();
        pair.elect(2, 1);
        pair.produce(pair.two, 3);
        QVERIFY(pair.fetch(pair.one, pair.two).truncated); // and the checkpoint is written
        QCOMPARE(pair.fetch(pair.one, pair.two).records, 3);
        for (std::uint64_t seed = 1; seed < 30; ++seed) {
            Node& node = pair.one;
            node.stop();
            base::Rng rng(seed);
            node.disk.power_cut(&rng);
            node.start();
            pair.elect(2, 1);
            for (int i = 0; i < 4; ++i) pair.fetch(pair.one, pair.two);
            QCOMPARE(content(pair.one), content(pair.two));
        }
    }
    void a_full_disk_pauses_this_replica_and_loses_nothing() {
        Pair pair;
        pair.produce(pair.one, 2);
        pair.fetch(pair.two, pair.one);
        pair.produce(pair.one, 2);
        pair.two.disk.fail_operation(1);
        const auto done = pair.fetch(pair.two, pair.one);
        QVERIFY(done.code != ErrorCode::none);
        QVERIFY(pair.two.partition->follower()->fetch_at() > pair.clock.now());
        QCOMPARE(pair.two.end().value, 2);
        pair.two.disk.heal();
        pair.fetch(pair.two, pair.one);
        QCOMPARE(content(pair.two), content(pair.one));
    }
    void an_empty_leader_cuts_a_follower_that_has_records() {
        Pair pair;
        pair.elect(1, 1, {1});
        pair.produce(pair.one, 4, 1);
        pair.elect(2, 2, {2}); // uncleanly: it has nothing, not even a folder
        const auto cut = pair.fetch(pair.one, pair.two);
        QVERIFY(cut.truncated);
        QCOMPARE(pair.one.end().value, 0);
        pair.produce(pair.two, 1, 1);
        QCOMPARE(pair.fetch(pair.one, pair.two).records, 1);
        QCOMPARE(content(pair.one), content(pair.two));
    }
    void in_a_compacted_topic_offsets_may_have_gaps() {
        Pair pair;
        metadata::EffectiveTopicConfig config;
        config.cleanup_compact = true;
        config.cleanup_delete = false;
        pair.two.partition->configure(config);
        pair.produce(pair.one, 1);
        const auto asked = pair.two.partition->fetch_state();
        auto answer = pair.answer(pair.one, asked, BrokerId(2));
        records::set_base_offset(answer.records.parts[0].writable(), 8);
        QCOMPARE(pair.two.partition->append_fetched(asked, answer).code, ErrorCode::none);
        QCOMPARE(pair.two.end().value, 9);
    }
};

QTEST_APPLESS_MAIN(PartitionTest)
#include "partition_test.moc"
