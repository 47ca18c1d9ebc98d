#pragma once
// BrokerRegistration, BrokerHeartbeat, ControllerRegistration: nodes and the controller (reference 5).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct BrokerRegistrationRequest final : MessageOf<BrokerRegistrationRequest> {
    static constexpr Api api{.key = 62, .versions = {0, 4}, .flexible_since = 0};
    struct Listener final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        std::int16_t security_protocol = 0;
        void fields(Visitor& v) override;
    };
    struct Feature final : Struct {
        std::string name;
        std::int16_t min_supported_version = 0;
        std::int16_t max_supported_version = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t broker_id = 0;
    std::string cluster_id;
    base::Uuid incarnation_id;
    std::vector<Listener> listeners;
    std::vector<Feature> features;
    std::optional<std::string> rack;
    bool is_migrating_zk_broker = false;
    std::vector<base::Uuid> log_dirs;
    std::int64_t previous_broker_epoch = -1;
    void fields(Visitor& v) override;
};

struct BrokerRegistrationResponse final : MessageOf<BrokerRegistrationResponse> {
    static constexpr Api api{.key = 62, .versions = {0, 4}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::int64_t broker_epoch = -1;
    void fields(Visitor& v) override;
};

struct BrokerHeartbeatRequest final : MessageOf<BrokerHeartbeatRequest> {
    static constexpr Api api{.key = 63, .versions = {0, 2}, .flexible_since = 0};
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = -1;
    std::int64_t current_metadata_offset = 0;
    bool want_fence = false;
    bool want_shut_down = false;
    std::optional<std::vector<base::Uuid>> cordoned_log_dirs;
    std::vector<base::Uuid> offline_log_dirs;
    void fields(Visitor& v) override;
};

struct BrokerHeartbeatResponse final : MessageOf<BrokerHeartbeatResponse> {
    static constexpr Api api{.key = 63, .versions = {0, 2}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    bool is_caught_up = false;
    bool is_fenced = true;
    bool should_shut_down = false;
    void fields(Visitor& v) override;
};

struct ControllerRegistrationRequest final : MessageOf<ControllerRegistrationRequest> {
    static constexpr Api api{.key = 70, .versions = {0, 0}, .flexible_since = 0};
    struct Listener final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        std::int16_t security_protocol = 0;
        void fields(Visitor& v) override;
    };
    struct Feature final : Struct {
        std::string name;
        std::int16_t min_supported_version = 0;
        std::int16_t max_supported_version = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t controller_id = 0;
    base::Uuid incarnation_id;
    bool zk_migration_ready = false;
    std::vector<Listener> listeners;
    std::vector<Feature> features;
    void fields(Visitor& v) override;
};

struct ControllerRegistrationResponse final : MessageOf<ControllerRegistrationResponse> {
    static constexpr Api api{.key = 70, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    void fields(Visitor& v) override;
};

} // namespace wire
