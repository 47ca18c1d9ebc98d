#include "base/uuid.h"

#include "base/rng.h"

namespace base {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t text_length = 22;

} // namespace

std::string Uuid::text() const {
    std::string out;
    out.reserve(text_length);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto at = [&](std::size_t k) { return k < bytes.size() ? std::uint32_t{bytes[k]} : 0U; };
        const std::uint32_t group = at(i) << 16U | at(i + 1) << 8U | at(i + 2);
        for (unsigned shift = 18; out.size() < text_length; shift -= 6) {
            out += alphabet[group >> shift & 63U];
            if (shift == 0) break;
        }
    }
    return out;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != text_length) return std::nullopt;
    Uuid id;
    std::uint32_t group = 0;
    std::size_t bits = 0;
    std::size_t filled = 0;
    for (const char c : text) {
        const std::size_t digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        group = group << 6U | static_cast<std::uint32_t>(digit);
        bits += 6;
        if (bits < 8 || filled == id.bytes.size()) continue;
        bits -= 8;
        id.bytes[filled++] = static_cast<Byte>(group >> bits);
    }
    return id;
}

Uuid Uuid::random(Rng& rng) {
    constexpr Byte dash_digit = 62; // the digit '-' as first character would look like an option to command lines
    for (;;) {
        Uuid id;
        store_be(id.bytes.data(), rng.next());
        store_be(id.bytes.data() + 8, rng.next());
        id.bytes[6] = static_cast<Byte>((id.bytes[6] & 0x0fU) | 0x40U);
        id.bytes[8] = static_cast<Byte>((id.bytes[8] & 0x3fU) | 0x80U);
        if (id.bytes[0] >> 2U != dash_digit) return id;
    }
}

} // namespace base
