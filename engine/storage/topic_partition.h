#pragma once
// The name of a partition and the folder that holds it. Any thread.

#include "base/types.h"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace storage {

struct TopicPartition {
    std::string topic;
    base::PartitionIndex partition;

    auto operator<=>(const TopicPartition&) const = default;

    /// "orders-3", also the name of its folder.
    std::string text() const { return topic + '-' + std::to_string(partition.value); }
    /// Reads such a name: the partition stands behind the last '-'. Nothing when it is no partition's name.
    static std::optional<TopicPartition> parse(std::string_view text);
};

} // namespace storage

template <>
struct std::hash<storage::TopicPartition> {
    std::size_t operator()(const storage::TopicPartition& p) const noexcept {
        return std::hash<std::string>{}(p.topic) * 31 + static_cast<std::size_t>(p.partition.value);
    }
};
