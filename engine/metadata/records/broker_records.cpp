#include "metadata/records/broker_records.h"

namespace metadata {

void RegisterBrokerRecord::BrokerEndpoint::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("host", host);
    v.field("port", port);
    v.field("security_protocol", security_protocol);
}

void RegisterBrokerRecord::BrokerFeature::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("min_supported_version", min_supported_version);
    v.field("max_supported_version", max_supported_version);
}

void RegisterBrokerRecord::fields(wire::Visitor& v) {
    v.field("broker_id", broker_id);
    v.field("is_migrating_zk_broker", is_migrating_zk_broker, {.since = 2});
    v.field("incarnation_id", incarnation_id);
    v.field("broker_epoch", broker_epoch);
    v.field("end_points", end_points);
    v.field("features", features);
    v.field("rack", rack);
    v.field("fenced", fenced, {.or_else = 1});
    v.field("in_controlled_shutdown", in_controlled_shutdown, {.since = 1});
    v.field("log_dirs", log_dirs, {.since = 3, .tag = 0});
    v.field("cordoned_log_dirs", cordoned_log_dirs, {.since = 4, .tag = 1});
}

void UnregisterBrokerRecord::fields(wire::Visitor& v) {
    v.field("broker_id", broker_id);
    v.field("broker_epoch", broker_epoch);
}

void FenceBrokerRecord::fields(wire::Visitor& v) {
    v.field("id", id);
    v.field("epoch", epoch);
}

void UnfenceBrokerRecord::fields(wire::Visitor& v) {
    v.field("id", id);
    v.field("epoch", epoch);
}

void BrokerRegistrationChangeRecord::fields(wire::Visitor& v) {
    v.field("broker_id", broker_id);
    v.field("broker_epoch", broker_epoch);
    v.field("fenced", fenced, {.tag = 0});
    v.field("in_controlled_shutdown", in_controlled_shutdown, {.since = 1, .tag = 1});
    v.field("log_dirs", log_dirs, {.since = 2, .tag = 2});
    v.field("cordoned_log_dirs", cordoned_log_dirs, {.since = 3, .tag = 3});
}

void RegisterControllerRecord::ControllerEndpoint::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("host", host);
    v.field("port", port);
    v.field("security_protocol", security_protocol);
}

void RegisterControllerRecord::ControllerFeature::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("min_supported_version", min_supported_version);
    v.field("max_supported_version", max_supported_version);
}

void RegisterControllerRecord::fields(wire::Visitor& v) {
    v.field("controller_id", controller_id);
    v.field("incarnation_id", incarnation_id);
    v.field("zk_migration_ready", zk_migration_ready);
    v.field("end_points", end_points);
    v.field("features", features);
}

} // namespace metadata
