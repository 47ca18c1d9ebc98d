#include "wire/messages/reassignments.h"

#include "wire/visitor.h"

namespace wire {

void ElectLeadersRequest::TopicPartitions::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ElectLeadersRequest::fields(Visitor& v) {
    v.field("election_type", election_type, {.since = 1, .about = "0 preferred, 1 unclean."});
    v.field("topic_partitions", topic_partitions, {.about = "Null for all."});
    v.field("timeout_ms", timeout_ms, {.or_else = 60000, .about = "Longest wait for the answer."});
}

void ElectLeadersResponse::PartitionResult::fields(Visitor& v) {
    v.field("partition_id", partition_id);
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void ElectLeadersResponse::ReplicaElectionResult::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partition_result", partition_result);
}

void ElectLeadersResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.since = 1, .about = "0 when all is well."});
    v.field("replica_election_results", replica_election_results);
}

void AlterPartitionReassignmentsRequest::ReassignablePartition::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("replicas", replicas, {.about = "Null to cancel."});
}

void AlterPartitionReassignmentsRequest::ReassignableTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AlterPartitionReassignmentsRequest::fields(Visitor& v) {
    v.field("timeout_ms", timeout_ms, {.or_else = 60000, .about = "Longest wait for the answer."});
    v.field("allow_replication_factor_change", allow_replication_factor_change, {.since = 1, .or_else = 1});
    v.field("topics", topics, {.about = "One per topic."});
}

void AlterPartitionReassignmentsResponse::ReassignablePartitionResponse::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void AlterPartitionReassignmentsResponse::ReassignableTopicResponse::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AlterPartitionReassignmentsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("allow_replication_factor_change", allow_replication_factor_change, {.since = 1, .or_else = 1});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("responses", responses, {.about = "One per topic or resource."});
}

void ListPartitionReassignmentsRequest::ListPartitionReassignmentsTopics::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partition_indexes", partition_indexes, {.about = "Partitions."});
}

void ListPartitionReassignmentsRequest::fields(Visitor& v) {
    v.field("timeout_ms", timeout_ms, {.or_else = 60000, .about = "Longest wait for the answer."});
    v.field("topics", topics, {.about = "Null for all."});
}

void ListPartitionReassignmentsResponse::OngoingPartitionReassignment::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("replicas", replicas, {.about = "Replicas in assignment order."});
    v.field("adding_replicas", adding_replicas, {.about = "Replicas that are being added."});
    v.field("removing_replicas", removing_replicas, {.about = "Replicas that are being removed."});
}

void ListPartitionReassignmentsResponse::OngoingTopicReassignment::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ListPartitionReassignmentsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("topics", topics, {.about = "One per topic."});
}

} // namespace wire
