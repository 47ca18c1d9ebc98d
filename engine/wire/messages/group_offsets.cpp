#include "wire/messages/group_offsets.h"

#include "wire/visitor.h"

namespace wire {

void OffsetCommitRequest::OffsetCommitRequestPartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("committed_offset", committed_offset, {.about = "Next offset to read, -1 for none."});
    v.field("committed_leader_epoch", committed_leader_epoch,
            {.since = 6, .or_else = -1, .about = "Leader epoch of the last record read, -1 when unknown."});
    v.field("committed_metadata", committed_metadata, {.about = "A note of the client."});
}

void OffsetCommitRequest::OffsetCommitRequestTopic::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 10, .about = "Id of the topic."});
    v.field("name", name, {.until = 9, .about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetCommitRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("generation_id_or_member_epoch", generation_id_or_member_epoch,
            {.since = 1,
             .or_else = -1,
             .about = "Generation of a classic group, member epoch of a consumer group, -1 for neither."});
    v.field("member_id", member_id, {.since = 1, .about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 7, .about = "Of a static member (group.instance.id), otherwise null."});
    v.field("retention_time_ms", retention_time_ms,
            {.since = 2,
             .until = 4,
             .or_else = -1,
             .about = "How long to keep the offsets, -1 for the broker's default."});
    v.field("topics", topics, {.about = "One per topic."});
}

void OffsetCommitResponse::OffsetCommitResponsePartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void OffsetCommitResponse::OffsetCommitResponseTopic::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 10, .about = "Id of the topic."});
    v.field("name", name, {.until = 9, .about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetCommitResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 3, .about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

void OffsetFetchRequest::OffsetFetchRequestTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partition_indexes", partition_indexes, {.about = "Partitions."});
}

void OffsetFetchRequest::OffsetFetchRequestTopics::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 10, .about = "Id of the topic."});
    v.field("name", name, {.since = 8, .until = 9, .about = "Name."});
    v.field("partition_indexes", partition_indexes, {.about = "Partitions."});
}

void OffsetFetchRequest::OffsetFetchRequestGroup::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("member_id", member_id, {.since = 9, .about = "Id of the member."});
    v.field("member_epoch", member_epoch, {.since = 9, .or_else = -1, .about = "Epoch of the member."});
    v.field("topics", topics, {.about = "Null for all."});
}

void OffsetFetchRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.until = 7, .about = "Id of the group."});
    v.field("topics", topics, {.until = 7, .nullable_since = 2, .about = "Null for all."});
    v.field("groups", groups, {.since = 8, .about = "One per group."});
    v.field("require_stable", require_stable,
            {.since = 7, .about = "Refuse while a transaction with offsets is open."});
}

void OffsetFetchResponse::OffsetFetchResponsePartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("committed_offset", committed_offset, {.about = "Next offset to read, -1 for none."});
    v.field("committed_leader_epoch", committed_leader_epoch,
            {.since = 5, .or_else = -1, .about = "Leader epoch of the last record read, -1 when unknown."});
    v.field("metadata", metadata, {.about = "What the client wrote with it."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void OffsetFetchResponse::OffsetFetchResponseTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetFetchResponse::OffsetFetchResponsePartitions::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("committed_offset", committed_offset, {.about = "Next offset to read, -1 for none."});
    v.field("committed_leader_epoch", committed_leader_epoch,
            {.or_else = -1, .about = "Leader epoch of the last record read, -1 when unknown."});
    v.field("metadata", metadata, {.about = "What the client wrote with it."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void OffsetFetchResponse::OffsetFetchResponseTopics::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 10, .about = "Id of the topic."});
    v.field("name", name, {.since = 8, .until = 9, .about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetFetchResponse::OffsetFetchResponseGroup::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void OffsetFetchResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 3, .about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.until = 7, .about = "One per topic."});
    v.field("error_code", error_code, {.since = 2, .until = 7, .about = "0 when all is well."});
    v.field("groups", groups, {.since = 8, .about = "One per group."});
}

void OffsetDeleteRequest::OffsetDeleteRequestPartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
}

void OffsetDeleteRequest::OffsetDeleteRequestTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetDeleteRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("topics", topics, {.about = "One per topic."});
}

void OffsetDeleteResponse::OffsetDeleteResponsePartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void OffsetDeleteResponse::OffsetDeleteResponseTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void OffsetDeleteResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

} // namespace wire
