#pragma once
// Commands about single nodes of a running cluster, and every fault a person may start: performs them, keeps
// the book of what is broken, and undoes it. Thread: control. Source: view/fault_commands.h; speed and
// reliability B3.

#include "cluster/answers.h"
#include "cluster/fault_book.h"
#include "cluster/fleet.h"
#include "cluster/waits.h"

namespace cluster {

class NodeCommands {
public:
    NodeCommands(Fleet& fleet, FaultBook& faults, Overview& overview, Answers& answers, Waits& waits);

    /// False: not a command of this kind, nothing was done.
    bool run(view::Ticket ticket, const view::Command& command);
    /// Before the cluster stops: what would keep nodes from stopping is over.
    void lift_for_stop();
    /// The node is part of the cluster no more.
    void forget(view::NodeRef node);
    /// Bytes per second between AZs since the last call, and what is wrong with their links.
    void report_links(base::Instant now);

    using Done = NodeHost::Done;
    /// Cleanly; the row follows.
    void stop(NodeHost& node, Done done);
    /// Brings a node that is down back; ends when it is online again, for a broker: unfenced.
    void start(NodeHost& node, Done done);

private:
    bool operator()(view::Ticket ticket, const view::StopNode& command);
    bool operator()(view::Ticket ticket, const view::StartNode& command);
    bool operator()(view::Ticket ticket, const view::KillNode& command);
    bool operator()(view::Ticket ticket, const view::FreezeNode& command);
    bool operator()(view::Ticket ticket, const view::ThawNode& command);
    bool operator()(view::Ticket ticket, const view::LosePower& command);
    bool operator()(view::Ticket ticket, const view::CutAz& command);
    bool operator()(view::Ticket ticket, const view::HealAz& command);
    bool operator()(view::Ticket ticket, const view::SetLink& command);
    bool operator()(view::Ticket ticket, const view::SetDisk& command);
    bool operator()(view::Ticket ticket, const view::LiftFault& command);
    bool operator()(view::Ticket ticket, const view::LiftAllFaults& command);
    template <class Other>
    bool operator()(view::Ticket, const Other&) {
        return false;
    }

    NodeHost* find(view::Ticket ticket, view::NodeRef ref);
    NodeHost* find_up(view::Ticket ticket, view::NodeRef ref);
    bool refuse(view::Ticket ticket, std::string sentence);
    void begin_death(view::FaultKind kind, view::NodeRef node);
    /// `gone` is called before the node is told as offline: a cause stands before its effect.
    void stop(NodeHost& node, std::function<void()> gone, Done done);
    void await_online(view::NodeRef ref, Done done);
    void kill(NodeHost& node, view::FaultKind kind, Done done);
    void thaw(NodeHost& node, Done done);
    void cut_az(const std::string& az, bool cut);
    void set_link(const std::string& from, const std::string& to, const view::LinkState& state);
    void set_disk(NodeHost& node, view::DiskState state, std::int32_t delay_ms);
    void lift_network_and_disks();
    void lose_power(std::vector<NodeHost*> nodes, Done done);
    void show_links();

    Fleet& fleet_;
    FaultBook& faults_;
    Overview& overview_;
    Answers& answers_;
    Waits& waits_;
    std::map<std::pair<net::Az, net::Az>, std::uint64_t> link_bytes_; ///< when last reported
    std::map<view::LinkKey, view::LinkRow> link_rows_;
    base::Instant links_reported_{};
};

} // namespace cluster
