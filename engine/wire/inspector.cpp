#include "wire/inspector.h"

#include "wire/decoder.h"
#include "wire/json.h"

#include <fmt/format.h>

namespace wire {
namespace {

class Inspector final : public Decoder {
public:
    Inspector(base::Buffer body, std::int16_t version, bool flexible, Field& root)
        : Decoder(std::move(body), version, flexible), open_(&root) {}

    bool shortened() const { return shortened_; }

    template <class T>
    void leaf(const char* name, T& v, const FieldSpec& spec, FieldKind kind) {
        const Scope scope(*this, name, spec, kind);
        Decoder::visit(name, v, spec);
        if (scope.field != nullptr && !failed()) describe(*scope.field, v);
    }
    void visit(const char* n, bool& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::boolean); }
    void visit(const char* n, std::int8_t& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::number);
    }
    void visit(const char* n, std::int16_t& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::number);
    }
    void visit(const char* n, std::uint16_t& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::number);
    }
    void visit(const char* n, std::int32_t& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::number);
    }
    void visit(const char* n, std::uint32_t& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::number);
    }
    void visit(const char* n, std::int64_t& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::number);
    }
    void visit(const char* n, double& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::number); }
    void visit(const char* n, base::Uuid& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::uuid); }
    void visit(const char* n, std::string& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::text); }
    void visit(const char* n, std::optional<std::string>& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::text);
    }
    void visit(const char* n, std::vector<Byte>& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::bytes);
    }
    void visit(const char* n, std::optional<std::vector<Byte>>& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::bytes);
    }
    void visit(const char* n, Records& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::records); }
    void visit(const char* n, Struct& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::structure); }
    void visit(const char* n, StructRef& v, const FieldSpec& s) override {
        leaf(n, v, s, FieldKind::structure);
    }
    void visit(const char* n, ArrayRef& v, const FieldSpec& s) override { leaf(n, v, s, FieldKind::array); }

private:
    /// A field from the moment it is met until it has been read; those read meanwhile are its children.
    struct Scope {
        Scope(Inspector& in, const char* name, const FieldSpec& spec, FieldKind kind)
            : inspector(in), parent(in.open_), field(in.add(name, kind, spec.about)) {
            inspector.open_ = field;
        }
        Scope(const Scope&) = delete;
        Scope& operator=(const Scope&) = delete;
        ~Scope() {
            if (field != nullptr) field->end = inspector.position();
            inspector.open_ = parent;
        }

        Inspector& inspector;
        Field* parent;
        Field* field;
    };

    /// Null when there are enough fields.
    Field* add(const char* name, FieldKind kind, const char* about) {
        if (open_ == nullptr || failed()) return nullptr;
        if (fields_ == max_inspected_fields) {
            shortened_ = true;
            return nullptr;
        }
        ++fields_;
        Field& field = open_->children.emplace_back();
        field.name = *name != '\0' ? name : fmt::format("[{}]", open_->children.size() - 1);
        field.kind = kind;
        field.begin = position();
        field.about = about;
        return &field;
    }

    void unknown_tag(std::uint32_t tag, std::size_t begin, std::size_t end) override {
        Field* field =
            add(fmt::format("tag {}", tag).c_str(), FieldKind::unknown_tag, "A tagged field not known here.");
        if (field == nullptr) return;
        field->begin = begin;
        field->end = end;
    }

    static void describe(Field& field, bool v) { field.value = v ? "true" : "false"; }
    static void describe(Field& field, double v) { field.value = json_number(v); }
    template <std::integral T>
    static void describe(Field& field, T v) {
        field.value = fmt::format("{}", v);
    }
    static void describe(Field& field, const base::Uuid& v) { field.value = v.text(); }
    static void describe(Field& field, const std::string& v) { field.value = v; }
    static void describe(Field& field, const std::vector<Byte>& v) { field.value = base64(v); }
    template <class T>
    static void describe(Field& field, const std::optional<T>& v) {
        if (v) {
            describe(field, *v);
        } else {
            field.kind = FieldKind::null;
        }
    }
    static void describe(Field& field, const Records& v) {
        if (v.null) field.kind = FieldKind::null;
    }
    static void describe(Field&, const Struct&) {}
    static void describe(Field& field, const StructRef& v) {
        if (v.get() == nullptr) field.kind = FieldKind::null;
    }
    static void describe(Field& field, const ArrayRef& v) {
        if (v.is_null()) field.kind = FieldKind::null;
    }

    Field* open_; ///< gets the next field as its child, null when nothing is listed any more
    std::size_t fields_ = 0;
    bool shortened_ = false;
};

void append_json(std::string& out, const Field& field);

void append_children(std::string& out, const Field& field) {
    const bool named = field.kind == FieldKind::structure;
    out += named ? '{' : '[';
    bool first = true;
    for (const Field& child : field.children) {
        if (child.kind == FieldKind::unknown_tag) continue;
        if (!std::exchange(first, false)) out += ',';
        if (named) out += fmt::format("\"{}\":", json_name(child.name));
        append_json(out, child);
    }
    out += named ? '}' : ']';
}

void append_json(std::string& out, const Field& field) {
    switch (field.kind) {
    case FieldKind::structure:
    case FieldKind::array:
        append_children(out, field);
        break;
    case FieldKind::boolean:
    case FieldKind::number:
        out += field.value;
        break;
    case FieldKind::null:
    case FieldKind::unknown_tag:
        out += "null";
        break;
    case FieldKind::text:
    case FieldKind::uuid:
    case FieldKind::bytes:
    case FieldKind::records:
        append_json_text(out, field.value);
        break;
    }
}

} // namespace

Inspection inspect(base::Buffer body, std::int16_t version, Message& message) {
    Inspection inspection;
    Inspector inspector(std::move(body), version, version >= message.info().flexible_since, inspection.root);
    inspector.read(message);
    inspection.root.end = inspector.position();
    inspector.expect_end();
    inspection.shortened = inspector.shortened();
    if (inspector.failed()) inspection.error = inspector.error();
    return inspection;
}

std::string to_json(const Field& field) {
    std::string out;
    append_json(out, field);
    return out;
}

} // namespace wire
