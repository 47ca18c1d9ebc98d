#include "wire/messages/groups.h"

#include "wire/visitor.h"

namespace wire {

void JoinGroupRequest::JoinGroupRequestProtocol::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("metadata", metadata, {.about = "What the client wrote with it."});
}

void JoinGroupRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("session_timeout_ms", session_timeout_ms,
            {.about = "A member that is silent for longer is dropped."});
    v.field("rebalance_timeout_ms", rebalance_timeout_ms,
            {.since = 1, .or_else = -1, .about = "How long members may take to rejoin."});
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 5, .about = "Of a static member (group.instance.id), otherwise null."});
    v.field("protocol_type", protocol_type, {.about = "What kind of group: consumer, connect or another."});
    v.field("protocols", protocols, {.about = "Assignors the member supports, best first."});
    v.field("reason", reason, {.since = 8, .about = "Why the member joins."});
}

void JoinGroupResponse::JoinGroupResponseMember::fields(Visitor& v) {
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 5, .about = "Of a static member (group.instance.id), otherwise null."});
    v.field("metadata", metadata, {.about = "What the client wrote with it."});
}

void JoinGroupResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 2, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("generation_id", generation_id, {.or_else = -1, .about = "Generation of the group."});
    v.field("protocol_type", protocol_type,
            {.since = 7, .about = "What kind of group: consumer, connect or another."});
    v.field("protocol_name", protocol_name, {.nullable_since = 7, .about = "The assignor that was chosen."});
    v.field("leader", leader, {.about = "Member id of the leader."});
    v.field("skip_assignment", skip_assignment, {.since = 9, .about = "The leader need not assign anew."});
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("members", members, {.about = "Told to the leader only."});
}

void SyncGroupRequest::SyncGroupRequestAssignment::fields(Visitor& v) {
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("assignment", assignment, {.about = "What the member is to read."});
}

void SyncGroupRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("generation_id", generation_id, {.about = "Generation of the group."});
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 3, .about = "Of a static member (group.instance.id), otherwise null."});
    v.field("protocol_type", protocol_type,
            {.since = 5, .about = "What kind of group: consumer, connect or another."});
    v.field("protocol_name", protocol_name, {.since = 5, .about = "The assignor that was chosen."});
    v.field("assignments", assignments, {.about = "From the leader only."});
}

void SyncGroupResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("protocol_type", protocol_type,
            {.since = 5, .about = "What kind of group: consumer, connect or another."});
    v.field("protocol_name", protocol_name, {.since = 5, .about = "The assignor that was chosen."});
    v.field("assignment", assignment, {.about = "What the member is to read."});
}

void HeartbeatRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("generation_id", generation_id, {.about = "Generation of the group."});
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.since = 3, .about = "Of a static member (group.instance.id), otherwise null."});
}

void HeartbeatResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void LeaveGroupRequest::MemberIdentity::fields(Visitor& v) {
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.about = "Of a static member (group.instance.id), otherwise null."});
    v.field("reason", reason, {.since = 5, .about = "Why the member leaves."});
}

void LeaveGroupRequest::fields(Visitor& v) {
    v.field("group_id", group_id, {.about = "Id of the group."});
    v.field("member_id", member_id, {.until = 2, .about = "Id of the member."});
    v.field("members", members, {.since = 3, .about = "One per member."});
}

void LeaveGroupResponse::MemberResponse::fields(Visitor& v) {
    v.field("member_id", member_id, {.about = "Id of the member."});
    v.field("group_instance_id", group_instance_id,
            {.about = "Of a static member (group.instance.id), otherwise null."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void LeaveGroupResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("members", members, {.since = 3, .about = "One per member."});
}

} // namespace wire
