#include "wire/decoder.h"

#include <algorithm>
#include <fmt/format.h>

namespace wire {
namespace {

/// Elements for which room is made at once; more grow as they arrive.
constexpr std::int64_t first_elements = 1024;

} // namespace

Decoder::Decoder(base::Buffer body, std::int16_t version, bool flexible)
    : Visitor(version, flexible), body_(std::move(body)), at_(body_.data()), end_(at_ + body_.size()) {
    tagged_fields_ = false;
}

base::Error Decoder::error() const {
    return {kafka::ErrorCode::invalid_request, fmt::format("{} at byte {} of {}, field {}", failed_why_,
                                                           failed_at_, body_.size(), failed_field_)};
}

void Decoder::fail(const char* name, const char* why) {
    if (!failed_) {
        failed_ = true;
        failed_field_ = name;
        failed_why_ = why;
        failed_at_ = position();
    }
    at_ = end_;
}

void Decoder::expect_end() {
    if (!failed_ && at_ != end_) fail("(end)", "bytes are left over");
}

void Decoder::read(Struct& part) {
    const bool plain = std::exchange(plain_fields_, true);
    const bool tagged = std::exchange(tagged_fields_, false);
    part.fields(*this);
    if (flexible()) read_tags(part);
    plain_fields_ = plain;
    tagged_fields_ = tagged;
}

void Decoder::read_tags(Struct& part) {
    const std::uint32_t count = uvarint("(tagged fields)");
    if (count == 0 || failed_) return;
    std::vector<Tag> tags;
    for (std::uint32_t i = 0; i < count && !failed_; ++i) {
        const std::uint32_t number = uvarint("(tag)");
        if (!tags.empty() && number <= tags.back().number) fail("(tag)", "tags are not ascending");
        const std::uint32_t size = uvarint("(tag size)");
        const Byte* begin = take("(tagged field)", size);
        if (begin != nullptr && charge("(tag)", sizeof(Tag))) tags.push_back({number, begin, begin + size});
    }
    if (failed_) return;
    std::vector<Tag>* outer = std::exchange(tags_, &tags);
    plain_fields_ = false;
    tagged_fields_ = true;
    part.fields(*this);
    tags_ = outer;
    for (const Tag& tag : tags) {
        const auto offset = [&](const Byte* p) { return static_cast<std::size_t>(p - body_.data()); };
        if (!tag.known) unknown_tag(tag.number, offset(tag.begin), offset(tag.end));
    }
}

bool Decoder::begin_tag(const char* name, const FieldSpec& spec) {
    if (failed_) return false;
    const auto wanted = static_cast<std::uint32_t>(spec.tag);
    const auto tag =
        std::find_if(tags_->begin(), tags_->end(), [&](const Tag& t) { return t.number == wanted; });
    if (tag == tags_->end()) return false;
    tag->known = true;
    resume_.push_back({at_, end_, name});
    at_ = tag->begin;
    end_ = tag->end;
    return true;
}

void Decoder::end_tag(const FieldSpec&) {
    const Resume resume = resume_.back();
    resume_.pop_back();
    if (at_ != end_) fail(resume.name, "bytes are left over in a tagged field");
    end_ = resume.end;
    at_ = failed_ ? end_ : resume.at;
}

const Byte* Decoder::take(const char* name, std::size_t n) {
    if (n > left()) [[unlikely]] {
        fail(name, "the message ends too early");
        return nullptr;
    }
    const Byte* p = at_;
    at_ += n;
    return p;
}

bool Decoder::charge(const char* name, std::size_t bytes) {
    memory_ += bytes;
    if (memory_ > max_array_memory) fail(name, "the arrays take too much memory");
    return !failed_;
}

std::uint32_t Decoder::uvarint(const char* name) {
    std::uint32_t v = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
        const Byte* p = take(name, 1);
        if (p == nullptr) return 0;
        if (shift == 28 && *p > 0x0fU) break; // more than 32 bits
        v |= (*p & 0x7fU) << shift;
        if (*p < 0x80U) return v;
    }
    fail(name, "a length takes more than 32 bits");
    return 0;
}

std::int64_t Decoder::checked(const char* name, std::int64_t length, bool nullable) {
    if (failed_) return -1;
    if (length < 0) {
        if (length < -1 || !nullable) fail(name, "the length is negative");
        return -1;
    }
    if (length > static_cast<std::int64_t>(left())) {
        fail(name, "the length exceeds the bytes left");
        return -1;
    }
    return length;
}

std::int64_t Decoder::length32(const char* name, bool nullable) {
    if (flexible()) return checked(name, std::int64_t{uvarint(name)} - 1, nullable);
    std::int32_t length = -1;
    number(name, length);
    return checked(name, length, nullable);
}

std::int64_t Decoder::text_length(const char* name, const FieldSpec& spec, bool nullable) {
    if (flexible() && !spec.never_compact) return length32(name, nullable);
    std::int16_t length = -1;
    number(name, length);
    return checked(name, length, nullable);
}

void Decoder::visit(const char* name, bool& v, const FieldSpec&) {
    if (const Byte* p = take(name, 1)) v = *p != 0;
}

void Decoder::visit(const char* name, double& v, const FieldSpec&) {
    if (const Byte* p = take(name, sizeof(v))) v = std::bit_cast<double>(base::load_be<std::uint64_t>(p));
}

void Decoder::visit(const char* name, base::Uuid& v, const FieldSpec&) {
    if (const Byte* p = take(name, v.bytes.size())) std::copy_n(p, v.bytes.size(), v.bytes.begin());
}

void Decoder::visit(const char* name, std::string& v, const FieldSpec& spec) {
    const std::int64_t length = text_length(name, spec, false);
    if (length <= 0) return;
    const auto size = static_cast<std::size_t>(length);
    v.assign(reinterpret_cast<const char*>(take(name, size)), size);
}

void Decoder::visit(const char* name, std::optional<std::string>& v, const FieldSpec& spec) {
    const std::int64_t length = text_length(name, spec, null_allowed(spec));
    if (length < 0) return;
    const auto size = static_cast<std::size_t>(length);
    v.emplace(reinterpret_cast<const char*>(take(name, size)), size);
}

void Decoder::visit(const char* name, std::vector<Byte>& v, const FieldSpec&) {
    const std::int64_t length = length32(name, false);
    if (length <= 0) return;
    const Byte* p = take(name, static_cast<std::size_t>(length));
    v.assign(p, p + length);
}

void Decoder::visit(const char* name, std::optional<std::vector<Byte>>& v, const FieldSpec& spec) {
    const std::int64_t length = length32(name, null_allowed(spec));
    if (length < 0) return;
    const Byte* p = take(name, static_cast<std::size_t>(length));
    v.emplace(p, p + length);
}

void Decoder::visit(const char* name, Records& v, const FieldSpec& spec) {
    const std::int64_t length = length32(name, null_allowed(spec));
    if (length < 0) return;
    v.null = false;
    const std::size_t begin = position();
    take(name, static_cast<std::size_t>(length));
    v.parts.push_back(body_.slice(begin, static_cast<std::size_t>(length)));
}

void Decoder::visit(const char*, Struct& v, const FieldSpec&) {
    read(v);
}

void Decoder::visit(const char* name, StructRef& v, const FieldSpec&) {
    std::int8_t marker = -1;
    number(name, marker);
    if (failed_ || marker < 0) return;
    read(v.make());
}

void Decoder::visit(const char* name, ArrayRef& v, const FieldSpec& spec) {
    // Every element takes a byte at least, so the count is bounded like a length.
    const std::int64_t count = length32(name, null_allowed(spec));
    if (count < 0) {
        if (!failed_) v.set_null();
        return;
    }
    v.start(static_cast<std::size_t>(std::min(count, first_elements)));
    for (std::int64_t i = 0; i < count && !failed_; ++i) {
        if (charge(name, v.element_size())) v.visit_new(*this);
    }
}

} // namespace wire
