#pragma once
// DescribeConfigs, AlterConfigs, IncrementalAlterConfigs (reference 3.10, 4).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeConfigsRequest final : MessageOf<DescribeConfigsRequest> {
    static constexpr Api api{.key = 32, .versions = {1, 4}, .flexible_since = 4};
    struct DescribeConfigsResource final : Struct {
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::optional<std::vector<std::string>> configuration_keys;
        void fields(Visitor& v) override;
    };
    std::vector<DescribeConfigsResource> resources;
    bool include_synonyms = false;
    bool include_documentation = false;
    void fields(Visitor& v) override;
};

struct DescribeConfigsResponse final : MessageOf<DescribeConfigsResponse> {
    static constexpr Api api{.key = 32, .versions = {1, 4}, .flexible_since = 4};
    struct DescribeConfigsSynonym final : Struct {
        std::string name;
        std::optional<std::string> value;
        std::int8_t source = 0;
        void fields(Visitor& v) override;
    };
    struct DescribeConfigsResourceResult final : Struct {
        std::string name;
        std::optional<std::string> value;
        bool read_only = false;
        std::int8_t config_source = -1;
        bool is_sensitive = false;
        std::vector<DescribeConfigsSynonym> synonyms;
        std::int8_t config_type = 0;
        std::optional<std::string> documentation;
        void fields(Visitor& v) override;
    };
    struct DescribeConfigsResult final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::vector<DescribeConfigsResourceResult> configs;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DescribeConfigsResult> results;
    void fields(Visitor& v) override;
};

struct AlterConfigsRequest final : MessageOf<AlterConfigsRequest> {
    static constexpr Api api{.key = 33, .versions = {0, 2}, .flexible_since = 2};
    struct AlterableConfig final : Struct {
        std::string name;
        std::optional<std::string> value;
        void fields(Visitor& v) override;
    };
    struct AlterConfigsResource final : Struct {
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::vector<AlterableConfig> configs;
        void fields(Visitor& v) override;
    };
    std::vector<AlterConfigsResource> resources;
    bool validate_only = false;
    void fields(Visitor& v) override;
};

struct AlterConfigsResponse final : MessageOf<AlterConfigsResponse> {
    static constexpr Api api{.key = 33, .versions = {0, 2}, .flexible_since = 2};
    struct AlterConfigsResourceResponse final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::int8_t resource_type = 0;
        std::string resource_name;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<AlterConfigsResourceResponse> responses;
    void fields(Visitor& v) override;
};

struct IncrementalAlterConfigsRequest final : MessageOf<IncrementalAlterConfigsRequest> {
    static constexpr Api api{.key = 44, .versions = {0, 1}, .flexible_since = 1};
    struct AlterableConfig final : Struct {
        std::string name;
        std::int8_t config_operation = 0;
        std::optional<std::string> value;
        void fields(Visitor& v) override;
    };
    struct AlterConfigsResource final : Struct {
        std::int8_t resource_type = 0;
        std::string resource_name;
        std::vector<AlterableConfig> configs;
        void fields(Visitor& v) override;
    };
    std::vector<AlterConfigsResource> resources;
    bool validate_only = false;
    void fields(Visitor& v) override;
};

struct IncrementalAlterConfigsResponse final : MessageOf<IncrementalAlterConfigsResponse> {
    static constexpr Api api{.key = 44, .versions = {0, 1}, .flexible_since = 1};
    struct AlterConfigsResourceResponse final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::int8_t resource_type = 0;
        std::string resource_name;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<AlterConfigsResourceResponse> responses;
    void fields(Visitor& v) override;
};

} // namespace wire
