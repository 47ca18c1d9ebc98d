#include "log_rig.h"
#include "storage/log_dir.h"
#include "storage/posix_disk.h"

#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <sys/resource.h>
#include <unistd.h>

using namespace test;

namespace {

constexpr const char* cluster = "5L6g3nShT-eMCtK--X86sw";
const base::TopicId topic_id = *base::Uuid::parse("AAAAAAAAAAAAAAAAAAAABw");
const TopicPartition orders{"orders", base::PartitionIndex(0)};

std::string text(const MemoryDisk& disk, const path& name) {
    const auto bytes = disk.content(name);
    return std::string(base::as_text(bytes));
}

} // namespace

class LogDirTest : public QObject {
    Q_OBJECT
private slots:
    void init() { renew_disk(); }

    void a_new_folder_gets_its_identity() {
        auto dir = open();
        QVERIFY(dir.has_value());
        const auto meta = text(disk_, "/data/broker-1/meta.properties");
        QVERIFY(meta.find("version=1\ncluster.id=5L6g3nShT-eMCtK--X86sw\nnode.id=1\ndirectory.id=") !=
                std::string::npos);
        const auto id = (*dir)->directory_id();
        dir->reset();
        QCOMPARE((*open())->directory_id(), id);
    }

    void another_cluster_or_node_is_refused_and_nothing_is_touched() {
        (void)open();
        const auto before = disk_.content("/data/broker-1/meta.properties");
        const auto other = LogDir::open(disk_, clock_, rng_, "/data/broker-1",
                                        {"xxxxxxxxxxxxxxxxxxxxxx", base::BrokerId(1)});
        QVERIFY(other.error().detail.find("belongs to cluster 5L6g3nShT-eMCtK--X86sw") != std::string::npos);
        const auto node = LogDir::open(disk_, clock_, rng_, "/data/broker-1", {cluster, base::BrokerId(2)});
        QVERIFY(node.error().detail.find("belongs to node 1, not to node 2") != std::string::npos);
        QVERIFY(disk_.content("/data/broker-1/meta.properties") == before);
        disk_.put("/data/broker-1/meta.properties", {'x'});
        QVERIFY(open().error().detail.find("cannot be understood") != std::string::npos);
    }

    void identity_as_kafka_writes_it_is_understood() {
        const std::string kafka =
            "#\n#Sat Nov 21 12:00:00 UTC 2026\nnode.id=1\ndirectory.id=AAAAAAAAAAAAAAAAAAAABw\nversion=1\n"
            "cluster.id=5L6g3nShT-eMCtK--X86sw\n";
        disk_.put("/data/broker-1/meta.properties", {kafka.begin(), kafka.end()});
        QCOMPARE((*open())->directory_id(), topic_id);
    }

    void checkpoints_are_kafkas_text() {
        auto dir = *open();
        const std::vector<CheckpointRow> rows{
            {orders, Offset(90), Offset(100), Offset(0)},
            {{"events.v2", base::PartitionIndex(11)}, Offset(5), Offset(6), Offset(4)},
        };
        QVERIFY(dir->checkpoint_job(rows)().has_value());
        const path folder = "/data/broker-1";
        QCOMPARE(text(disk_, folder / "recovery-point-offset-checkpoint"),
                 std::string("0\n2\nevents.v2 11 5\norders 0 90\n"));
        QCOMPARE(text(disk_, folder / "replication-offset-checkpoint"),
                 std::string("0\n2\nevents.v2 11 6\norders 0 100\n"));
        QCOMPARE(text(disk_, folder / "log-start-offset-checkpoint"), std::string("0\n1\nevents.v2 11 4\n"));
        dir.reset();
        QCOMPARE((*open())->checkpointed_high_watermark(orders), Offset(100));
    }

    void a_clean_stop_is_known_once() {
        auto dir = *open();
        auto log = *dir->open_log(orders, topic_id, {});
        QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        QVERIFY(log->close().has_value());
        const std::vector<CheckpointRow> rows{{orders, log->recovery_point(), Offset(3), Offset(0)}};
        log.reset();
        QVERIFY(dir->close(rows, 42).has_value());
        QCOMPARE(text(disk_, "/data/broker-1/.kafka_cleanshutdown"),
                 std::string("{\"version\":0,\"brokerEpoch\":42}"));
        dir.reset();
        disk_.power_cut(); // everything was synced
        dir = *open();
        QVERIFY(dir->was_clean());
        QCOMPARE(dir->found().size(), std::size_t{1});
        QVERIFY(dir->found()[0].topic_id == topic_id);
        log = *dir->open_log(orders, topic_id, {});
        QCOMPARE(log->log_end_offset(), Offset(3));
        QVERIFY(!log->recovery().scanned);
        log.reset();
        dir.reset();
        disk_.power_cut();
        QVERIFY(!(*open())->was_clean());
    }

    void many_logs_are_closed_with_one_sync() {
        for (const int count : {2, 20}) {
            renew_disk();
            auto dir = *open();
            std::vector<std::unique_ptr<Log>> logs;
            std::vector<Log*> all;
            std::vector<CheckpointRow> rows;
            for (int i = 0; i < count; ++i) {
                logs.push_back(*dir->open_log({"orders", base::PartitionIndex(i)}, topic_id, {}));
                all.push_back(logs.back().get());
                QVERIFY(append(*logs.back(), batch_of(3, "a", 1000)).has_value());
            }
            QVERIFY(dir->close_logs(all).has_value());
            for (const auto& log : logs) {
                QCOMPARE(log->recovery_point(), Offset(3));
                rows.push_back({log->partition(), log->recovery_point(), Offset(3), Offset(0)});
            }
            logs.clear();
            QVERIFY(dir->close(rows).has_value());
            dir.reset();
            disk_.power_cut();
            dir = *open();
            QVERIFY(dir->was_clean());
            for (int i = 0; i < count; ++i) {
                const auto log = *dir->open_log({"orders", base::PartitionIndex(i)}, topic_id, {});
                QCOMPARE(log->log_end_offset(), Offset(3));
                QVERIFY(!log->recovery().scanned);
            }
        }
    }

    void records_deleted_inside_a_kept_segment_stay_deleted() {
        auto dir = *open();
        auto log = *dir->open_log(orders, topic_id, {});
        for (int i = 0; i < 5; ++i) QVERIFY(append(*log, batch_of(1, "a", 1000)).has_value());
        log->set_log_start_offset(Offset(3));
        const std::vector<CheckpointRow> rows{{orders, Offset(0), Offset(5), log->log_start_offset()}};
        QVERIFY(dir->checkpoint_job(rows)().has_value());
        log.reset();
        dir.reset();
        log = *(dir = *open())->open_log(orders, topic_id, {});
        QCOMPARE(log->log_start_offset(), Offset(3));
    }

    void a_folder_of_another_topic_of_that_name_is_set_aside() {
        auto dir = *open();
        auto log = *dir->open_log(orders, topic_id, {});
        QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        log.reset();
        dir.reset();
        dir = *open();
        log = *dir->open_log(orders, base::Uuid::random(rng_), {});
        QCOMPARE(log->log_end_offset(), Offset(0));
        bool aside = false;
        for (const auto& name : disk_.files()) {
            const auto folder = name.parent_path().filename().string();
            aside = aside || (folder.starts_with("orders-0.") && folder.ends_with("-stray"));
        }
        QVERIFY(aside);
        log.reset();
        dir.reset();
        QVERIFY((*open())->found().empty()); // a stray is no partition
    }

    void a_deleted_partition_is_gone_at_once_and_unlinked_later() {
        auto dir = *open();
        const path folder = "/data/broker-1";
        QVERIFY(!*dir->remove(orders)); // never written: nothing to unlink
        auto log = *dir->open_log(orders, topic_id, {});
        QVERIFY(append(*log, batch_of(3, "a", 1000)).has_value());
        log.reset();
        const auto work = *dir->remove(orders);
        QVERIFY(!disk_.exists(folder / "orders-0"));
        log = *dir->open_log(orders, topic_id, {});
        QCOMPARE(log->log_end_offset(), Offset(0));
        dir.reset(); // killed before the work ran
        dir = *open();
        QVERIFY(dir->found().empty());
        dir->leftovers()();
        for (const auto& name : disk_.files()) QVERIFY(name.parent_path() == folder);
    }

    void more_logs_than_descriptors_are_written_and_read() {
        QTemporaryDir temporary;
        PosixDisk real;
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
        rlimit few = before;
        few.rlim_cur = 120;
        QCOMPARE(setrlimit(RLIMIT_NOFILE, &few), 0);
        const auto restore = qScopeGuard([&] { setrlimit(RLIMIT_NOFILE, &before); });
        auto dir = LogDir::open(real, clock_, rng_, temporary.filePath("broker-1").toStdString(),
                                {cluster, base::BrokerId(1)});
        QVERIFY(dir.has_value());
        std::vector<std::unique_ptr<Log>> logs;
        for (int i = 0; i < 300; ++i) {
            auto log = (*dir)->open_log({"wide", base::PartitionIndex(i)}, topic_id, {});
            QVERIFY2(log.has_value(), log ? "" : log.error().detail.c_str());
            logs.push_back(std::move(*log));
        }
        for (int round = 0; round < 2; ++round)
            for (const auto& log : logs) {
                const auto written = append(*log, batch_of(1, "x", 1));
                QVERIFY2(written.has_value(), written ? "" : written.error().detail.c_str());
                QVERIFY(log->flush_job().run); // which opens its file too
            }
        QVERIFY((*dir)->open_files().size() <= 90);
        for (const auto& log : logs) QCOMPARE(batches(*log, Offset(0)).size(), std::size_t{2});
        logs.clear();
        QCOMPARE((*dir)->open_files().size(), std::size_t{0});
    }

    void names_that_are_no_partition_are_left_alone() {
        QVERIFY(TopicPartition::parse("orders-0").has_value());
        QCOMPARE(TopicPartition::parse("a-b-12")->topic, std::string("a-b"));
        QCOMPARE(TopicPartition::parse("__cluster_metadata-0")->partition, base::PartitionIndex(0));
        for (const char* name : {"orders", "orders-", "-0", "orders-x", "orders-01", "orders-99999999999",
                                 "orders-0.0123-delete", "orders-0.0123-stray", "or ders-0", ""})
            QVERIFY2(!TopicPartition::parse(name).has_value(), name);
    }

    void a_second_process_is_kept_out_of_a_real_folder() {
        QTemporaryDir temporary;
        PosixDisk disk;
        const path folder = path(temporary.path().toStdString()) / "broker-1";
        auto first = LogDir::open(disk, clock_, rng_, folder, {cluster, base::BrokerId(1)});
        QVERIFY(first.has_value());
        const auto second = LogDir::open(disk, clock_, rng_, folder, {cluster, base::BrokerId(1)});
        QVERIFY(second.error().detail.find(folder.string()) != std::string::npos);
        QVERIFY(second.error().detail.find("another process") != std::string::npos);
        first->reset();
        QVERIFY(LogDir::open(disk, clock_, rng_, folder, {cluster, base::BrokerId(1)}).has_value());
    }

    void a_real_folder_without_permission_says_what_to_do() {
        if (::geteuid() == 0) QSKIP("root may write everywhere");
        PosixDisk disk;
        const auto dir = LogDir::open(disk, clock_, rng_, "/proc/riparium", {cluster, base::BrokerId(1)});
        QVERIFY(dir.error().detail.find("choose another folder") != std::string::npos);
    }

    void a_real_disk_keeps_what_a_log_writes() {
        QTemporaryDir temporary;
        PosixDisk disk;
        const path folder = path(temporary.path().toStdString()) / "broker-1";
        for (int life = 0; life < 3; ++life) {
            auto dir = *LogDir::open(disk, clock_, rng_, folder, {cluster, base::BrokerId(1)});
            auto log = *dir->open_log(orders, topic_id, {.segment_bytes = 3 << 20});
            QCOMPARE(log->log_end_offset(), Offset(life * 600));
            for (int i = 0; i < 600; ++i) stage(*log, batch_of(1, std::string(10'000, 'x'), 1000));
            QVERIFY(log->write_staged().has_value());
            QCOMPARE(batches(*log, Offset(0)).size(), static_cast<std::size_t>(600 * (life + 1)));
            if (life != 1) continue;
            QVERIFY(log->close().has_value());
            const std::vector<CheckpointRow> rows{{orders, log->recovery_point(), Offset(0), Offset(0)}};
            log.reset();
            QVERIFY(dir->close(rows).has_value());
        }
    }

private:
    Result<std::unique_ptr<LogDir>> open() {
        return LogDir::open(disk_, clock_, rng_, "/data/broker-1", {cluster, base::BrokerId(1)});
    }

    void renew_disk() {
        std::destroy_at(&disk_);
        std::construct_at(&disk_);
    }

    MemoryDisk disk_;
    base::ManualClock clock_;
    base::Rng rng_{1};
};

QTEST_APPLESS_MAIN(LogDirTest)
#include "log_dir_test.moc"
