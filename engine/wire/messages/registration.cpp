#include "wire/messages/registration.h"

#include "wire/visitor.h"

namespace wire {

void BrokerRegistrationRequest::Listener::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("security_protocol", security_protocol,
            {.about = "0 plaintext, 1 TLS, 2 SASL, 3 SASL over TLS."});
}

void BrokerRegistrationRequest::Feature::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("min_supported_version", min_supported_version, {.about = "Lowest level supported."});
    v.field("max_supported_version", max_supported_version, {.about = "Highest level supported."});
}

void BrokerRegistrationRequest::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("incarnation_id", incarnation_id, {.about = "New at each start of the process."});
    v.field("listeners", listeners, {.about = "Where the node listens."});
    v.field("features", features, {.about = "Feature levels that the node supports."});
    v.field("rack", rack, {.about = "Rack (AZ) of the broker, null when unknown."});
    v.field("is_migrating_zk_broker", is_migrating_zk_broker, {.since = 1});
    v.field("log_dirs", log_dirs, {.since = 2, .about = "Directory ids."});
    v.field("previous_broker_epoch", previous_broker_epoch,
            {.since = 3, .or_else = -1, .about = "Before a clean shutdown, or -1."});
}

void BrokerRegistrationResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("broker_epoch", broker_epoch, {.or_else = -1, .about = "Broker epoch, given at registration."});
}

void BrokerHeartbeatRequest::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("broker_epoch", broker_epoch, {.or_else = -1, .about = "Broker epoch, given at registration."});
    v.field("current_metadata_offset", current_metadata_offset,
            {.about = "How far the broker has applied the metadata log."});
    v.field("want_fence", want_fence);
    v.field("want_shut_down", want_shut_down);
    v.field("cordoned_log_dirs", cordoned_log_dirs,
            {.since = 2, .tag = 1, .about = "Directories that take no new partitions."});
    v.field("offline_log_dirs", offline_log_dirs,
            {.since = 1, .tag = 0, .about = "Directories that failed."});
}

void BrokerHeartbeatResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("is_caught_up", is_caught_up, {.about = "Has applied enough of the metadata log."});
    v.field("is_fenced", is_fenced, {.or_else = 1, .about = "Not allowed to lead or to serve."});
    v.field("should_shut_down", should_shut_down);
}

void ControllerRegistrationRequest::Listener::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("security_protocol", security_protocol,
            {.about = "0 plaintext, 1 TLS, 2 SASL, 3 SASL over TLS."});
}

void ControllerRegistrationRequest::Feature::fields(Visitor& v) {
    v.field("name", name, {.about = "Name."});
    v.field("min_supported_version", min_supported_version, {.about = "Lowest level supported."});
    v.field("max_supported_version", max_supported_version, {.about = "Highest level supported."});
}

void ControllerRegistrationRequest::fields(Visitor& v) {
    v.field("controller_id", controller_id,
            {.about = "Id of the active controller, or of a broker that passes requests on."});
    v.field("incarnation_id", incarnation_id, {.about = "New at each start of the process."});
    v.field("zk_migration_ready", zk_migration_ready);
    v.field("listeners", listeners, {.about = "Where the node listens."});
    v.field("features", features, {.about = "Feature levels that the node supports."});
}

void ControllerRegistrationResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

} // namespace wire
