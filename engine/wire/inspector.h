#pragma once
// Inspector: a received body as a tree of fields, each with its bytes, value and meaning, for the wire
// inspector of the window. Any thread. Source: DESIGN 5.

#include "base/result.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

/// What a field is; decides how `Field::value` reads.
enum class FieldKind { structure, array, boolean, number, text, uuid, bytes, records, null, unknown_tag };

struct Field {
    std::string name; ///< "leader_epoch"; "[3]" for an element of an array; "tag 7" when unknown
    FieldKind kind = FieldKind::structure;
    std::size_t begin = 0; ///< first byte in the body, length prefix included
    std::size_t end = 0;   ///< behind its last byte
    const char* about = "";
    std::string value; ///< of a leaf; bytes in base64, nothing for records
    std::vector<Field> children;
};

/// Fields beyond this number are read but not listed: a body of 100 MB must not become a tree of gigabytes.
inline constexpr std::size_t max_inspected_fields = 200'000;

struct Inspection {
    Field root;
    bool shortened = false;           ///< max_inspected_fields was reached
    std::optional<base::Error> error; ///< the body is malformed behind what the tree shows
};

/// Takes `body` apart and fills `message`, which must be fresh. REQUIRES: a version of the message.
Inspection inspect(base::Buffer body, std::int16_t version, Message& message);

/// The tree in the JSON of `to_json`, record content left out.
std::string to_json(const Field& field);

} // namespace wire
