#include "log_rig.h"

#include <QTest>

using namespace test;

class LogRetentionTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        rig_.emplace();
        rig_->config.segment_bytes = 300; // three batches each
        rig_->config.retention_ms = unlimited;
    }

    void old_segments_go_by_their_largest_timestamp() {
        auto log = filled(30);
        rig_->config.retention_ms = 1000;
        log->set_config(rig_->config);
        rig_->clock.set_wall(start + 1500 + 150); // the batches carry start, start + 100 ...
        const auto result = log->apply_retention(log->log_end_offset());
        QVERIFY(result.has_value());
        QVERIFY(result->segments >= 1);
        const auto first = log->log_start_offset();
        QVERIFY(first > Offset(0));
        // The oldest kept segment holds a record that is young enough.
        const auto kept = log->max_timestamp(Offset(first.value + 3));
        QVERIFY(kept->value().timestamp >= start + 500);
        QVERIFY(!rig_->disk.exists(rig_->segment(0)));
        QVERIFY(rig_->disk.exists(rig_->segment(0, ".log.deleted")));
        result->work();
        QVERIFY(!rig_->disk.exists(rig_->segment(0, ".log.deleted")));
        QVERIFY(log->read(Offset(0), 100, Offset(30), true).error().code ==
                kafka::ErrorCode::offset_out_of_range);
        QCOMPARE(batches(*log, first).size(), static_cast<std::size_t>(30 - first.value));
    }

    void a_fully_expired_log_rolls_and_keeps_only_its_end() {
        auto log = filled(30);
        rig_->config.retention_ms = 1000;
        log->set_config(rig_->config);
        rig_->clock.set_wall(start + 100'000);
        const auto result = log->apply_retention(log->log_end_offset());
        QCOMPARE(log->log_start_offset(), Offset(30));
        QCOMPARE(log->size(), std::uint64_t{0});
        QVERIFY(result->bytes > 0);
        QCOMPARE(rig_->open()->log_end_offset(), Offset(30)); // also after kill -9, with no checkpoint at all
        QVERIFY(append(*log, batch_of(1, "next", start)).has_value());
        log = rig_->open({.log_start_offset = Offset(30)});
        QCOMPARE(log->log_start_offset(), Offset(30));
        QCOMPARE(log->log_end_offset(), Offset(31));
        QCOMPARE(log->apply_retention(Offset(31))->segments, std::size_t{1});
        QCOMPARE(log->apply_retention(Offset(31))->segments, std::size_t{0});
    }

    void size_keeps_at_least_what_is_asked_for() {
        auto log = filled(60);
        const auto before = log->size();
        rig_->config.retention_bytes = 1000;
        log->set_config(rig_->config);
        const auto result = log->apply_retention(log->log_end_offset());
        QVERIFY(log->size() >= 1000);
        QVERIFY(log->size() < 1300);
        QCOMPARE(result->bytes, before - log->size());
    }

    void nothing_beyond_the_high_watermark_goes() {
        auto log = filled(30);
        rig_->config.retention_ms = 1000;
        rig_->config.retention_bytes = 0;
        log->set_config(rig_->config);
        rig_->clock.set_wall(start + 100'000);
        QVERIFY(log->apply_retention(Offset(10)).has_value());
        QVERIFY(log->log_start_offset() <= Offset(10));
        QVERIFY(log->log_start_offset() > Offset(0));
        QCOMPARE(log->apply_retention(Offset(0))->segments, std::size_t{0});
    }

    void compacted_logs_keep_what_delete_would_take() {
        auto log = filled(30);
        rig_->config.retention_ms = 1;
        rig_->config.delete_old = false;
        rig_->config.compact = true;
        log->set_config(rig_->config);
        rig_->clock.set_wall(start + 100'000);
        QCOMPARE(log->apply_retention(log->log_end_offset())->segments, std::size_t{0});
    }

    void segments_below_a_moved_start_go() {
        auto log = filled(30);
        log->set_log_start_offset(Offset(14));
        QCOMPARE(log->log_start_offset(), Offset(14));
        QVERIFY(log->apply_retention(log->log_end_offset())->segments >= 3);
        QCOMPARE(log->log_start_offset(), Offset(14));
        QCOMPARE(batches(*log, Offset(14)).size(), std::size_t{16});
        log->set_log_start_offset(Offset(3)); // never back
        QCOMPARE(log->log_start_offset(), Offset(14));
    }

    void times_are_found_to_the_record() {
        auto log = filled(30);
        for (int i = 0; i < 30; ++i) {
            const auto found = log->find_by_timestamp(start + i * 100 - 50, Offset(30));
            QCOMPARE(found->value().offset, Offset(i));
            QCOMPARE(found->value().timestamp, start + i * 100);
        }
        QVERIFY(!log->find_by_timestamp(start + 3000, Offset(30))->has_value());
        QVERIFY(!log->find_by_timestamp(start + 2000, Offset(20))->has_value()); // beyond the limit
        QCOMPARE(log->find_by_timestamp(0, Offset(30))->value().offset, Offset(0));
        log->set_log_start_offset(Offset(7));
        QCOMPARE(log->find_by_timestamp(0, Offset(30))->value().offset, Offset(7));
    }

    void times_inside_compressed_batches_are_found_to_the_record() {
        auto log = rig_->open();
        for (const auto codec :
             {records::Codec::gzip, records::Codec::snappy, records::Codec::lz4, records::Codec::zstd})
            QVERIFY(append(
                *log, batch_of(10, "value", start + 10 * log->log_end_offset().value, {.codec = codec}), 4));
        for (int i = 0; i < 40; ++i) {
            const auto found = log->find_by_timestamp(start + i / 10 * 100 + i % 10, Offset(40));
            QCOMPARE(found->value().offset, Offset(i));
            QCOMPARE(found->value().leader_epoch, LeaderEpoch(4));
        }
        QCOMPARE(log->max_timestamp(Offset(40))->value().offset, Offset(39));
        QCOMPARE(log->max_timestamp(Offset(30))->value().offset, Offset(29));
    }

    void the_largest_timestamp_may_stand_anywhere() {
        auto log = rig_->open();
        QVERIFY(!log->max_timestamp(Offset(0))->has_value());
        const std::vector<std::int64_t> times{5, 9, 3, 9, 7, 2, 8, 1, 4, 6, 0};
        for (const auto time : times)
            QVERIFY(append(*log, batch_of(1, std::string(60, 'x'), start + time)).has_value());
        for (std::size_t limit = 1; limit <= times.size(); ++limit) {
            const auto best =
                std::max_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(limit));
            const auto found = log->max_timestamp(Offset(static_cast<std::int64_t>(limit)));
            QCOMPARE(found->value().offset, Offset(best - times.begin()));
        }
        for (std::int64_t wanted = 0; wanted < 11; ++wanted) {
            const auto first = std::find_if(times.begin(), times.end(), [&](auto t) { return t >= wanted; });
            const auto found = log->find_by_timestamp(start + wanted, Offset(11));
            QCOMPARE(found->has_value(), first != times.end());
            if (*found) QCOMPARE((*found)->offset, Offset(first - times.begin()));
        }
    }

private:
    static constexpr std::int64_t start = 1'700'000'000'000;

    /// One-record batches, 100 ms apart, in segments of a few.
    std::unique_ptr<Log> filled(int count) {
        auto log = rig_->open();
        for (int i = 0; i < count; ++i)
            (void)append(*log, batch_of(1, std::string(20, 'x'), start + i * 100));
        return log;
    }

    std::optional<LogRig> rig_;
};

QTEST_APPLESS_MAIN(LogRetentionTest)
#include "log_retention_test.moc"
