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

Encoder::Encoder(std::int16_t version, bool flexible)
    : Visitor(version, flexible), own_(std::make_shared_for_overwrite<Byte[]>(first_allocation)),
      capacity_(first_allocation) {
    tagged_fields_ = flexible;
    omit_default_tags_ = true;
}

void Encoder::grow(std::size_t n) {
    capacity_ = std::max(2 * capacity_, size_ + n);
    auto larger = std::make_shared_for_overwrite<Byte[]>(capacity_);
    std::copy_n(own_.get(), size_, larger.get());
    own_ = std::move(larger);
}

void Encoder::append(const Struct& part) {
    auto& fields_of =
        const_cast<Struct&>(part); // `fields` serves readers and writers; the encoder only reads
    const std::size_t first_tag = tags_.size();
    fields_of.fields(*this);
    if (flexible()) append_tags(first_tag);
}

void Encoder::append_tags(std::size_t first) {
    uvarint(tags_.size() - first);
    if (tags_.size() == first) return;
    const auto begin = tags_.begin() + static_cast<std::ptrdiff_t>(first);
    const std::size_t payloads_before = begin->at;
    std::sort(begin, tags_.end(), [](const Tag& a, const Tag& b) { return a.number < b.number; });
    for (auto tag = begin; tag != tags_.end(); ++tag) {
        uvarint(static_cast<std::uint64_t>(tag->number));
        uvarint(tag->size);
        raw(Bytes(payloads_).subspan(tag->at, tag->size));
    }
    tags_.erase(begin, tags_.end());
    payloads_.resize(payloads_before);
}

bool Encoder::begin_tag(const char*, const FieldSpec& spec) {
    tags_.push_back({spec.tag, size_, 0});
    ++open_tags_;
    return true;
}

void Encoder::end_tag(const FieldSpec&) {
    // Written in place, then moved out of the way of the plain fields, behind which tags belong.
    Tag& tag = tags_.back();
    const std::size_t begin = tag.at;
    tag.at = payloads_.size();
    tag.size = size_ - begin;
    payloads_.insert(payloads_.end(), own_.get() + begin, own_.get() + size_);
    size_ = begin;
    --open_tags_;
}

base::Buffers Encoder::take() {
    base::Buffers buffers;
    buffers.reserve(2 * splices_.size() + 1);
    const base::Buffer own(own_, own_.get(), size_);
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

void Encoder::raw(Bytes v) {
    if (!v.empty()) std::copy_n(v.data(), v.size(), more(v.size()));
}

void Encoder::visit(const char*, std::optional<std::string>& v, const FieldSpec& spec) {
    static const std::string empty;
    if (v || !null_allowed(spec, version())) {
        text(v ? *v : empty, spec);
    } else if (flexible() && !spec.never_compact) {
        byte(0);
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
    RIPARIUM_ASSERT(open_tags_ == 0, "records in a tagged field would be spliced at the wrong place");
    length32(v.size());
    splices_.push_back({size_, &v.parts});
}

void Encoder::visit(const char*, StructRef& v, const FieldSpec&) {
    const Struct* part = v.get();
    byte(part != nullptr ? 1 : 0xff);
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
    for (; v >= 0x80U; v >>= 7U) byte(static_cast<Byte>(v | 0x80U));
    byte(static_cast<Byte>(v));
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
        byte(0);
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
