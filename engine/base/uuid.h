#pragma once
// Kafka's uuid: 16 raw bytes, shown as 22 characters of unpadded URL-safe base64. Any thread.
// Source: reference 2.2.

#include "base/bytes.h"

#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace base {

class Rng;

struct Uuid {
    std::array<Byte, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;
    bool is_zero() const { return *this == Uuid{}; }

    /// 22 characters.
    std::string text() const;
    /// Nothing when `text` is not 22 characters of URL-safe base64.
    static std::optional<Uuid> parse(std::string_view text);
    /// A version 4 uuid outside the reserved ids 0 to 99 whose text does not start with '-'.
    static Uuid random(Rng& rng);
    /// The id of `__cluster_metadata`.
    static constexpr Uuid metadata_topic() {
        Uuid id;
        id.bytes[15] = 1;
        return id;
    }
};

using TopicId = Uuid;

} // namespace base

template <> struct std::hash<base::Uuid> {
    std::size_t operator()(const base::Uuid& id) const noexcept {
        return static_cast<std::size_t>(base::load_be<std::uint64_t>(id.bytes.data()) ^
                                        base::load_be<std::uint64_t>(id.bytes.data() + 8));
    }
};
