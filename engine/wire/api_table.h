#pragma once
// Every API key that Kafka 4.3 knows: name for logs, versions, and what the header looks like. What this
// broker serves is decided by its handlers, not here. Constant data, any thread. Source: reference 1.2, 2.1.

#include "wire/message.h"

#include <span>
#include <string_view>

namespace wire {

struct ApiInfo {
    std::string_view name; ///< "Fetch"
    Api api;
};

/// Null for a key that is not in the table, and for the four that ended with ZooKeeper (4 to 7).
const ApiInfo* api_info(std::int16_t key);

/// "Fetch", or "unknown API".
std::string_view api_name(std::int16_t key);

/// All of them, ascending by key.
std::span<const ApiInfo> api_table();

} // namespace wire
