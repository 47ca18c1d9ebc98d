#include "wire/lister.h"

#include "wire/visitor.h"

#include <fmt/format.h>

namespace wire {
namespace {

class Lister final : public Visitor {
public:
    Lister() : Visitor(0, false) { every_version_ = true; }

    std::string take() { return std::move(out_); }

    void visit(const char* name, bool&, const FieldSpec& spec) override { leaf(name, "bool", spec); }
    void visit(const char* name, std::int8_t&, const FieldSpec& spec) override { leaf(name, "int8", spec); }
    void visit(const char* name, std::int16_t&, const FieldSpec& spec) override { leaf(name, "int16", spec); }
    void visit(const char* name, std::uint16_t&, const FieldSpec& spec) override {
        leaf(name, "uint16", spec);
    }
    void visit(const char* name, std::int32_t&, const FieldSpec& spec) override { leaf(name, "int32", spec); }
    void visit(const char* name, std::uint32_t&, const FieldSpec& spec) override {
        leaf(name, "uint32", spec);
    }
    void visit(const char* name, std::int64_t&, const FieldSpec& spec) override { leaf(name, "int64", spec); }
    void visit(const char* name, double&, const FieldSpec& spec) override { leaf(name, "float64", spec); }
    void visit(const char* name, base::Uuid&, const FieldSpec& spec) override { leaf(name, "uuid", spec); }
    void visit(const char* name, std::string&, const FieldSpec& spec) override { leaf(name, "string", spec); }
    void visit(const char* name, std::optional<std::string>&, const FieldSpec& spec) override {
        leaf(name, "string", spec, true);
    }
    void visit(const char* name, std::vector<Byte>&, const FieldSpec& spec) override {
        leaf(name, "bytes", spec);
    }
    void visit(const char* name, std::optional<std::vector<Byte>>&, const FieldSpec& spec) override {
        leaf(name, "bytes", spec, true);
    }
    void visit(const char* name, Records&, const FieldSpec& spec) override {
        leaf(name, "records", spec, true);
    }
    void visit(const char* name, Struct& v, const FieldSpec& spec) override {
        leaf(name, "struct", spec);
        nested(v);
    }
    void visit(const char* name, StructRef& v, const FieldSpec& spec) override {
        leaf(name, "struct", spec, true);
        nested(v.make());
    }
    void visit(const char* name, ArrayRef& v, const FieldSpec& spec) override {
        const std::string outer = std::exchange(array_of_, array_of_ + "[]");
        const FieldSpec* outer_spec = std::exchange(array_spec_, &spec);
        const char* outer_name = std::exchange(array_name_, name);
        array_nullable_ = v.is_null();
        v.start(1);
        v.visit_new(*this);
        array_of_ = outer;
        array_spec_ = outer_spec;
        array_name_ = outer_name;
    }

private:
    /// The only element of a listed array stands for the array.
    void leaf(const char* name, std::string_view type, const FieldSpec& own_spec, bool own_nullable = false) {
        const bool element = array_spec_ != nullptr;
        const FieldSpec& spec = element ? *array_spec_ : own_spec;
        const bool nullable = (element ? array_nullable_ : own_nullable) && spec.nullable_since < no_version;
        out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
        out_ += fmt::format("{}: {}{}", element ? array_name_ : name, array_of_, type);
        if (spec.until != no_version) {
            out_ += fmt::format(" {}-{}", spec.since, spec.until);
        } else if (spec.since > 0) {
            out_ += fmt::format(" {}+", spec.since);
        }
        if (spec.tag >= 0) out_ += fmt::format(" tag {}", spec.tag);
        if (nullable)
            out_ += spec.nullable_since > 0 ? fmt::format(" null {}+", spec.nullable_since) : " null";
        if (spec.or_else != 0) out_ += fmt::format(" = {}", spec.or_else);
        if (spec.never_compact) out_ += " never compact";
        out_ += '\n';
    }

    void nested(Struct& part) {
        const std::string outer = std::exchange(array_of_, "");
        const FieldSpec* outer_spec = std::exchange(array_spec_, nullptr);
        ++depth_;
        part.fields(*this);
        --depth_;
        array_of_ = outer;
        array_spec_ = outer_spec;
    }

    std::string out_;
    int depth_ = 1;
    std::string array_of_; ///< "[]" while an element stands for its array
    const FieldSpec* array_spec_ = nullptr;
    const char* array_name_ = "";
    bool array_nullable_ = false;
};

} // namespace

std::string list_schema(std::string_view name, Message& message) {
    const Api& api = message.info();
    std::string out(name);
    if (api.key != Api::no_key) out += fmt::format(" key {}", api.key);
    out += fmt::format(" versions {}-{}", api.versions.min, api.versions.max);
    if (api.flexible_since != no_version) out += fmt::format(" flexible {}+", api.flexible_since);
    if (api.unstable_since != no_version) out += fmt::format(" unstable {}+", api.unstable_since);
    Lister lister;
    message.fields(lister);
    return out + '\n' + lister.take();
}

} // namespace wire
