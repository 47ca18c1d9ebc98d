#pragma once
// The engine room behind EmbeddedCluster: loops, disk pool, nodes, and the control thread that starts and
// stops them. All members but `feed` are touched on the control thread only.

#include "broker/broker.h"
#include "broker/controller.h"
#include "broker/disk_pool.h"
#include "cluster/data_dir.h"
#include "cluster/embedded_cluster.h"
#include "cluster/overview.h"
#include "cluster/session_client.h"
#include "storage/posix_disk.h"
#include "view/feed.h"

#include <atomic>

namespace cluster {

class EmbeddedCluster::Host {
public:
    Host(view::ClusterLayout layout, EmbeddedOptions options);
    ~Host();

    view::Ticket submit(view::Command command);
    view::Feed& feed() { return feed_; }

private:
    /// Makes room for what the nodes share, one member after the other; gone again when the cluster has
    /// stopped.
    struct Running {
        std::vector<std::unique_ptr<net::Loop>> loops;
        std::unique_ptr<broker::DiskPool> disk_pool;
        std::unique_ptr<broker::Controller> controller;
        std::vector<std::unique_ptr<broker::Broker>> brokers;
        std::size_t awaited = 0; ///< answers of the present step still to come
    };

    void run(view::Ticket ticket, view::Command command);
    void start(view::Ticket ticket);
    void begin();
    base::Result<> prepare();
    bool try_another_range();
    base::Result<> plan_nodes();
    void open_controller();
    void open_brokers();
    void start_nodes();
    void arrived(const base::Result<>& result, void (Host::*next)());
    void broker_online(base::BrokerId id);
    void check_running();
    void fail(const base::Error& error);
    void stop(view::Ticket ticket);
    void stop_brokers();
    void stop_controller();
    void torn_down();
    void set_state(view::ClusterState state, std::string failure = {});
    net::Loop& loop_of(std::size_t node) { return *running_->loops[node % running_->loops.size()]; }

    view::ClusterLayout layout_;
    EmbeddedOptions options_;
    base::SystemClock clock_;
    storage::PosixDisk disk_;
    view::Feed feed_;
    Overview overview_;
    std::atomic<view::Ticket> next_ticket_{1};

    DataDir data_dir_;
    base::Uuid cluster_id_;
    view::ClusterRow row_;
    std::vector<broker::NodeConfig> broker_configs_;
    broker::NodeConfig controller_config_;
    std::set<base::BrokerId> online_;
    std::int32_t first_range_ = 10; ///< of the 127.K.0.0 that addresses are looked for in
    std::int32_t range_ = -1;       ///< where they were found
    int attempts_left_ = 0;         ///< to take another range when an address was taken meanwhile
    std::optional<Running> running_;
    std::optional<SessionClient> client_;
    std::vector<view::Ticket> starting_;
    std::vector<view::Ticket> stopping_;
    std::optional<base::Error> failure_; ///< code none: stopped while starting
    bool again_ = false;                 ///< what is being torn down begins anew in another range
    std::function<void()> on_torn_down_;

    net::Loop control_{"control"}; // last: its thread ends before what it touches
};

} // namespace cluster
