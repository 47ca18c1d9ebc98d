#include "wire/messages/fetch.h"

#include "wire/visitor.h"

namespace wire {

void FetchRequest::ReplicaState::fields(Visitor& v) {
    v.field("replica_id", replica_id,
            {.or_else = -1, .about = "-1 for a consumer, the id of a following broker otherwise."});
    v.field("replica_epoch", replica_epoch, {.or_else = -1, .about = "Broker epoch of the follower."});
}

void FetchRequest::FetchPartition::fields(Visitor& v) {
    v.field("partition", partition, {.about = "Partition."});
    v.field("current_leader_epoch", current_leader_epoch,
            {.since = 9, .or_else = -1, .about = "As the asker knows it, -1 when it does not."});
    v.field("fetch_offset", fetch_offset, {.about = "First offset wanted."});
    v.field("last_fetched_epoch", last_fetched_epoch,
            {.since = 12, .or_else = -1, .about = "Leader epoch of the last record that the follower has."});
    v.field("log_start_offset", log_start_offset, {.since = 5, .or_else = -1, .about = "Of the follower."});
    v.field("partition_max_bytes", partition_max_bytes, {.about = "Soft limit of this partition."});
    v.field("replica_directory_id", replica_directory_id,
            {.since = 17, .tag = 0, .about = "Of the follower."});
    v.field("high_watermark", high_watermark,
            {.since = 18,
             .tag = 1,
             .or_else = std::numeric_limits<std::int64_t>::max(),
             .about = "That the follower knows."});
}

void FetchRequest::FetchTopic::fields(Visitor& v) {
    v.field("topic", topic, {.until = 12, .about = "Name of the topic."});
    v.field("topic_id", topic_id, {.since = 13, .about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void FetchRequest::ForgottenTopic::fields(Visitor& v) {
    v.field("topic", topic, {.since = 7, .until = 12, .about = "Name of the topic."});
    v.field("topic_id", topic_id, {.since = 13, .about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void FetchRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.since = 12, .tag = 0, .about = "Refused when it is not ours."});
    v.field(
        "replica_id", replica_id,
        {.until = 14, .or_else = -1, .about = "-1 for a consumer, the id of a following broker otherwise."});
    v.field("replica_state", replica_state,
            {.since = 15, .tag = 1, .about = "Who follows, instead of replica_id."});
    v.field("max_wait_ms", max_wait_ms, {.about = "Longest wait for min_bytes."});
    v.field("min_bytes", min_bytes, {.about = "Answer at once when this much is there."});
    v.field("max_bytes", max_bytes,
            {.since = 3,
             .or_else = std::numeric_limits<std::int32_t>::max(),
             .about = "Soft limit of the whole answer."});
    v.field("isolation_level", isolation_level,
            {.since = 4, .about = "0 read uncommitted, 1 read committed."});
    v.field("session_id", session_id, {.since = 7, .about = "0 for no session."});
    v.field("session_epoch", session_epoch,
            {.since = 7, .or_else = -1, .about = "-1 for no session, 0 for a new one."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("forgotten_topics_data", forgotten_topics_data,
            {.since = 7, .about = "Partitions that leave the session."});
    v.field("rack_id", rack_id, {.since = 11, .about = "Rack of the consumer."});
}

void FetchResponse::EpochEndOffset::fields(Visitor& v) {
    v.field("epoch", epoch, {.or_else = -1, .about = "Leader epoch."});
    v.field("end_offset", end_offset, {.or_else = -1, .about = "First offset that is not included."});
}

void FetchResponse::LeaderIdAndEpoch::fields(Visitor& v) {
    v.field("leader_id", leader_id, {.or_else = -1, .about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.or_else = -1, .about = "Leader epoch."});
}

void FetchResponse::SnapshotId::fields(Visitor& v) {
    v.field("end_offset", end_offset, {.or_else = -1, .about = "First offset that is not included."});
    v.field("epoch", epoch, {.or_else = -1, .about = "Leader epoch."});
}

void FetchResponse::AbortedTransaction::fields(Visitor& v) {
    v.field("producer_id", producer_id, {.about = "Producer id."});
    v.field("first_offset", first_offset, {.about = "Of the aborted transaction."});
}

void FetchResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("high_watermark", high_watermark, {.about = "End of what all in-sync replicas have."});
    v.field(
        "last_stable_offset", last_stable_offset,
        {.since = 4, .or_else = -1, .about = "Start of the first open transaction, or the high watermark."});
    v.field("log_start_offset", log_start_offset,
            {.since = 5, .or_else = -1, .about = "First offset that is still there."});
    v.field("diverging_epoch", diverging_epoch,
            {.since = 12, .tag = 0, .about = "Where the follower's log and ours part."});
    v.field("current_leader", current_leader,
            {.since = 12, .tag = 1, .about = "Where to go after NOT_LEADER_OR_FOLLOWER."});
    v.field("snapshot_id", snapshot_id,
            {.since = 12, .tag = 2, .about = "Of the snapshot to fetch instead."});
    v.field("aborted_transactions", aborted_transactions,
            {.since = 4, .about = "In the range returned; null for read uncommitted."});
    v.field("preferred_read_replica", preferred_read_replica,
            {.since = 11, .or_else = -1, .about = "The replica to fetch from instead."});
    v.field("records", records, {.about = "Whole record batches."});
}

void FetchResponse::FetchableTopicResponse::fields(Visitor& v) {
    v.field("topic", topic, {.until = 12, .about = "Name of the topic."});
    v.field("topic_id", topic_id, {.since = 13, .about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void FetchResponse::NodeEndpoint::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("rack", rack, {.about = "Rack (AZ) of the broker, null when unknown."});
}

void FetchResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.since = 7, .about = "0 when all is well."});
    v.field("session_id", session_id, {.since = 7, .about = "0 when there is no session."});
    v.field("responses", responses, {.about = "One per topic or resource."});
    v.field("node_endpoints", node_endpoints,
            {.since = 16, .tag = 0, .about = "Addresses of the leaders that current_leader names."});
}

} // namespace wire
