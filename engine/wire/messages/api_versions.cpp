#include "wire/messages/api_versions.h"

#include "wire/visitor.h"

namespace wire {

void ApiVersionsRequest::fields(Visitor& v) {
    v.field("client_software_name", client_software_name, {.since = 3, .about = "Which client library."});
    v.field("client_software_version", client_software_version,
            {.since = 3, .about = "Which version of it."});
}

void ApiVersionsResponse::ApiVersion::fields(Visitor& v) {
    v.field("api_key", api_key, {.about = "Which API."});
    v.field("min_version", min_version, {.about = "Lowest version."});
    v.field("max_version", max_version, {.about = "Highest version."});
}

void ApiVersionsResponse::SupportedFeatureKey::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("min_version", min_version, {.about = "Lowest version."});
    v.field("max_version", max_version, {.about = "Highest version."});
}

void ApiVersionsResponse::FinalizedFeatureKey::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("max_version_level", max_version_level);
    v.field("min_version_level", min_version_level);
}

void ApiVersionsResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("api_keys", api_keys, {.about = "What the broker serves."});
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("supported_features", supported_features,
            {.since = 3, .tag = 0, .about = "Features that the broker supports."});
    v.field("finalized_features_epoch", finalized_features_epoch,
            {.since = 3, .tag = 1, .or_else = -1, .about = "-1 when unknown."});
    v.field("finalized_features", finalized_features,
            {.since = 3, .tag = 2, .about = "Features that the cluster has switched on."});
    v.field("zk_migration_ready", zk_migration_ready, {.since = 3, .tag = 3});
}

} // namespace wire
