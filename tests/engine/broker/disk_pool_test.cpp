#include "broker/disk_pool.h"

#include <QTest>
#include <atomic>
#include <chrono>
#include <future>

using namespace std::chrono_literals;

class DiskPoolTest : public QObject {
    Q_OBJECT
private slots:
    void jobs_for_later_run_once_each_whichever_thread_waited_for_them() {
        std::atomic<int> run = 0;
        constexpr int jobs = 400;
        {
            broker::DiskPool pool(4);
            const base::Instant start = std::chrono::steady_clock::now();
            for (int i = 0; i < jobs; ++i) pool.run_at(start + i * 100us, [&run] { ++run; });
            QTRY_COMPARE_WITH_TIMEOUT(run.load(), jobs, 10'000);
        }
        QCOMPARE(run.load(), jobs);
    }
    void a_stop_and_a_kill_that_wait_for_the_same_job_are_both_told() {
        broker::DiskPool pool(2);
        broker::DiskPool share(pool, {});
        std::promise<void> begun, go_on, stopped, killed;
        share.run([&] {
            begun.set_value();
            go_on.get_future().wait();
            share.drop([&stopped] { stopped.set_value(); });
        });
        begun.get_future().wait();
        share.drop([&killed] { killed.set_value(); });
        go_on.set_value();
        QVERIFY(killed.get_future().wait_for(10s) == std::future_status::ready);
        QVERIFY(stopped.get_future().wait_for(10s) == std::future_status::ready);
    }
    void a_job_for_later_runs_at_the_latest_when_the_pool_ends() {
        std::atomic<int> run = 0;
        {
            broker::DiskPool pool(1);
            pool.run_at(std::chrono::steady_clock::now() + 1h, [&run] { ++run; });
        }
        QCOMPARE(run.load(), 1);
    }
};

QTEST_GUILESS_MAIN(DiskPoolTest)
#include "disk_pool_test.moc"
