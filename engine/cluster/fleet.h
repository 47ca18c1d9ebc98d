#pragma once
// What runs while a cluster runs: loops, the disk pool, and a NodeHost for each node. Operations on several
// nodes go on side by side and end together. Thread: control.

#include "broker/disk_pool.h"
#include "cluster/node_host.h"
#include "net/links.h"
#include "storage/fault_disk.h"

#include <optional>
#include <vector>

namespace cluster {

class Fleet {
public:
    using Done = NodeHost::Done;
    using Operation = void (NodeHost::*)(Done);

    struct Services {
        net::Loop& control;
        storage::FaultDisk& disk;
        const base::Clock& clock;
        broker::NodeObserver& observer;
    };
    /// `loops`: how many threads host the nodes; 0: by the number of cores. `niceness` of each.
    struct Threads {
        int loops = 0;
        int niceness = 0;
    };
    /// `azs`: their names, in the order of their numbers.
    Fleet(Services services, Threads threads, std::vector<std::string> azs,
          const std::vector<broker::NodeConfig>& brokers, const std::vector<broker::NodeConfig>& controllers);
    /// REQUIRES: no operation is under way.
    ~Fleet();
    Fleet(const Fleet&) = delete;
    Fleet& operator=(const Fleet&) = delete;

    /// Null when there is none.
    NodeHost* node(view::NodeRef ref) const;
    /// In the layout's order.
    std::vector<NodeHost*> brokers() const { return of(view::NodeKind::broker); }
    std::vector<NodeHost*> controllers() const { return of(view::NodeKind::controller); }
    std::vector<NodeHost*> all() const;

    net::Links& links() { return links_; }
    net::Loop& control() { return services_.control; }
    storage::FaultDisk& disk() { return services_.disk; }
    broker::DiskPool& disk_pool() { return *disk_pool_; }
    const std::vector<std::string>& azs() const { return azs_; }
    /// By its name; "" is `outside`. Nothing for a name that no AZ has.
    std::optional<net::Az> az(const std::string& name) const;

    NodeHost& add_broker(broker::NodeConfig config);
    /// REQUIRES: it is down.
    void remove(view::NodeRef ref);

    /// Calls `done` with the first error, when the operation has ended on all of them.
    void each(const std::vector<NodeHost*>& nodes, Operation operation, Done done);
    /// Brokers first, then the controllers.
    void stop(std::function<void()> stopped);

private:
    std::vector<NodeHost*> of(view::NodeKind kind) const;
    NodeHost& add(view::NodeKind kind, broker::NodeConfig config);

    Services services_;
    std::vector<std::string> azs_;
    net::Links links_;
    std::vector<std::unique_ptr<net::Loop>> loops_;
    std::unique_ptr<broker::DiskPool> disk_pool_;
    std::vector<std::unique_ptr<NodeHost>> nodes_;
    std::size_t next_loop_ = 0;
};

} // namespace cluster
