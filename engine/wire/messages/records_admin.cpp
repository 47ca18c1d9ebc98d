#include "wire/messages/records_admin.h"

#include "wire/visitor.h"

namespace wire {

void DeleteRecordsRequest::DeleteRecordsPartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("offset", offset, {.about = "First offset that stays, -1 for the high watermark."});
}

void DeleteRecordsRequest::DeleteRecordsTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DeleteRecordsRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
    v.field("timeout_ms", timeout_ms, {.about = "Longest wait for the answer."});
}

void DeleteRecordsResponse::DeleteRecordsPartitionResult::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("low_watermark", low_watermark, {.about = "Smallest log start offset of the replicas."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void DeleteRecordsResponse::DeleteRecordsTopicResult::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DeleteRecordsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

void DescribeProducersRequest::TopicRequest::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partition_indexes", partition_indexes);
}

void DescribeProducersRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
}

void DescribeProducersResponse::ProducerState::fields(Visitor& v) {
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("last_sequence", last_sequence, {.or_else = -1});
    v.field("last_timestamp", last_timestamp, {.or_else = -1});
    v.field("coordinator_epoch", coordinator_epoch);
    v.field("current_txn_start_offset", current_txn_start_offset,
            {.or_else = -1, .about = "-1 when no transaction is open."});
}

void DescribeProducersResponse::PartitionResponse::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("active_producers", active_producers);
}

void DescribeProducersResponse::TopicResponse::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DescribeProducersResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

} // namespace wire
