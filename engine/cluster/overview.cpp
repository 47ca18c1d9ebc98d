#include "cluster/overview.h"

#include <algorithm>

namespace cluster {

Overview::Overview(view::Feed& feed, const base::Clock& clock) : feed_(feed), clock_(clock) {}

void Overview::begin(const std::vector<view::AzRow>& azs, const std::vector<view::BrokerRow>& brokers,
                     const std::vector<view::ControllerRow>& controllers) {
    const std::lock_guard lock(mutex_);
    for (const auto& row : azs) {
        azs_[row.name] = row;
        feed_.put(row);
    }
    for (const auto& row : brokers) {
        brokers_[base::BrokerId(row.id)] = row;
        feed_.put(row);
    }
    for (const auto& row : controllers) {
        controllers_[base::BrokerId(row.id)] = row;
        feed_.put(row);
    }
}

void Overview::end() {
    const std::lock_guard lock(mutex_);
    for (auto& [id, row] : brokers_) {
        row.state = view::NodeState::offline;
        row.leaders = row.replicas = row.connections = 0;
        row.bytes_in_rate = row.bytes_out_rate = row.records_in_rate = 0;
        feed_.put(row);
    }
    for (auto& [id, row] : controllers_) {
        row.state = view::NodeState::offline;
        row.active = false;
        feed_.put(row);
    }
    for (auto& [name, row] : azs_) {
        row.bytes_in_rate = row.bytes_out_rate = 0;
        feed_.put(row);
    }
    for (const auto& [name, topic] : topics_) {
        for (const auto& partition : topic.partitions) feed_.remove(partition.key);
        feed_.remove(view::TopicKey{name});
    }
    topics_.clear();
}

void Overview::broker(const broker::BrokerReport& report) {
    bool state_changed = false;
    {
        const std::lock_guard lock(mutex_);
        view::BrokerRow& row = brokers_[report.id];
        state_changed = row.state != report.state;
        row.state = report.state;
        row.leaders = report.leaders;
        row.replicas = report.replicas;
        row.connections = report.connections;
        row.disk_used = report.disk_used;
        row.bytes_in_total = report.bytes_in_total;
        row.bytes_out_total = report.bytes_out_total;
        row.records_in_total = report.records_in_total;
        row.bytes_in_rate = report.bytes_in_rate;
        row.bytes_out_rate = report.bytes_out_rate;
        row.records_in_rate = report.records_in_rate;
        feed_.put(row);
        publish_az(row.az);
        std::set<std::string> touched;
        for (const auto& partition : report.partitions) take(partition, touched);
        for (const auto& name : touched) publish_topic(topics_.at(name));
    }
    if (!state_changed) return;
    fact(view::BrokerStateChanged{report.id.value, report.state});
    if (broker_state_) broker_state_(report.id, report.state);
}

void Overview::take(const broker::PartitionReport& report, std::set<std::string>& touched) {
    const auto found = topics_.find(report.topic);
    const auto index = static_cast<std::size_t>(report.partition);
    // A report may be older than the deletion (or re-creation) of its topic.
    if (found == topics_.end() || found->second.row.id != report.topic_id) return;
    if (index >= found->second.partitions.size()) return;
    Topic& topic = found->second;
    topic.reports[index] = report;
    view::PartitionRow& row = topic.partitions[index];
    row.log_start_offset = report.log_start_offset;
    row.high_watermark = report.high_watermark;
    row.log_end_offset = report.log_end_offset;
    row.size = report.size;
    feed_.put(row);
    touched.insert(report.topic);
}

void Overview::publish_topic(Topic& topic) {
    view::TopicRow& row = topic.row;
    row.size = row.records = 0;
    row.bytes_in_rate = row.records_in_rate = 0;
    for (const auto& report : topic.reports) {
        row.size += report.size;
        row.records += report.high_watermark - report.log_start_offset;
        row.bytes_in_rate += report.bytes_in_rate;
        row.records_in_rate += report.records_in_rate;
        if (report.last_record_ms)
            row.last_record_ms = std::max(row.last_record_ms.value_or(0), *report.last_record_ms);
    }
    feed_.put(row);
}

void Overview::publish_az(const std::string& name) {
    const auto found = azs_.find(name);
    if (found == azs_.end()) return;
    view::AzRow& row = found->second;
    row.bytes_in_rate = row.bytes_out_rate = 0;
    for (const auto& [id, broker] : brokers_) {
        if (broker.az != name) continue;
        row.bytes_in_rate += broker.bytes_in_rate;
        row.bytes_out_rate += broker.bytes_out_rate;
    }
    feed_.put(row);
}

void Overview::controller(const broker::ControllerReport& report) {
    const std::lock_guard lock(mutex_);
    view::ControllerRow& row = controllers_[report.id];
    row.state = report.state;
    row.active = report.active;
    row.epoch = report.epoch;
    row.log_end_offset = report.log_end_offset;
    feed_.put(row);
}

void Overview::metadata(const broker::MetadataReport& report) {
    const std::lock_guard lock(mutex_);
    for (const auto& [name, id] : report.gone) {
        const auto found = topics_.find(name);
        if (found == topics_.end() || found->second.row.id != id) continue;
        for (const auto& partition : found->second.partitions) feed_.remove(partition.key);
        feed_.remove(view::TopicKey{name});
        topics_.erase(found);
    }
    for (const auto& topic : report.topics) take(topic);
}

void Overview::take(const broker::TopicReport& report) {
    Topic& topic = topics_[report.name];
    if (topic.row.id != report.id) topic = {};
    topic.row.name = report.name;
    topic.row.id = report.id;
    topic.row.internal = report.name.starts_with("__");
    topic.row.partitions = static_cast<std::int32_t>(report.partitions.size());
    topic.row.replication_factor =
        report.partitions.empty() ? 0 : static_cast<std::int32_t>(report.partitions[0].replicas.size());
    topic.row.cleanup_policy = report.cleanup_policy;
    topic.row.retention_ms = report.retention_ms;
    topic.row.retention_bytes = report.retention_bytes;
    topic.row.configs_overridden = report.configs_overridden;
    topic.partitions.resize(report.partitions.size());
    topic.reports.resize(report.partitions.size());
    for (std::size_t i = 0; i < report.partitions.size(); ++i) {
        view::PartitionRow& row = topic.partitions[i];
        const auto& partition = report.partitions[i];
        row.key = {report.name, static_cast<std::int32_t>(i)};
        row.leader = partition.leader;
        row.leader_epoch = partition.leader_epoch;
        row.replicas = partition.replicas;
        row.isr = partition.isr;
        feed_.put(row);
    }
    publish_topic(topic);
}

void Overview::fact(view::FactKind what) {
    feed_.fact(std::move(what), clock_.wall_ms());
}

} // namespace cluster
