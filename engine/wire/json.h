#pragma once
// Messages as JSON in the form of Kafka's own converters: camelCase names, bytes in base64, uuids as 22
// characters, tagged fields that have their default left out. For logs, tools and tests. Any thread.

#include "wire/message.h"

#include <string>
#include <string_view>

namespace wire {

/// Kafka's converters leave the content of record batches out; tools may want it.
enum class RecordsAs { empty, base64 };

/// One line of JSON. Malformed UTF-8 is replaced, so that the result always is JSON.
std::string to_json(const Message& message, std::int16_t version, RecordsAs records = RecordsAs::empty);

/// "leader_epoch" to "leaderEpoch".
std::string json_name(std::string_view field_name);

/// Padded standard base64.
std::string base64(Bytes bytes);

/// Appends `text` as a JSON string with quotes.
void append_json_text(std::string& out, std::string_view text);

/// The shortest text that reads back as `v`; a quoted word when JSON has no such number.
std::string json_number(double v);

} // namespace wire
