#include "base/hash.h"

#include "base/utf8.h"

#include <bit>
#include <cstring>
#include <limits>

namespace base {
namespace {

constexpr std::uint32_t murmur_seed = 0x9747b28cU;
constexpr std::uint32_t murmur_multiplier = 0x5bd1e995U;
constexpr char32_t first_of_two_units = 0x10000;

std::uint32_t load_le(const Byte* p) {
    static_assert(std::endian::native == std::endian::little, "load_be does the rest");
    std::uint32_t v = 0;
    std::memcpy(&v, p, sizeof(v));
    return v;
}

} // namespace

std::int32_t murmur2(Bytes key) {
    std::uint32_t h = murmur_seed ^ static_cast<std::uint32_t>(key.size());
    for (; key.size() >= 4; key = key.subspan(4)) {
        std::uint32_t k = load_le(key.data()) * murmur_multiplier;
        k = (k ^ k >> 24U) * murmur_multiplier;
        h = h * murmur_multiplier ^ k;
    }
    if (!key.empty()) {
        for (std::size_t i = 0; i < key.size(); ++i) h ^= std::uint32_t{key[i]} << 8U * i;
        h *= murmur_multiplier;
    }
    h = (h ^ h >> 13U) * murmur_multiplier;
    return static_cast<std::int32_t>(h ^ h >> 15U);
}

std::int32_t partition_of_key(Bytes key, std::int32_t partitions) {
    constexpr std::int32_t without_sign = std::numeric_limits<std::int32_t>::max();
    return (murmur2(key) & without_sign) % partitions;
}

std::int32_t java_string_hash(std::string_view text) {
    std::uint32_t h = 0;
    while (!text.empty()) {
        const char32_t c = take_utf8(text);
        if (c < first_of_two_units) {
            h = 31 * h + c;
            continue;
        }
        const char32_t rest = c - first_of_two_units;
        h = 31 * h + (0xd800U + (rest >> 10U));
        h = 31 * h + (0xdc00U + (rest & 0x3ffU));
    }
    return static_cast<std::int32_t>(h);
}

std::int32_t partition_of_id(std::string_view id, std::int32_t partitions) {
    const std::int32_t hash = java_string_hash(id);
    if (hash == std::numeric_limits<std::int32_t>::min()) return 0; // Kafka's abs() of it
    return (hash < 0 ? -hash : hash) % partitions;
}

} // namespace base
