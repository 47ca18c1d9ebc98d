#pragma once
// A run of the simulator and what came of it.

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace sim {

/// How often something happened; the names are literals.
using Counts = std::map<std::string_view, std::uint64_t>;

struct RunOptions {
    std::uint64_t seed = 0;
    std::function<void(const std::string&)> tell; ///< every line of the trace; empty: none
};

struct Outcome {
    std::string violation; ///< empty: none
    std::uint64_t events = 0;
    std::uint64_t hash = 0; ///< the same for the same seed
    std::uint64_t committed = 0;
    Counts counts;
};

} // namespace sim
