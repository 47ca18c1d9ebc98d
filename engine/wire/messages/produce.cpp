#include "wire/messages/produce.h"

#include "wire/visitor.h"

namespace wire {

void ProduceRequest::PartitionProduceData::fields(Visitor& v) {
    v.field("index", index, {.about = "Partition."});
    v.field("records", records, {.about = "Record batches, one per partition."});
}

void ProduceRequest::TopicProduceData::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 13, .about = "Id of the topic."});
    v.field("name", name, {.until = 12, .about = "Name."});
    v.field("partition_data", partition_data);
}

void ProduceRequest::fields(Visitor& v) {
    v.field("transactional_id", transactional_id,
            {.about = "Of the transaction that the batches belong to, null for none."});
    v.field("acks", acks, {.about = "0 none, 1 the leader, -1 all in-sync replicas."});
    v.field("timeout_ms", timeout_ms, {.about = "Longest wait for the answer."});
    v.field("topic_data", topic_data);
}

void ProduceResponse::BatchIndexAndErrorMessage::fields(Visitor& v) {
    v.field("batch_index", batch_index, {.about = "Of the record in its batch."});
    v.field("batch_index_error_message", batch_index_error_message,
            {.about = "Why this record was refused."});
}

void ProduceResponse::LeaderIdAndEpoch::fields(Visitor& v) {
    v.field("leader_id", leader_id, {.or_else = -1, .about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.or_else = -1, .about = "Leader epoch."});
}

void ProduceResponse::PartitionProduceResponse::fields(Visitor& v) {
    v.field("index", index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("base_offset", base_offset, {.about = "Offset of the first record."});
    v.field("log_append_time_ms", log_append_time_ms,
            {.since = 2, .or_else = -1, .about = "Set when the topic uses LogAppendTime."});
    v.field("log_start_offset", log_start_offset,
            {.since = 5, .or_else = -1, .about = "First offset that is still there."});
    v.field("record_errors", record_errors, {.since = 8, .about = "Records that made the batch fail."});
    v.field("error_message", error_message, {.since = 8, .about = "What went wrong, for people."});
    v.field("current_leader", current_leader,
            {.since = 10, .tag = 0, .about = "Where to go after NOT_LEADER_OR_FOLLOWER."});
}

void ProduceResponse::TopicProduceResponse::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 13, .about = "Id of the topic."});
    v.field("name", name, {.until = 12, .about = "Name."});
    v.field("partition_responses", partition_responses);
}

void ProduceResponse::NodeEndpoint::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("rack", rack, {.about = "Rack (AZ) of the broker, null when unknown."});
}

void ProduceResponse::fields(Visitor& v) {
    v.field("responses", responses, {.about = "One per topic or resource."});
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("node_endpoints", node_endpoints,
            {.since = 10, .tag = 0, .about = "Addresses of the leaders that current_leader names."});
}

} // namespace wire
