// Whether a struct equals a fresh one: decides that a tagged struct stays off the wire.

#include "wire/visitor.h"

namespace wire {
namespace {

class DefaultFinder final : public Visitor {
public:
    DefaultFinder() : Visitor(0, false) { every_version_ = true; }

    bool all_default() const { return all_default_; }

    void visit(const char*, bool& v, const FieldSpec& spec) override { expect(v == (spec.or_else != 0)); }
    void visit(const char*, std::int8_t& v, const FieldSpec& spec) override { expect(v == spec.or_else); }
    void visit(const char*, std::int16_t& v, const FieldSpec& spec) override { expect(v == spec.or_else); }
    void visit(const char*, std::uint16_t& v, const FieldSpec& spec) override { expect(v == spec.or_else); }
    void visit(const char*, std::int32_t& v, const FieldSpec& spec) override { expect(v == spec.or_else); }
    void visit(const char*, std::uint32_t& v, const FieldSpec& spec) override { expect(v == spec.or_else); }
    void visit(const char*, std::int64_t& v, const FieldSpec& spec) override { expect(v == spec.or_else); }
    void visit(const char*, double& v, const FieldSpec&) override { expect(v == 0.0); }
    void visit(const char*, base::Uuid& v, const FieldSpec&) override { expect(v.is_zero()); }
    void visit(const char*, std::string& v, const FieldSpec&) override { expect(v.empty()); }
    void visit(const char*, std::optional<std::string>& v, const FieldSpec&) override { expect(!v); }
    void visit(const char*, std::vector<Byte>& v, const FieldSpec&) override { expect(v.empty()); }
    void visit(const char*, std::optional<std::vector<Byte>>& v, const FieldSpec&) override { expect(!v); }
    void visit(const char*, Records& v, const FieldSpec&) override { expect(v.null); }
    void visit(const char*, Struct& v, const FieldSpec&) override { v.fields(*this); }
    void visit(const char*, StructRef& v, const FieldSpec&) override { expect(v.get() == nullptr); }
    void visit(const char*, ArrayRef& v, const FieldSpec&) override { expect(v.is_null() || v.size() == 0); }

private:
    void expect(bool is_default) { all_default_ = all_default_ && is_default; }

    bool all_default_ = true;
};

} // namespace

bool all_default(const Struct& part) {
    DefaultFinder finder;
    const_cast<Struct&>(part).fields(finder); // `fields` serves readers and writers; this one only reads
    return finder.all_default();
}

} // namespace wire
