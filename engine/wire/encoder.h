#pragma once
// Encoder: a message to bytes. Records are chained, not copied. One thread, used once. Source: reference 2.2.

#include "wire/visitor.h"

#include <memory>

namespace wire {

class Encoder final : public Visitor {
public:
    Encoder(std::int16_t version, bool flexible);

    /// Appends `part` and, in a flexible version, its tagged fields. REQUIRES: its records stay until `take`.
    void append(const Struct& part);
    void append_int32(std::int32_t v) { number(v); }
    void append_empty_tags() { byte(0); }

    /// What was appended: own bytes and chained records in order.
    base::Buffers take();

    void visit(const char*, bool& v, const FieldSpec&) override { byte(v ? 1 : 0); }
    void visit(const char*, std::int8_t& v, const FieldSpec&) override { byte(static_cast<Byte>(v)); }
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
    /// While it is open `at` is where its payload begins among the plain fields, then where it waits in
    /// `payloads_`.
    struct Tag {
        int number;
        std::size_t at, size;
    };
    /// Records between own bytes: they come after the first `after` of them.
    struct Splice {
        std::size_t after;
        const base::Buffers* parts;
    };

    bool begin_tag(const char*, const FieldSpec& spec) override;
    void end_tag(const FieldSpec& spec) override;
    void append_tags(std::size_t first);

    /// Room for `n` more bytes, to be filled.
    Byte* more(std::size_t n) {
        if (size_ + n > capacity_) grow(n);
        size_ += n;
        return own_.get() + size_ - n;
    }
    void grow(std::size_t n);
    void byte(Byte v) { *more(1) = v; }
    template <class T>
    void number(T v) {
        base::store_be(more(sizeof(T)), v);
    }
    void raw(Bytes v);
    void uvarint(std::uint64_t v);
    void length32(std::size_t n); ///< of bytes, records and arrays
    void null32();
    void text(const std::string& v, const FieldSpec& spec);
    void bytes(Bytes v);

    std::shared_ptr<Byte[]> own_;
    std::size_t size_ = 0, capacity_ = 0;
    std::vector<Splice> splices_;
    std::vector<Tag> tags_; ///< of the structs that are being appended, innermost last
    std::size_t open_tags_ = 0;
    std::vector<Byte> payloads_; ///< of tags that are complete, until their struct's plain fields are
};

} // namespace wire
