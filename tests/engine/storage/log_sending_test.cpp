#include "log_rig.h"
#include "storage/posix_disk.h"

#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace test;

/// Runs that stay in their file are the same batches that a read into memory gives.
class LogSendingTest : public QObject {
    Q_OBJECT
private slots:
    void init() {
        folder_.emplace();
        storage::LogConfig config;
        config.segment_bytes = 1 << 20;
        auto opened = storage::Log::open(disk_, clock_, fs::path(folder_->path().toStdString()) / "t-0",
                                         {"t", base::PartitionIndex(0)}, config, {});
        QVERIFY(opened.has_value());
        log_ = std::move(*opened);
        for (int i = 0; i < 300; ++i) {
            const std::string value(static_cast<std::size_t>(3000 + i * 37 % 9000), 'v');
            stage(*log_, batch_of(1 + i % 4, value, 1000 + i));
            if (i % 7 == 0) QVERIFY(log_->write_staged().has_value());
        }
        QVERIFY(log_->write_staged().has_value());
    }

    void a_run_in_a_file_holds_the_same_whole_batches() {
        bool in_file = false;
        const Offset end = log_->log_end_offset();
        for (std::int64_t from = 0; from < end.value; from += 11) {
            for (const std::size_t most : {100'000u, 200'000u, 1'048'576u, 5'000'000u}) {
                const auto sent = log_->read(Offset(from), most, end, true, true);
                QVERIFY(sent.has_value());
                const auto read = log_->read(Offset(from), 50'000'000, sent->next_offset, true);
                QVERIFY(read.has_value());
                QCOMPARE(read->next_offset, sent->next_offset);
                QVERIFY(text(sent->data) == text(read->data));
                QVERIFY(base::total_size(sent->data) <= most);
                for (const base::Buffer& part : sent->data) in_file = in_file || part.is_in_file();
            }
        }
        QVERIFY(in_file);
    }

    void nothing_behind_the_limit_is_sent() {
        for (std::int64_t limit = 1; limit < log_->log_end_offset().value; limit += 13) {
            const auto sent = log_->read(Offset(0), 50'000'000, Offset(limit), true, true);
            QVERIFY(sent.has_value());
            QVERIFY(sent->next_offset.value <= limit);
            const auto read = log_->read(Offset(0), 50'000'000, Offset(limit), true);
            QCOMPARE(sent->next_offset, read->next_offset);
            QVERIFY(text(sent->data) == text(read->data));
        }
    }

private:
    static std::string text(const base::Buffers& parts) {
        std::string all;
        for (const base::Buffer& part : parts) {
            if (!part.is_in_file()) {
                all += base::as_text(part.bytes());
                continue;
            }
            std::string piece(part.size(), '\0');
            const auto got = ::pread(part.file().descriptor, piece.data(), piece.size(),
                                     static_cast<off_t>(part.file().position));
            all += piece.substr(0, static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        }
        return all;
    }

    std::optional<QTemporaryDir> folder_;
    storage::PosixDisk disk_;
    base::SystemClock clock_;
    std::unique_ptr<storage::Log> log_;
};

QTEST_APPLESS_MAIN(LogSendingTest)
#include "log_sending_test.moc"
