#pragma once
// Metadata-log records about the cluster as a whole: features, configuration, producer ids, transactions of
// the log. Fields are Kafka's (reference 5 and 8). Plain values, any thread.

#include "wire/visitor.h"

namespace metadata {

/// Sets a key of a resource, or takes it away when the value is null.
struct ConfigRecord : wire::MessageOf<ConfigRecord> {
    static constexpr wire::Api api{.key = 4, .versions = {0, 0}, .flexible_since = 0};
    std::int8_t resource_type = 0;
    std::string resource_name, name;
    std::optional<std::string> value;
    void fields(wire::Visitor& v) override;
};

/// Level 0 takes the feature away.
struct FeatureLevelRecord : wire::MessageOf<FeatureLevelRecord> {
    static constexpr wire::Api api{.key = 12, .versions = {0, 0}, .flexible_since = 0};
    std::string name;
    std::int16_t feature_level = 0;
    void fields(wire::Visitor& v) override;
};

/// A block of producer ids was given to a broker: the next one begins here.
struct ProducerIdsRecord : wire::MessageOf<ProducerIdsRecord> {
    static constexpr wire::Api api{.key = 15, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = -1, next_producer_id = 0;
    void fields(wire::Visitor& v) override;
};

struct NoOpRecord : wire::MessageOf<NoOpRecord> {
    static constexpr wire::Api api{.key = 20, .versions = {0, 0}, .flexible_since = 0};
    void fields(wire::Visitor& v) override;
};

/// Of clusters that came from ZooKeeper: kept, never written anew.
struct ZkMigrationStateRecord : wire::MessageOf<ZkMigrationStateRecord> {
    static constexpr wire::Api api{.key = 21, .versions = {0, 0}, .flexible_since = 0};
    std::int8_t zk_migration_state = 0;
    void fields(wire::Visitor& v) override;
};

/// What follows takes effect at EndTransactionRecord, or never after AbortTransactionRecord.
struct BeginTransactionRecord : wire::MessageOf<BeginTransactionRecord> {
    static constexpr wire::Api api{.key = 23, .versions = {0, 0}, .flexible_since = 0};
    std::optional<std::string> name;
    void fields(wire::Visitor& v) override;
};

struct EndTransactionRecord : wire::MessageOf<EndTransactionRecord> {
    static constexpr wire::Api api{.key = 24, .versions = {0, 0}, .flexible_since = 0};
    void fields(wire::Visitor& v) override;
};

struct AbortTransactionRecord : wire::MessageOf<AbortTransactionRecord> {
    static constexpr wire::Api api{.key = 25, .versions = {0, 0}, .flexible_since = 0};
    std::optional<std::string> reason;
    void fields(wire::Visitor& v) override;
};

} // namespace metadata
