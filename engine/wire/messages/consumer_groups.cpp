#include "wire/messages/consumer_groups.h"

#include "wire/visitor.h"

namespace wire {

void ConsumerGroupHeartbeatRequest::TopicPartitions::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ConsumerGroupHeartbeatRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("member_epoch", member_epoch, {.about = "0 joins, -1 leaves, -2 leaves for a restart."});
    v.field("instance_id", instance_id, {.about = "Null when unchanged."});
    v.field("rack_id", rack_id, {.about = "Null when unchanged."});
    v.field("rebalance_timeout_ms", rebalance_timeout_ms, {.or_else = -1, .about = "-1 when unchanged."});
    v.field("subscribed_topic_names", subscribed_topic_names, {.about = "Null when unchanged."});
    v.field("subscribed_topic_regex", subscribed_topic_regex, {.since = 1, .about = "Null when unchanged."});
    v.field("server_assignor", server_assignor, {.about = "Null when unchanged."});
    v.field("topic_partitions", topic_partitions, {.about = "What the member holds; null when unchanged."});
}

void ConsumerGroupHeartbeatResponse::TopicPartitions::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ConsumerGroupHeartbeatResponse::Assignment::fields(Visitor& v) {
    v.field("topic_partitions", topic_partitions);
}

void ConsumerGroupHeartbeatResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("member_epoch", member_epoch, {.about = "Epoch of the member."});
    v.field("heartbeat_interval_ms", heartbeat_interval_ms, {.about = "How often to send a heartbeat."});
    v.field("assignment", assignment, {.about = "Null when unchanged."});
}

void ConsumerGroupDescribeRequest::fields(Visitor& v) {
    v.field("group_ids", group_ids, {.about = "Ids of the groups."});
    v.field("include_authorized_operations", include_authorized_operations,
            {.about = "Say what the asker may do with each group."});
}

void ConsumerGroupDescribeResponse::TopicPartitions::fields(Visitor& v) {
    v.field("topic_id", topic_id, {.about = "Id of the topic."});
    v.field("topic_name", topic_name, {.about = "Name of the topic."});
    v.field("partitions", partitions, {.about = "One per partition."});
}

void ConsumerGroupDescribeResponse::Assignment::fields(Visitor& v) {
    v.field("topic_partitions", topic_partitions);
}

void ConsumerGroupDescribeResponse::Member::fields(Visitor& v) {
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("instance_id", instance_id, {.about = "Of a static member (group.instance.id), otherwise null."});
    v.field("rack_id", rack_id, {.about = "Rack (AZ) of the consumer."});
    v.field("member_epoch", member_epoch, {.about = "Epoch of the member."});
    v.field("client_id", client_id, {.about = "What the client calls itself."});
    v.field("client_host", client_host, {.about = "Address of the client."});
    v.field("subscribed_topic_names", subscribed_topic_names);
    v.field("subscribed_topic_regex", subscribed_topic_regex);
    v.field("assignment", assignment, {.about = "What the member holds."});
    v.field("target_assignment", target_assignment, {.about = "What the member shall hold."});
    v.field("member_type", member_type,
            {.since = 1, .or_else = -1, .about = "-1 unknown, 0 classic, 1 consumer."});
}

void ConsumerGroupDescribeResponse::DescribedGroup::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("group_state", group_state, {.about = "State of the group."});
    v.field("group_epoch", group_epoch);
    v.field("assignment_epoch", assignment_epoch);
    v.field("assignor_name", assignor_name);
    v.field("members", members, {.about = "One per member."});
    v.field(
        "authorized_operations", authorized_operations,
        {.or_else = std::numeric_limits<std::int32_t>::min(), .about = "What the asker may do, as bits."});
}

void ConsumerGroupDescribeResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("groups", groups, {.about = "One per group."});
}

} // namespace wire
