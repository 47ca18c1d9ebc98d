#pragma once
// Strong types for the numbers that Kafka passes around, so that an offset is never taken for an epoch.
// Plain values, usable on every thread.

#include <compare>
#include <cstdint>
#include <functional>
#include <ostream>

namespace base {

/// A number with a meaning. `Tag` makes two ids of different kinds different types.
template <class Tag, class Rep> struct Strong {
    using rep = Rep;
    Rep value{};

    constexpr Strong() = default;
    constexpr explicit Strong(Rep v) : value(v) {}
    constexpr auto operator<=>(const Strong&) const = default;

    friend std::ostream& operator<<(std::ostream& out, const Strong& s) { return out << +s.value; }
};

struct BrokerIdTag {};
struct PartitionIndexTag {};
struct LeaderEpochTag {};
struct ProducerIdTag {};
struct OffsetTag {};

/// Node id of a broker or controller; -1 is "none".
using BrokerId = Strong<BrokerIdTag, std::int32_t>;
using PartitionIndex = Strong<PartitionIndexTag, std::int32_t>;
/// Leader epoch of a partition or of the quorum; -1 is "none".
using LeaderEpoch = Strong<LeaderEpochTag, std::int32_t>;
/// Producer id (KIP-98); -1 is "none".
using ProducerId = Strong<ProducerIdTag, std::int64_t>;

/// Position of a record in a partition. Arithmetic is in records.
struct Offset : Strong<OffsetTag, std::int64_t> {
    using Strong::Strong;
    constexpr Offset operator+(std::int64_t n) const { return Offset(value + n); }
    constexpr Offset operator-(std::int64_t n) const { return Offset(value - n); }
    constexpr std::int64_t operator-(Offset o) const { return value - o.value; }
    constexpr Offset& operator+=(std::int64_t n) {
        value += n;
        return *this;
    }
};

inline constexpr BrokerId no_broker{-1};
inline constexpr LeaderEpoch no_epoch{-1};
inline constexpr ProducerId no_producer{-1};

} // namespace base

template <class Tag, class Rep> struct std::hash<base::Strong<Tag, Rep>> {
    std::size_t operator()(const base::Strong<Tag, Rep>& s) const noexcept { return std::hash<Rep>{}(s.value); }
};
template <> struct std::hash<base::Offset> {
    std::size_t operator()(const base::Offset& o) const noexcept { return std::hash<std::int64_t>{}(o.value); }
};
