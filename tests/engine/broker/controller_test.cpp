#ifndef Q_MOC_RUN // moc 6.4 cannot read the concepts that these headers bring
#include "broker/controller.h"
#include "broker/disk_pool.h"
#include "support/memory_disk.h"
#endif

#include <QTest>
#include <future>
#include <thread>

namespace {

/// Hears everything, keeps what a test asks for.
class Ears final : public broker::NodeObserver {
public:
    void broker(const broker::BrokerReport&) override {}
    void controller(const broker::ControllerReport& report) override { epoch = report.epoch; }
    void metadata(const broker::MetadataReport&) override {}
    void fact(view::FactKind) override {}
    std::int32_t epoch = -1;
};

broker::NodeConfig config() {
    broker::NodeConfig node;
    node.id = base::BrokerId(101);
    node.name = "controller-101";
    node.cluster_id = base::Uuid::metadata_topic();
    node.endpoint = {"127.0.0.1", 0};
    node.controllers = {{node.id, node.endpoint}};
    node.folder = "/data/controller-101";
    node.settings = {{"controller.quorum.election.timeout.ms", "20"}};
    return node;
}

/// A controller on a disk that fails when it is told to. One thing happens at a time.
struct Rig {
    explicit Rig(test::MemoryDisk& d) : disk(d), controller(config(), {loop, *pool, disk, clock, ears}) {
        opened = controller.open();
        loop.start();
        if (opened) loop.run([this] { opened = controller.start(); });
        if (opened) wait_for_active();
    }
    /// False when it has failed, or is not active within a minute.
    bool wait_for_active() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
        bool active = false;
        bool failed = false;
        while (!active && !failed && std::chrono::steady_clock::now() < end) {
            loop.run([&] {
                active = controller.active();
                failed = controller.failure().has_value();
            });
            if (!active) std::this_thread::yield();
        }
        return active;
    }
    ~Rig() {
        const auto stopped = std::make_shared<std::promise<void>>(); // shared: see set_retention
        loop.run([&] { controller.stop([stopped] { stopped->set_value(); }); });
        stopped->get_future().wait();
        pool.reset();
        loop.stop();
    }

    /// Sets a default for all brokers and waits until that is committed or refused.
    base::Result<> set_retention(const std::string& ms) {
        // Shared: the loop may still be inside set_value() when the waiter has gone on.
        const auto done = std::make_shared<std::promise<base::Result<>>>();
        loop.run([&] {
            wire::IncrementalAlterConfigsRequest request;
            auto& resource = request.resources.emplace_back();
            resource.resource_type = 4;
            auto& entry = resource.configs.emplace_back();
            entry.name = "log.retention.ms";
            entry.value = ms;
            const auto decision = controller.core().incremental_alter_configs(request);
            controller.commit(decision.records,
                              [done](const base::Result<>& result) { done->set_value(result); });
        });
        return done->get_future().get();
    }
    std::string retention() {
        std::string value;
        loop.run([&] {
            const auto& image = controller.core().image();
            const auto& set = image.configs_of(metadata::ConfigResourceType::broker, "");
            const auto found = set.find("log.retention.ms");
            if (found != set.end()) value = found->second;
        });
        return value;
    }

    test::MemoryDisk& disk;
    base::SystemClock clock;
    Ears ears;
    net::Loop loop{"loop-0"};
    std::unique_ptr<broker::DiskPool> pool = std::make_unique<broker::DiskPool>(1);
    broker::Controller controller;
    base::Result<> opened;
};

} // namespace

class ControllerTest : public QObject {
    Q_OBJECT
private slots:
    void what_was_committed_is_there_after_a_power_cut() {
        test::MemoryDisk disk;
        std::vector<base::Byte> log;
        const std::filesystem::path file =
            "/data/controller-101/__cluster_metadata-0/00000000000000000000.log";
        {
            Rig rig(disk);
            QVERIFY(rig.opened.has_value());
            QVERIFY(rig.set_retention("60000").has_value());
            // What would be left of the file if the power failed now.
            disk.power_cut();
            log = disk.content(file);
        }
        disk.put(file, log);
        Rig rig(disk);
        QVERIFY2(rig.opened.has_value(), rig.opened ? "" : rig.opened.error().detail.c_str());
        QCOMPARE(rig.retention(), std::string("60000"));
    }
    void every_start_begins_a_new_epoch() {
        test::MemoryDisk disk;
        std::int32_t first = 0;
        {
            Rig rig(disk);
            QVERIFY(rig.opened.has_value());
            first = rig.ears.epoch;
            QVERIFY(rig.set_retention("60000").has_value());
        }
        Rig rig(disk);
        QVERIFY(rig.opened.has_value());
        QCOMPARE(rig.ears.epoch, first + 1);
        QCOMPARE(rig.retention(), std::string("60000"));
    }
    void a_full_disk_refuses_the_decision_and_the_next_one_is_made() {
        test::MemoryDisk disk;
        {
            Rig rig(disk);
            QVERIFY(rig.opened.has_value());
            QVERIFY(rig.set_retention("60000").has_value());
            disk.fail_operation(1);
            QVERIFY(!rig.set_retention("70000").has_value());
            disk.heal();
            QVERIFY(rig.wait_for_active()); // elected again
            QCOMPARE(rig.retention(), std::string("60000"));
            QVERIFY(rig.set_retention("80000").has_value());
            QCOMPARE(rig.retention(), std::string("80000"));
        }
        Rig again(disk);
        QCOMPARE(again.retention(), std::string("80000"));
    }
    void whichever_disk_operation_fails_the_next_start_finds_what_was_committed() {
        for (std::uint64_t n = 1;; ++n) {
            test::MemoryDisk disk;
            disk.fail_operation(n);
            bool committed = false;
            {
                Rig rig(disk);
                if (rig.opened) committed = rig.set_retention("60000").has_value();
            }
            const bool reached = disk.operations() >= n;
            disk.heal();
            Rig again(disk);
            const auto why = QByteArray::number(qulonglong(n)) + ": " +
                             (again.opened ? "" : again.opened.error().detail.c_str());
            QVERIFY2(again.opened.has_value(), why.constData());
            QVERIFY2(again.retention() == (committed ? "60000" : again.retention()), why.constData());
            QVERIFY2(again.set_retention("70000").has_value(), why.constData());
            if (!reached) break;
        }
    }
};

QTEST_APPLESS_MAIN(ControllerTest)
#include "controller_test.moc"
