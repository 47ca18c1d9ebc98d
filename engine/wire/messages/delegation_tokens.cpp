#include "wire/messages/delegation_tokens.h"

#include "wire/visitor.h"

namespace wire {

void CreateDelegationTokenRequest::CreatableRenewers::fields(Visitor& v) {
    v.field("principal_type", principal_type);
    v.field("principal_name", principal_name);
}

void CreateDelegationTokenRequest::fields(Visitor& v) {
    v.field("owner_principal_type", owner_principal_type, {.since = 3});
    v.field("owner_principal_name", owner_principal_name, {.since = 3});
    v.field("renewers", renewers);
    v.field("max_lifetime_ms", max_lifetime_ms);
}

void CreateDelegationTokenResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("principal_type", principal_type);
    v.field("principal_name", principal_name);
    v.field("token_requester_principal_type", token_requester_principal_type, {.since = 3});
    v.field("token_requester_principal_name", token_requester_principal_name, {.since = 3});
    v.field("issue_timestamp_ms", issue_timestamp_ms);
    v.field("expiry_timestamp_ms", expiry_timestamp_ms);
    v.field("max_timestamp_ms", max_timestamp_ms);
    v.field("token_id", token_id);
    v.field("hmac", hmac, {.about = "Secret of the token."});
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
}

void RenewDelegationTokenRequest::fields(Visitor& v) {
    v.field("hmac", hmac, {.about = "Secret of the token."});
    v.field("renew_period_ms", renew_period_ms);
}

void RenewDelegationTokenResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("expiry_timestamp_ms", expiry_timestamp_ms);
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
}

void ExpireDelegationTokenRequest::fields(Visitor& v) {
    v.field("hmac", hmac, {.about = "Secret of the token."});
    v.field("expiry_time_period_ms", expiry_time_period_ms);
}

void ExpireDelegationTokenResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("expiry_timestamp_ms", expiry_timestamp_ms);
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
}

void DescribeDelegationTokenRequest::DescribeDelegationTokenOwner::fields(Visitor& v) {
    v.field("principal_type", principal_type);
    v.field("principal_name", principal_name);
}

void DescribeDelegationTokenRequest::fields(Visitor& v) {
    v.field("owners", owners, {.about = "Null for all."});
}

void DescribeDelegationTokenResponse::DescribedDelegationTokenRenewer::fields(Visitor& v) {
    v.field("principal_type", principal_type);
    v.field("principal_name", principal_name);
}

void DescribeDelegationTokenResponse::DescribedDelegationToken::fields(Visitor& v) {
    v.field("principal_type", principal_type);
    v.field("principal_name", principal_name);
    v.field("token_requester_principal_type", token_requester_principal_type, {.since = 3});
    v.field("token_requester_principal_name", token_requester_principal_name, {.since = 3});
    v.field("issue_timestamp", issue_timestamp);
    v.field("expiry_timestamp", expiry_timestamp);
    v.field("max_timestamp", max_timestamp);
    v.field("token_id", token_id);
    v.field("hmac", hmac, {.about = "Secret of the token."});
    v.field("renewers", renewers);
}

void DescribeDelegationTokenResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("tokens", tokens);
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
}

} // namespace wire
