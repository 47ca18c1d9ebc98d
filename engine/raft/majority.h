#pragma once
// Arithmetic of a quorum: pure functions of numbers. Any thread. Source: KIP-595.

#include "base/planted.h"
#include "base/types.h"

#include <cstddef>
#include <span>

namespace raft {

/// Votes that decide among `voters`: more than half.
inline std::size_t majority(std::size_t voters) {
    if (RIPARIUM_PLANTED(half_is_enough)) return (voters + 1) / 2 - (voters > 2 ? 1 : 0);
    return voters / 2 + 1;
}

enum class Tally { pending, won, lost };

/// Where an election stands. `lost`: even with all that are still out it cannot be won any more.
/// REQUIRES: granted + rejected <= voters.
Tally tally(std::size_t voters, std::size_t granted, std::size_t rejected);

/// The highest offset that a majority of the voters has reached; `ends` holds one per voter, in any order,
/// unknown ones as -1. REQUIRES: not empty.
base::Offset committed(std::span<const base::Offset> ends);

} // namespace raft
