#pragma once
// A node's own share of what nodes share, so that it alone can be frozen or killed: its view of the loop
// behind a gate of its own, and its share of the disk pool. Broker and Controller make one and live on
// services(). Thread: the node's loop. Source: DESIGN 3, decision 0012.

#include "broker/disk_pool.h"
#include "broker/node.h"
#include "net/gate.h"

namespace broker {

class NodeLife {
public:
    NodeLife(const NodeConfig& config, const NodeServices& shared);
    /// No coroutine of the node may be left that could go on: after stop() or kill().
    ~NodeLife();
    NodeLife(const NodeLife&) = delete;
    NodeLife& operator=(const NodeLife&) = delete;

    /// What the node uses instead of what it was given.
    NodeServices services() { return {loop_, pool_, disk_, clock_, observer_, links_}; }

    bool frozen() const { return gate_->state() == net::Gate::State::closed; }
    void freeze() { gate_->close(); }
    void thaw() { gate_->open(); }
    /// From now on nothing of the node runs: its client connections are reset, coroutines end where they
    /// wait, disk jobs that have not begun are dropped. `gone` is called on the loop, in a later turn, when
    /// the last of them has ended: then the node may be destroyed and its folder taken by another.
    void kill(std::function<void()> gone);

private:
    net::Loop& shared_loop_;
    storage::Disk& disk_;
    const base::Clock& clock_;
    NodeObserver& observer_;
    net::Links* links_;
    std::shared_ptr<net::Gate> gate_;
    net::Loop loop_;
    DiskPool pool_;
};

} // namespace broker
