#include "wire/messages/features.h"

#include "wire/visitor.h"

namespace wire {

void UpdateFeaturesRequest::FeatureUpdateKey::fields(Visitor& v) {
    v.field("feature", feature, {.about = "Name of the feature."});
    v.field("max_version_level", max_version_level, {.about = "0 switches the feature off."});
    v.field("allow_downgrade", allow_downgrade, {.until = 0});
    v.field("upgrade_type", upgrade_type,
            {.since = 1, .or_else = 1, .about = "1 upgrade, 2 safe downgrade, 3 unsafe downgrade."});
}

void UpdateFeaturesRequest::fields(Visitor& v) {
    v.field("timeout_ms", timeout_ms, {.or_else = 60000, .about = "Longest wait for the answer."});
    v.field("feature_updates", feature_updates);
    v.field("validate_only", validate_only, {.since = 1, .about = "Check, but change nothing."});
}

void UpdateFeaturesResponse::UpdatableFeatureResult::fields(Visitor& v) {
    v.field("feature", feature, {.about = "Name of the feature."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void UpdateFeaturesResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("results", results, {.until = 1, .about = "One per topic or resource."});
}

void ListConfigResourcesRequest::fields(Visitor& v) {
    v.field("resource_types", resource_types, {.since = 1, .about = "Empty for all."});
}

void ListConfigResourcesResponse::ConfigResource::fields(Visitor& v) {
    v.field("resource_name", resource_name, {.about = "Topic name, broker id or the like."});
    v.field("resource_type", resource_type,
            {.since = 1,
             .or_else = 16,
             .about = "2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group."});
}

void ListConfigResourcesResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("config_resources", config_resources);
}

} // namespace wire
