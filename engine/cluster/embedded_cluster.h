#pragma once
// A hosted cluster: brokers and a controller in background threads of this process, seen through
// view::Session. Threads it starts: `control` (start, stop, the panes' client), `loop-N` (the nodes),
// `disk-N` (what may block). The methods are those of Session; construction starts only the control thread.
// Source: DESIGN 3, 4.

#include "view/layout.h"
#include "view/session.h"

#include <filesystem>
#include <memory>

namespace cluster {

struct EmbeddedOptions {
    /// Holds one folder per node. Empty: a fresh temporary folder, removed after a clean stop.
    std::filesystem::path data_dir;
    /// Threads that host the nodes; 0: by the number of cores. Source: reference, speed A4 "Loops".
    int loops = 0;
    /// Of those threads, on top of the process's: a window sets it, so that it keeps its frame time while
    /// clients produce at full speed. A server's threads have no one to give way to.
    int niceness = 0;
};

class EmbeddedCluster final : public view::Session {
public:
    EmbeddedCluster(view::ClusterLayout layout, EmbeddedOptions options);
    /// Stops the cluster cleanly if it runs; waits for it.
    ~EmbeddedCluster() override;

    view::Ticket submit(view::Command command) override;
    view::Batch drain() override;
    void set_wake(std::function<void()> fn) override;

private:
    class Host;
    std::unique_ptr<Host> host_;
};

} // namespace cluster
