#include "broker/disk_pool.h"

#include <QTest>
#include <atomic>
#include <chrono>

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
