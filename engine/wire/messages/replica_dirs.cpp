#include "wire/messages/replica_dirs.h"

#include "wire/visitor.h"

namespace wire {

void AlterReplicaLogDirsRequest::AlterReplicaLogDirTopic::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AlterReplicaLogDirsRequest::AlterReplicaLogDir::fields(Visitor& v) {
    v.field("path", path);
    v.field("topics", topics, {.about = "One per topic."});
}

void AlterReplicaLogDirsRequest::fields(Visitor& v) {
    v.field("dirs", dirs);
}

void AlterReplicaLogDirsResponse::AlterReplicaLogDirPartitionResult::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void AlterReplicaLogDirsResponse::AlterReplicaLogDirTopicResult::fields(Visitor& v) {
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AlterReplicaLogDirsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("results", results, {.about = "One per topic or resource."});
}

void AssignReplicasToDirsRequest::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
}

void AssignReplicasToDirsRequest::TopicData::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AssignReplicasToDirsRequest::DirectoryData::fields(Visitor& v) {
    v.field("id", id);
    v.field("topics", topics, {.about = "One per topic."});
}

void AssignReplicasToDirsRequest::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("broker_epoch", broker_epoch, {.or_else = -1, .about = "Broker epoch, given at registration."});
    v.field("directories", directories);
}

void AssignReplicasToDirsResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void AssignReplicasToDirsResponse::TopicData::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AssignReplicasToDirsResponse::DirectoryData::fields(Visitor& v) {
    v.field("id", id);
    v.field("topics", topics, {.about = "One per topic."});
}

void AssignReplicasToDirsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("directories", directories);
}

} // namespace wire
