#pragma once
// The rules for topic names. Any thread. Source: reference 3.8.

#include "base/result.h"

#include <string>
#include <string_view>

namespace metadata {

inline constexpr std::size_t max_topic_name = 249;
inline constexpr std::string_view consumer_offsets_topic = "__consumer_offsets";
inline constexpr std::string_view transaction_state_topic = "__transaction_state";
inline constexpr std::string_view share_group_state_topic = "__share_group_state";
inline constexpr std::string_view cluster_metadata_topic = "__cluster_metadata";

/// Error: INVALID_TOPIC_EXCEPTION with Kafka's sentence.
base::Result<> validate_topic_name(std::string_view name);

/// Topics that coordinators own.
bool is_internal_topic(std::string_view name);

/// Metrics cannot tell '.' from '_': two names that are equal after this may not both exist.
std::string unify_collision_characters(std::string_view name);

} // namespace metadata
