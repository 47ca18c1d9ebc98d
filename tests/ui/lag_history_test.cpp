#include "rig.h"

#include "ui/bridge/lag_history.h"

#include <QTest>

class LagHistoryTest : public QObject {
    Q_OBJECT

    static constexpr qint64 start = 1'700'000'000'000;

    static void report(rig::Cluster& cluster, qint64 after_ms, std::int64_t lag) {
        view::PartitionRow row;
        row.key = {"orders", 0};
        row.leader = 1;
        row.observed_ms = start + after_ms;
        row.progress = {{2, 1'000 - lag, lag, 0}};
        cluster.session->next.partitions = {row};
        cluster.bridge->drainNow();
    }
    static std::vector<std::pair<qint64, qint64>> line(rig::Cluster& cluster) {
        std::vector<std::pair<qint64, qint64>> points;
        if (const auto* found = ui::LagHistory::of(*cluster.bridge).find({"orders", 0}, 2))
            for (const ui::LagPoint& point : *found) points.emplace_back(point.timeMs - start, point.lag);
        return points;
    }
    using Points = std::vector<std::pair<qint64, qint64>>;

private slots:
    void a_replica_in_sync_leaves_no_line() {
        rig::Cluster cluster;
        QVERIFY(line(cluster).empty());
        report(cluster, 0, 0);
        QVERIFY(line(cluster).empty());
    }
    void reports_that_follow_closely_are_joined() {
        rig::Cluster cluster;
        ui::LagHistory::of(*cluster.bridge);
        report(cluster, 0, 10);
        report(cluster, 500, 30);
        QCOMPARE(line(cluster), (Points{{0, 10}, {500, 30}}));
    }
    void in_a_silence_the_lag_stays_what_it_was() {
        rig::Cluster cluster;
        ui::LagHistory::of(*cluster.bridge);
        report(cluster, 0, 10);
        report(cluster, 30'000, 400);
        report(cluster, 50'000, 400);
        QCOMPARE(line(cluster), (Points{{0, 10}, {29'000, 10}, {30'000, 400}, {50'000, 400}}));
    }
    void what_left_the_last_minute_is_forgotten_but_for_the_point_before_it() {
        rig::Cluster cluster;
        ui::LagHistory::of(*cluster.bridge);
        for (int i = 0; i <= 130; ++i) report(cluster, 500 * i, i + 1);
        const Points points = line(cluster);
        QVERIFY(points[0].first < 5'000 && points[1].first >= 5'000);
        QCOMPARE(points.back(), (std::pair<qint64, qint64>{65'000, 131}));
    }
};

QTEST_GUILESS_MAIN(LagHistoryTest)
#include "lag_history_test.moc"
