#include "ui/models/quantity.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <cmath>
#include <iterator>
#include <limits>

namespace ui {
namespace {

struct Unit {
    const char* names; ///< space-separated spellings, lower case; the first is the one we write
    qint64 factor;
};

constexpr Unit durations[] = {
    {"ms millisecond milliseconds", 1}, {"s sec second seconds", 1000}, {"min m minute minutes", 60'000},
    {"h hour hours", 3'600'000},        {"days d day", 86'400'000},     {"weeks w week", 604'800'000},
};
// A person who types GB here means what the broker means by its powers of two.
constexpr Unit sizes[] = {
    {"B byte bytes b", 1},       {"KiB kb kib k", 1LL << 10}, {"MiB mb mib m", 1LL << 20},
    {"GiB gb gib g", 1LL << 30}, {"TiB tb tib t", 1LL << 40},
};

const Unit* unitNamed(Quantity kind, const QString& name) {
    const Unit* const from = kind == Quantity::duration ? std::begin(durations) : std::begin(sizes);
    const Unit* const to = kind == Quantity::duration ? std::end(durations) : std::end(sizes);
    for (const Unit* unit = from; unit != to; ++unit)
        if (QString::fromLatin1(unit->names).toLower().split(QLatin1Char(' ')).contains(name.toLower()))
            return unit;
    return nullptr;
}

QString firstName(const Unit& unit) {
    return QString::fromLatin1(unit.names).section(QLatin1Char(' '), 0, 0);
}

} // namespace

std::optional<qint64> parseQuantity(Quantity kind, const QString& text) {
    const QString plain = text.simplified();
    if (kind != Quantity::number &&
        (plain.compare(QLatin1String("unlimited"), Qt::CaseInsensitive) == 0 ||
         plain.compare(QCoreApplication::translate("Quantity", "unlimited"), Qt::CaseInsensitive) == 0))
        return -1;
    static const QRegularExpression form(QStringLiteral("^(-?[0-9][0-9 ]*)(?:[.]([0-9]+))? *([a-zA-Z]*)$"));
    const auto match = form.match(plain);
    if (!match.hasMatch()) return std::nullopt;
    QString whole = match.captured(1);
    whole.remove(QLatin1Char(' '));
    bool ok = false;
    const qint64 number = whole.toLongLong(&ok);
    if (!ok) return std::nullopt;
    const QString fraction = match.captured(2);
    const QString name = match.captured(3);
    if (name.isEmpty()) return fraction.isEmpty() ? std::optional(number) : std::nullopt;
    const Unit* unit = kind == Quantity::number ? nullptr : unitNamed(kind, name);
    if (!unit || number < 0 || number > std::numeric_limits<qint64>::max() / unit->factor - 1)
        return std::nullopt;
    const double part = fraction.isEmpty() ? 0.0 : (QStringLiteral("0.") + fraction).toDouble();
    return number * unit->factor + std::llround(part * static_cast<double>(unit->factor));
}

QString quantityText(Quantity kind, qint64 value) {
    if (kind == Quantity::number) return QString::number(value);
    if (value < 0) return QCoreApplication::translate("Quantity", "unlimited");
    const bool time = kind == Quantity::duration;
    // The biggest unit that loses nothing; weeks are read but not written, "14 days" is clearer.
    const Unit* best = time ? &durations[0] : &sizes[0];
    const auto consider = [&](const Unit& unit, qint64 divisor) {
        if (value >= unit.factor && value % (unit.factor / divisor) == 0) best = &unit;
    };
    if (time)
        for (std::size_t i = 1; i < std::size(durations) - 1; ++i) consider(durations[i], i >= 3 ? 2 : 1);
    else
        for (std::size_t i = 1; i < std::size(sizes); ++i) consider(sizes[i], 2);
    const qint64 whole = value / best->factor;
    const bool half = value % best->factor != 0;
    const QString name =
        time && whole == 1 && !half && best == &durations[4] ? QStringLiteral("day") : firstName(*best);
    return QString::number(whole) + (half ? QStringLiteral(".5 ") : QStringLiteral(" ")) + name;
}

Quantity quantityOf(const QString& configName) {
    if (configName.endsWith(QLatin1String(".ms"))) return Quantity::duration;
    if (configName.endsWith(QLatin1String(".bytes"))) return Quantity::bytes;
    return Quantity::number;
}

} // namespace ui
