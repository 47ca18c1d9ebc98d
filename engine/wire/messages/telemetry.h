#pragma once
// GetTelemetrySubscriptions and PushTelemetry: metrics of clients.
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <string>
#include <vector>

namespace wire {

struct GetTelemetrySubscriptionsRequest final : MessageOf<GetTelemetrySubscriptionsRequest> {
    static constexpr Api api{.key = 71, .versions = {0, 0}, .flexible_since = 0};
    base::Uuid client_instance_id;
    void fields(Visitor& v) override;
};

struct GetTelemetrySubscriptionsResponse final : MessageOf<GetTelemetrySubscriptionsResponse> {
    static constexpr Api api{.key = 71, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    base::Uuid client_instance_id;
    std::int32_t subscription_id = 0;
    std::vector<std::int8_t> accepted_compression_types;
    std::int32_t push_interval_ms = 0;
    std::int32_t telemetry_max_bytes = 0;
    bool delta_temporality = false;
    std::vector<std::string> requested_metrics;
    void fields(Visitor& v) override;
};

struct PushTelemetryRequest final : MessageOf<PushTelemetryRequest> {
    static constexpr Api api{.key = 72, .versions = {0, 0}, .flexible_since = 0};
    base::Uuid client_instance_id;
    std::int32_t subscription_id = 0;
    bool terminating = false;
    std::int8_t compression_type = 0;
    std::vector<Byte> metrics;
    void fields(Visitor& v) override;
};

struct PushTelemetryResponse final : MessageOf<PushTelemetryResponse> {
    static constexpr Api api{.key = 72, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    void fields(Visitor& v) override;
};

} // namespace wire
