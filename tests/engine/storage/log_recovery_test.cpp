#include "log_rig.h"

#include <QTest>

using namespace test;

namespace {

using Batches = std::vector<std::vector<base::Byte>>;

/// The offset, the length and all that the CRC covers: only the leader epoch (12..15) stands outside.
bool same_records(const std::vector<base::Byte>& a, const std::vector<base::Byte>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.begin() + 12, b.begin()) &&
           std::equal(a.begin() + 16, a.end(), b.begin() + 16);
}

} // namespace

class LogRecoveryTest : public QObject {
    Q_OBJECT
private slots:
    void init() { rig_.emplace(); }

    void a_tail_cut_at_every_byte_recovers_to_the_last_good_batch() {
        Batches all;
        std::vector<std::size_t> ends;
        {
            auto log = rig_->open();
            for (int i = 0; i < 3; ++i) QVERIFY(append(*log, batch_of(2, "value", 1000 + i)).has_value());
            all = batches(*log, Offset(0));
        }
        const auto whole = rig_->disk.content(rig_->segment(0));
        for (std::size_t cut = 0; cut <= whole.size(); ++cut) {
            LogRig rig;
            rig.disk.put(rig.segment(0), {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut)});
            auto log = rig.open();
            QVERIFY(log != nullptr);
            std::size_t good = 0;
            for (std::size_t end = 0; good < all.size() && (end += all[good].size()) <= cut;) ++good;
            const auto left = batches(*log, Offset(0));
            QCOMPARE(left.size(), good);
            QVERIFY(std::equal(left.begin(), left.end(), all.begin()));
            QVERIFY(append(*log, batch_of(1, "next", 2000)).has_value());
            QCOMPARE(batches(*rig.open(), Offset(0)).size(), good + 1);
        }
    }

    void a_flipped_bit_is_never_served() {
        Batches all;
        {
            auto log = rig_->open();
            for (int i = 0; i < 3; ++i) QVERIFY(append(*log, batch_of(2, "value", 1000 + i), 3).has_value());
            all = batches(*log, Offset(0));
        }
        const auto whole = rig_->disk.content(rig_->segment(0));
        const auto epochs = rig_->disk.content(rig_->folder / "leader-epoch-checkpoint");
        for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
            auto damaged = whole;
            damaged[bit / 8] = static_cast<base::Byte>(damaged[bit / 8] ^ (1U << (bit % 8)));
            LogRig rig;
            rig.disk.put(rig.segment(0), damaged);
            rig.disk.put(rig.folder / "leader-epoch-checkpoint", epochs);
            auto log = rig.open();
            QVERIFY(log != nullptr);
            std::size_t before = 0; // whole batches before the damage
            for (std::size_t end = 0; before < all.size() && (end += all[before].size()) <= bit / 8;)
                ++before;
            const auto left = batches(*log, Offset(0));
            QVERIFY(left.size() >= before);
            for (std::size_t i = 0; i < left.size(); ++i) QVERIFY(same_records(left[i], all[i]));
        }
    }

    void a_flipped_bit_in_any_other_file_changes_no_answer() {
        rig_->config.segment_bytes = 700;
        rig_->config.index_interval_bytes = 100;
        Batches all;
        {
            auto log = rig_->open({.topic_id = base::Uuid::metadata_topic()});
            for (int i = 0; i < 20; ++i) {
                const records::BatchOptions options{
                    .producer_id = 5, .producer_epoch = 0, .base_sequence = 2 * i};
                QVERIFY(append(*log, batch_of(2, "value", 1000 + i, options), i / 5).has_value());
            }
            all = batches(*log, Offset(0));
            QVERIFY(log->close().has_value());
        }
        for (const auto& name : rig_->disk.files()) {
            const auto content = rig_->disk.content(name);
            if (name.extension() == ".log") continue;
            for (std::size_t bit = 0; bit < content.size() * 8; bit += 3) {
                LogRig rig;
                rig.config = rig_->config;
                for (const auto& other : rig_->disk.files()) rig.disk.put(other, rig_->disk.content(other));
                auto damaged = content;
                damaged[bit / 8] = static_cast<base::Byte>(damaged[bit / 8] ^ (1U << (bit % 8)));
                rig.disk.put(name, damaged);
                auto log = rig.open_clean();
                QVERIFY(log != nullptr);
                QVERIFY2(batches(*log, Offset(0)) == all, qPrintable(QString::fromStdString(name.string())));
                for (int offset = 0; offset < 40; ++offset) {
                    const auto got = log->read(Offset(offset), 1, Offset(40), true);
                    QVERIFY2(got.has_value(), qPrintable(QString::fromStdString(name.string())));
                    QCOMPARE(records::parse_header(got->data.front().bytes())->base_offset, offset / 2 * 2);
                }
            }
        }
    }

    void whatever_fails_nothing_acknowledged_is_lost() {
        for (const bool sticky : {false, true}) {
            for (std::uint64_t n = 1;; ++n) {
                rig_.emplace();
                rig_->config.segment_bytes = 300;
                rig_->disk.fail_operation(n, "broken", sticky);
                Batches acked;
                live(acked);
                const bool reached = rig_->disk.operations() >= n;
                rig_->disk.heal();
                auto log = rig_->open();
                QVERIFY(log != nullptr);
                const auto left = batches(*log, Offset(0));
                QVERIFY2(left.size() >= acked.size(), qPrintable(QString("operation %1").arg(n)));
                QVERIFY(std::equal(acked.begin(), acked.end(), left.begin()));
                QVERIFY(append(*log, batch_of(1, "after", 9000)).has_value());
                if (!reached) break;
            }
        }
    }

    void a_failed_open_can_be_tried_again() {
        rig_->config.segment_bytes = 300;
        Batches all;
        live(all);
        for (std::uint64_t n = 1;; ++n) {
            LogRig rig;
            rig.config = rig_->config;
            for (const auto& name : rig_->disk.files()) rig.disk.put(name, rig_->disk.content(name));
            rig.disk.fail_operation(n, "broken");
            const auto failed = rig.try_open();
            const bool reached = rig.disk.operations() >= n;
            rig.disk.heal();
            auto log = rig.open();
            QVERIFY(log != nullptr);
            QVERIFY(batches(*log, Offset(0)) == all);
            if (!reached) break;
        }
    }

    void after_a_power_cut_everything_flushed_is_there() {
        for (std::uint64_t seed = 1; seed <= 150; ++seed) {
            base::Rng rng(seed);
            rig_.emplace();
            rig_->config.segment_bytes = 1500;
            Batches written;
            std::size_t flushed = 0;
            Offset recovery_point(0);
            for (int life = 0; life < 3; ++life) {
                auto log = rig_->open({.recovery_point = recovery_point});
                QVERIFY(log != nullptr);
                const auto left = batches(*log, Offset(0));
                QVERIFY2(left.size() >= flushed && left.size() <= written.size(),
                         qPrintable(QString("seed %1").arg(seed)));
                QVERIFY(std::equal(left.begin(), left.end(), written.begin()));
                written = left;
                for (int step = 0; step < 30; ++step) {
                    if (rng.chance(1, 6)) {
                        const FlushJob job = log->flush_job();
                        if (job.run) QVERIFY(job.run().has_value());
                        log->flushed(job.mark);
                        flushed = written.size();
                        recovery_point = log->recovery_point();
                        continue;
                    }
                    const std::string value(rng.below(400), 'v');
                    auto batch = batch_of(2, value, 1000 + step);
                    QVERIFY(append(*log, batch, life).has_value());
                    written.emplace_back(batch.bytes().begin(), batch.bytes().end());
                }
                log.reset();
                rig_->disk.power_cut(rng.chance(1, 3) ? nullptr : &rng);
            }
        }
    }

    void a_directory_of_logs_alone_is_opened() {
        rig_->config.segment_bytes = 500;
        Batches all;
        {
            auto log = rig_->open();
            for (int i = 0; i < 20; ++i) {
                const records::BatchOptions options{
                    .producer_id = 5, .producer_epoch = 0, .base_sequence = 2 * i};
                QVERIFY(append(*log, batch_of(2, "value", 1000 + i, options), i / 5).has_value());
            }
            all = batches(*log, Offset(0));
            QVERIFY(log->close().has_value());
        }
        for (const bool clean : {false, true}) {
            LogRig rig;
            rig.config = rig_->config;
            for (const auto& name : rig_->disk.files()) {
                if (name.extension() == ".log") rig.disk.put(name, rig_->disk.content(name));
            }
            auto log = rig.open({.recovery_point = Offset(clean ? INT64_MAX : 0), .clean = clean});
            QVERIFY(log != nullptr);
            QVERIFY(batches(*log, Offset(0)) == all);
            QCOMPARE(log->epoch_end_offset(LeaderEpoch(1)).end, Offset(20));
            QCOMPARE(log->producers().find(base::ProducerId(5))->last().last_sequence, 39);
            QCOMPARE(log->max_timestamp(Offset(40))->value().timestamp, 1020);
        }
    }

    void a_clean_stop_is_opened_without_reading_batches() {
        for (int i = 0; i < 2; ++i) {
            auto log = rig_->open();
            for (int k = 0; k < 500; ++k) stage(*log, batch_of(2, std::string(100, 'v'), 1000 + k));
            QVERIFY(log->write_staged().has_value());
            QVERIFY(log->close().has_value());
        }
        const auto before = rig_->disk.reads();
        auto log = rig_->open_clean();
        QCOMPARE(log->log_end_offset(), Offset(2000));
        QVERIFY(!log->recovery().scanned);
        QVERIFY(rig_->disk.reads() - before < 12);
        QCOMPARE(log->recovery_point(), Offset(2000));
        QVERIFY(append(*log, batch_of(2, "more", 5000)).has_value());
        QCOMPARE(batches(*log, Offset(1990)).size(), std::size_t{6});
        QVERIFY(log->close().has_value());
        log = rig_->open_clean();
        QCOMPARE(log->log_end_offset(), Offset(2002));
    }

    void the_last_five_batches_of_a_producer_are_known_after_a_restart() {
        rig_->config.segment_bytes = 900;
        for (int total = 6; total < 30; ++total) {
            last_five(total, false);
            rig_->config.segment_bytes = 90'000;
            last_five(total, true);
            rig_->config.segment_bytes = 900;
        }
    }

private:
    void last_five(int total, bool clean) {
        {
            const storage::LogConfig config = rig_->config;
            rig_.emplace();
            rig_->config = config;
            {
                auto log = rig_->open();
                for (int i = 0; i < total; ++i) {
                    const records::BatchOptions options{
                        .producer_id = 5, .producer_epoch = 0, .base_sequence = i};
                    QVERIFY(append(*log, batch_of(1, "value", 1000 + i, options)).has_value());
                }
                if (clean) QVERIFY(log->close().has_value());
            }
            auto log = clean ? rig_->open_clean() : rig_->open();
            for (int i = total - 5; i < total; ++i) {
                const records::BatchOptions options{
                    .producer_id = 5, .producer_epoch = 0, .base_sequence = i};
                const auto again = batch_of(1, "value", 1000 + i, options);
                const auto check = log->check_producer(*records::parse_header(again.bytes()));
                QVERIFY(std::holds_alternative<ProducerState::Duplicate>(check));
                QCOMPARE(std::get<ProducerState::Duplicate>(check).base_offset, Offset(i));
            }
        }
    }

    /// A short life: appends, rolls, flushes, closes. `acked`: what write_staged said is written.
    void live(Batches& acked) {
        auto log = rig_->try_open();
        if (!log) return;
        for (int i = 0; i < 12; ++i) {
            auto batch = batch_of(2, "value", 1000 + i);
            if (append(**log, batch, i / 4)) acked.emplace_back(batch.bytes().begin(), batch.bytes().end());
            if (i % 5 != 4) continue;
            const FlushJob job = (*log)->flush_job();
            if (!job.run) continue;
            if (!job.run()) return; // the directory goes offline
            (*log)->flushed(job.mark);
        }
        (void)(*log)->close();
    }

    std::optional<LogRig> rig_;
};

QTEST_APPLESS_MAIN(LogRecoveryTest)
#include "log_recovery_test.moc"
