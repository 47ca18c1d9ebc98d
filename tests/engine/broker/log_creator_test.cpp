#ifndef Q_MOC_RUN
#include "broker/log_creator.h"

#include "broker/disk_pool.h"
#include "broker/partition.h"
#include "records/builder.h"
#include "storage/fault_disk.h"
#include "storage/posix_disk.h"
#endif

#include <QTemporaryDir>
#include <QTest>
#include <future>

using base::BrokerId;
using base::LeaderEpoch;
using base::Offset;
using broker::Partition;
using kafka::ErrorCode;

namespace {

constexpr int all = 100;

base::Buffer batch(std::int32_t epoch = -1) {
    records::BatchBuilder builder;
    builder.add(1000, std::nullopt, base::as_bytes("value"));
    base::Buffer made = std::move(builder).build();
    if (epoch >= 0) records::set_leader_epoch(made.writable(), epoch);
    return made;
}

/// A broker's replicas on a real disk, with a loop and a disk pool of one thread.
struct Rig {
    QTemporaryDir temporary;
    std::filesystem::path folder = temporary.filePath("data").toStdString();
    storage::PosixDisk posix;
    storage::FaultDisk disk{posix};
    base::ManualClock clock;
    base::Rng rng{1};
    replica::ActiveBrokers active;
    std::unique_ptr<storage::LogDir> dir;
    std::optional<broker::DiskPool> pool{1};
    net::Loop loop{"loop"};
    std::vector<Partition*> done; ///< loop
    std::optional<broker::LogCreator> creator;
    std::optional<broker::PartitionHome> home;
    std::deque<Partition> partitions;
    std::vector<ErrorCode> answers;
    std::promise<void> go_on; ///< of hold_pool()

    Rig() {
        dir = *storage::LogDir::open(disk, clock, rng, folder,
                                     {base::Uuid::metadata_topic().text(), BrokerId(1)});
        creator.emplace(loop, *pool, [this](Partition& partition) { done.push_back(&partition); });
        home.emplace(broker::PartitionHome{
            .self = BrokerId(1), .dir = *dir, .clock = clock, .active = active, .creator = &*creator});
        loop.start();
    }
    ~Rig() {
        pool.reset();
        loop.stop();
    }
    Partition& partition(int number) {
        return partitions.emplace_back(storage::TopicPartition{"orders", base::PartitionIndex(number)},
                                       base::Uuid::metadata_topic(), *home);
    }
    static replica::Assignment led_by(std::int32_t leader) {
        return {.leader = BrokerId(leader),
                .leader_epoch = LeaderEpoch(3),
                .partition_epoch = 3,
                .replicas = {BrokerId(1), BrokerId(2)},
                .isr = {BrokerId(1)}};
    }
    Partition& leader_with_a_batch(int number) {
        Partition& made = partition(number);
        (void)made.lead(led_by(1));
        (void)made.append(batch(), {.acks = 1, .version = 12, .waiter = 1, .deadline = clock.now()});
        return made;
    }
    void write(Partition& partition) {
        for (const auto& answered : partition.write_staged().answered) answers.push_back(answered.code);
    }
    bool has_folder(const Partition& partition) const {
        return std::filesystem::exists(dir->folder_of(partition.name()));
    }
    /// The pool does nothing more before go_on.
    void hold_pool() {
        pool->run([held = go_on.get_future().share()] { held.wait(); });
    }
    std::map<std::string, std::string> files_of(const Partition& partition) {
        std::map<std::string, std::string> files;
        for (const auto& entry : std::filesystem::directory_iterator(dir->folder_of(partition.name()))) {
            const auto content = storage::read_file(disk, entry.path(), 4096);
            files[entry.path().filename().string()] = base::as_text(*content);
        }
        return files;
    }
};

wire::FetchResponse::PartitionData fetched_batch() {
    wire::FetchResponse::PartitionData answer;
    answer.high_watermark = 1;
    answer.log_start_offset = 0;
    answer.records = wire::Records::of(base::Buffers{batch(3)});
    return answer;
}

} // namespace

class LogCreatorTest : public QObject {
    Q_OBJECT
private slots:
    void what_was_staged_is_written_when_the_folder_is_there() {
        Rig rig;
        rig.hold_pool();
        rig.loop.run([&] {
            for (int i = 0; i < all; ++i) QVERIFY(rig.leader_with_a_batch(i).awaits_folder());
            for (Partition& one : rig.partitions) QVERIFY(one.awaits_folder()); // asked for once
        });
        rig.loop.run([&] {
            for (const Partition& one : rig.partitions) QVERIFY(one.has_staged() && !rig.has_folder(one));
        });
        rig.go_on.set_value();
        QTRY_VERIFY_WITH_TIMEOUT(done(rig) == all, 20'000);
        rig.loop.run([&] {
            for (Partition* one : rig.done) {
                QVERIFY(!one->awaits_folder());
                rig.write(*one);
            }
        });
        QCOMPARE(rig.answers, std::vector(all, ErrorCode::none));
    }

    void the_folder_is_the_one_that_a_log_makes_itself() {
        Rig rig;
        rig.loop.run([&] { QVERIFY(rig.leader_with_a_batch(0).awaits_folder()); });
        QTRY_VERIFY_WITH_TIMEOUT(done(rig) == 1, 20'000);
        rig.loop.run([&] {
            rig.write(rig.partitions[0]);
            rig.home->creator = nullptr;
            Partition& other = rig.leader_with_a_batch(1);
            QVERIFY(!other.awaits_folder());
            rig.write(other);
            const auto files = rig.files_of(rig.partitions[0]);
            QCOMPARE(files.size(), std::size_t{3});
            QVERIFY(files == rig.files_of(other));
        });
    }

    void what_is_taken_back_before_its_turn_is_never_made() {
        Rig rig;
        rig.hold_pool();
        rig.loop.run([&] {
            for (int i = 0; i < all; ++i) QVERIFY(rig.leader_with_a_batch(i).awaits_folder());
            for (Partition& one : rig.partitions)
                if (one.name().partition.value != 7) rig.creator->take_back(one);
        });
        rig.go_on.set_value();
        QTRY_VERIFY_WITH_TIMEOUT(done(rig) == 1, 20'000);
        for (const Partition& one : rig.partitions)
            QCOMPARE(rig.has_folder(one), one.name().partition.value == 7);
    }

    void a_write_in_place_takes_over_a_folder_that_was_made_meanwhile() {
        Rig rig;
        rig.loop.run([&] {
            Partition& one = rig.leader_with_a_batch(0);
            QVERIFY(one.awaits_folder());
            const auto segment = rig.dir->folder_of(one.name()) / "00000000000000000000.log";
            while (!std::filesystem::exists(segment)) std::this_thread::yield();
            rig.write(one); // the loop has not heard of it yet
            QVERIFY(!rig.creator->is_creating(one));
            QCOMPARE(one.log_end(), Offset(1));
        });
        rig.loop.run([] {}); // what the pool posted
        QCOMPARE(done(rig), 0);
    }

    void a_folder_that_cannot_be_made_fails_the_write_and_is_tried_again() {
        Rig rig;
        rig.disk.set(rig.folder, {.full = true});
        rig.loop.run([&] { QVERIFY(rig.leader_with_a_batch(0).awaits_folder()); });
        QTRY_VERIFY_WITH_TIMEOUT(done(rig) == 1, 20'000);
        Partition& one = rig.partitions[0];
        rig.loop.run([&] {
            QVERIFY(!one.awaits_folder());
            rig.write(one);
        });
        QCOMPARE(rig.answers, std::vector{ErrorCode::kafka_storage_error});
        rig.disk.heal(rig.folder);
        rig.loop.run([&] {
            (void)one.append(batch(), {.acks = 1, .version = 12, .waiter = 2, .deadline = rig.clock.now()});
            QVERIFY(one.awaits_folder());
        });
        QTRY_VERIFY_WITH_TIMEOUT(done(rig) == 2, 20'000);
        rig.loop.run([&] { rig.write(one); });
        QCOMPARE(rig.answers.back(), ErrorCode::none);
        QCOMPARE(one.log_end(), Offset(1));
    }

    void a_follower_takes_nothing_until_its_folder_is_there() {
        Rig rig;
        Partition& one = rig.partition(0);
        rig.hold_pool();
        rig.loop.run([&] {
            (void)one.follow(Rig::led_by(2));
            for (int i = 0; i < 2; ++i) {
                const auto replicated = one.append_fetched(one.fetch_state(), fetched_batch());
                QVERIFY(replicated.awaits_folder);
                QCOMPARE(replicated.code, ErrorCode::none);
            }
            QCOMPARE(one.high_watermark(), Offset(0));
        });
        rig.go_on.set_value();
        QTRY_VERIFY_WITH_TIMEOUT(done(rig) == 1, 20'000);
        rig.loop.run([&] {
            const auto replicated = one.append_fetched(one.fetch_state(), fetched_batch());
            QVERIFY(!replicated.awaits_folder);
            QCOMPARE(one.log_end(), Offset(1));
            QCOMPARE(one.high_watermark(), Offset(1));
            QCOMPARE(rig.files_of(one)["leader-epoch-checkpoint"], std::string("0\n1\n3 0\n"));
        });
    }

private:
    static int done(Rig& rig) {
        int count = 0;
        rig.loop.run([&] { count = static_cast<int>(rig.done.size()); });
        return count;
    }
};

QTEST_GUILESS_MAIN(LogCreatorTest)
#include "log_creator_test.moc"
