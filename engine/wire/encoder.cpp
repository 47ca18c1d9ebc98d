#include "wire/encoder.h"

#include "base/assert.h"

#include <algorithm>

namespace wire {
namespace {

constexpr std::size_t first_allocation = 256;
constexpr std::size_t longest_int16_text = 32767;

bool null_allowed(const FieldSpec& spec, std::int16_t version) {
    return version >= spec.nullable_since;
}

/// The longest prefix that an int16 length can announce, cut between characters.
std::size_t clipped_size(const std::string& v) {
    std::size_t size = std::min(v.size(), longest_int16_text);
    while (size < v.size() && size > 0 && (static_cast<Byte>(v[size]) & 0xc0U) == 0x80U) --size;
    return size;
}

} // namespace

Encoder::Encoder(std::int16_t version, bool flexible) : Visitor(version, flexible) {
    tagged_fields_ = flexible;
    omit_default_tags_ = true;
    out_.reserve(first_allocation);
}

void Encoder::append(const Struct& part) {
    auto& fields_of =
        const_cast<Struct&>(part); // `fields` serves readers and writers; the encoder only reads
    if (!flexible()) {
        fields_of.fields(*this);
        return;
    }
    std::vector<Tag> outer;
    outer.swap(tags_);
    fields_of.fields(*this);
    append_tags();
    tags_.swap(outer);
}

void Encoder::append_tags() {
    std::sort(tags_.begin(), tags_.end(), [](const Tag& a, const Tag& b) { return a.number < b.number; });
    uvarint(tags_.size());
    for (const Tag& tag : tags_) {
        uvarint(static_cast<std::uint64_t>(tag.number));
        uvarint(tag.payload.size());
        raw(tag.payload);
    }
}

bool Encoder::begin_tag(const char*, const FieldSpec&) {
    tag_starts_.push_back(out_.size());
    return true;
}

void Encoder::end_tag(const FieldSpec& spec) {
    // Written in place, then moved behind the plain fields, where tags belong.
    const auto start = out_.begin() + static_cast<std::ptrdiff_t>(tag_starts_.back());
    tag_starts_.pop_back();
    tags_.push_back({spec.tag, {start, out_.end()}});
    out_.erase(start, out_.end());
}

base::Buffers Encoder::take() {
    base::Buffers buffers;
    buffers.reserve(2 * splices_.size() + 1);
    const base::Buffer own = base::Buffer::of(std::move(out_));
    std::size_t done = 0;
    const auto own_until = [&](std::size_t end) {
        if (end > done) buffers.push_back(own.slice(done, end - done));
        done = end;
    };
    for (const Splice& splice : splices_) {
        own_until(splice.after);
        buffers.insert(buffers.end(), splice.parts->begin(), splice.parts->end());
    }
    own_until(own.size());
    splices_.clear();
    return buffers;
}

void Encoder::visit(const char*, std::optional<std::string>& v, const FieldSpec& spec) {
    static const std::string empty;
    if (v || !null_allowed(spec, version())) {
        text(v ? *v : empty, spec);
    } else if (flexible() && !spec.never_compact) {
        out_.push_back(0);
    } else {
        number<std::int16_t>(-1);
    }
}

void Encoder::visit(const char*, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) {
    if (v) {
        bytes(*v);
    } else if (null_allowed(spec, version())) {
        null32();
    } else {
        bytes({});
    }
}

void Encoder::visit(const char*, Records& v, const FieldSpec& spec) {
    if (v.null && null_allowed(spec, version())) {
        null32();
        return;
    }
    RIPARIUM_ASSERT(tag_starts_.empty(), "records in a tagged field would be spliced at the wrong place");
    length32(v.size());
    splices_.push_back({out_.size(), &v.parts});
}

void Encoder::visit(const char*, StructRef& v, const FieldSpec&) {
    const Struct* part = v.get();
    out_.push_back(part != nullptr ? 1 : 0xff);
    if (part != nullptr) append(*part);
}

void Encoder::visit(const char*, ArrayRef& v, const FieldSpec& spec) {
    if (v.is_null() && null_allowed(spec, version())) {
        null32();
        return;
    }
    const std::size_t n = v.size();
    length32(n);
    for (std::size_t i = 0; i < n; ++i) v.visit_at(i, *this);
}

void Encoder::uvarint(std::uint64_t v) {
    for (; v >= 0x80U; v >>= 7U) out_.push_back(static_cast<Byte>(v | 0x80U));
    out_.push_back(static_cast<Byte>(v));
}

void Encoder::length32(std::size_t n) {
    if (flexible()) {
        uvarint(n + 1);
    } else {
        number(static_cast<std::int32_t>(n));
    }
}

void Encoder::null32() {
    if (flexible()) {
        out_.push_back(0);
    } else {
        number<std::int32_t>(-1);
    }
}

void Encoder::text(const std::string& v, const FieldSpec& spec) {
    std::size_t size = v.size();
    if (flexible() && !spec.never_compact) {
        uvarint(size + 1);
    } else {
        size = clipped_size(v);
        number(static_cast<std::int16_t>(size));
    }
    raw(base::as_bytes(v).first(size));
}

void Encoder::bytes(Bytes v) {
    length32(v.size());
    raw(v);
}

} // namespace wire
