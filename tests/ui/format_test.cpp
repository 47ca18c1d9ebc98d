#include "ui/style/format.h"

#include <QTest>
#include <limits>

using namespace Qt::StringLiterals;
using namespace ui;

namespace {
// Thin spaces read as plain ones, so that expectations can be read too.
QString plain(QString text) {
    return text.replace(format::thinSpace, u' ').replace(QChar(0x2212), u'-');
}
} // namespace

class FormatTest : public QObject {
    Q_OBJECT
private slots:
    void numbers_are_grouped_by_thin_spaces() {
        QCOMPARE(plain(format::number(0)), u"0"_s);
        QCOMPARE(plain(format::number(999)), u"999"_s);
        QCOMPARE(plain(format::number(8204113)), u"8 204 113"_s);
        QCOMPARE(plain(format::number(-1204)), u"-1 204"_s);
        QCOMPARE(format::number(1204).at(1), format::thinSpace);
        QCOMPARE(plain(format::number(std::numeric_limits<std::int64_t>::min())),
                 u"-9 223 372 036 854 775 808"_s);
    }
    void sizes_have_three_significant_digits_and_binary_units() {
        QCOMPARE(plain(format::bytes(0)), u"0 B"_s);
        QCOMPARE(plain(format::bytes(1024)), u"1 KiB"_s);
        QCOMPARE(plain(format::bytes(512)), u"512 B"_s);
        QCOMPARE(plain(format::bytes(10LL << 30)), u"10 GiB"_s);
        QCOMPARE(plain(format::bytes(1288490189)), u"1.2 GiB"_s);
        QCOMPARE(plain(format::bytes(486LL << 20)), u"486 MiB"_s);
    }
    void rates_have_three_significant_digits_and_decimal_units() {
        QCOMPARE(plain(format::byteRate(0)), u"0 B/s"_s);
        QCOMPARE(plain(format::byteRate(41.8e6)), u"41.8 MB/s"_s);
        QCOMPARE(plain(format::byteRate(1.234e9)), u"1.23 GB/s"_s);
        QCOMPARE(plain(format::byteRate(999.9e3)), u"1 MB/s"_s);
        QCOMPARE(plain(format::recordRate(1204)), u"1 204 rec/s"_s);
    }
    void percentages_keep_small_amounts_visible() {
        QCOMPARE(plain(format::percent(0)), u"0 %"_s);
        QCOMPARE(plain(format::percent(0.0004)), u"< 0.1 %"_s);
        QCOMPARE(plain(format::percent(0.004)), u"0.4 %"_s);
        QCOMPARE(plain(format::percent(0.12)), u"12 %"_s);
    }
    void durations_use_the_unit_a_person_would() {
        QCOMPARE(plain(format::duration(312)), u"312 µs"_s);
        QCOMPARE(plain(format::duration(1234)), u"1.23 ms"_s);
        QCOMPARE(plain(format::duration(12'000'000)), u"12 s"_s);
        QCOMPARE(plain(format::duration(80'000'000)), u"1 min 20 s"_s);
        QCOMPARE(plain(format::durationMs(604800000)), u"7 d"_s);
        QCOMPARE(plain(format::durationMs(7500000)), u"2 h 5 min"_s);
    }
    void times_are_relative_until_a_week_then_a_date() {
        const std::int64_t now = 1795257738000;
        QCOMPARE(format::relativeTime(now, now), u"now"_s);
        QCOMPARE(format::relativeTime(now - 12000, now), u"12 s ago"_s);
        QCOMPARE(format::relativeTime(now - 180000, now), u"3 min ago"_s);
        QCOMPARE(format::relativeTime(now - 7200000, now), u"2 h ago"_s);
        QVERIFY(format::relativeTime(now - 30LL * 86400000, now).startsWith(u"20"_s));
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "format_test.moc"
