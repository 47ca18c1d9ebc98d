#pragma once
// Encoder: a message to bytes. Records are chained, not copied. One thread, used once. Source: reference 2.2.

#include "wire/visitor.h"

namespace wire {

class Encoder final : public Visitor {
public:
    Encoder(std::int16_t version, bool flexible);

    /// Appends `part` and, in a flexible version, its tagged fields. REQUIRES: its records stay until `take`.
    void append(const Struct& part);
    void append_int32(std::int32_t v) { number(v); }
    void append_empty_tags() { out_.push_back(0); }

    /// What was appended: own bytes and chained records in order.
    base::Buffers take();

    void visit(const char*, bool& v, const FieldSpec&) override { out_.push_back(v ? 1 : 0); }
    void visit(const char*, std::int8_t& v, const FieldSpec&) override {
        out_.push_back(static_cast<Byte>(v));
    }
    void visit(const char*, std::int16_t& v, const FieldSpec&) override { number(v); }
    void visit(const char*, std::uint16_t& v, const FieldSpec&) override { number(v); }
    void visit(const char*, std::int32_t& v, const FieldSpec&) override { number(v); }
    void visit(const char*, std::uint32_t& v, const FieldSpec&) override { number(v); }
    void visit(const char*, std::int64_t& v, const FieldSpec&) override { number(v); }
    void visit(const char*, double& v, const FieldSpec&) override { number(std::bit_cast<std::uint64_t>(v)); }
    void visit(const char*, base::Uuid& v, const FieldSpec&) override { raw(v.bytes); }
    void visit(const char*, std::string& v, const FieldSpec& spec) override { text(v, spec); }
    void visit(const char*, std::optional<std::string>& v, const FieldSpec& spec) override;
    void visit(const char*, std::vector<Byte>& v, const FieldSpec&) override { bytes(v); }
    void visit(const char*, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) override;
    void visit(const char*, Records& v, const FieldSpec& spec) override;
    void visit(const char*, Struct& v, const FieldSpec&) override { append(v); }
    void visit(const char*, StructRef& v, const FieldSpec&) override;
    void visit(const char*, ArrayRef& v, const FieldSpec& spec) override;

private:
    struct Tag {
        int number;
        std::vector<Byte> payload;
    };
    /// Records between own bytes: they come after the first `after` bytes of `out_`.
    struct Splice {
        std::size_t after;
        const base::Buffers* parts;
    };

    bool begin_tag(const char*, const FieldSpec&) override;
    void end_tag(const FieldSpec& spec) override;
    void append_tags();

    template <class T>
    void number(T v) {
        const std::size_t at = out_.size();
        out_.resize(at + sizeof(T));
        base::store_be(out_.data() + at, v);
    }
    void raw(Bytes v) { out_.insert(out_.end(), v.begin(), v.end()); }
    void uvarint(std::uint64_t v);
    void length32(std::size_t n); ///< of bytes, records and arrays
    void null32();
    void text(const std::string& v, const FieldSpec& spec);
    void bytes(Bytes v);

    std::vector<Byte> out_;
    std::vector<Splice> splices_;
    std::vector<Tag> tags_;               ///< of the struct that is being appended
    std::vector<std::size_t> tag_starts_; ///< one per tagged field that is being visited
};

} // namespace wire
