#pragma once
// What the configuration of a topic says about its logs; names and defaults are Kafka's. Any thread.
// Source: reference 4.1.

#include <cstdint>

namespace storage {

inline constexpr std::int64_t unlimited = -1;

struct LogConfig {
    std::int32_t segment_bytes = 1 << 30;
    std::int64_t segment_ms = 604'800'000; ///< by record time
    std::int32_t segment_index_bytes = 10 << 20;
    std::int32_t index_interval_bytes = 4096;
    std::int64_t retention_ms = 604'800'000; ///< or `unlimited`; by the largest timestamp of a segment
    std::int64_t retention_bytes = unlimited;
    bool delete_old = true; ///< cleanup.policy lists "delete"
    bool compact = false;   ///< cleanup.policy lists "compact": gaps between offsets are legal
    std::int64_t producer_id_expiration_ms = 86'400'000;
};

} // namespace storage
