#pragma once
// One record inside a batch (reference 2.3):
//
//   varint length of the rest | int8 attributes (0) | varlong timestamp delta | varint offset delta
//   | varint key length (-1 null) key | varint value length (-1 null) value
//   | varint header count, each: varint key length, key, varint value length (-1 null), value
//
// varint and varlong are zigzag numbers in 7-bit groups, low group first. Inline: this is the per-record cost
// of every produced batch. Any thread, no allocation.

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>

namespace records {

using base::Byte;

/// Where the parts of a record are. A negative length is a null.
struct RawRecord {
    std::int64_t timestamp_delta = 0;
    std::int32_t offset_delta = 0;
    std::int32_t key_length = -1;
    std::int32_t value_length = -1;
    std::int32_t header_count = 0;
    const Byte* key = nullptr;
    const Byte* value = nullptr;
    const Byte* headers = nullptr; ///< the first header's key length
};

namespace detail {

/// The general case: an unsigned base-128 number of at most `max_groups` groups. Returns the byte after it,
/// or nullptr.
[[gnu::cold, gnu::noinline]] inline const Byte* read_groups(const Byte* p, const Byte* end, int max_groups,
                                                            std::uint64_t& out) {
    std::uint64_t v = 0;
    for (int i = 0; i < max_groups && p != end; ++i) {
        const Byte b = *p++;
        v |= static_cast<std::uint64_t>(b & 0x7fU) << (7U * static_cast<unsigned>(i));
        if (b < 0x80U) {
            out = v;
            return p;
        }
    }
    return nullptr;
}

/// The same with the lengths that nearly all records have in front: one or two groups.
inline const Byte* read_unsigned(const Byte* p, const Byte* end, int max_groups, std::uint64_t& out) {
    if (p != end && p[0] < 0x80U) [[likely]] {
        out = p[0];
        return p + 1;
    }
    if (end - p >= 2 && p[1] < 0x80U) [[likely]] {
        out = (p[0] & 0x7fU) | (static_cast<std::uint64_t>(p[1]) << 7U);
        return p + 2;
    }
    return read_groups(p, end, max_groups, out);
}

} // namespace detail

/// Reads a zigzag varint. Returns the byte after it; nullptr when it is cut off or longer than five bytes.
inline const Byte* read_varint(const Byte* p, const Byte* end, std::int32_t& out) {
    std::uint64_t v = 0;
    p = detail::read_unsigned(p, end, 5, v);
    const auto u = static_cast<std::uint32_t>(v);
    out = static_cast<std::int32_t>((u >> 1U) ^ (~(u & 1U) + 1U));
    return p;
}

/// Reads a zigzag varlong. Returns the byte after it; nullptr when it is cut off or longer than ten bytes.
inline const Byte* read_varlong(const Byte* p, const Byte* end, std::int64_t& out) {
    std::uint64_t v = 0;
    p = detail::read_unsigned(p, end, 10, v);
    out = static_cast<std::int64_t>((v >> 1U) ^ (~(v & 1U) + 1U));
    return p;
}

/// Reads a length and steps over that many bytes; a negative length is a null and steps over none.
inline const Byte* read_slice(const Byte* p, const Byte* end, std::int32_t& length, const Byte*& data) {
    p = read_varint(p, end, length);
    if (p == nullptr) return nullptr;
    data = p;
    if (length <= 0) return p;
    return length <= end - p ? p + length : nullptr;
}

/// Reads one header of a record. A negative key length is malformed.
inline const Byte* read_record_header(const Byte* p, const Byte* end, std::int32_t& key_length,
                                      const Byte*& key, std::int32_t& value_length, const Byte*& value) {
    p = read_slice(p, end, key_length, key);
    if (p == nullptr || key_length < 0) return nullptr;
    return read_slice(p, end, value_length, value);
}

/// Reads the record at `p`, headers checked too. Returns the byte after it, or nullptr when it is malformed:
/// a part that leaves the record, a record that leaves the batch, bytes left over.
[[gnu::always_inline]] inline const Byte* read_record(const Byte* p, const Byte* end, RawRecord& out) {
    std::int32_t length = 0;
    p = read_varint(p, end, length);
    if (p == nullptr || length < 1 || length > end - p) return nullptr;
    end = p + length;
    p = read_varlong(p + 1, end, out.timestamp_delta);
    if (p == nullptr) return nullptr;
    p = read_varint(p, end, out.offset_delta);
    if (p == nullptr) return nullptr;
    p = read_slice(p, end, out.key_length, out.key);
    if (p == nullptr) return nullptr;
    p = read_slice(p, end, out.value_length, out.value);
    if (p == nullptr) return nullptr;
    p = read_varint(p, end, out.header_count);
    if (p == nullptr || out.header_count < 0) return nullptr;
    out.headers = p;
    for (std::int32_t i = 0; i < out.header_count; ++i) {
        std::int32_t key_length = 0;
        std::int32_t value_length = 0;
        const Byte* ignored = nullptr;
        p = read_record_header(p, end, key_length, ignored, value_length, ignored);
        if (p == nullptr) return nullptr;
    }
    // `end`, not `p`: it is known from the first varint, so the processor can begin the next record at once.
    if (p != end) [[unlikely]]
        return nullptr;
    return end;
}

/// The timestamp of a record. Wraps where Java wraps: a delta from the wire may be anything.
inline std::int64_t add_wrapping(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

} // namespace records
