#include "wire/json.h"

#include "base/utf8.h"
#include "wire/visitor.h"

#include <cmath>
#include <fmt/format.h>

namespace wire {
namespace {

class JsonWriter final : public Visitor {
public:
    JsonWriter(std::int16_t version, bool flexible, RecordsAs records)
        : Visitor(version, flexible), records_(records) {
        tagged_fields_ = flexible;
        omit_default_tags_ = true;
    }

    void write(Struct& part) {
        out_ += '{';
        first_ = true;
        part.fields(*this);
        out_ += '}';
        first_ = false;
    }
    std::string take() { return std::move(out_); }

    void visit(const char* name, bool& v, const FieldSpec&) override { put(name) += v ? "true" : "false"; }
    void visit(const char* name, std::int8_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::int16_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::uint16_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::int32_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::uint32_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::int64_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, double& v, const FieldSpec&) override { put(name) += json_number(v); }
    void visit(const char* name, base::Uuid& v, const FieldSpec&) override { quoted(name, v.text()); }
    void visit(const char* name, std::string& v, const FieldSpec&) override {
        append_json_text(put(name), v);
    }
    void visit(const char* name, std::optional<std::string>& v, const FieldSpec& spec) override {
        if (v) {
            visit(name, *v, spec);
        } else {
            null(name);
        }
    }
    void visit(const char* name, std::vector<Byte>& v, const FieldSpec&) override { quoted(name, base64(v)); }
    void visit(const char* name, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) override {
        if (v) {
            visit(name, *v, spec);
        } else {
            null(name);
        }
    }
    void visit(const char* name, Records& v, const FieldSpec&) override {
        if (v.null) {
            null(name);
            return;
        }
        std::vector<Byte> content;
        if (records_ == RecordsAs::base64) {
            for (const base::Buffer& b : v.parts)
                content.insert(content.end(), b.bytes().begin(), b.bytes().end());
        }
        quoted(name, base64(content));
    }
    void visit(const char* name, Struct& v, const FieldSpec&) override {
        put(name);
        write(v);
    }
    void visit(const char* name, StructRef& v, const FieldSpec&) override {
        Struct* part = v.get();
        if (part == nullptr) {
            null(name);
            return;
        }
        put(name);
        write(*part);
    }
    void visit(const char* name, ArrayRef& v, const FieldSpec&) override {
        if (v.is_null()) {
            null(name);
            return;
        }
        put(name) += '[';
        first_ = true;
        for (std::size_t i = 0; i < v.size(); ++i) v.visit_at(i, *this);
        out_ += ']';
        first_ = false;
    }

private:
    /// Comma and name; elements of arrays have no name.
    std::string& put(const char* name) {
        if (!std::exchange(first_, false)) out_ += ',';
        if (*name != '\0') {
            out_ += '"';
            out_ += json_name(name);
            out_ += "\":";
        }
        return out_;
    }
    template <class T>
    void number(const char* name, T v) {
        fmt::format_to(std::back_inserter(put(name)), "{}", v);
    }
    void null(const char* name) { put(name) += "null"; }
    void quoted(const char* name, const std::string& plain) {
        std::string& out = put(name);
        out += '"';
        out += plain;
        out += '"';
    }

    RecordsAs records_;
    std::string out_;
    bool first_ = true;
};

} // namespace

std::string to_json(const Message& message, std::int16_t version, RecordsAs records) {
    JsonWriter writer(version, version >= message.info().flexible_since, records);
    writer.write(const_cast<Message&>(message)); // `fields` serves readers and writers; this one only reads
    return writer.take();
}

std::string json_name(std::string_view field_name) {
    std::string out;
    out.reserve(field_name.size());
    bool capital = false;
    for (const char c : field_name) {
        const bool lower = c >= 'a' && c <= 'z';
        if (c != '_') out += capital && lower ? static_cast<char>(c - 'a' + 'A') : c;
        capital = c == '_';
    }
    return out;
}

std::string base64(Bytes bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (; !bytes.empty(); bytes = bytes.subspan(std::min<std::size_t>(3, bytes.size()))) {
        const auto at = [&](std::size_t i) { return i < bytes.size() ? std::uint32_t{bytes[i]} : 0U; };
        const std::uint32_t group = at(0) << 16U | at(1) << 8U | at(2);
        out += alphabet[group >> 18U];
        out += alphabet[group >> 12U & 63U];
        out += bytes.size() > 1 ? alphabet[group >> 6U & 63U] : '=';
        out += bytes.size() > 2 ? alphabet[group & 63U] : '=';
    }
    return out;
}

void append_json_text(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const char32_t c = base::take_utf8(text);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c < 0x20) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            base::append_utf8(out, c);
        }
    }
    out += '"';
}

std::string json_number(double v) {
    if (!std::isfinite(v)) return fmt::format("\"{}\"", v);
    return fmt::format("{}", v);
}

} // namespace wire
