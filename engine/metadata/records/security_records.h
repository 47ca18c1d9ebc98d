#pragma once
// Metadata-log records about who may do what: ACLs, SCRAM credentials, delegation tokens, client quotas.
// Fields are Kafka's (reference 5). Plain values, any thread.

#include "wire/visitor.h"

namespace metadata {

struct AccessControlEntryRecord : wire::MessageOf<AccessControlEntryRecord> {
    static constexpr wire::Api api{.key = 18, .versions = {0, 0}, .flexible_since = 0};
    base::Uuid id;
    std::int8_t resource_type = 0;
    std::string resource_name;
    std::int8_t pattern_type = 0;
    std::string principal, host;
    std::int8_t operation = 0, permission_type = 0;
    void fields(wire::Visitor& v) override;
};

struct RemoveAccessControlEntryRecord : wire::MessageOf<RemoveAccessControlEntryRecord> {
    static constexpr wire::Api api{.key = 19, .versions = {0, 0}, .flexible_since = 0};
    base::Uuid id;
    void fields(wire::Visitor& v) override;
};

struct UserScramCredentialRecord : wire::MessageOf<UserScramCredentialRecord> {
    static constexpr wire::Api api{.key = 11, .versions = {0, 0}, .flexible_since = 0};
    std::string name;
    std::int8_t mechanism = 0; ///< 1 SCRAM-SHA-256, 2 SCRAM-SHA-512
    std::vector<base::Byte> salt, stored_key, server_key;
    std::int32_t iterations = 0;
    void fields(wire::Visitor& v) override;
};

struct RemoveUserScramCredentialRecord : wire::MessageOf<RemoveUserScramCredentialRecord> {
    static constexpr wire::Api api{.key = 22, .versions = {0, 0}, .flexible_since = 0};
    std::string name;
    std::int8_t mechanism = 0;
    void fields(wire::Visitor& v) override;
};

struct ClientQuotaRecord : wire::MessageOf<ClientQuotaRecord> {
    static constexpr wire::Api api{.key = 14, .versions = {0, 0}, .flexible_since = 0};
    struct EntityData : wire::Struct {
        std::string entity_type;
        std::optional<std::string> entity_name; ///< null: the default entity
        void fields(wire::Visitor& v) override;
    };
    std::vector<EntityData> entity;
    std::string key;
    double value = 0;
    bool remove = false;
    void fields(wire::Visitor& v) override;
};

struct DelegationTokenRecord : wire::MessageOf<DelegationTokenRecord> {
    static constexpr wire::Api api{.key = 10, .versions = {0, 0}, .flexible_since = 0};
    std::string owner, requester;
    std::vector<std::string> renewers;
    std::int64_t issue_timestamp = 0, max_timestamp = 0, expiration_timestamp = 0;
    std::string token_id;
    void fields(wire::Visitor& v) override;
};

struct RemoveDelegationTokenRecord : wire::MessageOf<RemoveDelegationTokenRecord> {
    static constexpr wire::Api api{.key = 26, .versions = {0, 0}, .flexible_since = 0};
    std::string token_id;
    void fields(wire::Visitor& v) override;
};

} // namespace metadata
