#pragma once
// The controller: writes the metadata log and decides about topics, brokers and configurations. In this
// version one controller is the whole quorum, so what is durable here is committed. Everything after open()
// runs on the node's loop. Source: reference 5; DESIGN 3, 6.

#include "broker/metadata_log.h"
#include "broker/node.h"
#include "broker/node_observer.h"
#include "broker/request.h"
#include "metadata/controller.h"
#include "net/listener.h"

#include <deque>
#include <list>

namespace broker {

class Controller final : public net::FrameHandler {
public:
    Controller(NodeConfig config, NodeServices services);
    ~Controller() override;

    /// Locks the log directory, replays the log and begins a new epoch. On the disk pool, before start().
    base::Result<> open();
    base::Result<> start();
    void stop(std::function<void()> stopped);

    // What handlers use. Loop.
    const NodeConfig& config() const { return config_; }
    const base::Clock& clock() const { return services_.clock; }
    net::Loop& loop() { return services_.loop; }
    metadata::ControllerCore& core() { return core_; }
    base::LeaderEpoch epoch() const { return epoch_; }
    /// Everything before it is committed.
    base::Offset high_watermark() const { return high_watermark_; }
    MetadataLog& log() { return log_; }
    /// Appends what the core decided and calls `done` when it is committed; at once when there is nothing to
    /// write. Error: the log could not be written.
    using OnCommitted = std::function<void(const base::Result<>&)>;
    void commit(const std::vector<metadata::RecordToWrite>& records, OnCommitted done);
    /// A metadata fetch that has all there is: answered when more is committed, or at `deadline`.
    void wait_for_more(Request request, base::Instant deadline, std::function<void(Request)> answer);

private:
    struct Waiting {
        base::Offset needed;
        OnCommitted done;
    };
    struct WaitingFetch {
        Request request;
        std::uint64_t connection;
        base::Instant deadline;
        std::function<void(Request)> answer;
    };

    void on_frame(net::Exchange exchange, base::Buffer frame) override;
    void on_close(net::Connection& connection) override;
    base::Result<> begin_epoch();
    base::Result<> replay(base::Offset from, base::Offset upto);
    wire::ControllerRegistrationRequest registration_of_self();
    void write_staged();
    void sync();
    void synced(storage::FlushJob::Mark mark);
    void take_back(const base::Error& error);
    void fail(const base::Error& error);
    void answer_fetches(const std::function<bool(const WaitingFetch&)>& due);
    void arm_fetch_timer();
    void tick();
    void report(view::NodeState state);
    void report_metadata();

    NodeConfig config_;
    NodeServices services_;
    base::Rng rng_; ///< of the log directory
    metadata::ControllerCore core_;
    metadata::ImageDelta unreported_;
    std::unique_ptr<storage::LogDir> log_dir_;
    MetadataLog log_;
    std::unique_ptr<net::Listener> listener_;
    base::LeaderEpoch epoch_ = base::no_epoch;
    base::Offset high_watermark_{0};
    std::deque<Waiting> waiting_;
    std::list<WaitingFetch> fetches_;
    bool staged_ = false;
    bool syncing_ = false;
    bool sync_again_ = false;
    std::optional<base::Error> failure_;
    std::function<void()> stopped_;
    net::Timer fetch_timer_;
    net::Timer tick_timer_;
};

} // namespace broker
