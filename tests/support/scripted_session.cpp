#include "support/scripted_session.h"

#include <cmath>
#include <fmt/format.h>
#include <utility>

namespace support {
namespace {

std::vector<base::Byte> bytes_of(const std::string& text) {
    std::vector<base::Byte> out;
    out.reserve(text.size());
    for (const char c : text) out.push_back(static_cast<base::Byte>(c));
    return out;
}

} // namespace

ScriptedSession::ScriptedSession(view::ClusterLayout layout, std::string data_dir)
    : layout_(std::move(layout)) {
    cluster_.name = layout_.name;
    cluster_.data_dir = std::move(data_dir);
    cluster_.capabilities = {
        .hosted = true, .manage_topics = true, .produce = true, .consume = true, .move_replicas = true};
    for (std::size_t a = 0; a < layout_.azs.size(); ++a) {
        const view::AzLayout& az = layout_.azs[a];
        int place = 0;
        for (const view::BrokerLayout& broker : az.brokers) {
            view::BrokerRow row;
            row.id = broker.id;
            row.az = az.name;
            row.address = fmt::format("127.10.{}.{}:{}", a + 1, ++place, layout_.plaintext_port);
            row.disk_size = broker.storage_bytes;
            row.disk_used = broker.storage_bytes * 12 / 100;
            brokers_.emplace(row.id, row);
        }
    }
    const std::size_t controllers = layout_.azs.size() == 3 ? 3 : 1;
    for (std::size_t n = 0; n < controllers; ++n) {
        view::ControllerRow controller;
        controller.id = 101 + static_cast<std::int32_t>(n);
        controller.az = layout_.azs.empty() ? "a" : layout_.azs[n].name;
        controller.address = fmt::format("127.10.{}.101:9093", n + 1);
        controllers_.push_back(controller);
    }
    put_all();
}

view::Ticket ScriptedSession::submit(view::Command command) {
    commands_.push_back(command);
    const view::Ticket ticket = ++last_ticket_;
    if (failure_) {
        feed_.answer(ticket,
                     view::Failed{kafka::ErrorCode::invalid_request, *std::exchange(failure_, std::nullopt)});
        return ticket;
    }
    run(ticket, command);
    return ticket;
}

void ScriptedSession::run(view::Ticket ticket, const view::Command& command) {
    if (std::holds_alternative<view::StartCluster>(command)) {
        start();
    } else if (std::holds_alternative<view::StopCluster>(command)) {
        stop();
    } else if (const auto* create = std::get_if<view::CreateTopic>(&command)) {
        overrides_[create->name] = create->configs;
        add_topic(create->name, create->partitions, 0);
    } else if (const auto* gone = std::get_if<view::DeleteTopic>(&command)) {
        topics_.erase(gone->name);
        feed_.remove(view::TopicKey{gone->name});
        feed_.fact(view::TopicDeleted{gone->name}, now_ms());
    } else if (const auto* add = std::get_if<view::AddPartitions>(&command)) {
        add_topic(add->topic, add->total, topics_[add->topic].records);
    } else if (const auto* alter = std::get_if<view::AlterTopicConfig>(&command)) {
        for (const auto& [key, value] : alter->changes) {
            if (value)
                overrides_[alter->topic][key] = *value;
            else
                overrides_[alter->topic].erase(key);
        }
    } else if (const auto* describe = std::get_if<view::DescribeTopicConfig>(&command)) {
        view::TopicConfigAnswer answer{describe->topic, {}};
        const std::map<std::string, std::string> defaults = {{"cleanup.policy", "delete"},
                                                             {"compression.type", "producer"},
                                                             {"max.message.bytes", "1048588"},
                                                             {"retention.bytes", "-1"},
                                                             {"retention.ms", "604800000"}};
        for (const auto& [key, value] : defaults) {
            view::ConfigEntry entry;
            entry.name = key;
            entry.default_value = value;
            const auto set = overrides_[describe->topic].find(key);
            const bool own = set != overrides_[describe->topic].end();
            entry.value = own ? set->second : value;
            entry.source = own ? view::ConfigSource::topic : view::ConfigSource::default_value;
            entry.type = key.starts_with("retention") ? 5 : key == "max.message.bytes" ? 3 : 2;
            answer.entries.push_back(std::move(entry));
        }
        feed_.answer(ticket, std::move(answer));
        return;
    } else if (const auto* produce = std::get_if<view::ProduceRecord>(&command)) {
        auto& row = topics_[produce->topic];
        for (std::int32_t i = 1; i <= produce->repeat; ++i)
            feed_.answer(ticket,
                         view::ProduceAnswer{
                             produce->partition.value_or(0), row.records++, 412, i, produce->repeat, {}});
        feed_.put(row);
        return;
    } else if (const auto* asked = std::get_if<view::ScanRecords>(&command)) {
        scan(ticket, *asked);
        return;
    } else if (const auto* cancel = std::get_if<view::CancelScan>(&command)) {
        view::RecordsAnswer last;
        last.finished = last.cancelled = true;
        feed_.answer(cancel->scan, std::move(last));
    }
    run_fault(command);
    feed_.answer(ticket, view::Done{});
}

void ScriptedSession::fail_next(std::string sentence) {
    failure_ = std::move(sentence);
}

void ScriptedSession::start() {
    if (!start_failure_.empty()) {
        cluster_.state = view::ClusterState::failed;
        cluster_.failure = start_failure_;
        feed_.put(cluster_);
        return;
    }
    cluster_.state = view::ClusterState::running;
    cluster_.failure.clear();
    cluster_.cluster_id = "T1DYkgLBQDCAi8Dc1EFBPA";
    cluster_.bootstrap.clear();
    for (const auto& [id, broker] : brokers_)
        cluster_.bootstrap += (cluster_.bootstrap.empty() ? "" : ",") + broker.address;
    set_nodes(view::NodeState::online);
    feed_.fact(view::ClusterStateChanged{view::ClusterState::running, {}}, now_ms());
    put_all();
}

void ScriptedSession::stop() {
    cluster_.state = view::ClusterState::stopping;
    feed_.put(cluster_);
    if (!hold_stop_) finish_stop();
}

void ScriptedSession::finish_stop() {
    cluster_.state = view::ClusterState::stopped;
    cluster_.bootstrap.clear();
    set_nodes(view::NodeState::offline);
    put_all();
}

void ScriptedSession::set_nodes(view::NodeState state) {
    for (auto& [id, broker] : brokers_) {
        broker.state = state;
        broker.bytes_in_rate = broker.bytes_out_rate = 0;
    }
    for (view::ControllerRow& controller : controllers_) {
        controller.state = state;
        controller.active = state == view::NodeState::online && &controller == &controllers_.back();
        controller.role = controller.active ? view::QuorumRole::leader : view::QuorumRole::follower;
        controller.epoch = 6;
        controller.log_end_offset = controller.high_watermark = 1204;
    }
}

void ScriptedSession::set_broker_state(std::int32_t broker, view::NodeState state) {
    brokers_.at(broker).state = state;
    feed_.put(brokers_.at(broker));
}

void ScriptedSession::tick() {
    ++seconds_;
    std::map<std::string, view::AzRow> azs;
    for (auto& [id, broker] : brokers_) {
        const bool online = broker.state == view::NodeState::online;
        const double wave = 1 + 0.12 * std::sin(static_cast<double>(seconds_) / 6.0 + id) +
                            0.05 * std::sin(static_cast<double>(seconds_) / 1.7 + 2 * id);
        broker.bytes_in_rate = online ? 13.9e6 * wave : 0;
        broker.bytes_out_rate = online ? 27.7e6 * wave : 0;
        broker.records_in_rate = broker.bytes_in_rate / 1024;
        broker.bytes_in_total += static_cast<std::int64_t>(broker.bytes_in_rate);
        broker.bytes_out_total += static_cast<std::int64_t>(broker.bytes_out_rate);
        feed_.put(broker);
        azs[broker.az].bytes_in_rate += broker.bytes_in_rate;
        azs[broker.az].bytes_out_rate += broker.bytes_out_rate;
    }
    for (std::size_t a = 0; a < layout_.azs.size(); ++a) {
        view::AzRow& row = azs[layout_.azs[a].name];
        row.cut = cut_azs_[layout_.azs[a].name];
        row.name = layout_.azs[a].name;
        row.subnet = fmt::format("127.10.{}.0/24", a + 1);
        feed_.put(row);
    }
}

void ScriptedSession::add_topic(const std::string& name, std::int32_t partitions, std::int64_t records) {
    view::TopicRow row;
    row.name = name;
    row.partitions = partitions;
    const auto factor = std::min(static_cast<std::size_t>(factor_), brokers_.size());
    row.replication_factor = static_cast<std::int32_t>(factor);
    row.records = records;
    row.size = records * 412;
    row.records_in_rate = records > 0 ? 1204 : 0;
    row.bytes_in_rate = row.records_in_rate * 412;
    row.cleanup_policy = "delete";
    row.retention_ms = 604800000;
    row.configs_overridden = static_cast<std::int32_t>(overrides_[name].size());
    if (records > 0) row.last_record_ms = now_ms();
    topics_[name] = row;
    feed_.put(row);
    std::vector<std::int32_t> ids;
    for (const auto& [id, broker] : brokers_) ids.push_back(id);
    for (std::int32_t p = 0; p < partitions; ++p) {
        view::PartitionRow partition;
        partition.key = {name, p};
        for (std::size_t i = 0; i < factor; ++i)
            partition.replicas.push_back(ids[(static_cast<std::size_t>(p) + i) % ids.size()]);
        partition.isr = partition.replicas;
        partition.leader = partition.replicas.front();
        partition.leader_epoch = 0;
        partition.min_insync_replicas = factor > 2 ? 2 : 1;
        partition.observed_ms = now_ms();
        partition.high_watermark = partition.log_end_offset = records / partitions;
        partition.size = row.size / partitions;
        for (std::size_t i = 1; i < partition.replicas.size(); ++i)
            partition.progress.push_back({partition.replicas[i], partition.log_end_offset, 0, 0});
        partitions_[partition.key] = partition;
    }
    put_counts();
    feed_.fact(view::TopicCreated{name, partitions, row.replication_factor}, now_ms());
}

void ScriptedSession::put_all() {
    feed_.put(cluster_);
    for (std::size_t a = 0; a < layout_.azs.size(); ++a)
        feed_.put(view::AzRow{layout_.azs[a].name, fmt::format("127.10.{}.0/24", a + 1), 0, 0,
                              cut_azs_[layout_.azs[a].name]});
    for (const auto& [id, broker] : brokers_) feed_.put(broker);
    for (const view::ControllerRow& controller : controllers_) feed_.put(controller);
    put_links();
    for (const auto& [name, topic] : topics_) feed_.put(topic);
    for (const auto& [key, partition] : partitions_) feed_.put(partition);
}

view::Record ScriptedSession::record_at(std::int32_t partition, std::int64_t offset) const {
    const std::string value =
        fmt::format(R"({{"order":"A-{}","total":{:.2f},"items":[{{"sku":"R-1","qty":1}}],)"
                    R"("id":9007199254740993}})",
                    90000 + offset, 18.0 + static_cast<double>(offset % 90) * 0.73);
    view::Record record;
    record.partition = partition;
    record.offset = offset;
    record.timestamp_ms = epoch_ms_ + offset * 37;
    record.key = base::Buffer::of(bytes_of(fmt::format("customer-{}", offset % 50)));
    if (offset % 7 != 6) record.value = base::Buffer::of(bytes_of(value));
    record.headers = {{"source", bytes_of("riparium")},
                      {"trace-id", bytes_of(fmt::format("{:016x}", offset))}};
    record.leader_epoch = 0;
    record.compression = view::Compression::lz4;
    record.batch_count = 38;
    record.size = static_cast<std::int32_t>(value.size() + 60);
    return record;
}

void ScriptedSession::scan(view::Ticket ticket, const view::ScanRecords& scan) {
    view::RecordsAnswer page;
    const auto topic = topics_.find(scan.topic);
    if (topic == topics_.end()) {
        page.finished = true;
        page.failure = view::Failed{kafka::ErrorCode::unknown_topic_or_partition, "There is no such topic."};
        feed_.answer(ticket, std::move(page));
        return;
    }
    const std::int64_t n = std::min(scan.limit, topic->second.records);
    for (std::int64_t i = 0; i < n; ++i) {
        const auto partition = static_cast<std::int32_t>(i % topic->second.partitions);
        page.records.push_back(record_at(partition, i / topic->second.partitions));
    }
    page.scanned = page.total = topic->second.records;
    page.matched = n;
    page.bytes_read = topic->second.size;
    page.finished = !std::holds_alternative<view::LiveTail>(scan.start);
    feed_.answer(ticket, std::move(page));
}

std::int64_t ScriptedSession::now_ms() const {
    return epoch_ms_ + seconds_ * 1000;
}

} // namespace support
