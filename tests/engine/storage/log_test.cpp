#include "records/builder.h"
#include "storage/log.h"
#include "storage/posix_disk.h"

#include <QTemporaryDir>
#include <QTest>

using namespace storage;

namespace {

base::Buffer batch_of(int count, std::string_view value, std::int64_t timestamp) {
    records::BatchBuilder builder;
    for (int i = 0; i < count; ++i) builder.add(timestamp + i, std::nullopt, base::as_bytes(value));
    return std::move(builder).build();
}

AppendResult append(Log& log, base::Buffer batch, int epoch = 0) {
    const auto header = records::parse_header(batch.bytes());
    return log.append(std::move(batch), *header, LeaderEpoch(epoch));
}

} // namespace

class LogTest : public QObject {
    Q_OBJECT
private slots:
    void init() { dir_.emplace(); }

    void what_was_appended_is_read_back() {
        auto log = open({});
        for (int i = 0; i < 10; ++i) append(*log, batch_of(3, "value", 1000 + i));
        QCOMPARE(log->log_end_offset(), Offset(0));
        QVERIFY(log->write_staged().has_value());
        QCOMPARE(log->log_end_offset(), Offset(30));
        const auto got = log->read(Offset(4), 1U << 20U, Offset(30), true);
        QVERIFY(got.has_value());
        QCOMPARE(got->next_offset, Offset(30));
        const auto header = records::parse_header(got->data.front().bytes());
        QCOMPARE(header->base_offset, 3);
    }

    void a_killed_log_opens_with_everything_written() {
        {
            auto log = open({});
            for (int i = 0; i < 10; ++i) append(*log, batch_of(3, "value", 1000 + i));
            QVERIFY(log->write_staged().has_value());
        }
        auto log = open({});
        QCOMPARE(log->log_end_offset(), Offset(30));
        QVERIFY(log->recovery().scanned);
        const auto got = log->read(Offset(0), 1U << 20U, Offset(30), true);
        QCOMPARE(got->next_offset, Offset(30));
    }

    void a_closed_log_opens_without_a_scan() {
        {
            auto log = open({});
            for (int i = 0; i < 1000; ++i) append(*log, batch_of(3, "value", 1000 + i));
            QVERIFY(log->write_staged().has_value());
            QVERIFY(log->close().has_value());
        }
        auto log = open({.recovery_point = Offset(3000), .clean = true});
        QCOMPARE(log->log_end_offset(), Offset(3000));
        QVERIFY(!log->recovery().scanned);
        const auto got = log->read(Offset(1500), 1000, Offset(3000), true);
        QCOMPARE(records::parse_header(got->data.front().bytes())->base_offset, 1500);
        append(*log, batch_of(1, "more", 5000));
        QVERIFY(log->write_staged().has_value());
        const auto last = log->read(Offset(3000), 1000, Offset(3001), true);
        QCOMPARE(last->next_offset, Offset(3001));
    }

private:
    std::unique_ptr<Log> open(OpenOptions options) {
        auto log = Log::open(disk_, clock_, fs::path(dir_->path().toStdString()) / "orders-0",
                             {"orders", base::PartitionIndex(0)}, {}, options);
        return log ? std::move(*log) : nullptr;
    }

    PosixDisk disk_;
    base::ManualClock clock_;
    std::optional<QTemporaryDir> dir_;
};

QTEST_APPLESS_MAIN(LogTest)
#include "log_test.moc"
