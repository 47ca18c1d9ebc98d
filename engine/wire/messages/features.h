#pragma once
// UpdateFeatures and ListConfigResources.
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct UpdateFeaturesRequest final : MessageOf<UpdateFeaturesRequest> {
    static constexpr Api api{.key = 57, .versions = {0, 2}, .flexible_since = 0};
    struct FeatureUpdateKey final : Struct {
        std::string feature;
        std::int16_t max_version_level = 0;
        bool allow_downgrade = false;
        std::int8_t upgrade_type = 1;
        void fields(Visitor& v) override;
    };
    std::int32_t timeout_ms = 60000;
    std::vector<FeatureUpdateKey> feature_updates;
    bool validate_only = false;
    void fields(Visitor& v) override;
};

struct UpdateFeaturesResponse final : MessageOf<UpdateFeaturesResponse> {
    static constexpr Api api{.key = 57, .versions = {0, 2}, .flexible_since = 0};
    struct UpdatableFeatureResult final : Struct {
        std::string feature;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<UpdatableFeatureResult> results;
    void fields(Visitor& v) override;
};

struct ListConfigResourcesRequest final : MessageOf<ListConfigResourcesRequest> {
    static constexpr Api api{.key = 74, .versions = {0, 1}, .flexible_since = 0};
    std::vector<std::int8_t> resource_types;
    void fields(Visitor& v) override;
};

struct ListConfigResourcesResponse final : MessageOf<ListConfigResourcesResponse> {
    static constexpr Api api{.key = 74, .versions = {0, 1}, .flexible_since = 0};
    struct ConfigResource final : Struct {
        std::string resource_name;
        std::int8_t resource_type = 16;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<ConfigResource> config_resources;
    void fields(Visitor& v) override;
};

} // namespace wire
