#pragma once
// Seeded random numbers (xoshiro256**). Randomness enters the engine only through here, so that a simulation with
// the same seed is the same run. One owner, one thread.

#include <cstdint>

namespace base {

class Rng {
public:
    explicit Rng(std::uint64_t seed);
    /// Seeded by the operating system.
    static Rng from_system();

    std::uint64_t next();
    /// Uniform in [0, bound). REQUIRES: bound > 0.
    std::uint64_t below(std::uint64_t bound);
    /// True with probability `numerator` / `denominator`.
    bool chance(std::uint64_t numerator, std::uint64_t denominator) { return below(denominator) < numerator; }

private:
    std::uint64_t state_[4];
};

} // namespace base
