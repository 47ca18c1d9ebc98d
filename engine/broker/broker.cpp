#include "broker/broker.h"

#include "base/log.h"
#include "broker/api_handlers.h"
#include "broker/checkpoints.h"
#include "broker/disk_pool.h"
#include "metadata/configs.h"
#include "metadata/topic_names.h"

#include <algorithm>

#include <utility>

namespace broker {

using base::BrokerId;
using base::Error;
using kafka::ErrorCode;

Broker::Broker(NodeConfig config, NodeServices services)
    : config_(std::move(config)), services_(services), rng_(base::Rng::from_system()),
      producer_ids_([this](ProducerIds::OnBlock done) { channel_->allocate_producer_ids(std::move(done)); }) {
}

Broker::~Broker() = default;

// ---- life
// -----------------------------------------------------------------------------------------------------

base::Result<> Broker::open() {
    const base::log::NodeScope node(config_.name);
    auto dir = storage::LogDir::open(services_.disk, services_.clock, rng_, config_.folder,
                                     {config_.cluster_id.text(), config_.id});
    if (!dir) return dir.error();
    log_dir_ = std::move(*dir);
    home_.emplace(
        PartitionHome{.self = config_.id, .dir = *log_dir_, .clock = services_.clock, .active = active_});
    channel_ = std::make_shared<ControllerChannel>(config_, services_, *log_dir_,
                                                   static_cast<MetadataListener&>(*this));
    if (const auto opened = channel_->open(); !opened) return opened;
    for (const auto& found : log_dir_->found()) {
        // Without an id nothing can be said about it: it stays where it is until a topic claims the name.
        if (found.partition.topic == metadata::cluster_metadata_topic || !found.topic_id) continue;
        auto log = log_dir_->open_log(found.partition, *found.topic_id, {});
        if (!log) return log.error();
        found_logs_.emplace(found.partition, FoundLog{*found.topic_id, std::move(*log)});
    }
    return {};
}

base::Result<> Broker::start() {
    const base::log::NodeScope node(config_.name);
    produce_ = std::make_unique<ProduceHandler>(*this);
    fetch_ = std::make_unique<FetchHandler>(*this);
    reporter_ = std::make_unique<Reporter>(*this, services_.observer);
    keeper_ = std::make_unique<LogKeeper>(
        services_, *log_dir_, [this](const auto& visit) { each_log(visit); },
        [this](const Error& error) { disk_failed(error); });

    net::ListenerConfig listening;
    listening.name = plaintext_listener;
    listening.endpoint = config_.endpoint;
    auto listener = net::Listener::open(services_.loop, listening, *this);
    if (!listener) return listener.error();
    listener_ = std::move(*listener);
    metadata::ClusterImage empty;
    const auto layers = metadata::config_layers(empty, config_.id, config_.settings);
    keeper_->start(
        std::chrono::milliseconds(metadata::broker_integer("log.retention.check.interval.ms", layers)));
    reporter_->flush();
    channel_->start();
    return {};
}

void Broker::stop(std::function<void()> stopped) {
    const base::log::NodeScope node(config_.name);
    state_ = view::NodeState::offline;
    if (listener_) listener_->close();
    if (channel_) channel_->stop();
    for (const auto& [key, partition] : partitions_)
        if (partition->has_staged()) produce_->flush(*partition);
    if (reporter_) reporter_->flush();
    reporter_.reset();
    keeper_.reset();
    fetch_.reset();
    produce_.reset();
    auto closing = std::make_shared<std::vector<ClosingLog>>();
    for (auto& [name, found] : std::exchange(found_logs_, {}))
        closing->push_back({std::move(found.log), log_dir_->checkpointed_high_watermark(name)});
    for (const auto& [key, partition] : partitions_) {
        if (!partition->log()) continue;
        const base::Offset high_watermark = partition->high_watermark();
        closing->push_back({partition->release_log(), high_watermark});
    }
    partitions_.clear();
    services_.disk_pool.run([this, closing, stopped = std::move(stopped)] {
        if (log_dir_ && channel_) close_logs(*closing);
        services_.loop.post(stopped);
    });
}

void Broker::close_logs(std::vector<ClosingLog>& closing) {
    const base::log::NodeScope node(config_.name);
    std::vector<storage::Log*> logs;
    for (const ClosingLog& one : closing) logs.push_back(one.log.get());
    base::Result<> closed = channel_->close_log();
    if (const auto others = log_dir_->close_logs(logs); closed) closed = others;
    std::vector<storage::CheckpointRow> rows;
    for (const ClosingLog& one : closing)
        rows.push_back({one.log->partition(), one.log->recovery_point(), one.high_watermark,
                        one.log->log_start_offset()});
    closing.clear();
    if (closed) closed = log_dir_->close(rows, channel_->broker_epoch());
    if (!closed)
        base::log::warn("storage", "the log directory was not closed cleanly: {}", closed.error().detail);
    log_dir_.reset();
}

void Broker::disk_failed(const Error& error) {
    if (log_dir_->offline()) return;
    log_dir_->take_offline(error);
    base::log::error("storage", "{}: the log directory is offline: {}", config_.folder.string(),
                     error.detail);
    services_.observer.fact(view::LogDirFailed{config_.id.value, config_.folder.string(), error.detail});
}

void Broker::each_log(const std::function<void(Partition&)>& visit) {
    for (const auto& [key, partition] : partitions_)
        if (partition->log()) visit(*partition);
}

// ---- requests
// -------------------------------------------------------------------------------------------------

void Broker::on_frame(net::Exchange exchange, base::Buffer frame) {
    const base::log::NodeScope node(config_.name);
    dispatch(*this, broker_apis(), std::move(exchange), std::move(frame));
}

void Broker::on_open(const std::shared_ptr<net::Connection>&) {
    if (reporter_) reporter_->changed();
}

void Broker::on_close(net::Connection& connection) {
    if (fetch_) fetch_->connection_closed(connection.id());
    if (reporter_) reporter_->changed();
}

std::size_t Broker::connections() const {
    return listener_ ? listener_->counters().connections : 0;
}

Partition* Broker::partition(const base::TopicId& topic, std::int32_t index) {
    const auto found = partitions_.find({topic, index});
    return found == partitions_.end() ? nullptr : found->second.get();
}

base::Result<Partition*> Broker::leader_of(const std::string& topic, std::int32_t index) {
    const metadata::TopicInfo* info = image().topic(std::string_view(topic));
    if (!info) return Error(ErrorCode::unknown_topic_or_partition);
    return leader_in(*info, index);
}

base::Result<Partition*> Broker::leader_of(const base::TopicId& topic, std::int32_t index) {
    const metadata::TopicInfo* info = image().topic(topic);
    if (!info) return Error(ErrorCode::unknown_topic_id);
    return leader_in(*info, index);
}

base::Result<Partition*> Broker::leader_in(const metadata::TopicInfo& topic, std::int32_t index) {
    if (index < 0 || static_cast<std::size_t>(index) >= topic.partitions.size())
        return Error(ErrorCode::unknown_topic_or_partition);
    Partition* here = partition(topic.id, index);
    if (!here || !here->leads()) return Error(ErrorCode::not_leader_or_follower);
    return here;
}

void Broker::forward(Request request) {
    const base::Buffer frame = request.frame();
    channel_->forward(frame, [waiting = std::make_shared<Request>(std::move(request))](
                                 base::Result<base::Buffers> response) {
        if (response)
            waiting->reply_encoded(std::move(*response));
        else
            waiting->close_connection(response.error().detail);
    });
}

void Broker::wrote(Partition& partition) {
    reporter_->changed(partition);
    keeper_->wrote(partition);
}

void Broker::received(std::int64_t bytes, std::int64_t records) {
    const base::Instant now = services_.loop.turn_time();
    bytes_in_.add(bytes, now);
    records_in_.add(records, now);
}

void Broker::sent(std::int64_t bytes) {
    bytes_out_.add(bytes, services_.loop.turn_time());
    reporter_->changed();
}

// ---- metadata
// -------------------------------------------------------------------------------------------------

void Broker::state_changed(view::NodeState state) {
    state_ = state;
    reporter_->flush();
    if (state != view::NodeState::online) return;
    for (auto& [name, found] : std::exchange(found_logs_, {})) set_aside(name, std::move(found));
    if (auto work = log_dir_->leftovers()) services_.disk_pool.run(std::move(work));
}

void Broker::metadata_changed(const metadata::ImageDelta& delta) {
    const base::log::NodeScope node(config_.name);
    apply_brokers(delta);
    for (const auto& removed : delta.removed_topics) drop_topic(removed);
    for (const auto& [id, indexes] : delta.changed_partitions)
        if (const metadata::TopicInfo* topic = image().topic(id))
            for (const base::PartitionIndex index : indexes) apply_partition(*topic, index.value);
    for (const auto& resource : delta.changed_configs) apply_config(resource);
    leader_count_ = 0;
    for (const auto& [key, partition] : partitions_)
        if (partition->leads()) ++leader_count_;
    reporter_->changed();
}

void Broker::apply_brokers(const metadata::ImageDelta& delta) {
    for (const base::BrokerId id : delta.changed_brokers) {
        const metadata::BrokerRegistration* broker = image().broker(id);
        if (broker && broker->active())
            active_.set(id, broker->epoch);
        else
            active_.erase(id);
    }
}

metadata::EffectiveTopicConfig Broker::config_of(const std::string& topic) const {
    return metadata::effective_topic_config(
        metadata::config_layers(image(), config_.id, config_.settings, topic));
}

void Broker::apply_config(const metadata::ConfigResource& resource) {
    const bool of_topic = resource.type == metadata::ConfigResourceType::topic;
    if (!of_topic && resource.type != metadata::ConfigResourceType::broker) return;
    for (const auto& [key, partition] : partitions_) {
        if (of_topic && partition->name().topic != resource.name) continue;
        const metadata::PartitionInfo* info =
            image().partition(key.topic, base::PartitionIndex(key.partition));
        if (info) produce_->answer(partition->configure(config_of(partition->name().topic)).answered);
    }
}

void Broker::apply_partition(const metadata::TopicInfo& topic, std::int32_t index) {
    const metadata::PartitionInfo& info = topic.partitions[static_cast<std::size_t>(index)];
    const replica::TopicPartitionId key{topic.id, index};
    if (std::ranges::find(info.replicas, config_.id) == info.replicas.end()) {
        if (const auto found = partitions_.find(key); found != partitions_.end()) drop_partition(found);
        return;
    }
    auto& slot = partitions_[key];
    if (!slot) {
        const storage::TopicPartition name{topic.name, base::PartitionIndex(index)};
        slot = std::make_unique<Partition>(name, topic.id, *home_);
        if (auto found = found_logs_.extract(name); !found.empty()) adopt(*slot, std::move(found.mapped()));
        slot->configure(config_of(topic.name));
    }
    Partition& partition = *slot;
    const bool led = partition.leads();
    const Partition::Effects effects = info.leader == config_.id ? partition.lead(assignment_of(info))
                                                                 : partition.follow(assignment_of(info));
    produce_->answer(effects.answered);
    if (led && !partition.leads()) fetch_->changed(key);
    if (effects.readable_bytes > 0) fetch_->readable(key, effects.readable_bytes);
    reporter_->changed(partition);
}

void Broker::adopt(Partition& partition, FoundLog found) {
    if (found.topic_id == partition.topic_id()) return partition.adopt(std::move(found.log));
    // The folder of a topic that was deleted and made again while this broker was away.
    set_aside(partition.name(), std::move(found));
}

void Broker::set_aside(const storage::TopicPartition& name, FoundLog found) {
    found.log.reset();
    const auto moved = log_dir_->set_aside(name);
    base::log::warn("storage", "{} belongs to no topic of this cluster: {}", name.text(),
                    moved ? "set aside as -stray" : moved.error().detail);
}

void Broker::drop_topic(const metadata::ImageDelta::RemovedTopic& topic) {
    for (std::int32_t index = 0; index < topic.partitions; ++index)
        if (const auto found = partitions_.find({topic.id, index}); found != partitions_.end())
            drop_partition(found);
}

void Broker::drop_partition(Partitions::iterator at) {
    Partition& partition = *at->second;
    produce_->answer(partition.resign().answered);
    produce_->forget(partition);
    keeper_->forget(partition);
    reporter_->forget(partition);
    if (partition.log()) {
        partition.release_log().reset();
        auto work = log_dir_->remove(partition.name());
        if (work)
            services_.disk_pool.run(std::move(*work));
        else
            base::log::warn("storage", "{} was not deleted: {}", partition.name().text(),
                            work.error().detail);
    }
    const auto key = at->first;
    partitions_.erase(at);
    fetch_->changed(key);
}

} // namespace broker
