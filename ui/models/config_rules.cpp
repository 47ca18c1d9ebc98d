#include "ui/models/config_rules.h"

#include "ui/models/quantity.h"
#include "ui/style/format.h"

#include <QCoreApplication>
#include <limits>

namespace ui {
namespace {

using namespace Qt::StringLiterals;

struct ConfigRules {
    Q_DECLARE_TR_FUNCTIONS(ConfigRules)
};

// DescribeConfigs' type numbers.
constexpr int booleanType = 1, intType = 3, shortType = 4, longType = 5, doubleType = 6;

bool isWhole(const view::ConfigEntry& entry) {
    return entry.type == intType || entry.type == shortType || entry.type == longType;
}

qint64 largest(const view::ConfigEntry& entry) {
    if (entry.type == shortType) return std::numeric_limits<qint16>::max();
    return entry.type == intType ? std::numeric_limits<qint32>::max() : std::numeric_limits<qint64>::max();
}

} // namespace

ConfigCategory categoryOf(const QString& name) {
    if (name.startsWith("retention"_L1) || name.startsWith("local.retention"_L1) ||
        name == "delete.retention.ms"_L1)
        return ConfigCategory::retention;
    if (name.contains("compact"_L1) || name.contains("cleanup"_L1) || name.contains("cleanable"_L1))
        return ConfigCategory::cleanup;
    if (name.startsWith("message"_L1) || name == "max.message.bytes"_L1 || name.startsWith("compression"_L1))
        return ConfigCategory::records;
    if (name.startsWith("segment"_L1) || name.startsWith("flush"_L1) || name.contains("index"_L1) ||
        name == "file.delete.delay.ms"_L1 || name == "preallocate"_L1)
        return ConfigCategory::segments;
    if (name.contains("replica"_L1) || name.contains("leader"_L1) || name.contains("follower"_L1))
        return ConfigCategory::replication;
    return ConfigCategory::other;
}

QString categoryTitle(ConfigCategory category) {
    switch (category) {
    case ConfigCategory::retention:
        return ConfigRules::tr("Retention");
    case ConfigCategory::cleanup:
        return ConfigRules::tr("Cleanup and compaction");
    case ConfigCategory::records:
        return ConfigRules::tr("Records");
    case ConfigCategory::segments:
        return ConfigRules::tr("Segments and flushing");
    case ConfigCategory::replication:
        return ConfigRules::tr("Replication");
    case ConfigCategory::other:
        return ConfigRules::tr("Other");
    }
    return {};
}

QStringList choicesOf(const view::ConfigEntry& entry) {
    if (entry.type == booleanType) return {u"true"_s, u"false"_s};
    if (entry.name == "cleanup.policy") return {u"delete"_s, u"compact"_s, u"compact,delete"_s};
    if (entry.name == "compression.type")
        return {u"producer"_s, u"uncompressed"_s, u"gzip"_s, u"snappy"_s, u"lz4"_s, u"zstd"_s};
    if (entry.name == "message.timestamp.type") return {u"CreateTime"_s, u"LogAppendTime"_s};
    return {};
}

QString storedConfig(const view::ConfigEntry& entry, const QString& text) {
    const QString plain = text.trimmed();
    if (!isWhole(entry)) return plain;
    const Quantity kind = quantityOf(QString::fromStdString(entry.name));
    const auto number = parseQuantity(kind, plain);
    return number ? QString::number(*number) : plain;
}

QString whyNotConfig(const view::ConfigEntry& entry, const QString& text) {
    const QString stored = storedConfig(entry, text);
    if (const QStringList choices = choicesOf(entry); !choices.isEmpty())
        return choices.contains(stored) ? QString()
                                        : ConfigRules::tr("It must be one of %1.").arg(choices.join(u", "_s));
    bool ok = false;
    if (entry.type == doubleType) {
        const double number = stored.toDouble(&ok);
        if (!ok) return ConfigRules::tr("It must be a number.");
        if (entry.name == "min.cleanable.dirty.ratio" && (number < 0 || number > 1))
            return ConfigRules::tr("A ratio lies between 0 and 1.");
        return {};
    }
    if (!isWhole(entry)) return {};
    const qint64 number = stored.toLongLong(&ok);
    if (!ok) {
        switch (quantityOf(QString::fromStdString(entry.name))) {
        case Quantity::duration:
            return ConfigRules::tr("It must be a time, such as “7 days” or a number of milliseconds.");
        case Quantity::bytes:
            return ConfigRules::tr("It must be a size, such as “1 GiB” or a number of bytes.");
        case Quantity::number:
            return ConfigRules::tr("It must be a whole number.");
        }
    }
    if (number > largest(entry)) return ConfigRules::tr("At most %1 is possible.").arg(largest(entry));
    const bool mayBeUnlimited =
        entry.name.find("retention") != std::string::npos && entry.name != "delete.retention.ms";
    if (number < 0 && !(mayBeUnlimited && number >= -2)) return ConfigRules::tr("It cannot be negative.");
    if (entry.name == "min.insync.replicas" && number < 1)
        return ConfigRules::tr("At least 1 replica has to be in sync.");
    return {};
}

QString meaningOf(const QString& name, const QString& value) {
    const Quantity kind = quantityOf(name);
    bool ok = false;
    const qint64 number = value.toLongLong(&ok);
    if (!ok || kind == Quantity::number) return {};
    if (number >= std::numeric_limits<qint64>::max()) return ConfigRules::tr("no limit");
    if (number == -2 && name.startsWith("local."_L1)) return ConfigRules::tr("same as retention");
    const QString exact = quantityText(kind, number);
    // What has no round unit is told roughly beside the raw number.
    if (kind == Quantity::bytes && number >= 1024 && exact.endsWith(" B"_L1))
        return u"≈ "_s + format::bytes(number);
    if (kind == Quantity::duration && number >= 10'000 && exact.endsWith(" ms"_L1))
        return u"≈ "_s + format::durationMs(number);
    return exact;
}

} // namespace ui
