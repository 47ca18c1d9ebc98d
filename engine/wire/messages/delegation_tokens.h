#pragma once
// Create, Renew, Expire, DescribeDelegationToken (reference 3.13).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct CreateDelegationTokenRequest final : MessageOf<CreateDelegationTokenRequest> {
    static constexpr Api api{.key = 38, .versions = {1, 3}, .flexible_since = 2};
    struct CreatableRenewers final : Struct {
        std::string principal_type;
        std::string principal_name;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> owner_principal_type;
    std::optional<std::string> owner_principal_name;
    std::vector<CreatableRenewers> renewers;
    std::int64_t max_lifetime_ms = 0;
    void fields(Visitor& v) override;
};

struct CreateDelegationTokenResponse final : MessageOf<CreateDelegationTokenResponse> {
    static constexpr Api api{.key = 38, .versions = {1, 3}, .flexible_since = 2};
    std::int16_t error_code = 0;
    std::string principal_type;
    std::string principal_name;
    std::string token_requester_principal_type;
    std::string token_requester_principal_name;
    std::int64_t issue_timestamp_ms = 0;
    std::int64_t expiry_timestamp_ms = 0;
    std::int64_t max_timestamp_ms = 0;
    std::string token_id;
    std::vector<Byte> hmac;
    std::int32_t throttle_time_ms = 0;
    void fields(Visitor& v) override;
};

struct RenewDelegationTokenRequest final : MessageOf<RenewDelegationTokenRequest> {
    static constexpr Api api{.key = 39, .versions = {1, 2}, .flexible_since = 2};
    std::vector<Byte> hmac;
    std::int64_t renew_period_ms = 0;
    void fields(Visitor& v) override;
};

struct RenewDelegationTokenResponse final : MessageOf<RenewDelegationTokenResponse> {
    static constexpr Api api{.key = 39, .versions = {1, 2}, .flexible_since = 2};
    std::int16_t error_code = 0;
    std::int64_t expiry_timestamp_ms = 0;
    std::int32_t throttle_time_ms = 0;
    void fields(Visitor& v) override;
};

struct ExpireDelegationTokenRequest final : MessageOf<ExpireDelegationTokenRequest> {
    static constexpr Api api{.key = 40, .versions = {1, 2}, .flexible_since = 2};
    std::vector<Byte> hmac;
    std::int64_t expiry_time_period_ms = 0;
    void fields(Visitor& v) override;
};

struct ExpireDelegationTokenResponse final : MessageOf<ExpireDelegationTokenResponse> {
    static constexpr Api api{.key = 40, .versions = {1, 2}, .flexible_since = 2};
    std::int16_t error_code = 0;
    std::int64_t expiry_timestamp_ms = 0;
    std::int32_t throttle_time_ms = 0;
    void fields(Visitor& v) override;
};

struct DescribeDelegationTokenRequest final : MessageOf<DescribeDelegationTokenRequest> {
    static constexpr Api api{.key = 41, .versions = {1, 3}, .flexible_since = 2};
    struct DescribeDelegationTokenOwner final : Struct {
        std::string principal_type;
        std::string principal_name;
        void fields(Visitor& v) override;
    };
    std::optional<std::vector<DescribeDelegationTokenOwner>> owners;
    void fields(Visitor& v) override;
};

struct DescribeDelegationTokenResponse final : MessageOf<DescribeDelegationTokenResponse> {
    static constexpr Api api{.key = 41, .versions = {1, 3}, .flexible_since = 2};
    struct DescribedDelegationTokenRenewer final : Struct {
        std::string principal_type;
        std::string principal_name;
        void fields(Visitor& v) override;
    };
    struct DescribedDelegationToken final : Struct {
        std::string principal_type;
        std::string principal_name;
        std::string token_requester_principal_type;
        std::string token_requester_principal_name;
        std::int64_t issue_timestamp = 0;
        std::int64_t expiry_timestamp = 0;
        std::int64_t max_timestamp = 0;
        std::string token_id;
        std::vector<Byte> hmac;
        std::vector<DescribedDelegationTokenRenewer> renewers;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::vector<DescribedDelegationToken> tokens;
    std::int32_t throttle_time_ms = 0;
    void fields(Visitor& v) override;
};

} // namespace wire
