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

    using Done = NodeHost::Done;
    /// Cleanly; the row follows.
    void stop(NodeHost& node, Done done);
    /// Brings a node that is down back; ends when it is online again, for a broker: unfenced.
    void start(NodeHost& node, Done done);

private:
    bool operator()(view::Ticket ticket, const view::StopNode& command);
    bool operator()(view::Ticket ticket, const view::StartNode& command);
    template <class Other>
    bool operator()(view::Ticket, const Other&) {
        return false;
    }

    NodeHost* find(view::Ticket ticket, view::NodeRef ref);
    bool refuse(view::Ticket ticket, std::string sentence);
    void begin_death(view::FaultKind kind, view::NodeRef node);

    Fleet& fleet_;
    FaultBook& faults_;
    Overview& overview_;
    Answers& answers_;
    Waits& waits_;
};

} // namespace cluster
