#include "support/wire_json.h"

#include "wire/json.h"
#include "wire/visitor.h"

#include <cstdlib>
#include <limits>
#include <set>

namespace support {
namespace {

using base::Byte;
using wire::FieldSpec;

std::optional<std::vector<Byte>> from_base64(std::string_view text) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    while (text.ends_with('=')) text.remove_suffix(1);
    std::vector<Byte> bytes;
    std::uint32_t group = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        group = group << 6U | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes.push_back(static_cast<Byte>(group >> bits));
    }
    return bytes;
}

/// Visits a message and takes the values of its fields from JSON.
class JsonReader final : public wire::Visitor {
public:
    JsonReader(std::int16_t version, bool flexible) : Visitor(version, flexible) {
        tagged_fields_ = flexible;
    }

    void read(wire::Struct& part, const Json& json) {
        if (json.object() == nullptr) return fail("", "an object is expected");
        const Json* outer = std::exchange(object_, &json);
        std::set<std::string> outer_known;
        outer_known.swap(known_);
        part.fields(*this);
        for (const auto& [name, value] : *json.object()) {
            if (!known_.contains(name))
                fail(name.c_str(), "no such field in version " + std::to_string(version()));
        }
        known_.swap(outer_known);
        object_ = outer;
    }
    const std::string& error() const { return error_; }

    void visit(const char* name, bool& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        if (json->boolean() == nullptr) return fail(name, "true or false is expected");
        v = *json->boolean();
    }
    void visit(const char* name, std::int8_t& v, const FieldSpec&) override { whole(name, v); }
    void visit(const char* name, std::int16_t& v, const FieldSpec&) override { whole(name, v); }
    void visit(const char* name, std::uint16_t& v, const FieldSpec&) override { whole(name, v); }
    void visit(const char* name, std::int32_t& v, const FieldSpec&) override { whole(name, v); }
    void visit(const char* name, std::uint32_t& v, const FieldSpec&) override { whole(name, v); }
    void visit(const char* name, std::int64_t& v, const FieldSpec&) override { whole(name, v); }
    void visit(const char* name, double& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        if (json->number() == nullptr) return fail(name, "a number is expected");
        v = std::strtod(json->number()->text.c_str(), nullptr);
    }
    void visit(const char* name, base::Uuid& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        const auto id = json->text() != nullptr ? base::Uuid::parse(*json->text()) : std::nullopt;
        if (!id) return fail(name, "a uuid of 22 characters is expected");
        v = *id;
    }
    void visit(const char* name, std::string& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        if (json->text() == nullptr) return fail(name, "a text is expected");
        v = *json->text();
    }
    void visit(const char* name, std::optional<std::string>& v, const FieldSpec& spec) override {
        optional(name, v, spec);
    }
    void visit(const char* name, std::vector<Byte>& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        const auto bytes = json->text() != nullptr ? from_base64(*json->text()) : std::nullopt;
        if (!bytes) return fail(name, "base64 is expected");
        v = *bytes;
    }
    void visit(const char* name, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) override {
        optional(name, v, spec);
    }
    void visit(const char* name, wire::Records& v, const FieldSpec& spec) override {
        std::optional<std::vector<Byte>> bytes;
        const Json* json = find(name);
        if (json == nullptr) return;
        visit(name, bytes, spec);
        v = bytes ? wire::Records::of(base::Buffer::of(*bytes)) : wire::Records();
    }
    void visit(const char* name, wire::Struct& v, const FieldSpec&) override {
        if (const Json* json = find(name)) nested(name, v, *json);
    }
    void visit(const char* name, wire::StructRef& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        if (json->is_null()) return v.set_null();
        nested(name, v.make(), *json);
    }
    void visit(const char* name, wire::ArrayRef& v, const FieldSpec&) override {
        const Json* json = find(name);
        if (json == nullptr) return;
        if (json->is_null()) return v.set_null();
        if (json->array() == nullptr) return fail(name, "an array is expected");
        v.start(json->array()->size());
        const Json* outer = std::exchange(element_, nullptr);
        for (std::size_t i = 0; i < json->array()->size(); ++i) {
            const std::size_t length = path_.size();
            path_ +=
                std::string(path_.empty() ? "" : ".") + wire::json_name(name) + "[" + std::to_string(i) + "]";
            element_ = &(*json->array())[i];
            v.visit_new(*this);
            path_.resize(length);
        }
        element_ = outer;
    }

private:
    /// The value of a field, null when the JSON does not name it.
    const Json* find(const char* name) {
        if (*name == '\0') return element_;
        const std::string key = wire::json_name(name);
        known_.insert(key);
        const auto found = object_->object()->find(key);
        return found == object_->object()->end() ? nullptr : &found->second;
    }
    template <class T>
    void optional(const char* name, std::optional<T>& v, const FieldSpec& spec) {
        const Json* json = find(name);
        if (json == nullptr) return;
        v.reset();
        if (!json->is_null()) visit(name, v.emplace(), spec);
    }
    template <class T>
    void whole(const char* name, T& v) {
        const Json* json = find(name);
        if (json == nullptr) return;
        const char* text = json->number() != nullptr ? json->number()->text.c_str() : "";
        char* end = nullptr;
        const long long n = std::strtoll(text, &end, 10);
        const bool fits = n >= std::int64_t{std::numeric_limits<T>::min()} &&
                          (sizeof(T) == 8 || n <= static_cast<std::int64_t>(std::numeric_limits<T>::max()));
        if (*text == '\0' || *end != '\0' || !fits) return fail(name, "a whole number that fits is expected");
        v = static_cast<T>(n);
    }
    void nested(const char* name, wire::Struct& part, const Json& json) {
        const std::size_t length = path_.size();
        if (*name != '\0') path_ += (path_.empty() ? "" : ".") + wire::json_name(name);
        const Json* outer = std::exchange(element_, nullptr);
        read(part, json);
        element_ = outer;
        path_.resize(length);
    }
    void fail(const char* name, const std::string& why) {
        if (!error_.empty()) return;
        error_ = path_;
        if (*name != '\0') error_ += (path_.empty() ? "" : ".") + wire::json_name(name);
        error_ += ": " + why;
    }

    const Json* object_ = nullptr;  ///< of the struct that is being filled
    const Json* element_ = nullptr; ///< of the array that is being filled
    std::set<std::string> known_;
    std::string path_;
    std::string error_;
};

} // namespace

std::string fill_from_json(wire::Message& message, std::int16_t version, const Json& json) {
    JsonReader reader(version, version >= message.info().flexible_since);
    reader.read(message, json);
    return reader.error();
}

std::string fill_from_json(wire::Message& message, std::int16_t version, std::string_view json) {
    const auto parsed = parse_json(json);
    return parsed ? fill_from_json(message, version, *parsed) : "this is no JSON";
}

} // namespace support
