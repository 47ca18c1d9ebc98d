#include "broker/broker.h"

#include "base/log.h"
#include "broker/api_handlers.h"
#include "broker/checkpoints.h"
#include "broker/disk_pool.h"
#include "metadata/configs.h"
#include "metadata/topic_names.h"

#include <utility>

namespace broker {

using base::BrokerId;
using base::Error;
using kafka::ErrorCode;
using std::chrono::milliseconds;

namespace {

/// How long stop() waits for its leaderships to move.
constexpr auto controlled_shutdown_limit = milliseconds(3000);

} // namespace

Broker::Broker(NodeConfig config, NodeServices services)
    : config_(std::move(config)), life_(config_, services), services_(life_.services()),
      rng_(base::Rng::from_system()), stop_timer_(services_.loop),
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
    channel_ = std::make_shared<ControllerChannel>(config_, services_, *log_dir_,
                                                   static_cast<MetadataListener&>(*this));
    if (const auto opened = channel_->open(); !opened) return opened;
    for (const auto& found : log_dir_->found()) {
        if (found.partition.topic == metadata::cluster_metadata_topic) continue;
        const base::TopicId id = found.topic_id.value_or(base::TopicId());
        auto log = log_dir_->open_log(found.partition, id, {});
        if (!log) return log.error();
        found_logs_.emplace(found.partition, FoundLog{id, std::move(*log)});
    }
    return {};
}

base::Result<> Broker::start() {
    const base::log::NodeScope node(config_.name);
    produce_ = std::make_unique<ProduceHandler>(*this);
    fetch_ = std::make_unique<FetchHandler>(*this);
    delete_records_ = std::make_unique<DeleteRecordsHandler>(*this);
    leader_doubt_ = std::make_unique<LeaderDoubt>(*this);
    reporter_ = std::make_unique<Reporter>(*this, services_.observer);
    isr_ = std::make_unique<IsrKeeper>(*this);
    fetchers_ = std::make_unique<ReplicaFetchers>(*this);
    creator_ = std::make_unique<LogCreator>(services_.loop, services_.disk_pool,
                                            [this](Partition& partition) { folder_made(partition); });
    keeper_ = std::make_unique<LogKeeper>(
        services_, *log_dir_, [this](const auto& visit) { each_log(visit); },
        [this](const Error& error) { disk_failed(error); });

    net::ListenerConfig listening;
    listening.name = plaintext_listener;
    listening.endpoint = config_.endpoint;
    listening.links = services_.links;
    auto listener = net::Listener::open(services_.loop, listening, *this);
    if (!listener) return listener.error();
    listener_ = std::move(*listener);
    metadata::ClusterImage empty;
    const auto layers = metadata::config_layers(empty, config_.id, config_.settings);
    const auto integer = [&](std::string_view key) { return metadata::broker_integer(key, layers); };
    keeper_->start(milliseconds(integer("log.retention.check.interval.ms")));
    replication_.wait_max_ms = static_cast<std::int32_t>(integer("replica.fetch.wait.max.ms"));
    replication_.max_bytes = static_cast<std::int32_t>(integer("replica.fetch.max.bytes"));
    replication_.response_max_bytes = static_cast<std::int32_t>(integer("replica.fetch.response.max.bytes"));
    replication_.lag_max = milliseconds(integer("replica.lag.time.max.ms"));
    home_.emplace(
        PartitionHome{config_.id, *log_dir_, services_.clock, active_, replication_.lag_max, creator_.get()});
    isr_->start(replication_.lag_max);
    reporter_->flush();
    channel_->start();
    return {};
}

void Broker::stop(std::function<void()> stopped) {
    const base::log::NodeScope node(config_.name);
    thaw();
    if (state_ != view::NodeState::online) return close(std::move(stopped));
    state_ = view::NodeState::stopping;
    reporter_->flush();
    stopped_ = std::move(stopped);
    const auto go = [this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired() && stopped_) close(std::exchange(stopped_, nullptr));
    };
    // Without a controller nothing can be moved: its clients then see what they would after a crash.
    stop_timer_.set_after(controlled_shutdown_limit, go);
    channel_->shut_down(go);
}

void Broker::close(std::function<void()> stopped) {
    const base::log::NodeScope node(config_.name);
    stop_timer_.cancel();
    state_ = view::NodeState::offline;
    if (fetchers_) fetchers_->stop();
    if (produce_) produce_->answer_writers();
    if (listener_) listener_->close();
    if (channel_) channel_->stop();
    for (const auto& [key, partition] : partitions_) {
        if (creator_) creator_->take_back(*partition);
        // What has no folder yet is written on the disk pool, as its log is closed.
        if (partition->has_staged() && !partition->log()->wants_folder()) produce_->flush(*partition);
    }
    if (reporter_) reporter_->flush();
    drop_parts();
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
        // A flush may still be under way on another thread, or held back by a disk that was slow.
        services_.disk_pool.drop([&loop = services_.loop, stopped] { loop.post(stopped); });
    });
}

void Broker::drop_parts() {
    stop_timer_.cancel();
    early_.clear();
    if (fetchers_) fetchers_->stop();
    reporter_.reset();
    isr_.reset();
    fetchers_.reset();
    if (home_) home_->creator = nullptr;
    creator_.reset();
    keeper_.reset();
    fetch_.reset();
    delete_records_.reset();
    leader_doubt_.reset();
    produce_.reset();
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
    if (!caught_up_) return early_.push_back({std::move(exchange), std::move(frame)});
    dispatch(*this, broker_apis(), std::move(exchange), std::move(frame));
}

/// A broker that has just started would call every topic unknown, and clients would believe it.
void Broker::answer_early() {
    if (caught_up_ || !channel_->caught_up()) return;
    caught_up_ = true;
    for (EarlyRequest& request : std::exchange(early_, {}))
        dispatch(*this, broker_apis(), std::move(request.exchange), std::move(request.frame));
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

base::TopicId Broker::topic_id(std::string_view name) const {
    const metadata::TopicInfo* info = image().topic(name);
    return info ? info->id : base::TopicId();
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

} // namespace broker
