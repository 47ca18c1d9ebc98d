#include "metadata/topic_names.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

bool legal(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
}

base::Error invalid(std::string why) {
    return {kafka::ErrorCode::invalid_topic_exception, "Topic name is invalid: " + why};
}

} // namespace

base::Result<> validate_topic_name(std::string_view name) {
    if (name.empty()) return invalid("the empty string is not allowed");
    if (name == "." || name == "..") return invalid(fmt::format("'{}' is not allowed", name));
    if (name.size() > max_topic_name)
        return invalid(
            fmt::format("the length of '{}' is longer than the max allowed length {}", name, max_topic_name));
    if (!std::all_of(name.begin(), name.end(), legal))
        return invalid(fmt::format(
            "'{}' contains one or more characters other than ASCII alphanumerics, '.', '_' and '-'", name));
    return {};
}

bool is_internal_topic(std::string_view name) {
    return name == consumer_offsets_topic || name == transaction_state_topic ||
           name == share_group_state_topic;
}

std::string unify_collision_characters(std::string_view name) {
    std::string unified(name);
    std::replace(unified.begin(), unified.end(), '.', '_');
    return unified;
}

} // namespace metadata
