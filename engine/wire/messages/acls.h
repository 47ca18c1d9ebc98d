#pragma once
// DescribeAcls, CreateAcls, DeleteAcls (reference 3.14).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeAclsRequest final : MessageOf<DescribeAclsRequest> {
    static constexpr Api api{.key = 29, .versions = {1, 3}, .flexible_since = 2};
    std::int8_t resource_type_filter = 0;
    std::optional<std::string> resource_name_filter;
    std::int8_t pattern_type_filter = 3;
    std::optional<std::string> principal_filter;
    std::optional<std::string> host_filter;
    std::int8_t operation = 0;
    std::int8_t permission_type = 0;
    void fields(Visitor& v) override;
};

struct DescribeAclsResponse final : MessageOf<DescribeAclsResponse> {
    static constexpr Api api{.key = 29, .versions = {1, 3}, .flexible_since = 2};
    struct AclDescription final : Struct {
        std::string principal;
        std::string host;
        std::int8_t operation = 0;
        std::int8_t permission_type = 0;
        void fields(Visitor& v) override;
    };
    struct DescribeAclsResource final : Struct {
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::int8_t pattern_type = 3;
        std::vector<AclDescription> acls;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<DescribeAclsResource> resources;
    void fields(Visitor& v) override;
};

struct CreateAclsRequest final : MessageOf<CreateAclsRequest> {
    static constexpr Api api{.key = 30, .versions = {1, 3}, .flexible_since = 2};
    struct AclCreation final : Struct {
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::int8_t resource_pattern_type = 3;
        std::string principal;
        std::string host;
        std::int8_t operation = 0;
        std::int8_t permission_type = 0;
        void fields(Visitor& v) override;
    };
    std::vector<AclCreation> creations;
    void fields(Visitor& v) override;
};

struct CreateAclsResponse final : MessageOf<CreateAclsResponse> {
    static constexpr Api api{.key = 30, .versions = {1, 3}, .flexible_since = 2};
    struct AclCreationResult final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<AclCreationResult> results;
    void fields(Visitor& v) override;
};

struct DeleteAclsRequest final : MessageOf<DeleteAclsRequest> {
    static constexpr Api api{.key = 31, .versions = {1, 3}, .flexible_since = 2};
    struct DeleteAclsFilter final : Struct {
        std::int8_t resource_type_filter = 0;
        std::optional<std::string> resource_name_filter;
        std::int8_t pattern_type_filter = 3;
        std::optional<std::string> principal_filter;
        std::optional<std::string> host_filter;
        std::int8_t operation = 0;
        std::int8_t permission_type = 0;
        void fields(Visitor& v) override;
    };
    std::vector<DeleteAclsFilter> filters;
    void fields(Visitor& v) override;
};

struct DeleteAclsResponse final : MessageOf<DeleteAclsResponse> {
    static constexpr Api api{.key = 31, .versions = {1, 3}, .flexible_since = 2};
    struct DeleteAclsMatchingAcl final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::int8_t pattern_type = 3;
        std::string principal;
        std::string host;
        std::int8_t operation = 0;
        std::int8_t permission_type = 0;
        void fields(Visitor& v) override;
    };
    struct DeleteAclsFilterResult final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::vector<DeleteAclsMatchingAcl> matching_acls;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DeleteAclsFilterResult> filter_results;
    void fields(Visitor& v) override;
};

} // namespace wire
