#include "wire/messages/group_admin.h"

#include "wire/visitor.h"

namespace wire {

void DescribeGroupsRequest::fields(Visitor& v) {
    v.field("groups", groups, {.about = "One per group."});
    v.field("include_authorized_operations", include_authorized_operations,
            {.since = 3, .about = "Say what the asker may do with each group."});
}

void DescribeGroupsResponse::DescribedGroupMember::fields(Visitor& v) {
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 4, .about = "Of a static member (group.instance.id), otherwise null."});
    v.field("client_id", client_id, {.about = "What the client calls itself."});
    v.field("client_host", client_host, {.about = "Address of the client."});
    v.field("member_metadata", member_metadata, {.about = "Subscription of the member."});
    v.field("member_assignment", member_assignment, {.about = "What the member is to read."});
}

void DescribeGroupsResponse::DescribedGroup::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.since = 6, .about = "What went wrong, for people."});
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("group_state", group_state, {.about = "State of the group."});
    v.field("protocol_type", protocol_type, {.about = "What kind of group: consumer, connect or another."});
    v.field("protocol_data", protocol_data, {.about = "The assignor in use."});
    v.field("members", members, {.about = "One per member."});
    v.field("authorized_operations", authorized_operations,
            {.since = 3,
             .or_else = std::numeric_limits<std::int32_t>::min(),
             .about = "What the asker may do, as bits."});
}

void DescribeGroupsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("groups", groups, {.about = "One per group."});
}

void ListGroupsRequest::fields(Visitor& v) {
    v.field("states_filter", states_filter, {.since = 4, .about = "Empty for all."});
    v.field("types_filter", types_filter, {.since = 5, .about = "Empty for all."});
}

void ListGroupsResponse::ListedGroup::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("protocol_type", protocol_type, {.about = "What kind of group: consumer, connect or another."});
    v.field("group_state", group_state, {.since = 4, .about = "State of the group."});
    v.field("group_type", group_type, {.since = 5, .about = "classic, consumer, share or streams."});
}

void ListGroupsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("groups", groups, {.about = "One per group."});
}

void DeleteGroupsRequest::fields(Visitor& v) {
    v.field("groups_names", groups_names, {.about = "Ids of the groups."});
}

void DeleteGroupsResponse::DeletableGroupResult::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void DeleteGroupsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("results", results, {.about = "One per topic or resource."});
}

} // namespace wire
