#include "wire/messages/transactions.h"

#include "wire/visitor.h"

namespace wire {

void AddPartitionsToTxnRequest::AddPartitionsToTxnTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AddPartitionsToTxnRequest::AddPartitionsToTxnTransaction::fields(Visitor& v) {
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("verify_only", verify_only,
            {.about = "Ask whether the partitions belong to the transaction, change nothing."});
    v.field("topics", topics, {.about = "One per topic."});
}

void AddPartitionsToTxnRequest::fields(Visitor& v) {
    v.field("transactions", transactions, {.since = 4});
    v.field("v3_and_below_transactional_id", v3_and_below_transactional_id,
            {.until = 3, .about = "Transactional id."});
    v.field("v3_and_below_producer_id", v3_and_below_producer_id, {.until = 3, .about = "Producer id."});
    v.field("v3_and_below_producer_epoch", v3_and_below_producer_epoch,
            {.until = 3, .about = "Producer epoch."});
    v.field("v3_and_below_topics", v3_and_below_topics, {.until = 3, .about = "One per topic."});
}

void AddPartitionsToTxnResponse::AddPartitionsToTxnPartitionResult::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("partition_error_code", partition_error_code, {.about = "0 when all is well."});
}

void AddPartitionsToTxnResponse::AddPartitionsToTxnTopicResult::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("results_by_partition", results_by_partition);
}

void AddPartitionsToTxnResponse::AddPartitionsToTxnResult::fields(Visitor& v) {
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("topic_results", topic_results);
}

void AddPartitionsToTxnResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.since = 4, .about = "0 when all is well."});
    v.field("results_by_transaction", results_by_transaction, {.since = 4});
    v.field("results_by_topic_v3_and_below", results_by_topic_v3_and_below, {.until = 3});
}

void AddOffsetsToTxnRequest::fields(Visitor& v) {
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("group_id", group_id, {.about = "Id of the group."});
}

void AddOffsetsToTxnResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void EndTxnRequest::fields(Visitor& v) {
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("committed", committed, {.about = "Commit, otherwise abort."});
}

void EndTxnResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("producer_id", producer_id, {.since = 5, .or_else = -1, .about = "To use from now on."});
    v.field("producer_epoch", producer_epoch, {.since = 5, .or_else = -1, .about = "To use from now on."});
}

void TxnOffsetCommitRequest::TxnOffsetCommitRequestPartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("committed_offset", committed_offset, {.about = "Next offset to read, -1 for none."});
    v.field("committed_leader_epoch", committed_leader_epoch,
            {.since = 2, .or_else = -1, .about = "Leader epoch of the last record read, -1 when unknown."});
    v.field("committed_metadata", committed_metadata, {.about = "A note of the client."});
}

void TxnOffsetCommitRequest::TxnOffsetCommitRequestTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void TxnOffsetCommitRequest::fields(Visitor& v) {
    v.field("transactional_id", transactional_id, {.about = "Transactional id."});
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("generation_id", generation_id, {.since = 3, .or_else = -1, .about = "Generation of the group."});
    v.field("member_id", member_id, {.since = 3, .about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 3, .about = "Of a static member (group.instance.id), otherwise null."});
    v.field("topics", topics, {.about = "One per topic."});
}

void TxnOffsetCommitResponse::TxnOffsetCommitResponsePartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void TxnOffsetCommitResponse::TxnOffsetCommitResponseTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void TxnOffsetCommitResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

void WriteTxnMarkersRequest::WritableTxnMarkerTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partition_indexes", partition_indexes, {.about = "Partitions."});
}

void WriteTxnMarkersRequest::WritableTxnMarker::fields(Visitor& v) {
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("producer_epoch", producer_epoch, {.about = "Producer epoch."});
    v.field("transaction_result", transaction_result, {.about = "Commit, otherwise abort."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("coordinator_epoch", coordinator_epoch, {.about = "Epoch of the transaction coordinator."});
    v.field("transaction_version", transaction_version, {.since = 2});
}

void WriteTxnMarkersRequest::fields(Visitor& v) {
    v.field("markers", markers);
}

void WriteTxnMarkersResponse::WritableTxnMarkerPartitionResult::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void WriteTxnMarkersResponse::WritableTxnMarkerTopicResult::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void WriteTxnMarkersResponse::WritableTxnMarkerResult::fields(Visitor& v) {
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("topics", topics, {.about = "One per topic."});
}

void WriteTxnMarkersResponse::fields(Visitor& v) {
    v.field("markers", markers);
}

} // namespace wire
