#include "wire/messages/list_offsets.h"

#include "wire/visitor.h"

namespace wire {

void ListOffsetsRequest::ListOffsetsPartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("current_leader_epoch", current_leader_epoch,
            {.since = 4, .or_else = -1, .about = "As the asker knows it, -1 when it does not."});
    v.field("timestamp", timestamp, {.about = "A time, or -1 latest, -2 earliest, -3 newest timestamp."});
}

void ListOffsetsRequest::ListOffsetsTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ListOffsetsRequest::fields(Visitor& v) {
    v.field("replica_id", replica_id,
            {.or_else = -1, .about = "-1 for a consumer, -2 for a debugger, the id of a broker otherwise."});
    v.field("isolation_level", isolation_level,
            {.since = 2, .about = "0 read uncommitted, 1 read committed."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("timeout_ms", timeout_ms, {.since = 10, .about = "Longest wait for the answer."});
}

void ListOffsetsResponse::ListOffsetsPartitionResponse::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("timestamp", timestamp, {.since = 1, .or_else = -1});
    v.field("offset", offset, {.since = 1, .or_else = -1, .about = "-1 when there is none."});
    v.field("leader_epoch", leader_epoch, {.since = 4, .or_else = -1, .about = "Leader epoch."});
}

void ListOffsetsResponse::ListOffsetsTopicResponse::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ListOffsetsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 2, .about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

void OffsetForLeaderEpochRequest::OffsetForLeaderPartition::fields(Visitor& v) {
    v.field("partition", partition, {.about = "Partition."});
    v.field("current_leader_epoch", current_leader_epoch,
            {.since = 2, .or_else = -1, .about = "As the asker knows it, -1 when it does not."});
    v.field("leader_epoch", leader_epoch, {.about = "The epoch whose end is asked."});
}

void OffsetForLeaderEpochRequest::OffsetForLeaderTopic::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetForLeaderEpochRequest::fields(Visitor& v) {
    v.field(
        "replica_id", replica_id,
        {.since = 3, .or_else = -2, .about = "-1 for a consumer, the id of a following broker otherwise."});
    v.field("topics", topics, {.about = "One per topic."});
}

void OffsetForLeaderEpochResponse::EpochEndOffset::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("partition", partition, {.about = "Partition."});
    v.field("leader_epoch", leader_epoch,
            {.since = 1, .or_else = -1, .about = "The largest epoch that is not above the one asked."});
    v.field("end_offset", end_offset, {.or_else = -1, .about = "Where that epoch ends."});
}

void OffsetForLeaderEpochResponse::OffsetForLeaderTopicResult::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetForLeaderEpochResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 2, .about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

} // namespace wire
