#include "storage/fault_disk.h"

#include "base/assert.h"
#include "log_rig.h"
#include "storage/log_dir.h"
#include "storage/posix_disk.h"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

using namespace std::chrono_literals;
using namespace storage;

namespace {

std::string text_of(Disk& disk, const fs::path& path) {
    const auto bytes = read_file(disk, path);
    return bytes ? std::string(base::as_text(*bytes)) : std::string("(none)");
}

/// A node's folder on a real disk below a faulty one.
struct Rig {
    Rig() {
        (void)disk.make_folder(node);
        settle();
    }
    /// What is there so far survives.
    void settle() {
        const auto synced = disk.sync_all(root);
        RIPARIUM_ASSERT(synced.has_value(), "the disk syncs");
    }
    std::shared_ptr<File> open(const fs::path& path, OpenMode mode = OpenMode::create) {
        auto file = disk.open(path, mode);
        return file ? *file : nullptr;
    }
    static Result<> write(File& file, std::string_view text, std::uint64_t at) {
        const Bytes part = base::as_bytes(text);
        return file.pwritev({&part, 1}, at);
    }
    /// A synced file.
    void put(const fs::path& path, std::string_view text) {
        const auto file = open(path);
        (void)write(*file, text, 0);
        (void)file->fdatasync();
        (void)disk.sync_folder(path.parent_path());
    }
    std::vector<std::string> names(const fs::path& folder) {
        std::vector<std::string> all;
        const auto entries = disk.list(folder);
        if (entries)
            for (const auto& entry : *entries) all.push_back(entry.name);
        return all;
    }

    QTemporaryDir temporary;
    fs::path root = temporary.path().toStdString();
    fs::path node = root / "broker-1";
    PosixDisk real;
    FaultDisk disk{real};
};

using Names = std::vector<std::string>;

} // namespace

class FaultDiskTest : public QObject {
    Q_OBJECT
private slots:
    void a_power_cut_takes_exactly_what_was_not_synced() {
        Rig rig;
        {
            const auto file = rig.open(rig.node / "log");
            QVERIFY(rig.disk.sync_folder(rig.node).has_value());
            QVERIFY(Rig::write(*file, "synced", 0).has_value());
            QVERIFY(file->fdatasync().has_value());
            QVERIFY(Rig::write(*file, " and lost", 6).has_value());
        }
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "log"), std::string("synced"));
    }

    void syncing_a_folder_keeps_the_names_in_it_and_not_those_below() {
        Rig rig;
        for (const char* folder : {"orders-0", "orders-0.x", "orders-1"}) {
            QVERIFY(rig.disk.make_folder(rig.node / folder).has_value());
            const auto file = rig.open(rig.node / folder / "log");
            QVERIFY(Rig::write(*file, "x", 0).has_value());
            QVERIFY(file->fdatasync().has_value());
        }
        QVERIFY(rig.disk.sync_folder(rig.node).has_value());
        QVERIFY(rig.disk.sync_folder(rig.node / "orders-1").has_value());
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(rig.names(rig.node), (Names{"orders-0", "orders-0.x", "orders-1"}));
        QCOMPARE(rig.names(rig.node / "orders-0"), Names());
        QCOMPARE(rig.names(rig.node / "orders-1"), Names{"log"});
    }
    void what_is_synced_through_a_descriptor_for_reading_survives() {
        Rig rig;
        QVERIFY(
            replace_file(rig.disk, rig.node / "partition.metadata", base::as_bytes("id"), false).has_value());
        QVERIFY(rig.open(rig.node / "partition.metadata", OpenMode::read)->fdatasync().has_value());
        QVERIFY(rig.disk.sync_folder(rig.node).has_value());
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "partition.metadata"), std::string("id"));
    }
    void closing_a_file_makes_nothing_durable_and_opening_it_again_neither() {
        Rig rig;
        rig.put(rig.node / "log", "one");
        {
            const auto file = rig.open(rig.node / "log");
            QVERIFY(Rig::write(*file, " two", 3).has_value());
        }
        {
            const auto file = rig.open(rig.node / "log");
            QCOMPARE(file->size().value(), std::uint64_t{7});
        }
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "log"), std::string("one"));
    }

    void what_was_there_before_the_start_stays() {
        Rig rig;
        std::ofstream(rig.node / "old") << "kept";
        {
            const auto file = rig.open(rig.node / "old", OpenMode::read_write);
            QVERIFY(Rig::write(*file, " lost", 4).has_value());
        }
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "old"), std::string("kept"));
    }

    void names_made_and_moved_since_the_folder_was_synced_are_undone() {
        Rig rig;
        rig.put(rig.node / "before", "x");
        (void)rig.open(rig.node / "made");
        QVERIFY(rig.disk.make_folder(rig.node / "t-0" / "deeper").has_value());
        (void)rig.open(rig.node / "t-0" / "log");
        QVERIFY(rig.disk.rename(rig.node / "before", rig.node / "after").has_value());
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(rig.names(rig.node), Names{"before"});
        QCOMPARE(text_of(rig.disk, rig.node / "before"), std::string("x"));
    }

    void names_of_synced_folders_stay() {
        Rig rig;
        QVERIFY(rig.disk.make_folder(rig.node / "t-0").has_value());
        rig.put(rig.node / "t-0" / "log", "x");
        QVERIFY(rig.disk.sync_folder(rig.node).has_value());
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "t-0" / "log"), std::string("x"));
    }

    void a_folder_that_was_moved_goes_back_with_what_was_in_it() {
        Rig rig;
        QVERIFY(rig.disk.make_folder(rig.node / "t-0").has_value());
        rig.put(rig.node / "t-0" / "log", "x");
        rig.settle();
        QVERIFY(rig.disk.rename(rig.node / "t-0", rig.node / "t-0.moved").has_value());
        (void)rig.open(rig.node / "t-0.moved" / "new");
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(rig.names(rig.node), Names{"t-0"});
        QCOMPARE(rig.names(rig.node / "t-0"), Names{"log"});
    }

    void a_name_that_was_moved_and_made_again_ends_as_it_began() {
        Rig rig;
        rig.put(rig.node / "log", "old");
        QVERIFY(rig.disk.rename(rig.node / "log", rig.node / "log.deleted").has_value());
        (void)rig.open(rig.node / "log");
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(rig.names(rig.node), Names{"log"});
        QCOMPARE(text_of(rig.disk, rig.node / "log"), std::string("old"));
    }

    void a_file_replaced_durably_is_the_new_one_and_one_replaced_without_syncing_is_empty() {
        Rig rig;
        QVERIFY(replace_file(rig.disk, rig.node / "a", base::as_bytes("one"), true).has_value());
        QVERIFY(replace_file(rig.disk, rig.node / "a", base::as_bytes("two"), true).has_value());
        QVERIFY(replace_file(rig.disk, rig.node / "b", base::as_bytes("one"), true).has_value());
        QVERIFY(replace_file(rig.disk, rig.node / "b", base::as_bytes("two"), false).has_value());
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "a"), std::string("two"));
        QCOMPARE(text_of(rig.disk, rig.node / "b"), std::string(""));
        QCOMPARE(rig.names(rig.node), (Names{"a", "b"}));
    }

    void other_folders_keep_their_power() {
        Rig rig;
        const fs::path other = rig.root / "broker-10"; // the same text at the front
        QVERIFY(rig.disk.make_folder(other).has_value());
        const auto file = rig.open(other / "log");
        QVERIFY(Rig::write(*file, "kept", 0).has_value());
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, other / "log"), std::string("kept"));
    }

    void a_full_disk_takes_nothing_new_reads_on_and_recovers() {
        Rig rig;
        rig.put(rig.node / "log", "there");
        const auto file = rig.open(rig.node / "log");
        DiskFault full;
        full.full = true;
        rig.disk.set(rig.node, full);
        const auto refused = Rig::write(*file, "more", 5);
        QVERIFY(!refused.has_value());
        QVERIFY(refused.error().detail.find("No space left") != std::string::npos);
        QVERIFY(Rig::write(*file, "THERE", 0).has_value()); // takes no space
        QVERIFY(!rig.open(rig.node / "new"));
        QVERIFY(!rig.disk.make_folder(rig.node / "t-0").has_value());
        QCOMPARE(rig.disk.space(rig.node)->free, std::uint64_t{0});
        QVERIFY(rig.disk.space(rig.root)->free > 0);
        QVERIFY(rig.disk.remove(rig.node / "nothing").has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "log"), std::string("THERE"));
        rig.disk.heal(rig.node);
        QVERIFY(Rig::write(*file, "more", 5).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "log"), std::string("THEREmore"));
    }

    void syncs_that_fail_leave_their_bytes_unsynced() {
        Rig rig;
        {
            const auto file = rig.open(rig.node / "log");
            QVERIFY(rig.disk.sync_folder(rig.node).has_value());
            DiskFault fault;
            fault.sync_fails = true;
            rig.disk.set(rig.node, fault);
            QVERIFY(Rig::write(*file, "lost", 0).has_value());
            QVERIFY(!file->fdatasync().has_value());
            QVERIFY(!rig.disk.sync_folder(rig.node).has_value());
            QVERIFY(!rig.disk.sync_all(rig.node).has_value());
        }
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        QCOMPARE(text_of(rig.disk, rig.node / "log"), std::string(""));
    }

    void a_file_lends_its_descriptor_so_that_consumers_are_served_without_a_copy() {
        Rig rig;
        QVERIFY(rig.open(rig.node / "log")->descriptor() >= 0);
    }

    void slowness_is_told_of_the_slow_folder_only() {
        Rig rig;
        DiskFault slow;
        slow.latency = 100ms;
        rig.disk.set(rig.node, slow);
        QCOMPARE(rig.disk.slowness(rig.node), base::Duration(100ms));
        QCOMPARE(rig.disk.slowness(rig.root / "broker-2"), base::Duration{});
        QVERIFY(rig.disk.fault(rig.node) == slow);
        rig.disk.heal(rig.node);
        QCOMPARE(rig.disk.slowness(rig.node), base::Duration{});
    }

    void a_log_recovers_after_a_power_cut_to_what_its_last_flush_covered() {
        Rig rig;
        const base::SystemClock clock;
        const TopicPartition name{"orders", base::PartitionIndex(0)};
        auto rng = base::Rng(1);
        const NodeIdentity identity{"MkU3OEVBNTcwNTJENDM2Qk", base::BrokerId(1)};
        Offset flushed_to;
        Offset written_to;
        {
            auto dir = storage::LogDir::open(rig.disk, clock, rng, rig.node, identity);
            QVERIFY(dir.has_value());
            auto log = (*dir)->open_log(name, base::Uuid::random(rng), {});
            QVERIFY(log.has_value());
            const std::string value(1000, 'v');
            for (int i = 0; i < 10; ++i)
                QVERIFY(test::append(**log, test::batch_of(3, value, 1000 + i)).has_value());
            const FlushJob job = (*log)->flush_job();
            QVERIFY(job.run().has_value());
            (*log)->flushed(job.mark);
            flushed_to = (*log)->log_end_offset();
            for (int i = 0; i < 10; ++i)
                QVERIFY(test::append(**log, test::batch_of(3, value, 2000 + i)).has_value());
            written_to = (*log)->log_end_offset();
        } // killed: nothing is closed
        QVERIFY(written_to > flushed_to);
        QVERIFY(rig.disk.power_loss(rig.node).has_value());
        auto dir = storage::LogDir::open(rig.disk, clock, rng, rig.node, identity);
        QVERIFY(dir.has_value());
        QVERIFY(!(*dir)->was_clean());
        QCOMPARE((*dir)->found().size(), std::size_t{1});
        auto log = (*dir)->open_log(name, *(*dir)->found()[0].topic_id, {});
        QVERIFY(log.has_value());
        QVERIFY((*log)->log_end_offset() == flushed_to);
    }
};

QTEST_APPLESS_MAIN(FaultDiskTest)
#include "fault_disk_test.moc"
