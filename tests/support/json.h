#pragma once
// JSON with exact numbers, for comparing with the vectors. Test code only.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace support {

struct Json {
    struct Number {
        std::string text; ///< as written, so that 64 bits stay 64 bits
    };
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json>;

    std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> value = nullptr;

    bool is_null() const { return std::holds_alternative<std::nullptr_t>(value); }
    const bool* boolean() const { return std::get_if<bool>(&value); }
    const Number* number() const { return std::get_if<Number>(&value); }
    const std::string* text() const { return std::get_if<std::string>(&value); }
    const Array* array() const { return std::get_if<Array>(&value); }
    const Object* object() const { return std::get_if<Object>(&value); }
};

/// Nothing when `text` is no JSON.
std::optional<Json> parse_json(std::string_view text);

/// Nothing when equal; else the path of the first difference and both sides, "topics[2].name: ...".
/// Whole numbers are compared digit by digit, fractions as doubles; the order of names does not matter.
std::optional<std::string> difference(const Json& expected, const Json& actual);

} // namespace support
