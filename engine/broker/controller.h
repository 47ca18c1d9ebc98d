#pragma once
// A controller: one voter of the metadata quorum. While it leads it is the active controller: it decides
// about topics, brokers and configurations, writes that to the metadata log, and answers when a majority of
// the voters has it on disk. Otherwise it follows, replays what is committed, and sends who asks to the
// leader. NodeConfig::controllers names all voters, itself included. Everything after open() runs on the
// node's loop. Source: reference 5; DESIGN 3, 6.
//
// controller.cpp: life, leadership, decisions. controller_state.cpp: image, snapshots. metadata_report.cpp.

#include "broker/metadata_log.h"
#include "broker/metadata_snapshots.h"
#include "broker/node.h"
#include "broker/node_life.h"
#include "broker/node_observer.h"
#include "broker/quorum_loop.h"
#include "broker/request.h"
#include "metadata/controller.h"
#include "net/listener.h"

#include <deque>

namespace broker {

class Controller final : public net::FrameHandler, private QuorumListener {
public:
    Controller(NodeConfig config, NodeServices services);
    ~Controller() override;

    /// Locks the log directory, reads the newest snapshot, the log's end and the vote. On the disk pool,
    /// before start().
    base::Result<> open();
    /// Listens and takes part in the quorum; it becomes active, or follows, soon after.
    base::Result<> start();
    /// Hands leadership over first (up to 150 ms), then ends.
    void stop(std::function<void()> stopped);
    /// As those of Broker.
    void freeze();
    void thaw();
    bool frozen() const { return life_.frozen(); }
    void kill(std::function<void()> stopped);

    // What handlers use. Loop.
    const NodeConfig& config() const { return config_; }
    const base::Clock& clock() const { return services_.clock; }
    const NodeServices& services() const { return services_; }
    net::Loop& loop() { return services_.loop; }
    /// Decides while active(); what it says of other times is the committed state.
    metadata::ControllerCore& core() { return core_; }
    /// Leads, and has replayed all that former leaders wrote. Otherwise decisions are NOT_CONTROLLER's.
    bool active() const { return active_; }
    /// Why it decides nothing more until it is started anew.
    const std::optional<base::Error>& failure() const { return failure_; }
    /// Of the quorum.
    base::LeaderEpoch epoch() const;
    /// Everything before it is committed.
    base::Offset high_watermark() const { return high_watermark_; }
    /// Where the first record of the next decision will stand. REQUIRES: active().
    base::Offset next_offset() const { return quorum_->next_offset(); }
    QuorumLoop& quorum() { return *quorum_; }
    const SnapshotStore& snapshots() const { return snapshots_; }
    /// Appends what the core decided and calls `done` when it is committed; at once when nothing is to be
    /// written and nothing is pending. Errors: NOT_CONTROLLER (not active, or no longer; what was decided may
    /// or may not survive), KAFKA_STORAGE_ERROR.
    using OnCommitted = std::function<void(const base::Result<>&)>;
    void commit(const std::vector<metadata::RecordToWrite>& records, OnCommitted done);
    /// A broker registered or beat over this connection: when that breaks, the broker has 50 ms to come back.
    void heard_of(base::BrokerId broker, std::uint64_t connection);

private:
    struct Waiting {
        base::Offset needed;
        OnCommitted done;
    };

    void on_frame(net::Exchange exchange, base::Buffer frame) override;
    void on_close(net::Connection& connection) override;

    // controller.cpp
    void committed(base::Offset high_watermark) override;
    void leadership_changed(const raft::Leadership& leadership) override;
    void snapshot_installed(SnapshotId id, base::Buffer content) override;
    void write_refused(const base::Error& error) override;
    void quorum_failed(const base::Error& error) override;
    void activate();
    void resign();
    void fail(const base::Error& error);
    void tick();
    void arm_tick();
    void close_log();
    void report();

    // controller_state.cpp
    metadata::ControllerCore new_core() const;
    base::Result<> load();
    base::Result<> load_snapshot(SnapshotId id, const base::Buffer& content);
    base::Result<> apply_upto(base::Offset upto);
    base::Result<> rebuild();
    void snapshot_if_due();
    void write_snapshot_of(SnapshotId id);
    void snapshot_written(SnapshotId id, const base::Result<>& written);
    void register_self();
    wire::ControllerRegistrationRequest registration_of_self() const;
    std::int64_t setting(std::string_view key) const;

    // metadata_report.cpp
    void report_metadata(bool all);
    void tell_lost_leaders(const metadata::ImageDelta& delta);
    void tell_moves(const metadata::ImageDelta& delta);
    void tell_settings(const metadata::ImageDelta& delta);

    NodeConfig config_;
    NodeLife life_;
    NodeServices services_;
    base::Rng rng_; ///< of the log directory
    base::Uuid incarnation_;
    metadata::ControllerCore core_;
    base::Offset applied_{
        0}; ///< first offset that is not in the core; beyond the high watermark while active
    metadata::ImageDelta unreported_;
    std::map<base::BrokerId, metadata::Elapsed> just_fenced_; ///< and why; told with `unreported_`
    std::unique_ptr<storage::LogDir> log_dir_;
    MetadataLog log_;
    SnapshotStore snapshots_;
    std::shared_ptr<QuorumLoop> quorum_;
    std::unique_ptr<net::Listener> listener_;
    view::NodeState state_ = view::NodeState::starting;
    base::Offset high_watermark_{0};
    std::optional<base::Offset> epoch_start_; ///< of our own leadership
    bool active_ = false;
    std::deque<Waiting> waiting_;
    std::optional<base::Error> refusal_; ///< why the last write was not taken
    std::optional<base::Error> failure_;
    std::map<base::BrokerId, std::uint64_t> heard_on_; ///< the connection of each broker
    bool registering_ = false;
    bool snapshotting_ = false;
    std::uint64_t bytes_at_snapshot_ = 0;
    base::TimestampMs snapshot_time_ = 0;
    base::Instant next_tick_ = base::Instant::max();
    net::Timer tick_timer_;
};

} // namespace broker
