#include "wire/messages/quorum_state.h"

#include "wire/visitor.h"

namespace wire {

void DescribeQuorumRequest::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
}

void DescribeQuorumRequest::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DescribeQuorumRequest::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
}

void DescribeQuorumResponse::ReplicaState::fields(Visitor& v) {
    v.field("replica_id", replica_id, {.about = "Id of the replica."});
    v.field("replica_directory_id", replica_directory_id,
            {.since = 2, .about = "Directory id of the replica."});
    v.field("log_end_offset", log_end_offset);
    v.field("last_fetch_timestamp", last_fetch_timestamp, {.since = 1, .or_else = -1});
    v.field("last_caught_up_timestamp", last_caught_up_timestamp, {.since = 1, .or_else = -1});
}

void DescribeQuorumResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.since = 2, .about = "What went wrong, for people."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
    v.field("high_watermark", high_watermark, {.about = "End of what all in-sync replicas have."});
    v.field("current_voters", current_voters);
    v.field("observers", observers);
}

void DescribeQuorumResponse::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void DescribeQuorumResponse::Listener::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void DescribeQuorumResponse::Node::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("listeners", listeners, {.about = "Where the node listens."});
}

void DescribeQuorumResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.since = 2, .about = "What went wrong, for people."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("nodes", nodes, {.since = 2});
}

void FetchSnapshotRequest::SnapshotId::fields(Visitor& v) {
    v.field("end_offset", end_offset, {.about = "First offset that is not included."});
    v.field("epoch", epoch, {.about = "Leader epoch."});
}

void FetchSnapshotRequest::PartitionSnapshot::fields(Visitor& v) {
    v.field("partition", partition, {.about = "Partition."});
    v.field("current_leader_epoch", current_leader_epoch,
            {.about = "As the asker knows it, -1 when it does not."});
    v.field("snapshot_id", snapshot_id, {.about = "Which snapshot."});
    v.field("position", position, {.about = "Byte in the snapshot file."});
    v.field("replica_directory_id", replica_directory_id,
            {.since = 1, .tag = 0, .about = "Directory id of the replica."});
}

void FetchSnapshotRequest::TopicSnapshot::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void FetchSnapshotRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.tag = 0, .about = "Id of the cluster."});
    v.field("replica_id", replica_id, {.or_else = -1, .about = "Id of the replica."});
    v.field("max_bytes", max_bytes,
            {.or_else = std::numeric_limits<std::int32_t>::max(), .about = "Soft limit of the answer."});
    v.field("topics", topics, {.about = "One per topic."});
}

void FetchSnapshotResponse::SnapshotId::fields(Visitor& v) {
    v.field("end_offset", end_offset, {.about = "First offset that is not included."});
    v.field("epoch", epoch, {.about = "Leader epoch."});
}

void FetchSnapshotResponse::LeaderIdAndEpoch::fields(Visitor& v) {
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
}

void FetchSnapshotResponse::PartitionSnapshot::fields(Visitor& v) {
    v.field("index", index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("snapshot_id", snapshot_id, {.about = "Which snapshot."});
    v.field("current_leader", current_leader, {.tag = 0});
    v.field("size", size, {.about = "Of the whole snapshot."});
    v.field("position", position, {.about = "Byte in the snapshot file."});
    v.field("unaligned_records", unaligned_records,
            {.nullable_since = no_version, .about = "A piece of the file, cut anywhere."});
}

void FetchSnapshotResponse::TopicSnapshot::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void FetchSnapshotResponse::NodeEndpoint::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void FetchSnapshotResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("node_endpoints", node_endpoints,
            {.since = 1, .tag = 0, .about = "Addresses of the leaders named."});
}

} // namespace wire
