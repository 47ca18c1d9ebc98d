#pragma once
// The two hashes by which Kafka spreads things over partitions. Any thread.
// Source: reference 3.6 (ids); Kafka's default partitioner (keys).

#include "base/bytes.h"

#include <cstdint>
#include <string_view>

namespace base {

/// murmur2 with Kafka's seed, as every Kafka client hashes record keys.
std::int32_t murmur2(Bytes key);

/// The partition of a record key among `partitions`. REQUIRES: partitions > 0.
std::int32_t partition_of_key(Bytes key, std::int32_t partitions);

/// Java's String.hashCode of a UTF-8 text: over UTF-16 units, wrapping. Malformed UTF-8 counts as U+FFFD.
std::int32_t java_string_hash(std::string_view text);

/// The partition of `__consumer_offsets` or `__transaction_state` that a group or transactional id lives in.
/// REQUIRES: partitions > 0.
std::int32_t partition_of_id(std::string_view id, std::int32_t partitions);

} // namespace base
