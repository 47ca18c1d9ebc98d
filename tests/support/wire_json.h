#pragma once
// JSON in the form of Kafka's converters to a message: how tests say requests, and how answers.tsv says them.
// Test code only.

#include "support/json.h"
#include "wire/message.h"

#include <string>
#include <string_view>

namespace support {

/// Fills the fields that `json` names, all others keep their defaults. Records are base64 of record batches.
/// Returns what is wrong ("topics[0].nam: no such field in version 3"), empty when all is well.
std::string fill_from_json(wire::Message& message, std::int16_t version, const Json& json);
std::string fill_from_json(wire::Message& message, std::int16_t version, std::string_view json);

} // namespace support
