#include "wire/messages/alter_partition.h"

#include "wire/visitor.h"

namespace wire {

void AlterPartitionRequest::BrokerState::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("broker_epoch", broker_epoch, {.or_else = -1, .about = "Broker epoch, given at registration."});
}

void AlterPartitionRequest::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
    v.field("new_isr", new_isr, {.until = 2});
    v.field("new_isr_with_epochs", new_isr_with_epochs, {.since = 3});
    v.field("leader_recovery_state", leader_recovery_state,
            {.since = 1, .about = "1 while the leader of an unclean election recovers."});
    v.field("partition_epoch", partition_epoch, {.about = "Counts the changes of the partition."});
}

void AlterPartitionRequest::TopicData::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 2, .about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AlterPartitionRequest::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("broker_epoch", broker_epoch, {.or_else = -1, .about = "Broker epoch, given at registration."});
    v.field("topics", topics, {.about = "One per topic."});
}

void AlterPartitionResponse::PartitionData::fields(Visitor& v) {
    v.field("partition_index", partition_index, {.about = "Partition."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("leader_id", leader_id, {.about = "Broker id of the leader, -1 for none."});
    v.field("leader_epoch", leader_epoch, {.about = "Leader epoch."});
    v.field("isr", isr);
    v.field("leader_recovery_state", leader_recovery_state,
            {.since = 1, .about = "1 while the leader of an unclean election recovers."});
    v.field("partition_epoch", partition_epoch, {.about = "Counts the changes of the partition."});
}

void AlterPartitionResponse::TopicData::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.since = 2, .about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void AlterPartitionResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("topics", topics, {.about = "One per topic."});
}

} // namespace wire
