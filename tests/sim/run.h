#pragma once
// A run of the simulator and what came of it.

#include <cstdint>
#include <functional>
#include <string>

namespace sim {

struct RunOptions {
    std::uint64_t seed = 0;
    std::function<void(const std::string&)> tell; ///< every line of the trace; empty: none
};

struct Outcome {
    std::string violation; ///< empty: none
    std::uint64_t events = 0;
    std::uint64_t hash = 0; ///< the same for the same seed
    std::uint64_t committed = 0;
    std::uint64_t epochs = 0;
};

} // namespace sim
