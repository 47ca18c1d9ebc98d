#pragma once
// The engine room behind EmbeddedCluster: the control thread that starts and stops a cluster and hands every
// command to who performs it. All members but `feed` are touched on the control thread only.

#include "cluster/answers.h"
#include "cluster/control_socket.h"
#include "cluster/data_dir.h"
#include "cluster/embedded_cluster.h"
#include "cluster/fault_book.h"
#include "cluster/fleet.h"
#include "cluster/maintenance.h"
#include "cluster/membership.h"
#include "cluster/node_commands.h"
#include "cluster/node_plan.h"
#include "cluster/overview.h"
#include "cluster/session_client.h"
#include "cluster/waits.h"
#include "storage/posix_disk.h"

#include <atomic>

namespace cluster {

class EmbeddedCluster::Host {
public:
    Host(view::ClusterLayout layout, EmbeddedOptions options);
    ~Host();

    view::Ticket submit(view::Command command);
    view::Feed& feed() { return feed_; }

private:
    using Next = void (Host::*)();

    void run(view::Ticket ticket, view::Command command);
    void start(view::Ticket ticket);
    void begin();
    base::Result<> prepare();
    bool try_another_range();
    base::Result<> plan_nodes();
    void open_first_controller();
    void open_others();
    void start_nodes();
    void await_online();
    void step(const std::vector<NodeHost*>& nodes, Fleet::Operation operation, Next next);
    void running();
    void each_second();
    void brokers_changed();
    void graduate(view::Ticket ticket);
    void remember_nodes();
    void open_control_socket();
    view::Batch rows() const;
    void fail(const base::Error& error);
    void stop(view::Ticket ticket);
    void tear_down();
    void torn_down();
    void set_state(view::ClusterState state, std::string failure = {});

    view::ClusterLayout layout_;
    EmbeddedOptions options_;
    base::SystemClock clock_;
    storage::PosixDisk real_disk_;
    storage::FaultDisk disk_{real_disk_};
    view::Feed feed_;
    Overview overview_;
    Answers answers_;
    FaultBook faults_;
    std::atomic<view::Ticket> next_ticket_{1};

    DataDir data_dir_;
    base::Uuid cluster_id_;
    view::ClusterRow row_;
    NodePlan plan_;
    std::int32_t first_range_ = 10; ///< of the 127.K.0.0 that addresses are looked for in
    std::int32_t range_ = -1;       ///< where they were found
    int attempts_left_ = 0;         ///< to take another range when an address was taken meanwhile
    std::optional<Fleet> fleet_;
    std::unique_ptr<ControlSocket> control_socket_;
    std::atomic<bool> facts_came_{false};
    std::optional<NodeCommands> node_commands_;
    std::optional<SessionClient> client_;
    std::optional<Maintenance> maintenance_;
    std::optional<Membership> membership_;
    std::vector<view::Ticket> starting_;
    std::vector<view::Ticket> stopping_;
    bool in_step_ = false;               ///< nodes are being opened or started
    std::optional<base::Error> failure_; ///< code none: stopped while starting
    bool again_ = false;                 ///< what is being torn down begins anew in another range
    std::function<void()> on_torn_down_;

    net::Loop control_{"control"}; // after what its thread touches
    Waits waits_{control_};
    net::Timer second_{control_};
};

} // namespace cluster
