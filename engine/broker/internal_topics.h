#pragma once
// The topics that Kafka keeps for itself. Source: reference 2.4, 3.9.

#include <algorithm>
#include <array>
#include <string_view>

namespace broker {

inline constexpr std::array<std::string_view, 3> internal_topics{"__consumer_offsets", "__transaction_state",
                                                                 "__share_group_state"};
/// The only client id that may produce to them.
inline constexpr std::string_view admin_client_id = "__admin_client";

inline bool is_internal_topic(std::string_view name) {
    return std::ranges::find(internal_topics, name) != internal_topics.end();
}

} // namespace broker
