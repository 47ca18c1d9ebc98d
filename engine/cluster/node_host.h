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
#include <vector>

namespace cluster {

class NodeHost {
public:
    using Done = std::function<void(const base::Result<>&)>;

    struct Services {
        net::Loop& control;
        net::Loop& loop; ///< where this node runs
        broker::DiskPool& disk_pool;
        storage::Disk& disk;
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
    /// Cleanly; nothing for a node that is down.
    void stop(Done done);

private:
    class Life;
    template <class Node>
    class LifeOf;

    void perform(std::function<void()> operation);
    void ended();
    std::function<void(base::Result<>)> arrival(std::function<void(const base::Result<>&)> handler);
    void stop_now(std::function<void()> stopped);
    void bury(std::function<void()> buried);

    view::NodeRef ref_;
    broker::NodeConfig config_;
    Services services_;
    std::unique_ptr<Life> life_;
    std::vector<std::unique_ptr<Life>> buried_;
    State state_ = State::down;
    bool busy_ = false;
    std::deque<std::function<void()>> queue_;
};

} // namespace cluster
