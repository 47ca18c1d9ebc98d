#include "wire/messages/quorum.h"

#include "wire/visitor.h"

namespace wire {

void VoteRequest::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("replica_epoch", replica_epoch, {.about = "Of the candidate."});
    v.field("replica_id", replica_id, {.about = "The candidate."});
    v.field("replica_directory_id", replica_directory_id, {.since = 1, .about = "Of the candidate."});
    v.field("voter_directory_id", voter_directory_id, {.since = 1, .about = "Directory id of the voter."});
    v.field("last_offset_epoch", last_offset_epoch,
            {.about = "Epoch of the last record in the candidate's log."});
    v.field("last_offset", last_offset, {.about = "End of the candidate's log."});
    v.field("pre_vote", pre_vote, {.since = 2, .about = "Would you vote? Nothing changes by asking."});
}

void VoteRequest::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void VoteRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("voter_id", voter_id, {.since = 1, .or_else = -1, .about = "Whose vote is asked."});
    v.field("topics", topics, {.about = "One per topic."});
}

void VoteResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
    v.field("vote_granted", vote_granted);
}

void VoteResponse::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void VoteResponse::NodeEndpoint::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void VoteResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("node_endpoints", node_endpoints,
            {.since = 1, .tag = 0, .about = "Addresses of the leaders named."});
}

void BeginQuorumEpochRequest::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("voter_directory_id", voter_directory_id, {.since = 1, .about = "Directory id of the voter."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
}

void BeginQuorumEpochRequest::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void BeginQuorumEpochRequest::LeaderEndpoint::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void BeginQuorumEpochRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("voter_id", voter_id, {.since = 1, .or_else = -1, .about = "Id of the voter."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("leader_endpoints", leader_endpoints, {.since = 1, .about = "Where the leader listens."});
}

void BeginQuorumEpochResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
}

void BeginQuorumEpochResponse::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void BeginQuorumEpochResponse::NodeEndpoint::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void BeginQuorumEpochResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("node_endpoints", node_endpoints,
            {.since = 1, .tag = 0, .about = "Addresses of the leaders named."});
}

void EndQuorumEpochRequest::ReplicaInfo::fields(Visitor& v) {
    v.field("candidate_id", candidate_id);
    v.field("candidate_directory_id", candidate_directory_id);
}

void EndQuorumEpochRequest::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
    v.field("preferred_successors", preferred_successors,
            {.until = 0, .about = "Who should be elected next, best first."});
    v.field("preferred_candidates", preferred_candidates,
            {.since = 1, .about = "Who should be elected next, best first."});
}

void EndQuorumEpochRequest::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void EndQuorumEpochRequest::LeaderEndpoint::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void EndQuorumEpochRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("leader_endpoints", leader_endpoints, {.since = 1, .about = "Where the leader listens."});
}

void EndQuorumEpochResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
}

void EndQuorumEpochResponse::TopicData::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void EndQuorumEpochResponse::NodeEndpoint::fields(Visitor& v) {
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void EndQuorumEpochResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("topics", topics, {.about = "One per topic."});
    v.field("node_endpoints", node_endpoints,
            {.since = 1, .tag = 0, .about = "Addresses of the leaders named."});
}

} // namespace wire
