#include "ui/style/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <array>
#include <cmath>

namespace ui::format {
namespace {

using namespace Qt::StringLiterals;

struct Format {
    Q_DECLARE_TR_FUNCTIONS(ui::Format)
};

QString grouped(const QString& digits) {
    QString out;
    const auto n = digits.size();
    for (qsizetype i = 0; i < n; ++i) {
        if (i > 0 && (n - i) % 3 == 0) out += thinSpace;
        out += digits[i];
    }
    return out;
}

// Three significant digits without an exponent: 41.8, 0.312, 486, 1.20 becomes 1.2.
QString threeDigits(double value) {
    if (value == 0) return u"0"_s;
    const double size = std::fabs(value);
    const int decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 ? 2 : 3;
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0')) text.chop(1);
        if (text.endsWith(u'.')) text.chop(1);
    }
    return text;
}

template <std::size_t N>
Parts scaled(double value, double step, const std::array<const char*, N>& units) {
    std::size_t i = 0;
    // 999.6 would be written 1000 of the small unit: step up where the digits would.
    while (i + 1 < N && std::fabs(value) >= step * 0.9995) {
        value /= step;
        ++i;
    }
    return {i == 0 ? QString::number(std::llround(value)) : threeDigits(value),
            QString::fromLatin1(units[i])};
}

QString joined(const Parts& parts) {
    return parts.number + thinSpace + parts.unit;
}

QString two(std::int64_t big, const QString& bigUnit, std::int64_t small, const QString& smallUnit) {
    QString text = QString::number(big) + thinSpace + bigUnit;
    if (small > 0) text += u' ' + QString::number(small) + thinSpace + smallUnit;
    return text;
}

constexpr std::array binary{"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
constexpr std::array decimal_rate{"B/s", "kB/s", "MB/s", "GB/s", "TB/s"};

} // namespace

QString number(std::int64_t value) {
    // The magnitude as unsigned: the smallest int64 has no positive twin.
    const std::uint64_t size =
        value < 0 ? ~static_cast<std::uint64_t>(value) + 1 : static_cast<std::uint64_t>(value);
    const QString text = grouped(QString::number(size));
    return value < 0 ? QChar(0x2212) + text : text;
}

QString shortNumber(double value) {
    static constexpr std::array units{"", "k", "M", "G", "T"};
    const Parts parts = scaled(value, 1000, units);
    return parts.unit.isEmpty() ? parts.number : joined(parts);
}

QString bytes(std::int64_t value) {
    return joined(scaled(static_cast<double>(value), 1024, binary));
}

QString byteRate(double perSecond) {
    return joined(byteRateParts(perSecond));
}

Parts byteRateParts(double perSecond) {
    return scaled(perSecond, 1000, decimal_rate);
}

QString recordRate(double perSecond) {
    const double shown = perSecond < 10 ? std::round(perSecond * 10) / 10 : std::round(perSecond);
    const QString text = shown < 10 ? threeDigits(shown) : number(std::llround(shown));
    return text + thinSpace + Format::tr("rec/s");
}

QString percent(double fraction) {
    const double value = fraction * 100;
    const QString text = value > 0 && value < 0.1 ? u"< 0.1"_s
                         : value < 10             ? QString::number(std::round(value * 10) / 10)
                                                  : QString::number(std::llround(value));
    return text + thinSpace + u'%';
}

QString duration(std::int64_t microseconds) {
    if (microseconds < 0) return u"\u2212"_s + duration(-microseconds);
    if (microseconds < 1000) return QString::number(microseconds) + thinSpace + u"µs"_s;
    const double ms = static_cast<double>(microseconds) / 1000;
    if (ms < 999.5) return threeDigits(ms) + thinSpace + u"ms"_s;
    const double s = ms / 1000;
    if (s < 59.95) return threeDigits(s) + thinSpace + u's';
    const auto whole = static_cast<std::int64_t>(std::llround(s));
    if (whole < 3600) return two(whole / 60, Format::tr("min"), whole % 60, u"s"_s);
    if (whole < 86400) return two(whole / 3600, Format::tr("h"), whole % 3600 / 60, Format::tr("min"));
    return two(whole / 86400, Format::tr("d"), whole % 86400 / 3600, Format::tr("h"));
}

QString durationMs(std::int64_t milliseconds) {
    return duration(milliseconds * 1000);
}

QString relativeTime(std::int64_t timeMs, std::int64_t nowMs) {
    const std::int64_t s = (nowMs - timeMs) / 1000;
    if (s < 0) return absoluteTime(timeMs);
    if (s < 1) return Format::tr("now");
    if (s < 60) return Format::tr("%1 s ago").arg(s);
    if (s < 3600) return Format::tr("%1 min ago").arg(s / 60);
    if (s < 86400) return Format::tr("%1 h ago").arg(s / 3600);
    if (s < 7 * 86400) return Format::tr("%1 d ago").arg(s / 86400);
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(u"yyyy-MM-dd"_s);
}

QString absoluteTime(std::int64_t timeMs) {
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(u"yyyy-MM-dd HH:mm:ss.zzz t"_s);
}

QString clockTime(std::int64_t timeMs) {
    return QDateTime::fromMSecsSinceEpoch(timeMs).toString(u"HH:mm:ss.zzz"_s);
}

} // namespace ui::format
