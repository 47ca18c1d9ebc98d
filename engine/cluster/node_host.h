#pragma once
// One node of a hosted cluster: what it is told, which outlives every death, and the Broker or Controller
// that lives now. Operations queue up: each begins when the one before has ended; `done` is called on the
// control thread. Thread: control. Source: DESIGN 3.

#include "broker/node.h"
#include "net/loop.h"
#include "view/faults.h"

#include <deque>
#include <functional>
#include <memory>

namespace cluster {

class NodeHost {
public:
    using Done = std::function<void(const base::Result<>&)>;

    struct Services {
        net::Loop& control;
        net::Loop& loop; ///< where this node runs
        broker::DiskPool& disk_pool;
        storage::Disk& disk;
        net::Links& links;
        const base::Clock& clock;
        broker::NodeObserver& observer;
    };

    NodeHost(view::NodeRef ref, broker::NodeConfig config, Services services);
    /// REQUIRES: the node is down, or its loop has stopped.
    ~NodeHost();
    NodeHost(const NodeHost&) = delete;
    NodeHost& operator=(const NodeHost&) = delete;

    enum class State { down, opened, up, stopping };
    /// As of the last operation that ended; `busy` tells of one under way.
    State state() const { return state_; }
    bool busy() const { return busy_; }
    view::NodeRef ref() const { return ref_; }
    const broker::NodeConfig& config() const { return config_; }

    /// Makes the node and reads its folder on the disk pool. After an error the node is down again.
    void open(Done done);
    /// Listens and joins. After an error the node is down again. REQUIRES: opened when its turn comes.
    void start(Done done);
    /// Cleanly, also when it is frozen; nothing for a node that is down.
    void stop(Done done);
    /// As `kill -9`; cuts a stop() that is under way short. Nothing for a node that is down.
    void kill(Done done);
    /// Nothing for a node that is down.
    void freeze(Done done);
    void thaw(Done done);
    bool frozen() const { return frozen_; }

private:
    class Life;
    template <class Node>
    class LifeOf;

    void perform(std::function<void()> operation);
    void ended();
    std::function<void(base::Result<>)> arrival(std::function<void(const base::Result<>&)> handler);
    void stop_now(std::function<void()> stopped);
    void kill_now(std::function<void()> killed);
    void set_frozen(bool frozen, Done done);

    view::NodeRef ref_;
    broker::NodeConfig config_;
    Services services_;
    std::unique_ptr<Life> life_;
    State state_ = State::down;
    bool busy_ = false;
    bool frozen_ = false;
    std::function<void()> stopped_; ///< of a stop that is under way
    std::deque<std::function<void()>> queue_;
};

} // namespace cluster
