#include "wire/sampler.h"

#include "wire/visitor.h"

#include <limits>

namespace wire {
namespace {

constexpr std::uint64_t most_elements = 3;
constexpr std::uint64_t longest_bytes = 40;

class Sampler final : public Visitor {
public:
    Sampler(std::int16_t version, bool flexible, base::Rng& rng) : Visitor(version, flexible), rng_(rng) {
        tagged_fields_ = flexible;
    }

    void visit(const char*, bool& v, const FieldSpec&) override { v = rng_.chance(1, 2); }
    void visit(const char*, std::int8_t& v, const FieldSpec&) override { v = number<std::int8_t>(); }
    void visit(const char*, std::int16_t& v, const FieldSpec&) override { v = number<std::int16_t>(); }
    void visit(const char*, std::uint16_t& v, const FieldSpec&) override { v = number<std::uint16_t>(); }
    void visit(const char*, std::int32_t& v, const FieldSpec&) override { v = number<std::int32_t>(); }
    void visit(const char*, std::uint32_t& v, const FieldSpec&) override { v = number<std::uint32_t>(); }
    void visit(const char*, std::int64_t& v, const FieldSpec&) override { v = number<std::int64_t>(); }
    void visit(const char*, double& v, const FieldSpec&) override {
        v = static_cast<double>(number<std::int32_t>()) / 8;
    }
    void visit(const char*, base::Uuid& v, const FieldSpec&) override { v = base::Uuid::random(rng_); }
    void visit(const char*, std::string& v, const FieldSpec&) override { v = text(); }
    void visit(const char*, std::optional<std::string>& v, const FieldSpec& spec) override {
        v.reset();
        if (!null(spec)) v = text();
    }
    void visit(const char*, std::vector<Byte>& v, const FieldSpec&) override { v = bytes(); }
    void visit(const char*, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) override {
        v.reset();
        if (!null(spec)) v = bytes();
    }
    void visit(const char*, Records& v, const FieldSpec& spec) override {
        v = Records();
        if (null(spec)) return;
        v.null = false;
        for (std::uint64_t n = 1 + rng_.below(2); n > 0; --n) v.parts.push_back(base::Buffer::of(bytes()));
    }
    void visit(const char*, Struct& v, const FieldSpec&) override { v.fields(*this); }
    void visit(const char*, StructRef& v, const FieldSpec& spec) override {
        v.set_null();
        if (!null(spec)) v.make().fields(*this);
    }
    void visit(const char*, ArrayRef& v, const FieldSpec& spec) override {
        if (null(spec)) {
            v.set_null();
            return;
        }
        const std::uint64_t n = rng_.below(most_elements + 1);
        v.start(n);
        for (std::uint64_t i = 0; i < n; ++i) v.visit_new(*this);
    }

private:
    bool null(const FieldSpec& spec) { return version() >= spec.nullable_since && rng_.chance(1, 4); }

    template <class T>
    T number() {
        switch (rng_.below(6)) {
        case 0:
            return std::numeric_limits<T>::min();
        case 1:
            return std::numeric_limits<T>::max();
        case 2:
            return static_cast<T>(rng_.below(100));
        default:
            return static_cast<T>(rng_.next());
        }
    }

    std::string text() {
        constexpr std::uint64_t longer_than_one_length_byte = 200;
        if (rng_.chance(1, 16)) return std::string(longer_than_one_length_byte, 's');
        constexpr const char* words[] = {"", "a", "orders", "größe", "日本", "🐟", "x.y_z-0"};
        return words[rng_.below(std::size(words))];
    }

    std::vector<Byte> bytes() {
        std::vector<Byte> out(rng_.below(longest_bytes));
        for (Byte& b : out) b = static_cast<Byte>(rng_.next());
        return out;
    }

    base::Rng& rng_;
};

} // namespace

void sample(Message& message, std::int16_t version, base::Rng& rng) {
    Sampler sampler(version, version >= message.info().flexible_since, rng);
    message.fields(sampler);
}

} // namespace wire
