#include "wire/messages/raft_voters.h"

#include "wire/visitor.h"

namespace wire {

void AddRaftVoterRequest::Listener::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void AddRaftVoterRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("timeout_ms", timeout_ms, {.about = "Longest wait for the answer."});
    v.field("voter_id", voter_id, {.about = "Id of the voter."});
    v.field("voter_directory_id", voter_directory_id, {.about = "Directory id of the voter."});
    v.field("listeners", listeners, {.about = "Where the node listens."});
    v.field("ack_when_committed", ack_when_committed, {.since = 1, .or_else = 1});
}

void AddRaftVoterResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void RemoveRaftVoterRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("voter_id", voter_id, {.about = "Id of the voter."});
    v.field("voter_directory_id", voter_directory_id, {.about = "Directory id of the voter."});
}

void RemoveRaftVoterResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void UpdateRaftVoterRequest::Listener::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void UpdateRaftVoterRequest::KRaftVersionFeature::fields(Visitor& v) {
    v.field("min_supported_version", min_supported_version, {.about = "Lowest level supported."});
    v.field("max_supported_version", max_supported_version, {.about = "Highest level supported."});
}

void UpdateRaftVoterRequest::fields(Visitor& v) {
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("current_leader_epoch", current_leader_epoch,
            {.about = "As the asker knows it, -1 when it does not."});
    v.field("voter_id", voter_id, {.about = "Id of the voter."});
    v.field("voter_directory_id", voter_directory_id, {.about = "Directory id of the voter."});
    v.field("listeners", listeners, {.about = "Where the node listens."});
    v.field("k_raft_version_feature", k_raft_version_feature);
}

void UpdateRaftVoterResponse::CurrentLeader::fields(Visitor& v) {
    v.field("leader_id", leader_id, {.or_else = -1, .about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.or_else = -1, .about = "Leader epoch."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void UpdateRaftVoterResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("current_leader", current_leader, {.tag = 0});
}

} // namespace wire
