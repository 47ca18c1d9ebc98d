#include "support/json.h"

#include "base/utf8.h"

#include <cstdlib>

namespace support {
namespace {

class Parser {
public:
    explicit Parser(std::string_view text) : rest_(text) {}

    std::optional<Json> document() {
        Json json = value();
        blanks();
        if (failed_ || !rest_.empty()) return std::nullopt;
        return json;
    }

private:
    void blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
    bool take(std::string_view word) {
        blanks();
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    Json fail() {
        failed_ = true;
        return {};
    }

    Json value() {
        blanks();
        if (failed_ || rest_.empty()) return fail();
        if (take("null")) return {};
        if (take("true")) return {true};
        if (take("false")) return {false};
        if (rest_[0] == '"') return {text()};
        if (take("[")) return array();
        if (take("{")) return object();
        return number();
    }
    Json number() {
        const std::size_t size = std::min(rest_.find_first_not_of("+-0123456789.eE"), rest_.size());
        if (size == 0) return fail();
        Json json{Json::Number{std::string(rest_.substr(0, size))}};
        rest_.remove_prefix(size);
        return json;
    }
    Json array() {
        Json::Array items;
        if (take("]")) return {items};
        do {
            items.push_back(value());
        } while (!failed_ && take(","));
        return take("]") ? Json{items} : fail();
    }
    Json object() {
        Json::Object members;
        if (take("}")) return {members};
        do {
            blanks();
            std::string name = text();
            if (!take(":")) return fail();
            members[name] = value();
        } while (!failed_ && take(","));
        return take("}") ? Json{members} : fail();
    }
    std::string text() {
        std::string out;
        if (!take("\"")) return failed_ = true, out;
        while (!rest_.empty() && rest_[0] != '"') {
            const char c = rest_[0];
            rest_.remove_prefix(1);
            if (c == '\\') {
                escape(out);
            } else {
                out += c;
            }
        }
        if (!take("\"")) failed_ = true;
        return out;
    }
    void escape(std::string& out) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const std::size_t simple = rest_.empty() ? std::string_view::npos : letters.find(rest_[0]);
        if (simple != std::string_view::npos) {
            out += meanings[simple];
            rest_.remove_prefix(1);
        } else {
            char32_t c = unit();
            if (c >= 0xd800 && c < 0xdc00 && rest_.starts_with("\\")) {
                rest_.remove_prefix(1);
                c = 0x10000 + ((c - 0xd800) << 10U) + (unit() - 0xdc00);
            }
            base::append_utf8(out, c);
        }
    }
    char32_t unit() {
        if (rest_.size() < 5 || rest_[0] != 'u') {
            failed_ = true;
            return base::replacement_character;
        }
        const std::string digits(rest_.substr(1, 4));
        rest_.remove_prefix(5);
        return static_cast<char32_t>(std::strtoul(digits.c_str(), nullptr, 16));
    }

    std::string_view rest_;
    bool failed_ = false;
};

bool whole(const std::string& number) {
    return number.find_first_of(".eE") == std::string::npos;
}

bool same(const Json::Number& a, const Json::Number& b) {
    if (whole(a.text) && whole(b.text)) return a.text == b.text;
    return std::strtod(a.text.c_str(), nullptr) == std::strtod(b.text.c_str(), nullptr);
}

std::optional<std::string> array_difference(const Json::Array& expected, const Json::Array& actual) {
    if (expected.size() != actual.size()) {
        return ": " + std::to_string(expected.size()) + " elements expected, not " +
               std::to_string(actual.size());
    }
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (const auto d = difference(expected[i], actual[i])) return "[" + std::to_string(i) + "]" + *d;
    }
    return std::nullopt;
}

std::optional<std::string> object_difference(const Json::Object& expected, const Json::Object& actual) {
    for (const auto& [name, value] : expected) {
        const auto other = actual.find(name);
        if (other == actual.end()) return "." + name + ": missing";
        if (const auto d = difference(value, other->second)) return "." + name + *d;
    }
    for (const auto& [name, value] : actual) {
        if (!expected.contains(name)) return "." + name + ": not expected";
    }
    return std::nullopt;
}

} // namespace

std::optional<Json> parse_json(std::string_view text) {
    return Parser(text).document();
}

std::optional<std::string> difference(const Json& expected, const Json& actual) {
    if (expected.value.index() != actual.value.index()) return ": another kind of value";
    if (const auto* array = expected.array()) return array_difference(*array, *actual.array());
    if (const auto* object = expected.object()) return object_difference(*object, *actual.object());
    if (const auto* number = expected.number()) {
        if (same(*number, *actual.number())) return std::nullopt;
        return ": " + number->text + " expected, not " + actual.number()->text;
    }
    if (const auto* text = expected.text()) {
        if (*text == *actual.text()) return std::nullopt;
        return ": \"" + *text + "\" expected, not \"" + *actual.text() + "\"";
    }
    if (expected.boolean() == nullptr || *expected.boolean() == *actual.boolean()) return std::nullopt;
    return ": true and false differ";
}

} // namespace support
