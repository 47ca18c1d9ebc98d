#include "wire/messages/topics.h"

#include "wire/visitor.h"

namespace wire {

void CreateTopicsRequest::CreatableReplicaAssignment::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("broker_ids", broker_ids, {.about = "Replicas in assignment order."});
}

void CreateTopicsRequest::CreatableTopicConfig::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("value", value, {.about = "Value, null for none."});
}

void CreateTopicsRequest::CreatableTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("num_partitions", num_partitions,
            {.about = "-1 for the broker's default, or when assigned by hand."});
    v.field("replication_factor", replication_factor,
            {.about = "-1 for the broker's default, or when assigned by hand."});
    v.field("assignments", assignments, {.about = "By hand; empty to let the broker choose."});
    v.field("configs", configs, {.about = "Configurations."});
}

void CreateTopicsRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
    v.field("timeout_ms", timeout_ms, {.or_else = 60000, .about = "Longest wait for the answer."});
    v.field("validate_only", validate_only, {.since = 1, .about = "Check, but change nothing."});
}

void CreateTopicsResponse::CreatableTopicConfigs::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("value", value, {.about = "Value, null for none."});
    v.field("read_only", read_only, {.about = "Cannot be changed at run time."});
    v.field("config_source", config_source,
            {.or_else = -1, .about = "1 topic, 2 broker, 3 cluster default, 4 static, 5 default."});
    v.field("is_sensitive", is_sensitive, {.about = "A secret: its value is not told."});
}

void CreateTopicsResponse::CreatableTopicResult::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("topic_id", topic_id, {.since = 7, .about = "Id of the topic."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.since = 1, .about = "What went wrong, for people."});
    v.field("topic_config_error_code", topic_config_error_code,
            {.since = 5, .tag = 0, .about = "Why configs are not told."});
    v.field("num_partitions", num_partitions, {.since = 5, .or_else = -1, .about = "How many partitions."});
    v.field("replication_factor", replication_factor,
            {.since = 5, .or_else = -1, .about = "How many replicas."});
    v.field("configs", configs, {.since = 5, .about = "Configurations."});
}

void CreateTopicsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 2, .about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
}

void DeleteTopicsRequest::DeleteTopicState::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
}

void DeleteTopicsRequest::fields(Visitor& v) {
    v.field("topics", topics, {.since = 6, .about = "One per topic."});
    v.field("topic_names", topic_names, {.until = 5});
    v.field("timeout_ms", timeout_ms, {.about = "Longest wait for the answer."});
}

void DeleteTopicsResponse::DeletableTopicResult::fields(Visitor& v) {
    v.field("name", name, {.nullable_since = 6, .about = "Name."});
    v.field("topic_id", topic_id, {.since = 6, .about = "Id of the topic."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.since = 5, .about = "What went wrong, for people."});
}

void DeleteTopicsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("responses", responses, {.about = "One per topic or resource."});
}

void CreatePartitionsRequest::CreatePartitionsAssignment::fields(Visitor& v) {
    v.field("broker_ids", broker_ids, {.about = "Replicas in assignment order."});
}

void CreatePartitionsRequest::CreatePartitionsTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("count", count, {.about = "Partitions that the topic shall have."});
    v.field("assignments", assignments,
            {.about = "Of the new partitions by hand; null to let the broker choose."});
}

void CreatePartitionsRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
    v.field("timeout_ms", timeout_ms, {.about = "Longest wait for the answer."});
    v.field("validate_only", validate_only, {.about = "Check, but change nothing."});
}

void CreatePartitionsResponse::CreatePartitionsTopicResult::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void CreatePartitionsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("results", results, {.about = "One per topic or resource."});
}

} // namespace wire
