#pragma once
// A broker: a log directory, the partitions it replicates, a listener for clients and followers, fetchers
// that follow the leaders elsewhere, and a channel to the controller that brings it the metadata log.
// Everything after open() runs on the node's loop. Source: DESIGN 3, 6.
//
// broker.cpp: life and requests. broker_metadata.cpp: what the metadata log says is done.
// broker_replication.cpp: what leaders and followers decide is done.

#include "broker/controller_channel.h"
#include "broker/handlers/delete_records.h"
#include "broker/handlers/fetch.h"
#include "broker/handlers/leader_doubt.h"
#include "broker/handlers/produce.h"
#include "broker/isr_keeper.h"
#include "broker/log_creator.h"
#include "broker/log_keeper.h"
#include "broker/node.h"
#include "broker/node_life.h"
#include "broker/node_observer.h"
#include "broker/partition.h"
#include "broker/replica_fetchers.h"
#include "broker/replication_throttle.h"
#include "broker/reporter.h"
#include "broker/request.h"
#include "metadata/image.h"
#include "net/listener.h"
#include "storage/disk.h"

#include <functional>
#include <unordered_map>

namespace broker {

/// Of the broker's static configuration (reference 4.2).
struct ReplicationSettings {
    std::int32_t wait_max_ms = 500;                    ///< replica.fetch.wait.max.ms
    std::int32_t max_bytes = 1 << 20;                  ///< replica.fetch.max.bytes
    std::int32_t response_max_bytes = 10 << 20;        ///< replica.fetch.response.max.bytes
    base::Duration lag_max = std::chrono::seconds(30); ///< replica.lag.time.max.ms
};

class Broker final : public net::FrameHandler, private MetadataListener {
public:
    Broker(NodeConfig config, NodeServices services);
    ~Broker() override;

    /// Locks and reads the log directory, recovers logs. May block for long: on the disk pool, before
    /// start().
    base::Result<> open();
    /// Listens and joins the cluster. Loop.
    base::Result<> start();
    /// Asks the controller to move its leaderships first (for at most a few seconds), then refuses clients,
    /// writes and closes everything, and calls `stopped` on the loop. Loop.
    void stop(std::function<void()> stopped);
    /// Stops the node's time: nothing is read, answered, sent or timed until thaw(), and its peers hear
    /// nothing.
    void freeze();
    void thaw();
    bool frozen() const { return life_.frozen(); }
    /// As `kill -9`: sockets are reset, nothing is flushed or checkpointed, the folder's lock is given back.
    /// `stopped` is called on the loop; then it may be destroyed, and a new one opened on the same folder and
    /// address. Also right after start() failed, while frozen, and while stop() is under way.
    void kill(std::function<void()> stopped);

    // What handlers use. Loop.
    const NodeConfig& config() const { return config_; }
    const base::Clock& clock() const { return services_.clock; }
    net::Loop& loop() { return services_.loop; }
    /// Of every connection that this broker makes.
    net::From from() const { return services_.from(config_); }
    /// How much longer a write shall take than it does.
    base::Duration disk_slowness() { return services_.disk.slowness(config_.folder); }
    const metadata::ClusterImage& image() const { return channel_->image(); }
    ControllerChannel& channel() { return *channel_; }
    storage::LogDir& log_dir() { return *log_dir_; }
    ProduceHandler& produce() { return *produce_; }
    FetchHandler& fetch() { return *fetch_; }
    DeleteRecordsHandler& delete_records() { return *delete_records_; }
    LeaderDoubt& leader_doubt() { return *leader_doubt_; }
    const ReplicationSettings& replication() const { return replication_; }
    ReplicationThrottle& throttle() { return throttle_; }
    const replica::ActiveBrokers& active_brokers() const { return active_; }
    /// Consumers that name their rack are sent to an in-sync replica there (KIP-392).
    bool selects_replicas_by_rack() const { return selects_by_rack_; }

    /// The replica here; null when there is none.
    Partition* partition(const base::TopicId& topic, std::int32_t index);
    /// The replica of a topic by its present name, or why there is none: UNKNOWN_TOPIC_OR_PARTITION,
    /// NOT_LEADER_OR_FOLLOWER when it does not lead here.
    base::Result<Partition*> leader_of(const std::string& topic, std::int32_t index);
    base::Result<Partition*> leader_of(const base::TopicId& topic, std::int32_t index);
    /// Of a topic by its present name; zero when there is none.
    base::TopicId topic_id(std::string_view name) const;
    using Partitions = std::unordered_map<replica::TopicPartitionId, std::unique_ptr<Partition>,
                                          replica::TopicPartitionIdHash>;
    const Partitions& partitions() const { return partitions_; }
    view::NodeState state() const { return state_; }
    std::size_t connections() const;
    /// Sends the request as it came to the active controller and its answer back.
    void forward(Request request);
    /// The partition's log changed: report it and make it durable.
    void wrote(Partition& partition);
    /// Does what a leader decided: answers produces, wakes readers, asks the controller for another ISR.
    void perform(Partition& partition, const Partition::Effects& effects);
    /// How far a follower of this partition is has changed.
    void follower_moved(Partition& partition);
    /// A leader's answer for a partition that is followed here. When to fetch it again: now or earlier, later
    /// after an error, Instant::max() when only metadata can help.
    base::Instant append_fetched(Partition& partition, const replica::FetchState& asked,
                                 const wire::FetchResponse::PartitionData& answer);
    ProducerIds& producer_ids() { return producer_ids_; }
    /// Partitions led here.
    std::int32_t leader_count() const { return leader_count_; }
    /// Requests that wait until it has caught up with the metadata log for the first time.
    std::size_t early_requests() const { return early_.size(); }
    RateMeter& bytes_in() { return bytes_in_; }
    RateMeter& records_in() { return records_in_; }
    RateMeter& bytes_out() { return bytes_out_; }
    void received(std::int64_t bytes, std::int64_t records);
    /// Records were sent to consumers.
    void sent(std::int64_t bytes);

private:
    void on_frame(net::Exchange exchange, base::Buffer frame) override;
    void on_open(const std::shared_ptr<net::Connection>& connection) override;
    void on_close(net::Connection& connection) override;

    /// A log that was there at the start, until the metadata says whose it is.
    struct FoundLog {
        base::TopicId topic_id; ///< zero: it does not say; it stays until a topic claims the name
        std::unique_ptr<storage::Log> log;
    };

    /// A request that came before this broker knew what there is.
    struct EarlyRequest {
        net::Exchange exchange;
        base::Buffer frame;
    };

    struct ClosingLog {
        std::unique_ptr<storage::Log> log;
        base::Offset high_watermark;
    };

    base::Result<Partition*> leader_in(const metadata::TopicInfo& topic, std::int32_t index);
    void metadata_changed(const metadata::ImageDelta& delta) override;
    void state_changed(view::NodeState state) override;
    /// Valid until the metadata changes again.
    const metadata::EffectiveTopicConfig& config_of(const std::string& topic);
    void apply_config(const metadata::ConfigResource& resource);
    void apply_throttle_rates();
    void configure(const metadata::TopicInfo& topic);
    void apply_brokers(const std::set<base::BrokerId>& changed);
    void apply_partition(const metadata::TopicInfo& topic, std::int32_t index);
    Partition& replica_of(const metadata::TopicInfo& topic, std::int32_t index);
    void lead(Partition& partition, const replica::Assignment& assignment);
    void follow(Partition& partition, const replica::Assignment& assignment);
    void checkpoint_truncated();
    void folder_made(Partition& partition);
    base::Instant throttled_until(const Partition& partition, std::int64_t bytes);
    void answer_early();
    void adopt(Partition& partition, FoundLog found);
    void set_aside(const storage::TopicPartition& name, FoundLog found);
    void drop_topic(const metadata::ImageDelta::RemovedTopic& topic);
    void drop_partition(Partitions::iterator at);
    void each_log(const std::function<void(Partition&)>& visit);
    void disk_failed(const base::Error& error);
    void close(std::function<void()> stopped);
    /// Everything that acts on partitions; they themselves and the log directory stay.
    void drop_parts();
    void close_logs(std::vector<ClosingLog>& closing);

    NodeConfig config_;
    NodeLife life_;
    NodeServices services_;
    base::Rng rng_; ///< of the log directory
    std::unique_ptr<storage::LogDir> log_dir_;
    std::map<storage::TopicPartition, FoundLog> found_logs_;
    std::unique_ptr<net::Listener> listener_;
    bool caught_up_ = false;
    std::vector<EarlyRequest> early_; ///< until caught_up_
    std::shared_ptr<ControllerChannel> channel_;
    std::unique_ptr<ProduceHandler> produce_;
    std::unique_ptr<FetchHandler> fetch_;
    std::unique_ptr<DeleteRecordsHandler> delete_records_;
    std::unique_ptr<LeaderDoubt> leader_doubt_;
    std::unique_ptr<LogCreator> creator_;
    std::unique_ptr<LogKeeper> keeper_;
    std::unique_ptr<Reporter> reporter_;
    std::unique_ptr<IsrKeeper> isr_;
    std::unique_ptr<ReplicaFetchers> fetchers_;
    ReplicationSettings replication_;
    ReplicationThrottle throttle_;
    bool selects_by_rack_ = true;
    /// Of the topics that one change of the metadata touches: thousands of partitions share one.
    std::unordered_map<std::string, metadata::EffectiveTopicConfig> configs_;
    replica::ActiveBrokers active_;
    std::optional<PartitionHome> home_; ///< what the partitions share
    std::vector<replica::TopicPartitionId>
        truncated_; ///< wait for a checkpoint before they are fetched again
    Partitions partitions_;
    view::NodeState state_ = view::NodeState::starting;
    std::int32_t leader_count_ = 0;
    std::function<void()> stopped_; ///< while leaderships are being moved
    net::Timer stop_timer_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    ProducerIds producer_ids_;
    RateMeter bytes_in_;
    RateMeter records_in_;
    RateMeter bytes_out_;
};

} // namespace broker
