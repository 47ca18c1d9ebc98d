#pragma once
// `meta.properties`, which says whose log directory a folder is, and `partition.metadata`, which says which
// topic a partition folder belongs to. Any thread. Source: reference 8.

#include "base/types.h"
#include "base/uuid.h"

#include <optional>
#include <string>
#include <string_view>

namespace storage {

struct MetaProperties {
    std::string cluster_id;
    base::BrokerId node_id = base::no_broker;
    base::Uuid directory_id;

    std::string encode() const;
    /// Nothing when a needed line is missing or the version is not 1.
    static std::optional<MetaProperties> decode(std::string_view text);
};

inline constexpr const char* partition_metadata_file = "partition.metadata";
std::string encode_partition_metadata(base::TopicId topic_id);
std::optional<base::TopicId> decode_partition_metadata(std::string_view text);

} // namespace storage
