#pragma once
// How numbers, sizes, rates, times and durations are written: grouped with thin spaces, three significant
// digits, a space before the unit. Pure functions; any thread.

#include <QString>
#include <cstdint>

namespace ui::format {

/// Between digits and between number and unit: U+202F, narrow and no line break.
inline constexpr QChar thinSpace{0x202f};
/// What stands for a value nobody knows.
inline constexpr QChar none{0x2014};

/// 8 204 113; negative with U+2212.
QString number(std::int64_t value);
/// 8.2 M, 12.4 k, 999: where a grouped number has no room.
QString shortNumber(double value);
/// 1.2 GiB, 486 MiB, 0 B: of files and disks, powers of 1024.
QString bytes(std::int64_t value);
/// 41.8 MB/s, 0 B/s: of traffic, powers of 1000.
QString byteRate(double perSecond);
/// Number and unit of a byte rate apart, for headline figures: {"41.8", "MB/s"}.
struct Parts {
    QString number, unit;
};
Parts byteRateParts(double perSecond);
/// 1 204 rec/s.
QString recordRate(double perSecond);
/// 12 %, 0.4 %.
QString percent(double fraction);
/// 0.3 ms, 12 s, 1 min 20 s, 2 h 5 min, 7 d.
QString duration(std::int64_t microseconds);
QString durationMs(std::int64_t milliseconds);
/// "now", "12 s ago", "3 min ago", "2 h ago", then the date.
QString relativeTime(std::int64_t timeMs, std::int64_t nowMs);
/// 2026-11-21 10:42:18.930 local time with its offset; for tooltips.
QString absoluteTime(std::int64_t timeMs);
/// 10:42:18.930 local time.
QString clockTime(std::int64_t timeMs);

} // namespace ui::format
