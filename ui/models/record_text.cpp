#include "ui/models/record_text.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui {
namespace {

/// Length of the UTF-8 sequence at `at`, 0 when it is malformed (overlong, surrogate, cut off).
std::size_t sequenceAt(base::Bytes bytes, std::size_t at) {
    const base::Byte lead = bytes[at];
    if (lead < 0x80) return 1;
    const std::size_t size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || at + size > bytes.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((bytes[at + i] & 0xc0) != 0x80) return 0;
    const base::Byte second = bytes[at + 1];
    const bool bad = (lead == 0xe0 && second < 0xa0) || (lead == 0xed && second > 0x9f) ||
                     (lead == 0xf0 && second < 0x90) || (lead == 0xf4 && second > 0x8f);
    return bad ? 0 : size;
}

QByteArray raw(base::Bytes bytes) {
    return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

base::Bytes bytesOf(const std::optional<base::Buffer>& part) {
    return part ? part->bytes() : base::Bytes{};
}

/// Puts "name": text, or "nameBase64": ..., or "name": null.
void put(QJsonObject& object, const QString& name, bool null, base::Bytes bytes) {
    if (null)
        object.insert(name, QJsonValue::Null);
    else if (isText(bytes))
        object.insert(name, QString::fromUtf8(raw(bytes)));
    else
        object.insert(name + QStringLiteral("Base64"), QString::fromLatin1(raw(bytes).toBase64()));
}

QJsonArray headersOf(const view::Record& record) {
    QJsonArray headers;
    for (const view::Header& header : record.headers) {
        QJsonObject one{{QStringLiteral("key"), QString::fromStdString(header.key)}};
        put(one, QStringLiteral("value"), !header.value,
            header.value ? base::Bytes(*header.value) : base::Bytes{});
        headers.append(one);
    }
    return headers;
}

QByteArray csvBytes(const std::optional<base::Buffer>& part) {
    if (!part) return ",null";
    if (isText(part->bytes())) return csvField(QString::fromUtf8(raw(part->bytes()))) + ",text";
    return raw(part->bytes()).toBase64() + ",base64";
}

} // namespace

bool isText(base::Bytes bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t size = sequenceAt(bytes, at);
        if (size == 0) return false;
        at += size;
    }
    return true;
}

QString hexText(base::Bytes bytes, std::size_t limit) {
    const base::Bytes head = bytes.first(std::min(bytes.size(), limit));
    QString text = QStringLiteral("0x") + QString::fromLatin1(raw(head).toHex(' '));
    if (head.size() < bytes.size()) text += QStringLiteral(" …");
    return text;
}

QString cellText(base::Bytes bytes, std::size_t limit) {
    base::Bytes head = bytes.first(std::min(bytes.size(), limit));
    if (head.size() < bytes.size()) {
        // A character cut by the limit must not make the whole look binary.
        std::size_t back = 0;
        while (back < 4 && back < head.size() && (head[head.size() - 1 - back] & 0xc0) == 0x80) ++back;
        if (back < head.size() && head[head.size() - 1 - back] >= 0xc0)
            head = head.first(head.size() - 1 - back);
    }
    if (!isText(head)) return hexText(bytes, std::min<std::size_t>(limit, 48));
    QString text = QString::fromUtf8(raw(head));
    for (QChar& c : text) {
        if (c.unicode() == 0x7f) c = QChar(0x2421);
        if (c.unicode() < 0x20) c = QChar(static_cast<char16_t>(0x2400 + c.unicode())); // control pictures
    }
    if (head.size() < bytes.size()) text += QStringLiteral("…");
    return text;
}

std::optional<std::vector<base::Byte>> parseHex(const QString& text) {
    QString digits = text.simplified();
    if (digits.startsWith(QLatin1String("0x"), Qt::CaseInsensitive)) digits = digits.mid(2);
    digits.remove(QLatin1Char(' '));
    if (digits.size() % 2 != 0) return std::nullopt;
    for (const QChar c : digits)
        if (!(c >= u'0' && c <= u'9') && !(c.toLower() >= u'a' && c.toLower() <= u'f')) return std::nullopt;
    const QByteArray bytes = QByteArray::fromHex(digits.toLatin1());
    return std::vector<base::Byte>(bytes.begin(), bytes.end());
}

QByteArray recordAsJsonLine(const view::Record& record) {
    QJsonObject object{{QStringLiteral("partition"), record.partition},
                       {QStringLiteral("offset"), static_cast<qint64>(record.offset)},
                       {QStringLiteral("timestamp"), static_cast<qint64>(record.timestamp_ms)}};
    object.insert(QStringLiteral("timestampType"),
                  record.log_append_time ? QStringLiteral("LogAppendTime") : QStringLiteral("CreateTime"));
    put(object, QStringLiteral("key"), !record.key, bytesOf(record.key));
    put(object, QStringLiteral("value"), !record.value, bytesOf(record.value));
    object.insert(QStringLiteral("headers"), headersOf(record));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray recordCsvHeader() {
    return "partition,offset,timestamp,time_utc,key,key_encoding,value,value_encoding,headers\r\n";
}

QByteArray recordAsCsvLine(const view::Record& record) {
    QByteArray line = QByteArray::number(record.partition) + ',' + QByteArray::number(qint64{record.offset}) +
                      ',' + QByteArray::number(qint64{record.timestamp_ms}) + ',';
    if (record.timestamp_ms >= 0)
        line += QDateTime::fromMSecsSinceEpoch(record.timestamp_ms, Qt::UTC)
                    .toString(Qt::ISODateWithMs)
                    .toLatin1();
    line += ',' + csvBytes(record.key) + ',' + csvBytes(record.value) + ',';
    if (!record.headers.empty())
        line += csvField(QString::fromUtf8(QJsonDocument(headersOf(record)).toJson(QJsonDocument::Compact)));
    return line + "\r\n";
}

QByteArray csvField(const QString& text) {
    QByteArray field = text.toUtf8();
    if (field.contains('"') || field.contains(',') || field.contains('\n') || field.contains('\r'))
        field = '"' + field.replace("\"", "\"\"") + '"';
    return field;
}

view::ProduceRecord asDraft(const view::Record& record, const std::string& topic) {
    const auto copy = [](const std::optional<base::Buffer>& part) -> std::optional<std::vector<base::Byte>> {
        if (!part) return std::nullopt;
        return std::vector<base::Byte>(part->bytes().begin(), part->bytes().end());
    };
    view::ProduceRecord draft;
    draft.topic = topic;
    draft.key = copy(record.key);
    draft.value = copy(record.value);
    draft.headers = record.headers;
    draft.compression = record.compression;
    return draft;
}

QString codecName(view::Compression codec) {
    switch (codec) {
    case view::Compression::none:
        return QStringLiteral("none");
    case view::Compression::gzip:
        return QStringLiteral("gzip");
    case view::Compression::snappy:
        return QStringLiteral("snappy");
    case view::Compression::lz4:
        return QStringLiteral("lz4");
    case view::Compression::zstd:
        return QStringLiteral("zstd");
    }
    return {};
}

} // namespace ui
