#include "base/utf8.h"

namespace base {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

/// Bytes of the character that starts with `lead`, 0 for none.
std::size_t length_of(unsigned lead) {
    if (lead < 0x80U) return 1;
    if (lead < 0xc2U) return 0;
    if (lead < 0xe0U) return 2;
    if (lead < 0xf0U) return 3;
    return lead < 0xf5U ? 4 : 0;
}

bool is_scalar_value(char32_t c, std::size_t length) {
    if (length == 3) return c >= 0x800 && (c < 0xd800 || c > 0xdfff);
    return length != 4 || (c >= 0x10000 && c <= 0x10ffff);
}

} // namespace

char32_t take_utf8(std::string_view& text) {
    const unsigned lead = byte_at(text, 0);
    const std::size_t length = length_of(lead);
    if (length == 1) {
        text.remove_prefix(1);
        return lead;
    }
    bool valid = length != 0 && length <= text.size();
    char32_t c = valid ? lead & (0xffU >> (length + 1)) : 0;
    for (std::size_t i = 1; valid && i < length; ++i) {
        valid = (byte_at(text, i) & 0xc0U) == 0x80U;
        c = c << 6U | (byte_at(text, i) & 0x3fU);
    }
    valid = valid && is_scalar_value(c, length);
    text.remove_prefix(valid ? length : 1);
    return valid ? c : replacement_character;
}

void append_utf8(std::string& out, char32_t c) {
    const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    const auto tail = [&](unsigned shift) { put(0x80U | (c >> shift & 0x3fU)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xc0U | c >> 6U);
        tail(0);
    } else if (c < 0x10000) {
        put(0xe0U | c >> 12U);
        tail(6);
        tail(0);
    } else {
        put(0xf0U | c >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace base
