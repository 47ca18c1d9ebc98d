#include "wire/messages/sasl.h"

#include "wire/visitor.h"

namespace wire {

void SaslHandshakeRequest::fields(Visitor& v) {
    v.field("mechanism", mechanism, {.about = "SASL mechanism."});
}

void SaslHandshakeResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("mechanisms", mechanisms, {.about = "That the broker offers."});
}

void SaslAuthenticateRequest::fields(Visitor& v) {
    v.field("auth_bytes", auth_bytes, {.about = "Token of the SASL mechanism."});
}

void SaslAuthenticateResponse::fields(Visitor& v) {
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("auth_bytes", auth_bytes, {.about = "Token of the SASL mechanism."});
    v.field("session_lifetime_ms", session_lifetime_ms,
            {.since = 1, .about = "When the client has to authenticate again, 0 for never."});
}

void DescribeUserScramCredentialsRequest::UserName::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
}

void DescribeUserScramCredentialsRequest::fields(Visitor& v) {
    v.field("users", users, {.about = "Null for all."});
}

void DescribeUserScramCredentialsResponse::CredentialInfo::fields(Visitor& v) {
    v.field("mechanism", mechanism, {.about = "1 SCRAM-SHA-256, 2 SCRAM-SHA-512."});
    v.field("iterations", iterations, {.about = "Rounds of hashing."});
}

void DescribeUserScramCredentialsResponse::DescribeUserScramCredentialsResult::fields(Visitor& v) {
    v.field("user", user, {.about = "Name of the user."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("credential_infos", credential_infos);
}

void DescribeUserScramCredentialsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("results", results, {.about = "One per topic or resource."});
}

void AlterUserScramCredentialsRequest::ScramCredentialDeletion::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("mechanism", mechanism, {.about = "1 SCRAM-SHA-256, 2 SCRAM-SHA-512."});
}

void AlterUserScramCredentialsRequest::ScramCredentialUpsertion::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("mechanism", mechanism, {.about = "1 SCRAM-SHA-256, 2 SCRAM-SHA-512."});
    v.field("iterations", iterations, {.about = "Rounds of hashing."});
    v.field("salt", salt, {.about = "Salt of the password."});
    v.field("salted_password", salted_password, {.about = "The salted password."});
}

void AlterUserScramCredentialsRequest::fields(Visitor& v) {
    v.field("deletions", deletions);
    v.field("upsertions", upsertions);
}

void AlterUserScramCredentialsResponse::AlterUserScramCredentialsResult::fields(Visitor& v) {
    v.field("user", user, {.about = "Name of the user."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void AlterUserScramCredentialsResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("results", results, {.about = "One per topic or resource."});
}

} // namespace wire
