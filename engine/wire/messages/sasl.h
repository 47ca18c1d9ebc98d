#pragma once
// SaslHandshake, SaslAuthenticate, and SCRAM credentials (reference 3.13).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct SaslHandshakeRequest final : MessageOf<SaslHandshakeRequest> {
    static constexpr Api api{.key = 17, .versions = {0, 1}};
    std::string mechanism;
    void fields(Visitor& v) override;
};

struct SaslHandshakeResponse final : MessageOf<SaslHandshakeResponse> {
    static constexpr Api api{.key = 17, .versions = {0, 1}};
    std::int16_t error_code = 0;
    std::vector<std::string> mechanisms;
    void fields(Visitor& v) override;
};

struct SaslAuthenticateRequest final : MessageOf<SaslAuthenticateRequest> {
    static constexpr Api api{.key = 36, .versions = {0, 2}, .flexible_since = 2};
    std::vector<Byte> auth_bytes;
    void fields(Visitor& v) override;
};

struct SaslAuthenticateResponse final : MessageOf<SaslAuthenticateResponse> {
    static constexpr Api api{.key = 36, .versions = {0, 2}, .flexible_since = 2};
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<Byte> auth_bytes;
    std::int64_t session_lifetime_ms = 0;
    void fields(Visitor& v) override;
};

struct DescribeUserScramCredentialsRequest final : MessageOf<DescribeUserScramCredentialsRequest> {
    static constexpr Api api{.key = 50, .versions = {0, 0}, .flexible_since = 0};
    struct UserName final : Struct {
        std::string name;
        void fields(Visitor& v) override;
    };
    std::optional<std::vector<UserName>> users;
    void fields(Visitor& v) override;
};

struct DescribeUserScramCredentialsResponse final : MessageOf<DescribeUserScramCredentialsResponse> {
    static constexpr Api api{.key = 50, .versions = {0, 0}, .flexible_since = 0};
    struct CredentialInfo final : Struct {
        std::int8_t mechanism = 0;
        std::int32_t iterations = 0;
        void fields(Visitor& v) override;
    };
    struct DescribeUserScramCredentialsResult final : Struct {
        std::string user;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::vector<CredentialInfo> credential_infos;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<DescribeUserScramCredentialsResult> results;
    void fields(Visitor& v) override;
};

struct AlterUserScramCredentialsRequest final : MessageOf<AlterUserScramCredentialsRequest> {
    static constexpr Api api{.key = 51, .versions = {0, 0}, .flexible_since = 0};
    struct ScramCredentialDeletion final : Struct {
        std::string name;
        std::int8_t mechanism = 0;
        void fields(Visitor& v) override;
    };
    struct ScramCredentialUpsertion final : Struct {
        std::string name;
        std::int8_t mechanism = 0;
        std::int32_t iterations = 0;
        std::vector<Byte> salt;
        std::vector<Byte> salted_password;
        void fields(Visitor& v) override;
    };
    std::vector<ScramCredentialDeletion> deletions;
    std::vector<ScramCredentialUpsertion> upsertions;
    void fields(Visitor& v) override;
};

struct AlterUserScramCredentialsResponse final : MessageOf<AlterUserScramCredentialsResponse> {
    static constexpr Api api{.key = 51, .versions = {0, 0}, .flexible_since = 0};
    struct AlterUserScramCredentialsResult final : Struct {
        std::string user;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<AlterUserScramCredentialsResult> results;
    void fields(Visitor& v) override;
};

} // namespace wire
