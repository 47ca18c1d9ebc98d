#include "metadata/records/security_records.h"

namespace metadata {

void AccessControlEntryRecord::fields(wire::Visitor& v) {
    v.field("id", id);
    v.field("resource_type", resource_type);
    v.field("resource_name", resource_name);
    v.field("pattern_type", pattern_type);
    v.field("principal", principal);
    v.field("host", host);
    v.field("operation", operation);
    v.field("permission_type", permission_type);
}

void RemoveAccessControlEntryRecord::fields(wire::Visitor& v) {
    v.field("id", id);
}

void UserScramCredentialRecord::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("mechanism", mechanism);
    v.field("salt", salt);
    v.field("stored_key", stored_key);
    v.field("server_key", server_key);
    v.field("iterations", iterations);
}

void RemoveUserScramCredentialRecord::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("mechanism", mechanism);
}

void ClientQuotaRecord::EntityData::fields(wire::Visitor& v) {
    v.field("entity_type", entity_type);
    v.field("entity_name", entity_name);
}

void ClientQuotaRecord::fields(wire::Visitor& v) {
    v.field("entity", entity);
    v.field("key", key);
    v.field("value", value);
    v.field("remove", remove);
}

void DelegationTokenRecord::fields(wire::Visitor& v) {
    v.field("owner", owner);
    v.field("requester", requester);
    v.field("renewers", renewers);
    v.field("issue_timestamp", issue_timestamp);
    v.field("max_timestamp", max_timestamp);
    v.field("expiration_timestamp", expiration_timestamp);
    v.field("token_id", token_id);
}

void RemoveDelegationTokenRecord::fields(wire::Visitor& v) {
    v.field("token_id", token_id);
}

} // namespace metadata
