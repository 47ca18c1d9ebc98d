#include "base/rng.h"

#include <bit>
#include <random>

namespace base {

__extension__ using Wide = unsigned __int128;

Rng::Rng(std::uint64_t seed) {
    // splitmix64 spreads one seed over the whole state, as the generator's authors advise.
    for (std::uint64_t& word : state_) {
        seed += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = seed;
        z = (z ^ z >> 30U) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ z >> 27U) * 0x94d049bb133111ebULL;
        word = z ^ z >> 31U;
    }
}

Rng Rng::from_system() {
    std::random_device device;
    return Rng(std::uint64_t{device()} << 32U | device());
}

std::uint64_t Rng::next() {
    const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
    const std::uint64_t t = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
}

std::uint64_t Rng::below(std::uint64_t bound) {
    // Multiply-shift with rejection: no bias.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        const auto product = static_cast<Wide>(next()) * bound;
        if (static_cast<std::uint64_t>(product) >= threshold) return static_cast<std::uint64_t>(product >> 64U);
    }
}

} // namespace base
