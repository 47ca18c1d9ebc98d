#pragma once
// JoinGroup, SyncGroup, Heartbeat, LeaveGroup: members of classic groups (reference 3.6).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct JoinGroupRequest final : MessageOf<JoinGroupRequest> {
    static constexpr Api api{.key = 11, .versions = {0, 9}, .flexible_since = 6};
    struct JoinGroupRequestProtocol final : Struct {
        std::string name;
        std::vector<Byte> metadata;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::int32_t session_timeout_ms = 0;
    std::int32_t rebalance_timeout_ms = -1;
    std::string member_id;
    std::optional<std::string> group_instance_id;
    std::string protocol_type;
    std::vector<JoinGroupRequestProtocol> protocols;
    std::optional<std::string> reason;
    void fields(Visitor& v) override;
};

struct JoinGroupResponse final : MessageOf<JoinGroupResponse> {
    static constexpr Api api{.key = 11, .versions = {0, 9}, .flexible_since = 6};
    struct JoinGroupResponseMember final : Struct {
        std::string member_id;
        std::optional<std::string> group_instance_id;
        std::vector<Byte> metadata;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::int32_t generation_id = -1;
    std::optional<std::string> protocol_type;
    std::optional<std::string> protocol_name;
    std::string leader;
    bool skip_assignment = false;
    std::string member_id;
    std::vector<JoinGroupResponseMember> members;
    void fields(Visitor& v) override;
};

struct SyncGroupRequest final : MessageOf<SyncGroupRequest> {
    static constexpr Api api{.key = 14, .versions = {0, 5}, .flexible_since = 4};
    struct SyncGroupRequestAssignment final : Struct {
        std::string member_id;
        std::vector<Byte> assignment;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::int32_t generation_id = 0;
    std::string member_id;
    std::optional<std::string> group_instance_id;
    std::optional<std::string> protocol_type;
    std::optional<std::string> protocol_name;
    std::vector<SyncGroupRequestAssignment> assignments;
    void fields(Visitor& v) override;
};

struct SyncGroupResponse final : MessageOf<SyncGroupResponse> {
    static constexpr Api api{.key = 14, .versions = {0, 5}, .flexible_since = 4};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> protocol_type;
    std::optional<std::string> protocol_name;
    std::vector<Byte> assignment;
    void fields(Visitor& v) override;
};

struct HeartbeatRequest final : MessageOf<HeartbeatRequest> {
    static constexpr Api api{.key = 12, .versions = {0, 4}, .flexible_since = 4};
    std::string group_id;
    std::int32_t generation_id = 0;
    std::string member_id;
    std::optional<std::string> group_instance_id;
    void fields(Visitor& v) override;
};

struct HeartbeatResponse final : MessageOf<HeartbeatResponse> {
    static constexpr Api api{.key = 12, .versions = {0, 4}, .flexible_since = 4};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    void fields(Visitor& v) override;
};

struct LeaveGroupRequest final : MessageOf<LeaveGroupRequest> {
    static constexpr Api api{.key = 13, .versions = {0, 5}, .flexible_since = 4};
    struct MemberIdentity final : Struct {
        std::string member_id;
        std::optional<std::string> group_instance_id;
        std::optional<std::string> reason;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::string member_id;
    std::vector<MemberIdentity> members;
    void fields(Visitor& v) override;
};

struct LeaveGroupResponse final : MessageOf<LeaveGroupResponse> {
    static constexpr Api api{.key = 13, .versions = {0, 5}, .flexible_since = 4};
    struct MemberResponse final : Struct {
        std::string member_id;
        std::optional<std::string> group_instance_id;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<MemberResponse> members;
    void fields(Visitor& v) override;
};

} // namespace wire
