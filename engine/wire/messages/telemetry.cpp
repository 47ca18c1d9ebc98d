#include "wire/messages/telemetry.h"

#include "wire/visitor.h"

namespace wire {

void GetTelemetrySubscriptionsRequest::fields(Visitor& v) {
    v.field("client_instance_id", client_instance_id);
}

void GetTelemetrySubscriptionsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("client_instance_id", client_instance_id);
    v.field("subscription_id", subscription_id);
    v.field("accepted_compression_types", accepted_compression_types);
    v.field("push_interval_ms", push_interval_ms);
    v.field("telemetry_max_bytes", telemetry_max_bytes);
    v.field("delta_temporality", delta_temporality);
    v.field("requested_metrics", requested_metrics);
}

void PushTelemetryRequest::fields(Visitor& v) {
    v.field("client_instance_id", client_instance_id);
    v.field("subscription_id", subscription_id);
    v.field("terminating", terminating);
    v.field("compression_type", compression_type);
    v.field("metrics", metrics);
}

void PushTelemetryResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

} // namespace wire
