#include "metadata/records/topic_records.h"

namespace metadata {

void TopicRecord::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("topic_id", topic_id);
}

void PartitionRecord::fields(wire::Visitor& v) {
    v.field("partition_id", partition_id, {.or_else = -1});
    v.field("topic_id", topic_id);
    v.field("replicas", replicas);
    v.field("isr", isr);
    v.field("removing_replicas", removing_replicas);
    v.field("adding_replicas", adding_replicas);
    v.field("leader", leader, {.or_else = -1});
    v.field("leader_recovery_state", leader_recovery_state, {.tag = 0});
    v.field("leader_epoch", leader_epoch, {.or_else = -1});
    v.field("partition_epoch", partition_epoch, {.or_else = -1});
    v.field("directories", directories, {.since = 1});
    v.field("eligible_leader_replicas", eligible_leader_replicas, {.since = 2, .tag = 1});
    v.field("last_known_elr", last_known_elr, {.since = 2, .tag = 2});
}

void PartitionChangeRecord::fields(wire::Visitor& v) {
    v.field("partition_id", partition_id, {.or_else = -1});
    v.field("topic_id", topic_id);
    v.field("isr", isr, {.tag = 0});
    v.field("leader", leader, {.tag = 1, .or_else = no_leader_change});
    v.field("replicas", replicas, {.tag = 2});
    v.field("removing_replicas", removing_replicas, {.tag = 3});
    v.field("adding_replicas", adding_replicas, {.tag = 4});
    v.field("leader_recovery_state", leader_recovery_state, {.tag = 5, .or_else = -1});
    v.field("eligible_leader_replicas", eligible_leader_replicas, {.since = 2, .tag = 6});
    v.field("last_known_elr", last_known_elr, {.since = 2, .tag = 7});
    v.field("directories", directories, {.since = 1, .tag = 8});
}

void RemoveTopicRecord::fields(wire::Visitor& v) {
    v.field("topic_id", topic_id);
}

void ClearElrRecord::fields(wire::Visitor& v) {
    v.field("topic_name", topic_name);
}

} // namespace metadata
