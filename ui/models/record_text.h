#pragma once
// Bytes of records as people read them, honestly: null, text and binary stay three different things in cells
// and in exported files. Plain functions; any thread.

#include "view/commands.h"

#include <QByteArray>
#include <QString>
#include <optional>
#include <vector>

namespace ui {

/// Whether the bytes are well-formed UTF-8.
bool isText(base::Bytes bytes);
/// "0x00 0a ff …" of the first `limit` bytes.
QString hexText(base::Bytes bytes, std::size_t limit);
/// One line for a cell: text with control characters drawn as symbols, or hex when it is no text; at most
/// `limit` bytes of it are looked at, so the cost does not grow with the record.
QString cellText(base::Bytes bytes, std::size_t limit = 400);
/// Hex digits with any spacing, "0x" allowed, back to bytes; none when something else stands there.
std::optional<std::vector<base::Byte>> parseHex(const QString& text);

/// One JSON object with a line feed. Null is null; what is no text goes to "keyBase64", "valueBase64".
QByteArray recordAsJsonLine(const view::Record& record);
/// The first line of a CSV export.
QByteArray recordCsvHeader();
/// RFC 4180. Beside key and value stands their encoding: text, base64 or null.
QByteArray recordAsCsvLine(const view::Record& record);
/// A field of a CSV file, quoted when it must be.
QByteArray csvField(const QString& text);

/// The bytes to send this record once more, into any partition.
view::ProduceRecord asDraft(const view::Record& record, const std::string& topic);
/// The name Kafka gives a codec.
QString codecName(view::Compression codec);

} // namespace ui
