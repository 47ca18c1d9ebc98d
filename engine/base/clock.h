#pragma once
// Time enters the engine only through Clock: the monotonic time of timers and the wall time of record timestamps.
// Any thread.

#include <chrono>
#include <cstdint>

namespace base {

using Duration = std::chrono::nanoseconds;

/// Monotonic; only differences mean something.
using Instant = std::chrono::time_point<std::chrono::steady_clock, Duration>;

/// Milliseconds since 1970-01-01 UTC, as in record timestamps.
using TimestampMs = std::int64_t;
inline constexpr TimestampMs no_timestamp = -1;

class Clock {
public:
    virtual ~Clock() = default;
    virtual Instant now() const = 0;
    virtual TimestampMs wall_ms() const = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    Instant now() const override { return std::chrono::steady_clock::now(); }
    TimestampMs wall_ms() const override {
        using namespace std::chrono;
        return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
    }
};

/// A clock that moves only when told, for tests and simulation.
class ManualClock final : public Clock {
public:
    Instant now() const override { return now_; }
    TimestampMs wall_ms() const override { return wall_ms_; }
    void advance(Duration by) {
        now_ += by;
        wall_ms_ += std::chrono::duration_cast<std::chrono::milliseconds>(by).count();
    }
    void set_wall(TimestampMs ms) { wall_ms_ = ms; }

private:
    Instant now_{std::chrono::hours(1)};
    TimestampMs wall_ms_ = 1'700'000'000'000;
};

} // namespace base
