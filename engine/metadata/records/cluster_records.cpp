#include "metadata/records/cluster_records.h"

namespace metadata {

void ConfigRecord::fields(wire::Visitor& v) {
    v.field("resource_type", resource_type);
    v.field("resource_name", resource_name);
    v.field("name", name);
    v.field("value", value);
}

void FeatureLevelRecord::fields(wire::Visitor& v) {
    v.field("name", name);
    v.field("feature_level", feature_level);
}

void ProducerIdsRecord::fields(wire::Visitor& v) {
    v.field("broker_id", broker_id);
    v.field("broker_epoch", broker_epoch, {.or_else = -1});
    v.field("next_producer_id", next_producer_id);
}

void NoOpRecord::fields(wire::Visitor&) {}

void ZkMigrationStateRecord::fields(wire::Visitor& v) {
    v.field("zk_migration_state", zk_migration_state);
}

void BeginTransactionRecord::fields(wire::Visitor& v) {
    v.field("name", name, {.tag = 0});
}

void EndTransactionRecord::fields(wire::Visitor&) {}

void AbortTransactionRecord::fields(wire::Visitor& v) {
    v.field("reason", reason, {.tag = 0});
}

} // namespace metadata
