#include "cluster/rows_json.h"

#include <boost/json.hpp>

namespace cluster {

namespace json = boost::json;

namespace {

const char* word(view::ClusterState state) {
    static constexpr const char* words[] = {"stopped", "starting", "running", "stopping", "failed"};
    return words[static_cast<std::size_t>(state)];
}
const char* word(view::NodeState state) {
    static constexpr const char* words[] = {"offline", "starting", "fenced", "online", "stopping"};
    return words[static_cast<std::size_t>(state)];
}
const char* word(view::NodeKind kind) {
    return kind == view::NodeKind::broker ? "broker" : "controller";
}
const char* word(view::DiskState state) {
    static constexpr const char* words[] = {"ok", "slow", "full"};
    return words[static_cast<std::size_t>(state)];
}
const char* word(view::QuorumRole role) {
    static constexpr const char* words[] = {"unknown", "unattached", "prospective", "candidate",
                                            "voted",   "follower",   "leader",      "resigned"};
    return words[static_cast<std::size_t>(role)];
}
const char* word(view::FaultKind kind) {
    static constexpr const char* words[] = {"node_killed", "node_stopped", "node_frozen", "az_cut",
                                            "link",        "disk_slow",    "disk_full",   "power_lost"};
    return words[static_cast<std::size_t>(kind)];
}
const char* word(view::StateReason reason) {
    static constexpr const char* words[] = {"unknown",         "started",       "session_expired",
                                            "connection_lost", "shutting_down", "caught_up"};
    return words[static_cast<std::size_t>(reason)];
}
const char* word(view::LeaderChangeReason reason) {
    static constexpr const char* words[] = {"unknown",         "broker_fenced",      "broker_shutdown",
                                            "broker_returned", "preferred_election", "unclean_election",
                                            "reassignment"};
    return words[static_cast<std::size_t>(reason)];
}
const char* word(view::IsrChangeReason reason) {
    static constexpr const char* words[] = {"unknown",          "fell_behind",     "caught_up",
                                            "broker_fenced",    "broker_shutdown", "unclean_shutdown",
                                            "unclean_election", "reassignment"};
    return words[static_cast<std::size_t>(reason)];
}
const char* word(view::ReassignmentStep step) {
    static constexpr const char* words[] = {"started", "completed", "cancelled"};
    return words[static_cast<std::size_t>(step)];
}
const char* word(view::MaintenanceStep step) {
    static constexpr const char* words[] = {"started", "restarting", "back_in_sync", "finished", "stopped"};
    return words[static_cast<std::size_t>(step)];
}

json::array numbers(const std::vector<std::int32_t>& from) {
    return json::array(from.begin(), from.end());
}

json::object link_state(const view::LinkState& state) {
    return {{"cut", state.cut},
            {"latency_ms", state.latency_ms},
            {"loss", state.loss},
            {"bandwidth", state.bandwidth}};
}

json::object row_json(const view::ClusterRow& row) {
    json::object object{
        {"name", row.name},         {"cluster_id", row.cluster_id},
        {"state", word(row.state)}, {"bootstrap", row.bootstrap},
        {"data_dir", row.data_dir}, {"default_replication_factor", row.default_replication_factor}};
    if (!row.address_note.empty()) object["address_note"] = row.address_note;
    if (row.maintenance)
        object["maintenance"] = {{"broker", row.maintenance->broker},
                                 {"done", row.maintenance->done},
                                 {"total", row.maintenance->total},
                                 {"waiting_for_isr", row.maintenance->waiting_for_isr}};
    return object;
}

json::object row_json(const view::BrokerRow& row) {
    json::object object{{"id", row.id},
                        {"az", row.az},
                        {"address", row.address},
                        {"state", word(row.state)},
                        {"frozen", row.frozen},
                        {"disk", word(row.disk)},
                        {"leaders", row.leaders},
                        {"replicas", row.replicas},
                        {"connections", row.connections},
                        {"disk_used", row.disk_used},
                        {"disk_size", row.disk_size},
                        {"bytes_in_rate", row.bytes_in_rate},
                        {"bytes_out_rate", row.bytes_out_rate}};
    if (row.state_since_ms) object["state_since_ms"] = *row.state_since_ms;
    return object;
}

json::object row_json(const view::ControllerRow& row) {
    json::object object{{"id", row.id},
                        {"az", row.az},
                        {"address", row.address},
                        {"state", word(row.state)},
                        {"active", row.active},
                        {"role", word(row.role)},
                        {"epoch", row.epoch},
                        {"frozen", row.frozen},
                        {"disk", word(row.disk)},
                        {"log_end_offset", row.log_end_offset},
                        {"high_watermark", row.high_watermark}};
    if (row.state_since_ms) object["state_since_ms"] = *row.state_since_ms;
    return object;
}

json::object row_json(const view::AzRow& row) {
    return {{"name", row.name},
            {"subnet", row.subnet},
            {"cut", row.cut},
            {"bytes_in_rate", row.bytes_in_rate},
            {"bytes_out_rate", row.bytes_out_rate}};
}

json::object row_json(const view::LinkRow& row) {
    json::object object = link_state(row.state);
    object["from"] = row.key.from_az;
    object["to"] = row.key.to_az;
    object["bytes_rate"] = row.bytes_rate;
    return object;
}

json::object row_json(const view::TopicRow& row) {
    return {{"name", row.name},
            {"id", row.id.text()},
            {"internal", row.internal},
            {"partitions", row.partitions},
            {"replication_factor", row.replication_factor},
            {"size", row.size},
            {"records", row.records}};
}

json::object row_json(const view::FaultRow& row) {
    return fault_json(row);
}

json::object row_json(const view::PartitionRow& row) {
    return {{"topic", row.key.topic},
            {"partition", row.key.partition},
            {"leader", row.leader},
            {"leader_epoch", row.leader_epoch},
            {"replicas", numbers(row.replicas)},
            {"isr", numbers(row.isr)},
            {"adding", numbers(row.adding)},
            {"removing", numbers(row.removing)},
            {"min_insync_replicas", row.min_insync_replicas},
            {"log_start_offset", row.log_start_offset},
            {"high_watermark", row.high_watermark},
            {"log_end_offset", row.log_end_offset}};
}

json::object counts_json(const std::vector<view::PartitionRow>& rows) {
    std::int64_t offline = 0, under_replicated = 0, under_min_isr = 0;
    for (const auto& row : rows) {
        if (row.leader < 0) ++offline;
        if (row.isr.size() < row.replicas.size()) ++under_replicated;
        if (static_cast<std::int64_t>(row.isr.size()) < row.min_insync_replicas) ++under_min_isr;
    }
    return {{"total", rows.size()},
            {"offline", offline},
            {"under_replicated", under_replicated},
            {"under_min_isr", under_min_isr}};
}

template <class Row>
json::array rows_json(const std::vector<Row>& rows) {
    json::array array;
    for (const Row& row : rows) array.push_back(row_json(row));
    return array;
}

/// What each fact says, beside its name.
struct Describe {
    json::object operator()(const view::ClusterStateChanged& f) const {
        return {{"fact", "cluster_state_changed"}, {"state", word(f.state)}, {"failure", f.failure}};
    }
    json::object operator()(const view::BrokerStateChanged& f) const {
        json::object told{{"fact", "broker_state_changed"},
                          {"broker", f.broker},
                          {"state", word(f.state)},
                          {"reason", word(f.reason)}};
        if (f.session_ms > 0) told["session_ms"] = f.session_ms;
        return told;
    }
    json::object operator()(const view::ControllerElected& f) const {
        return {{"fact", "controller_elected"}, {"controller", f.controller}, {"epoch", f.epoch}};
    }
    json::object operator()(const view::TopicCreated& f) const {
        return {{"fact", "topic_created"},
                {"topic", f.topic},
                {"partitions", f.partitions},
                {"replication_factor", f.replication_factor}};
    }
    json::object operator()(const view::TopicDeleted& f) const {
        return {{"fact", "topic_deleted"}, {"topic", f.topic}};
    }
    json::object operator()(const view::PartitionsAdded& f) const {
        return {{"fact", "partitions_added"}, {"topic", f.topic}, {"partitions", f.partitions}};
    }
    json::object operator()(const view::TopicConfigChanged& f) const {
        return {{"fact", "topic_config_changed"},
                {"topic", f.topic},
                {"key", f.key},
                {"value", f.value ? json::value(*f.value) : json::value(nullptr)}};
    }
    json::object operator()(const view::LogDirFailed& f) const {
        return {{"fact", "log_dir_failed"}, {"node", f.node}, {"path", f.path}, {"reason", f.reason}};
    }
    json::object operator()(const view::LeaderChanged& f) const {
        return {{"fact", "leader_changed"}, {"topic", f.topic}, {"partition", f.partition},
                {"from", f.from},           {"to", f.to},       {"epoch", f.epoch},
                {"reason", word(f.reason)}};
    }
    json::object operator()(const view::IsrChanged& f) const {
        return {{"fact", "isr_changed"},       {"topic", f.topic},          {"partition", f.partition},
                {"before", numbers(f.before)}, {"after", numbers(f.after)}, {"reason", word(f.reason)}};
    }
    json::object operator()(const view::ReplicaTruncated& f) const {
        return {{"fact", "replica_truncated"}, {"topic", f.topic}, {"partition", f.partition},
                {"broker", f.broker},          {"from", f.from},   {"to", f.to}};
    }
    json::object operator()(const view::FaultStarted& f) const {
        return {{"fact", "fault_started"}, {"fault", fault_json(f.fault)}};
    }
    json::object operator()(const view::FaultLifted& f) const {
        return {{"fact", "fault_lifted"}, {"fault", fault_json(f.fault)}};
    }
    json::object operator()(const view::ReassignmentChanged& f) const {
        return {{"fact", "reassignment_changed"},
                {"topic", f.topic},
                {"partition", f.partition},
                {"step", word(f.step)},
                {"replicas", numbers(f.replicas)}};
    }
    json::object operator()(const view::BrokerConfigChanged& f) const {
        json::object object{{"fact", "broker_config_changed"},
                            {"key", f.key},
                            {"value", f.value ? json::value(*f.value) : json::value(nullptr)}};
        if (f.broker) object["broker"] = *f.broker;
        return object;
    }
    json::object operator()(const view::MaintenanceChanged& f) const {
        json::object object{{"fact", "maintenance_changed"}, {"step", word(f.step)}};
        if (f.broker) object["broker"] = *f.broker;
        return object;
    }
    json::object operator()(const view::BrokerAdded& f) const {
        return {{"fact", "broker_added"}, {"broker", f.broker}, {"az", f.az}};
    }
    json::object operator()(const view::BrokerRemoved& f) const {
        return {{"fact", "broker_removed"}, {"broker", f.broker}};
    }
};

} // namespace

json::object fault_json(const view::FaultRow& row) {
    json::object object{{"key", row.key.id}, {"kind", word(row.kind)}, {"since_ms", row.since_ms}};
    if (row.node) object["node"] = {{"kind", word(row.node->kind)}, {"id", row.node->id}};
    if (!row.az.empty()) object["az"] = row.az;
    if (row.kind == view::FaultKind::link) {
        object["to_az"] = row.to_az;
        object["link"] = link_state(row.link);
    }
    if (row.kind == view::FaultKind::disk_slow) object["disk_delay_ms"] = row.disk_delay_ms;
    return object;
}

json::object status_json(const view::Batch& rows, bool each_partition) {
    json::object status;
    if (rows.cluster) status["cluster"] = row_json(*rows.cluster);
    status["azs"] = rows_json(rows.azs);
    status["brokers"] = rows_json(rows.brokers);
    status["controllers"] = rows_json(rows.controllers);
    status["links"] = rows_json(rows.links);
    status["faults"] = rows_json(rows.faults);
    status["topics"] = rows_json(rows.topics);
    status["partitions"] = counts_json(rows.partitions);
    if (each_partition) status["each_partition"] = rows_json(rows.partitions);
    return status;
}

json::object fact_json(const view::Fact& fact) {
    json::object object{{"time_ms", fact.time_ms}};
    for (auto& member : std::visit(Describe{}, fact.what)) object.insert(member);
    return object;
}

} // namespace cluster
