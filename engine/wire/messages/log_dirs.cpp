#include "wire/messages/log_dirs.h"

#include "wire/visitor.h"

namespace wire {

void DescribeLogDirsRequest::DescribableLogDirTopic::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DescribeLogDirsRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "Null for all."});
}

void DescribeLogDirsResponse::DescribeLogDirsPartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("partition_size", partition_size, {.about = "Bytes of its segments."});
    v.field("offset_lag", offset_lag, {.about = "How far this log is behind the high watermark."});
    v.field("is_future_key", is_future_key, {.about = "This log will replace the current one."});
}

void DescribeLogDirsResponse::DescribeLogDirsTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DescribeLogDirsResponse::DescribeLogDirsResult::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("log_dir", log_dir, {.about = "Absolute path."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("total_bytes", total_bytes,
            {.since = 4, .or_else = -1, .about = "Of the volume, -1 when unknown."});
    v.field("usable_bytes", usable_bytes,
            {.since = 4, .or_else = -1, .about = "Of the volume, -1 when unknown."});
    v.field("is_cordoned", is_cordoned, {.since = 5, .about = "Takes no new partitions."});
}

void DescribeLogDirsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.since = 3, .about = "0 when all is well."});
    v.field("results", results, {.about = "One per topic or resource."});
}

} // namespace wire
