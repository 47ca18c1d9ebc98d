#pragma once
// ApiVersions: what a broker understands; the first request of every client (reference 1.3).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <string>
#include <vector>

namespace wire {

struct ApiVersionsRequest final : MessageOf<ApiVersionsRequest> {
    static constexpr Api api{.key = 18, .versions = {0, 4}, .flexible_since = 3};
    std::string client_software_name;
    std::string client_software_version;
    void fields(Visitor& v) override;
};

struct ApiVersionsResponse final : MessageOf<ApiVersionsResponse> {
    static constexpr Api api{.key = 18, .versions = {0, 4}, .flexible_since = 3};
    struct ApiVersion final : Struct {
        std::int16_t api_key = 0;
        std::int16_t min_version = 0;
        std::int16_t max_version = 0;
        void fields(Visitor& v) override;
    };
    struct SupportedFeatureKey final : Struct {
        std::string name;
        std::int16_t min_version = 0;
        std::int16_t max_version = 0;
        void fields(Visitor& v) override;
    };
    struct FinalizedFeatureKey final : Struct {
        std::string name;
        std::int16_t max_version_level = 0;
        std::int16_t min_version_level = 0;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::vector<ApiVersion> api_keys;
    std::int32_t throttle_time_ms = 0;
    std::vector<SupportedFeatureKey> supported_features;
    std::int64_t finalized_features_epoch = -1;
    std::vector<FinalizedFeatureKey> finalized_features;
    bool zk_migration_ready = false;
    void fields(Visitor& v) override;
};

} // namespace wire
