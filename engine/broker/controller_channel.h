#pragma once
// A broker's line to the active controller, wherever among NodeConfig::controllers that is: it registers,
// sends heartbeats, fetches the metadata log and replays it, and carries requests that only the controller
// decides. It looks for the active controller and reconnects for ever; a broker keeps its epoch when the
// controllers elect another leader. Thread: the node's loop. Source: reference 5 (registration and liveness),
// 8 (metadata log on brokers); KIP-595 (finding the leader), KIP-631 (heartbeats).
//
// controller_channel.cpp: registration and heartbeats. metadata_fetch_loop.cpp: the leader, the log.
// metadata_copy.cpp: what is committed, the controller's snapshots. metadata_copy_snapshots.cpp: own ones.
// controller_calls.cpp: requests.

#include "broker/metadata_log.h"
#include "broker/metadata_snapshots.h"
#include "broker/node.h"
#include "broker/producer_ids.h"
#include "metadata/image.h"
#include "view/rows.h"
#include "wire/message.h"

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>

namespace client {
class Connection;
}

namespace broker {

/// Hears of what the channel brings.
class MetadataListener {
public:
    virtual void metadata_changed(const metadata::ImageDelta& delta) = 0;
    virtual void state_changed(view::NodeState state) = 0;

protected:
    ~MetadataListener() = default;
};

class ControllerChannel : public std::enable_shared_from_this<ControllerChannel> {
public:
    ControllerChannel(const NodeConfig& config, NodeServices& services, storage::LogDir& dir,
                      MetadataListener& listener);
    ~ControllerChannel();

    /// Opens the broker's copy of the metadata log. On the disk pool, before start().
    base::Result<> open();
    void start();
    /// Asks for a controlled shutdown with every heartbeat from now on: leaderships move away first.
    /// `may_stop` is called once, when the active controller agrees; never when it cannot be reached, so the
    /// caller has a time limit of its own and then calls stop().
    void shut_down(std::function<void()> may_stop);
    /// Ends all loops; the listener hears nothing more, calls under way end with NETWORK_EXCEPTION.
    void stop();
    /// After stop(), on the disk pool.
    base::Result<> close_log() { return log_.close(); }
    /// Instead of close_log(), of a killed broker.
    void drop_log() { log_.drop(); }

    /// What is committed, replayed.
    const metadata::ClusterImage& image() const { return image_; }
    /// -1 before the first registration.
    std::int64_t broker_epoch() const { return broker_epoch_; }
    /// The image holds all that was committed when this broker registered.
    bool caught_up() const { return broker_epoch_ >= 0 && applied_.value > broker_epoch_; }
    /// The quorum leader that answered last, and its epoch; none while it is being looked for.
    std::optional<base::BrokerId> leader() const { return leader_; }
    base::LeaderEpoch leader_epoch() const { return leader_epoch_; }

    /// Of the metadata log's fetches.
    struct FetchCounters {
        std::uint64_t connections = 0;
        std::uint64_t refused_writes = 0; ///< by the own disk
    };
    const FetchCounters& fetches() const { return fetches_; }

    /// Sends `request` to the active controller in the highest version of its API and fills `response`
    /// (fresh). `done` is called once, in a later turn. Errors: NETWORK_EXCEPTION when no active controller
    /// is known within a second or the connection is lost (the controller may or may not have acted),
    /// REQUEST_TIMED_OUT. An error code inside the response, NOT_CONTROLLER too, is the caller's to read, and
    /// so are retries: back off for 20 ms or more.
    using OnCalled = std::function<void(base::Result<>)>;
    void call_controller(std::shared_ptr<wire::Message> request, std::shared_ptr<wire::Message> response,
                         OnCalled done);

    using OnResponse = std::function<void(base::Result<base::Buffers>)>;
    /// Carries a client's request, header included, to the active controller, also when that changes
    /// meanwhile; gives back the encoded response. Error: none could be reached for 30 s.
    void forward(const base::Buffer& frame, OnResponse done);
    void allocate_producer_ids(ProducerIds::OnBlock done);

private:
    template <class T>
    using Awaitable = boost::asio::awaitable<T>;
    using ConnectionPtr = std::shared_ptr<client::Connection>;
    struct Timers;

    // controller_channel.cpp
    Awaitable<void> control_loop();
    Awaitable<base::Result<>> serve(base::BrokerId controller, ConnectionPtr connection);
    Awaitable<base::Result<>> register_broker(ConnectionPtr connection);
    Awaitable<base::Result<>> heartbeat(ConnectionPtr connection);
    void set_state(view::NodeState state);
    void show_state();
    void spawn(Awaitable<void> task);
    std::chrono::milliseconds setting_ms(std::string_view key) const;

    // metadata_fetch_loop.cpp
    Awaitable<void> fetch_loop();
    Awaitable<base::Result<>> follow(base::BrokerId controller, ConnectionPtr connection);
    Awaitable<base::Result<>> fetch_once(base::BrokerId controller, ConnectionPtr connection);
    const ControllerEndpoint& next_controller();
    const ControllerEndpoint* endpoint_of(base::BrokerId controller) const;
    void found_leader(base::BrokerId controller, base::LeaderEpoch epoch);
    void lost_leader(base::BrokerId controller);
    void note_hint(std::int32_t leader, std::int32_t epoch);
    base::Result<> written_here(base::Result<> done);

    // metadata_copy.cpp
    base::LeaderEpoch last_epoch() const;
    base::Result<> load_snapshot(SnapshotId id, const base::Buffer& content, metadata::ImageDelta& delta);
    Awaitable<base::Result<>> fetch_snapshot(ConnectionPtr connection, SnapshotId id);
    Awaitable<base::Result<>> keep_snapshot(SnapshotId id, base::Buffer content);
    base::Result<> take(const base::Buffers& batches, base::Offset high_watermark);
    base::Result<> apply_committed(base::Offset high_watermark);

    // metadata_copy_snapshots.cpp
    void note_snapshot();
    bool snapshot_due() const;
    void snapshot_if_due();
    void snapshot_written(SnapshotId id, const base::Result<>& written);

    // controller_calls.cpp
    /// The connection to the active controller as soon as there is one; null after `deadline` and on stop.
    Awaitable<ConnectionPtr> controller_by(base::Instant deadline);
    /// Returns when something about the controller has changed, at `deadline`, or on stop.
    Awaitable<void> news_by(base::Instant deadline);
    void tell_news();
    Awaitable<void> call_one(std::shared_ptr<wire::Message> request, std::shared_ptr<wire::Message> response,
                             OnCalled done);
    Awaitable<void> forward_one(base::Buffer frame, OnResponse done);
    Awaitable<void> allocate_one(ProducerIds::OnBlock done);

    const NodeConfig& config_;
    NodeServices& services_;
    storage::LogDir& dir_;
    MetadataListener* listener_;
    MetadataLog log_;
    SnapshotStore snapshots_;
    metadata::ClusterImage image_;
    metadata::ImageDelta untold_; ///< of a snapshot that was loaded before anybody said what is committed
    bool told_ = false;
    std::int64_t snapshot_bytes_ = 0;    ///< written to the log between two snapshots
    std::int64_t snapshot_interval_ = 0; ///< milliseconds; 0: by size alone
    std::uint64_t bytes_at_snapshot_ = 0;
    base::TimestampMs snapshot_time_ = 0;
    bool snapshotting_ = false;
    base::Uuid incarnation_;
    std::int64_t broker_epoch_ = -1;
    base::Offset applied_{0}; ///< first offset that is not in the image yet
    view::NodeState state_ = view::NodeState::starting;

    std::optional<base::BrokerId> leader_;
    base::LeaderEpoch leader_epoch_ = base::no_epoch;
    std::optional<base::BrokerId> hint_; ///< whom another controller takes for the leader
    std::size_t next_controller_ = 0;
    FetchCounters fetches_;
    bool own_disk_refused_ = false; ///< that is why the last fetch failed
    bool told_contradiction_ = false;
    base::Instant last_contact_{};  ///< the active controller's last answer to a heartbeat
    std::function<void()> may_stop_;
    bool wants_shut_down_ = false;

    ConnectionPtr control_; ///< to the active controller
    base::BrokerId control_to_ = base::no_broker;
    ConnectionPtr fetch_;
    std::unique_ptr<Timers> timers_;
    bool stopping_ = false;
};

} // namespace broker
