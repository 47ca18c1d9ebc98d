#include "wire/messages/metadata.h"

#include "wire/visitor.h"

namespace wire {

void MetadataRequest::MetadataRequestTopic::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 10, .about = "Id of the topic."});
    v.field("name", name, {.nullable_since = 10, .about = "Name."});
}

void MetadataRequest::fields(Visitor& v) {
    v.field("topics", topics, {.nullable_since = 1, .about = "Null (in version 0: none) for all topics."});
    v.field("allow_auto_topic_creation", allow_auto_topic_creation,
            {.since = 4, .or_else = 1, .about = "Create topics that do not exist."});
    v.field("include_cluster_authorized_operations", include_cluster_authorized_operations,
            {.since = 8, .until = 10, .about = "Say what the asker may do with the cluster."});
    v.field("include_topic_authorized_operations", include_topic_authorized_operations,
            {.since = 8, .about = "Say what the asker may do with each topic."});
}

void MetadataResponse::MetadataResponseBroker::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("rack", rack, {.since = 1, .about = "Rack (AZ) of the broker, null when unknown."});
}

void MetadataResponse::MetadataResponsePartition::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.since = 7, .or_else = -1, .about = "Leader epoch."});
    v.field("replica_nodes", replica_nodes,
            {.about = "Replicas in assignment order, the preferred leader first."});
    v.field("isr_nodes", isr_nodes, {.about = "In-sync replicas."});
    v.field("offline_replicas", offline_replicas,
            {.since = 5, .about = "Replicas whose broker or disk is gone."});
}

void MetadataResponse::MetadataResponseTopic::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("name", name, {.nullable_since = 12, .about = "Name."});
    v.field("topic_id", topic_id, {.since = 10, .about = "Id of the topic."});
    v.field("is_internal", is_internal, {.since = 1, .about = "Made by the cluster for itself."});
    v.field("partitions", partitions, {.about = "One per partition."});
    v.field("topic_authorized_operations", topic_authorized_operations,
            {.since = 8,
             .or_else = std::numeric_limits<std::int32_t>::min(),
             .about = "What the asker may do, as bits."});
}

void MetadataResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 3, .about = "How long the client should have waited for its quota."});
    v.field("brokers", brokers, {.about = "One per broker."});
    v.field("cluster_id", cluster_id, {.since = 2, .about = "Id of the cluster."});
    v.field("controller_id", controller_id,
            {.since = 1,
             .or_else = -1,
             .about = "Id of the active controller, or of a broker that passes requests on."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("cluster_authorized_operations", cluster_authorized_operations,
            {.since = 8,
             .until = 10,
             .or_else = std::numeric_limits<std::int32_t>::min(),
             .about = "What the asker may do, as bits."});
    v.field("error_code", error_code, {.since = 13, .about = "0 when all is well."});
}

void DescribeTopicPartitionsRequest::TopicRequest::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
}

void DescribeTopicPartitionsRequest::Cursor::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partition_index", partition_index, {.about = "Partition."});
}

void DescribeTopicPartitionsRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
    v.field("response_partition_limit", response_partition_limit,
            {.or_else = 2000, .about = "Most partitions in one answer."});
    v.field("cursor", cursor, {.about = "Where to go on, null from the start."});
}

void DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponsePartition::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.or_else = -1, .about = "Leader epoch."});
    v.field("replica_nodes", replica_nodes,
            {.about = "Replicas in assignment order, the preferred leader first."});
    v.field("isr_nodes", isr_nodes, {.about = "In-sync replicas."});
    v.field("eligible_leader_replicas", eligible_leader_replicas,
            {.about = "Out of the ISR, yet sure to have all committed records."});
    v.field("last_known_elr", last_known_elr,
            {.about = "The eligible leader replicas before the last was lost."});
    v.field("offline_replicas", offline_replicas, {.about = "Replicas whose broker or disk is gone."});
}

void DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponseTopic::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("name", name, {.about = "Name."});
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
    v.field("is_internal", is_internal, {.about = "Made by the cluster for itself."});
    v.field("partitions", partitions, {.about = "One per partition."});
    v.field(
        "topic_authorized_operations", topic_authorized_operations,
        {.or_else = std::numeric_limits<std::int32_t>::min(), .about = "What the asker may do, as bits."});
}

void DescribeTopicPartitionsResponse::Cursor::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partition_index", partition_index, {.about = "Partition."});
}

void DescribeTopicPartitionsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("next_cursor", next_cursor, {.about = "Where the next request goes on, null when all is said."});
}

} // namespace wire
