#pragma once
// MSK maintenance: the brokers of a running cluster are restarted one after the other; each time it waits
// until every partition is fully in sync again, before the first too. Thread: control. Source:
// reference/msk.md (patching).

#include "cluster/node_commands.h"

namespace cluster {

class Maintenance {
public:
    /// `show` puts the progress into the cluster's row.
    using Show = std::function<void(std::optional<view::MaintenanceProgress>)>;
    Maintenance(Fleet& fleet, NodeCommands& nodes, Overview& overview, Answers& answers, Waits& waits,
                Show show);

    /// False: not a command of this kind, nothing was done.
    bool run(view::Ticket ticket, const view::Command& command);
    /// It ends after the step under way, with a failure.
    void stop();

private:
    void begin(view::Ticket ticket);
    void await_in_sync();
    void restart_next();
    void end(view::MaintenanceStep step, const base::Result<>& result);
    void tell(view::MaintenanceStep step);

    Fleet& fleet_;
    NodeCommands& nodes_;
    Overview& overview_;
    Answers& answers_;
    Waits& waits_;
    Show show_;
    std::optional<view::MaintenanceProgress> progress_; ///< while it is under way
    std::vector<std::int32_t> brokers_;
    view::Ticket ticket_ = 0;
    bool stopped_ = false;
};

} // namespace cluster
