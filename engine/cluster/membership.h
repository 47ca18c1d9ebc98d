#pragma once
// Brokers come and go while the cluster runs: a new one joins; one that leaves gives its replicas away first.
// Replicas move under a throttle, which is taken away when they have arrived.
// Thread: control. Source: reference 3.11 (KIP-455); view/fault_commands.h.

#include "cluster/node_commands.h"
#include "cluster/node_plan.h"
#include "cluster/session_client.h"
#include "cluster/throttle.h"

namespace cluster {

/// Where the replicas of `leaving` go, as view::plan_drain has it. Error: a partition has more replicas than
/// there are other brokers. Pure.
base::Result<std::vector<client::Reassignment>> drain_plan(const std::vector<view::PartitionRow>& partitions,
                                                           const std::vector<view::BrokerRow>& brokers,
                                                           std::int32_t leaving);

class Membership {
public:
    /// What changes with it: the layout, the plan of nodes and the rows that name them.
    struct Cluster {
        Fleet& fleet;
        NodeCommands& nodes;
        Overview& overview;
        Answers& answers;
        Waits& waits;
        SessionClient& client;
        view::ClusterLayout& layout;
        NodePlan& plan;
        std::int32_t range;            ///< of the addresses; -1: one address, many ports
        std::function<void()> changed; ///< brokers came or went
    };
    explicit Membership(Cluster cluster) : cluster_(std::move(cluster)) {}

    /// False: not a command of this kind, nothing was done.
    bool run(view::Ticket ticket, const view::Command& command);

private:
    void add(view::Ticket ticket, const view::AddBroker& command);
    base::Result<broker::NodeConfig> another(const std::string& az, const view::BrokerLayout& wanted) const;
    void remove(view::Ticket ticket, const view::RemoveBroker& command);
    bool reassign(view::Ticket ticket, const view::ReassignPartitions& command);
    using Done = std::function<void(const base::Result<>&)>;
    void move(std::vector<client::Reassignment> moves, std::int64_t throttle, Done accepted);
    void await_arrival(std::vector<client::Reassignment> moves, Throttled throttled);
    void await_drained(view::Ticket ticket, std::int32_t broker);
    void take_away(view::Ticket ticket, std::int32_t broker);
    void forget(view::Ticket ticket, std::int32_t broker);
    void removed(view::Ticket ticket, std::int32_t broker, const base::Result<>& result);
    void refuse(view::Ticket ticket, std::string sentence);

    Cluster cluster_;
    std::int32_t leaving_ = -1;
};

} // namespace cluster
