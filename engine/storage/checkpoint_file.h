#pragma once
// The three files of a log directory that hold one offset per partition, in Kafka's text format. Any thread.
// Source: reference 8.

#include "storage/disk.h"
#include "storage/topic_partition.h"

#include "base/types.h"

#include <map>

namespace storage {

inline constexpr const char* recovery_point_checkpoint = "recovery-point-offset-checkpoint";
inline constexpr const char* high_watermark_checkpoint = "replication-offset-checkpoint";
inline constexpr const char* log_start_checkpoint = "log-start-offset-checkpoint";

using PartitionOffsets = std::map<TopicPartition, base::Offset>;

std::string encode_offsets(const PartitionOffsets& offsets);
/// Nothing when the text is no such file.
std::optional<PartitionOffsets> decode_offsets(std::string_view text);

/// Empty when the file is missing; a file that is no checkpoint is reported in the log and counts as empty:
/// all it costs is a longer recovery.
PartitionOffsets read_offsets(Disk& disk, const fs::path& path);

} // namespace storage
