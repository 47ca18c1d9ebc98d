#pragma once
// A broker's line to the active controller: it registers, sends heartbeats, fetches the metadata log and
// replays it, and carries requests that only the controller decides. It reconnects for ever. Thread: the
// node's loop. Source: reference 5 (registration and liveness), 8 (metadata log on brokers).

#include "broker/metadata_log.h"
#include "broker/node.h"
#include "broker/producer_ids.h"
#include "metadata/image.h"
#include "view/rows.h"

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>

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
    /// Ends both loops; the listener hears nothing more.
    void stop();
    /// After stop(), on the disk pool.
    base::Result<> close_log() { return log_.close(); }

    /// What is committed, replayed.
    const metadata::ClusterImage& image() const { return image_; }
    std::int64_t broker_epoch() const { return broker_epoch_; }

    using OnResponse = std::function<void(base::Result<base::Buffers>)>;
    /// Carries a client's request, header included, to the controller; gives back the encoded response.
    void forward(const base::Buffer& frame, OnResponse done);
    void allocate_producer_ids(ProducerIds::OnBlock done);

private:
    template <class T>
    using Awaitable = boost::asio::awaitable<T>;
    using ConnectionPtr = std::shared_ptr<client::Connection>;
    struct Timers;

    Awaitable<void> control_loop();
    Awaitable<base::Result<>> serve(ConnectionPtr connection);
    Awaitable<base::Result<>> register_broker(ConnectionPtr connection);
    Awaitable<base::Result<>> heartbeat(ConnectionPtr connection);
    Awaitable<void> fetch_loop();
    Awaitable<base::Result<>> fetch_once(ConnectionPtr connection, std::int32_t max_wait_ms);
    Awaitable<void> forward_one(base::Buffer frame, OnResponse done);
    Awaitable<void> allocate_one(ProducerIds::OnBlock done);
    void spawn(Awaitable<void> task);

    base::Result<> take(const base::Buffers& batches, base::Offset high_watermark);
    base::Result<> apply_committed(base::Offset high_watermark);
    void set_state(view::NodeState state);

    const NodeConfig& config_;
    NodeServices& services_;
    storage::LogDir& dir_;
    MetadataListener* listener_;
    MetadataLog log_;
    metadata::ClusterImage image_;
    base::Uuid incarnation_;
    std::int64_t broker_epoch_ = -1;
    base::Offset applied_{0}; ///< first offset that is not in the image yet
    view::NodeState state_ = view::NodeState::starting;
    ConnectionPtr control_;
    ConnectionPtr fetch_;
    std::unique_ptr<Timers> timers_;
    bool stopping_ = false;
};

} // namespace broker
