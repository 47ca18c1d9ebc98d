#pragma once
// DescribeGroups, ListGroups, DeleteGroups (reference 3.6).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeGroupsRequest final : MessageOf<DescribeGroupsRequest> {
    static constexpr Api api{.key = 15, .versions = {0, 6}, .flexible_since = 5};
    std::vector<std::string> groups;
    bool include_authorized_operations = false;
    void fields(Visitor& v) override;
};

struct DescribeGroupsResponse final : MessageOf<DescribeGroupsResponse> {
    static constexpr Api api{.key = 15, .versions = {0, 6}, .flexible_since = 5};
    struct DescribedGroupMember final : Struct {
        std::string member_id;
        std::optional<std::string> group_instance_id;
        std::string client_id;
        std::string client_host;
        std::vector<Byte> member_metadata;
        std::vector<Byte> member_assignment;
        void fields(Visitor& v) override;
    };
    struct DescribedGroup final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::string group_id;
        std::string group_state;
        std::string protocol_type;
        std::string protocol_data;
        std::vector<DescribedGroupMember> members;
        std::int32_t authorized_operations = std::numeric_limits<std::int32_t>::min();
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DescribedGroup> groups;
    void fields(Visitor& v) override;
};

struct ListGroupsRequest final : MessageOf<ListGroupsRequest> {
    static constexpr Api api{.key = 16, .versions = {0, 5}, .flexible_since = 3};
    std::vector<std::string> states_filter;
    std::vector<std::string> types_filter;
    void fields(Visitor& v) override;
};

struct ListGroupsResponse final : MessageOf<ListGroupsResponse> {
    static constexpr Api api{.key = 16, .versions = {0, 5}, .flexible_since = 3};
    struct ListedGroup final : Struct {
        std::string group_id;
        std::string protocol_type;
        std::string group_state;
        std::string group_type;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<ListedGroup> groups;
    void fields(Visitor& v) override;
};

struct DeleteGroupsRequest final : MessageOf<DeleteGroupsRequest> {
    static constexpr Api api{.key = 42, .versions = {0, 2}, .flexible_since = 2};
    std::vector<std::string> groups_names;
    void fields(Visitor& v) override;
};

struct DeleteGroupsResponse final : MessageOf<DeleteGroupsResponse> {
    static constexpr Api api{.key = 42, .versions = {0, 2}, .flexible_since = 2};
    struct DeletableGroupResult final : Struct {
        std::string group_id;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DeletableGroupResult> results;
    void fields(Visitor& v) override;
};

} // namespace wire
