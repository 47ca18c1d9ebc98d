#include "log_rig.h"

#include <QTest>

using namespace test;

class LogTest : public QObject {
    Q_OBJECT
private slots:
    void init() { rig_.emplace(); }

    void batches_get_offsets_and_epoch_in_place() {
        auto log = rig_->open();
        const auto first = stage(*log, batch_of(3, "a", 1000), 7);
        const auto second = stage(*log, batch_of(2, "b", 1000), 7);
        QCOMPARE(first.base_offset, Offset(0));
        QCOMPARE(first.last_offset, Offset(2));
        QCOMPARE(second.base_offset, Offset(3));
        QVERIFY(log->write_staged().has_value());
        const auto all = batches(*log, Offset(0));
        QCOMPARE(all.size(), std::size_t{2});
        const auto header = records::parse_header(all[1]);
        QCOMPARE(header->base_offset, 3);
        QCOMPARE(header->partition_leader_epoch, 7);
        QVERIFY(records::crc_matches(all[1]));
    }

    void staged_batches_are_invisible_until_written() {
        auto log = rig_->open();
        stage(*log, batch_of(3, "a", 1000));
        QCOMPARE(log->next_offset(), Offset(3));
        QCOMPARE(log->log_end_offset(), Offset(0));
        QVERIFY(log->read(Offset(0), 1000, Offset(100), true)->data.empty());
    }

    void all_staged_batches_take_one_write() {
        auto log = rig_->open();
        QVERIFY(append(*log, batch_of(1, "first", 1000)).has_value());
        const auto before = rig_->disk.writes();
        for (int i = 0; i < 50; ++i) stage(*log, batch_of(3, "a", 1000));
        QVERIFY(log->write_staged().has_value());
        QCOMPARE(rig_->disk.writes(), before + 1);
        QCOMPARE(log->log_end_offset(), Offset(151));
    }

    void an_empty_log_makes_no_folder() {
        auto log = rig_->open({.topic_id = base::Uuid::metadata_topic()});
        QVERIFY(rig_->disk.files().empty());
        QVERIFY(log->close().has_value());
        QVERIFY(rig_->disk.files().empty());
        log = rig_->open({.topic_id = base::Uuid::metadata_topic()});
        QVERIFY(append(*log, batch_of(1, "a", 1)).has_value());
        const auto text = rig_->disk.content(rig_->folder / "partition.metadata");
        QCOMPARE(std::string(base::as_text(text)),
                 std::string("version: 0\ntopic_id: AAAAAAAAAAAAAAAAAAAAAQ\n"));
    }

    void a_log_that_is_closed_before_its_folder_was_made_keeps_what_was_staged() {
        auto log = rig_->open({.topic_id = base::Uuid::metadata_topic()});
        stage(*log, batch_of(3, "a", 1000), 7);
        QVERIFY(log->wants_folder());
        QVERIFY(log->close().has_value());
        log = rig_->open({.topic_id = base::Uuid::metadata_topic(), .clean = true});
        QVERIFY(!log->wants_folder());
        QCOMPARE(log->log_end_offset(), Offset(3));
        QCOMPARE(log->latest_epoch(), LeaderEpoch(7));
    }

    void a_read_starts_at_the_batch_that_holds_the_offset_and_ends_at_the_limit() {
        auto log = rig_->open();
        for (int i = 0; i < 10; ++i) QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        auto got = log->read(Offset(4), 1U << 20U, Offset(30), true);
        QCOMPARE(records::parse_header(got->data.front().bytes())->base_offset, 3);
        QCOMPARE(got->next_offset, Offset(30));
        got = log->read(Offset(4), 1U << 20U, Offset(11), true);
        QCOMPARE(got->next_offset, Offset(9)); // the batch 9..11 ends behind the limit
        got = log->read(Offset(9), 1U << 20U, Offset(11), true);
        QVERIFY(got->data.empty());
    }

    void the_first_batch_comes_even_when_it_is_too_large_if_asked_for() {
        auto log = rig_->open();
        QVERIFY(append(*log, batch_of(1, std::string(5000, 'x'), 1000)).has_value());
        QVERIFY(append(*log, batch_of(1, std::string(5000, 'y'), 1000)).has_value());
        QVERIFY(log->read(Offset(0), 100, Offset(2), false)->data.empty());
        const auto got = log->read(Offset(0), 100, Offset(2), true);
        QCOMPARE(got->next_offset, Offset(1));
        QCOMPARE(log->read(Offset(0), 6000, Offset(2), true)->next_offset, Offset(1));
    }

    void reads_outside_the_log_are_refused() {
        auto log = rig_->open();
        QVERIFY(append(*log, batch_of(5, "a", 1000)).has_value());
        log->set_log_start_offset(Offset(2));
        QVERIFY(log->read(Offset(1), 100, Offset(5), true).error().code ==
                kafka::ErrorCode::offset_out_of_range);
        QVERIFY(log->read(Offset(6), 100, Offset(5), true).error().code ==
                kafka::ErrorCode::offset_out_of_range);
        QVERIFY(log->read(Offset(5), 100, Offset(5), true)->data.empty());
    }

    void the_tail_is_read_without_the_disk() {
        auto log = rig_->open({.cache = std::make_shared<TailCache>()});
        for (int i = 0; i < 10; ++i) QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        const auto before = rig_->disk.reads();
        const auto got = log->read(Offset(0), 1U << 20U, Offset(30), true);
        QCOMPARE(got->next_offset, Offset(30));
        QCOMPARE(rig_->disk.reads(), before);
        QCOMPARE(batches(*log, Offset(0)).size(), std::size_t{10});
    }

    void a_read_goes_from_the_disk_on_into_the_tail() {
        auto cache = std::make_shared<TailCache>(2000, 2000);
        auto log = rig_->open({.cache = cache});
        for (int i = 0; i < 50; ++i) QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        QVERIFY(cache->bytes() <= 2000);
        QCOMPARE(log->read(Offset(0), 1U << 20U, Offset(150), true)->next_offset, Offset(150));
        QCOMPARE(batches(*log, Offset(0)).size(), std::size_t{50});
    }

    void segments_roll_by_size_and_reads_cross_them() {
        rig_->config.segment_bytes = 300;
        auto log = rig_->open();
        for (int i = 0; i < 20; ++i) stage(*log, batch_of(3, "abc", 1000));
        QVERIFY(log->write_staged().has_value());
        QVERIFY(log->segment_count() > 5);
        QCOMPARE(log->read(Offset(0), 1U << 20U, Offset(60), true)->next_offset, Offset(60));
        for (int offset = 0; offset < 60; ++offset) {
            const auto got = log->read(Offset(offset), 1, Offset(60), true);
            QCOMPARE(records::parse_header(got->data.front().bytes())->base_offset, offset / 3 * 3);
        }
    }

    void segments_roll_by_record_time() {
        rig_->config.segment_ms = 1000;
        auto log = rig_->open();
        QVERIFY(append(*log, batch_of(1, "a", 10'000)).has_value());
        QVERIFY(append(*log, batch_of(1, "a", 11'000)).has_value());
        QCOMPARE(log->segment_count(), std::size_t{1});
        QVERIFY(append(*log, batch_of(1, "a", 11'001)).has_value());
        QCOMPARE(log->segment_count(), std::size_t{2});
    }

    void a_full_disk_refuses_the_batch_and_carries_on_when_there_is_room() {
        auto log = rig_->open({.cache = std::make_shared<TailCache>()});
        QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        stage(*log, batch_of(3, "b", 1000));
        rig_->disk.fail_operation(1);
        const auto refused = log->write_staged();
        QVERIFY(refused.error().code == kafka::ErrorCode::kafka_storage_error);
        QCOMPARE(log->next_offset(), Offset(3));
        QVERIFY(!log->failure());
        QCOMPARE(batches(*log, Offset(0)).size(), std::size_t{1});
        QVERIFY(append(*log, batch_of(3, "c", 1000)).has_value());
        QCOMPARE(batches(*log, Offset(0)).size(), std::size_t{2});
        log = rig_->open();
        QCOMPARE(log->log_end_offset(), Offset(6));
        QCOMPARE(log->recovery().cut_bytes, std::uint64_t{0});
    }

    void a_refused_batch_leaves_no_trace_in_producers_and_epochs() {
        auto log = rig_->open();
        records::BatchOptions options{.producer_id = 9, .producer_epoch = 0, .base_sequence = 0};
        QVERIFY(append(*log, batch_of(2, "a", 1000, options)).has_value());
        options.base_sequence = 2;
        auto second = batch_of(2, "b", 1000, options);
        const auto header = *records::parse_header(second.bytes());
        stage(*log, second, 5);
        QVERIFY(std::holds_alternative<ProducerState::Duplicate>(log->check_producer(header)));
        rig_->disk.fail_operation(1);
        QVERIFY(!log->write_staged().has_value());
        QVERIFY(std::holds_alternative<ProducerState::Accepted>(log->check_producer(header)));
        QCOMPARE(log->latest_epoch(), LeaderEpoch(0));
    }

    void epochs_end_where_the_next_begins() {
        auto log = rig_->open();
        QVERIFY(append(*log, batch_of(3, "a", 1000), 1).has_value());
        QVERIFY(append(*log, batch_of(3, "a", 1000), 4).has_value());
        QCOMPARE(log->epoch_end_offset(LeaderEpoch(1)).end, Offset(3));
        QCOMPARE(log->epoch_end_offset(LeaderEpoch(3)).epoch, LeaderEpoch(1));
        QCOMPARE(log->epoch_end_offset(LeaderEpoch(4)).end, Offset(6));
        QCOMPARE(log->epoch_end_offset(LeaderEpoch(5)).end, Offset(-1));
        const auto text = rig_->disk.content(rig_->folder / "leader-epoch-checkpoint");
        QCOMPARE(std::string(base::as_text(text)), std::string("0\n2\n1 0\n4 3\n"));
        log = rig_->open();
        QCOMPARE(log->epoch_end_offset(LeaderEpoch(1)).end, Offset(3));
    }

    void a_follower_takes_batches_as_they_are_numbered() {
        auto leader = rig_->open();
        QVERIFY(append(*leader, batch_of(3, "a", 1000), 2).has_value());
        QVERIFY(append(*leader, batch_of(3, "b", 1000), 3).has_value());
        const auto all = batches(*leader, Offset(0));
        LogRig other;
        auto follower = other.open();
        const auto second = base::Buffer::copy_of(all[1]);
        QVERIFY(!follower->append_as_follower(second, *records::parse_header(all[1])).has_value());
        for (const auto& bytes : all) {
            QVERIFY(
                follower->append_as_follower(base::Buffer::copy_of(bytes), *records::parse_header(bytes)));
        }
        QVERIFY(follower->write_staged().has_value());
        QVERIFY(batches(*follower, Offset(0)) == all);
        QCOMPARE(follower->latest_epoch(), LeaderEpoch(3));
    }

    void truncation_goes_back_to_the_batch_that_holds_the_offset() {
        rig_->config.segment_bytes = 300;
        auto log = rig_->open({.cache = std::make_shared<TailCache>()});
        records::BatchOptions options{.producer_id = 9, .producer_epoch = 0, .base_sequence = 0};
        for (int i = 0; i < 20; ++i) {
            options.base_sequence = i * 3;
            QVERIFY(append(*log, batch_of(3, "abc", 1000, options), i).has_value());
        }
        const auto all = batches(*log, Offset(0));
        QVERIFY(log->truncate_to(Offset(31)).has_value());
        QCOMPARE(log->log_end_offset(), Offset(30));
        QCOMPARE(log->latest_epoch(), LeaderEpoch(9));
        options.base_sequence = 30;
        auto next = batch_of(3, "new", 1000, options);
        QVERIFY(std::holds_alternative<ProducerState::Accepted>(
            log->check_producer(*records::parse_header(next.bytes()))));
        QVERIFY(append(*log, next, 30).has_value());
        auto now = batches(*log, Offset(0));
        QCOMPARE(now.size(), std::size_t{11});
        QVERIFY(std::equal(now.begin(), now.begin() + 10, all.begin()));
        log = rig_->open();
        QVERIFY(batches(*log, Offset(0)) == now);
        QVERIFY(log->truncate_fully_and_start_at(Offset(500)).has_value());
        QVERIFY(append(*log, batch_of(1, "x", 1000), 31).has_value());
        log = rig_->open();
        QCOMPARE(log->log_start_offset(), Offset(500));
        QCOMPARE(log->log_end_offset(), Offset(501));
    }

private:
    std::optional<LogRig> rig_;
};

QTEST_APPLESS_MAIN(LogTest)
#include "log_test.moc"
