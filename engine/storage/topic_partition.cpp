#include "storage/topic_partition.h"

#include <algorithm>
#include <charconv>

namespace storage {

std::optional<TopicPartition> TopicPartition::parse(std::string_view text) {
    constexpr std::size_t longest_topic = 249;
    const std::size_t dash = text.rfind('-');
    if (dash == std::string_view::npos || dash == 0 || dash > longest_topic) return std::nullopt;
    const std::string_view topic = text.substr(0, dash);
    const std::string_view digits = text.substr(dash + 1);
    const auto legal = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-';
    };
    if (!std::all_of(topic.begin(), topic.end(), legal)) return std::nullopt;
    // "orders-007" would be a second name of "orders-7".
    if (digits.empty() || (digits.size() > 1 && digits[0] == '0') || digits[0] == '-') return std::nullopt;
    std::int32_t index = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return TopicPartition{std::string(topic), base::PartitionIndex(index)};
}

} // namespace storage
