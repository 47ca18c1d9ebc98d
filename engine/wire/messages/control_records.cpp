#include "wire/messages/control_records.h"

#include "wire/visitor.h"

namespace wire {

void LeaderChangeMessage::Voter::fields(Visitor& v) {
    v.field("voter_id", voter_id, {.about = "Id of the voter."});
    v.field("voter_directory_id", voter_directory_id, {.since = 1, .about = "Directory id of the voter."});
}

void LeaderChangeMessage::fields(Visitor& v) {
    v.field("version", version, {.about = "Version of this record."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("voters", voters);
    v.field("granting_voters", granting_voters);
}

void SnapshotHeaderRecord::fields(Visitor& v) {
    v.field("version", version, {.about = "Version of this record."});
    v.field("last_contained_log_timestamp", last_contained_log_timestamp);
}

void SnapshotFooterRecord::fields(Visitor& v) {
    v.field("version", version, {.about = "Version of this record."});
}

void KRaftVersionRecord::fields(Visitor& v) {
    v.field("version", version, {.about = "Version of this record."});
    v.field("k_raft_version", k_raft_version);
}

void VotersRecord::Endpoint::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
}

void VotersRecord::KRaftVersionFeature::fields(Visitor& v) {
    v.field("min_supported_version", min_supported_version, {.about = "Lowest level supported."});
    v.field("max_supported_version", max_supported_version, {.about = "Highest level supported."});
}

void VotersRecord::Voter::fields(Visitor& v) {
    v.field("voter_id", voter_id, {.about = "Id of the voter."});
    v.field("voter_directory_id", voter_directory_id, {.about = "Directory id of the voter."});
    v.field("endpoints", endpoints);
    v.field("k_raft_version_feature", k_raft_version_feature);
}

void VotersRecord::fields(Visitor& v) {
    v.field("version", version, {.about = "Version of this record."});
    v.field("voters", voters);
}

void EndTxnMarker::fields(Visitor& v) {
    v.field("coordinator_epoch", coordinator_epoch);
}

void DefaultPrincipal::fields(Visitor& v) {
    v.field("type", type);
    v.field("name", name, {.about = "Name."});
    v.field("token_authenticated", token_authenticated);
}

void ConsumerProtocolSubscription::TopicPartition::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ConsumerProtocolSubscription::fields(Visitor& v) {
    v.field("topics", topics, {.about = "One per topic."});
    v.field("user_data", user_data);
    v.field("owned_partitions", owned_partitions, {.since = 1});
    v.field("generation_id", generation_id, {.since = 2, .or_else = -1});
    v.field("rack_id", rack_id, {.since = 3, .about = "Rack (AZ) of the consumer."});
}

void ConsumerProtocolAssignment::TopicPartition::fields(Visitor& v) {
    v.field("topic", topic, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ConsumerProtocolAssignment::fields(Visitor& v) {
    v.field("assigned_partitions", assigned_partitions);
    v.field("user_data", user_data);
}

} // namespace wire
