#include "broker/rate_meter.h"

#include <QTest>

using base::Instant;
using std::chrono::milliseconds;

namespace {
constexpr Instant start{std::chrono::seconds(100)};
}

class RateMeterTest : public QObject {
    Q_OBJECT
private slots:
    void the_rate_is_what_came_within_the_last_second() {
        broker::RateMeter meter;
        for (int i = 0; i < 30; ++i) meter.add(10, start + milliseconds(i * 100));
        QCOMPARE(meter.rate(start + milliseconds(2900)), 100.0);
        QCOMPARE(meter.total(), 300);
    }
    void silence_brings_it_back_to_zero() {
        broker::RateMeter meter;
        meter.add(1000, start);
        QCOMPARE(meter.rate(start + milliseconds(500)), 1000.0);
        QCOMPARE(meter.rate(start + milliseconds(1000)), 0.0);
        QCOMPARE(meter.rate(start + std::chrono::hours(5)), 0.0);
        QCOMPARE(meter.total(), 1000);
    }
    void time_that_stands_still_or_steps_back_a_little_counts_into_the_same_slot() {
        broker::RateMeter meter;
        meter.add(1, start);
        meter.add(1, start - milliseconds(1));
        QCOMPARE(meter.total(), 2);
    }
};

QTEST_APPLESS_MAIN(RateMeterTest)
#include "rate_meter_test.moc"
