#pragma once
// How much per second, over the last second, and in all. One thread.

#include "base/clock.h"

#include <array>
#include <cstdint>

namespace broker {

class RateMeter {
public:
    void add(std::int64_t amount, base::Instant now) {
        roll(now);
        slots_[slot_of(now)] += amount;
        total_ += amount;
    }

    std::int64_t total() const { return total_; }

    /// Per second, over the last whole second.
    double rate(base::Instant now) {
        roll(now);
        std::int64_t sum = 0;
        for (const std::int64_t slot : slots_) sum += slot;
        return static_cast<double>(sum);
    }

private:
    static constexpr std::size_t slot_count = 10;
    static constexpr base::Duration slot_length = std::chrono::milliseconds(100);

    static std::int64_t tick_of(base::Instant now) { return now.time_since_epoch() / slot_length; }
    static std::size_t slot_of(base::Instant now) {
        return static_cast<std::size_t>(tick_of(now)) % slot_count;
    }

    /// Empties the slots whose second has passed.
    void roll(base::Instant now) {
        const std::int64_t tick = tick_of(now);
        if (tick - last_tick_ >= static_cast<std::int64_t>(slot_count))
            slots_.fill(0);
        else
            for (std::int64_t t = last_tick_ + 1; t <= tick; ++t)
                slots_[static_cast<std::size_t>(t) % slot_count] = 0;
        if (tick > last_tick_) last_tick_ = tick;
    }

    std::array<std::int64_t, slot_count> slots_{};
    std::int64_t last_tick_ = 0;
    std::int64_t total_ = 0;
};

} // namespace broker
