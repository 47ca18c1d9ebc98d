#pragma once
// Metadata-log records about brokers and controllers. Fields are Kafka's (reference 5). Plain values, any
// thread.

#include "wire/visitor.h"

namespace metadata {

struct RegisterBrokerRecord : wire::MessageOf<RegisterBrokerRecord> {
    static constexpr wire::Api api{.key = 0, .versions = {0, 4}, .flexible_since = 0};
    struct BrokerEndpoint : wire::Struct {
        std::string name, host;
        std::uint16_t port = 0;
        std::int16_t security_protocol = 0; ///< 0 plaintext, 1 TLS, 2 SASL, 3 SASL over TLS
        void fields(wire::Visitor& v) override;
    };
    struct BrokerFeature : wire::Struct {
        std::string name;
        std::int16_t min_supported_version = 0, max_supported_version = 0;
        void fields(wire::Visitor& v) override;
    };
    std::int32_t broker_id = 0;
    bool is_migrating_zk_broker = false;
    base::Uuid incarnation_id;
    std::int64_t broker_epoch = 0;
    std::vector<BrokerEndpoint> end_points;
    std::vector<BrokerFeature> features;
    std::optional<std::string> rack;
    bool fenced = true;
    bool in_controlled_shutdown = false;
    std::vector<base::Uuid> log_dirs;
    std::optional<std::vector<base::Uuid>> cordoned_log_dirs;
    void fields(wire::Visitor& v) override;
};

struct UnregisterBrokerRecord : wire::MessageOf<UnregisterBrokerRecord> {
    static constexpr wire::Api api{.key = 1, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = 0;
    void fields(wire::Visitor& v) override;
};

/// Before BrokerRegistrationChangeRecord existed.
struct FenceBrokerRecord : wire::MessageOf<FenceBrokerRecord> {
    static constexpr wire::Api api{.key = 7, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t id = 0;
    std::int64_t epoch = 0;
    void fields(wire::Visitor& v) override;
};

struct UnfenceBrokerRecord : wire::MessageOf<UnfenceBrokerRecord> {
    static constexpr wire::Api api{.key = 8, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t id = 0;
    std::int64_t epoch = 0;
    void fields(wire::Visitor& v) override;
};

struct BrokerRegistrationChangeRecord : wire::MessageOf<BrokerRegistrationChangeRecord> {
    static constexpr wire::Api api{.key = 17, .versions = {0, 3}, .flexible_since = 0};
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = 0;
    std::int8_t fenced = 0;                 ///< 1 becomes fenced, -1 becomes unfenced, 0 stays
    std::int8_t in_controlled_shutdown = 0; ///< 1 begins a controlled shutdown, 0 stays
    std::vector<base::Uuid> log_dirs;       ///< empty: as they were
    std::optional<std::vector<base::Uuid>> cordoned_log_dirs;
    void fields(wire::Visitor& v) override;
};

struct RegisterControllerRecord : wire::MessageOf<RegisterControllerRecord> {
    static constexpr wire::Api api{.key = 27, .versions = {0, 0}, .flexible_since = 0};
    struct ControllerEndpoint : wire::Struct {
        std::string name, host;
        std::uint16_t port = 0;
        std::int16_t security_protocol = 0;
        void fields(wire::Visitor& v) override;
    };
    struct ControllerFeature : wire::Struct {
        std::string name;
        std::int16_t min_supported_version = 0, max_supported_version = 0;
        void fields(wire::Visitor& v) override;
    };
    std::int32_t controller_id = 0;
    base::Uuid incarnation_id;
    bool zk_migration_ready = false;
    std::vector<ControllerEndpoint> end_points;
    std::vector<ControllerFeature> features;
    void fields(wire::Visitor& v) override;
};

} // namespace metadata
