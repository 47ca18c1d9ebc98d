#pragma once
// Which metadata.version this cluster is at, and in which version each record is written at that level. Any
// thread. Source: reference 8; level 30 is 4.3-IV0, what Apache Kafka 4.3.1 gives a new cluster.

#include "metadata/records.h"

namespace metadata {

inline constexpr std::string_view metadata_version_feature = "metadata.version";
inline constexpr std::int16_t metadata_version = 30;
/// Oldest level that 4.x opens.
inline constexpr std::int16_t oldest_metadata_version = 7;

inline constexpr std::string_view elr_feature = "eligible.leader.replicas.version";
inline constexpr std::string_view group_feature = "group.version";
inline constexpr std::string_view transaction_feature = "transaction.version";

/// `record` with the version that a cluster at `metadata_version` writes.
RecordToWrite versioned(MetadataRecord record);

} // namespace metadata
