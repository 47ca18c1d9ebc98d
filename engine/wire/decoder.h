#pragma once
// Decoder: bytes to a message. Input is hostile: lengths are believed only as far as bytes remain, the first
// failure sticks and nothing is read after it. Records stay slices of the input. One thread, used once.
// Source: reference 2.2.

#include "base/result.h"
#include "wire/visitor.h"

namespace wire {

/// Most memory that the arrays (and tags) of one message may take: small elements grow on decoding, and a
/// frame may hold 100 MB.
inline constexpr std::size_t max_array_memory = std::size_t{64} << 20U;

class Decoder : public Visitor {
public:
    Decoder(base::Buffer body, std::int16_t version, bool flexible);

    /// Fills `part`, which must be fresh, and skips the tagged fields that it does not know.
    void read(Struct& part);

    bool failed() const { return failed_; }
    /// INVALID_REQUEST and a sentence with field and byte. REQUIRES: failed().
    base::Error error() const;
    /// Bytes consumed so far.
    std::size_t position() const { return static_cast<std::size_t>(at_ - body_.data()); }
    /// Fails when bytes are left.
    void expect_end();

    void visit(const char* name, bool& v, const FieldSpec&) override;
    void visit(const char* name, std::int8_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::int16_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::uint16_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::int32_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::uint32_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, std::int64_t& v, const FieldSpec&) override { number(name, v); }
    void visit(const char* name, double& v, const FieldSpec&) override;
    void visit(const char* name, base::Uuid& v, const FieldSpec&) override;
    void visit(const char* name, std::string& v, const FieldSpec& spec) override;
    void visit(const char* name, std::optional<std::string>& v, const FieldSpec& spec) override;
    void visit(const char* name, std::vector<Byte>& v, const FieldSpec& spec) override;
    void visit(const char* name, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) override;
    void visit(const char* name, Records& v, const FieldSpec& spec) override;
    void visit(const char* name, Struct& v, const FieldSpec&) override;
    void visit(const char* name, StructRef& v, const FieldSpec&) override;
    void visit(const char* name, ArrayRef& v, const FieldSpec& spec) override;

protected:
    /// A tagged field that `part` does not declare, or not in this version.
    virtual void unknown_tag(std::uint32_t /*tag*/, std::size_t /*begin*/, std::size_t /*end*/) {}
    bool begin_tag(const char* name, const FieldSpec& spec) override;
    void end_tag(const FieldSpec& spec) override;

private:
    struct Tag {
        std::uint32_t number;
        const Byte* begin;
        const Byte* end;
        bool known = false;
    };
    /// What is restored when a tagged field has been read.
    struct Resume {
        const Byte* at;
        const Byte* end;
        const char* name;
    };

    void fail(const char* name, const char* why);
    std::size_t left() const { return static_cast<std::size_t>(end_ - at_); }
    /// The next `n` bytes, or null after a failure.
    const Byte* take(const char* name, std::size_t n);
    template <class T>
    void number(const char* name, T& v) {
        if (const Byte* p = take(name, sizeof(T))) v = base::load_be<T>(p);
    }
    /// Counts memory that is not bounded by the bytes read. False after a failure.
    bool charge(const char* name, std::size_t bytes);
    std::uint32_t uvarint(const char* name);
    /// A length that fits into the bytes left, or -1 for null (where `nullable`) and after a failure.
    std::int64_t checked(const char* name, std::int64_t length, bool nullable);
    std::int64_t text_length(const char* name, const FieldSpec& spec, bool nullable);
    std::int64_t length32(const char* name, bool nullable);
    bool null_allowed(const FieldSpec& spec) const { return version() >= spec.nullable_since; }
    void read_tags(Struct& part);

    base::Buffer body_;
    const Byte* at_;
    const Byte* end_;
    bool failed_ = false;
    const char* failed_field_ = "";
    const char* failed_why_ = "";
    std::size_t failed_at_ = 0;
    std::size_t memory_ = 0;
    std::vector<Tag>* tags_ = nullptr; ///< of the struct whose tagged fields are being read
    std::vector<Resume> resume_;
};

} // namespace wire
