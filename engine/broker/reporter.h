#pragma once
// Tells the observer what a broker sees: at most every 50 ms and only what changed; while something flows
// also four times a second, so that rates fall back to zero. Thread: the node's loop. Source: DESIGN 4
// (pace).

#include "broker/node.h"
#include "broker/node_observer.h"

#include <unordered_map>
#include <unordered_set>

namespace broker {

class Broker;
class Partition;

class Reporter {
public:
    Reporter(Broker& broker, NodeObserver& observer);

    /// Something about the partition changed.
    void changed(Partition& partition);
    /// Something about the broker itself changed.
    void changed();
    void forget(Partition& partition);
    /// Reports now, whatever the pace.
    void flush();

private:
    void report();

    Broker& broker_;
    NodeObserver& observer_;
    std::unordered_set<Partition*> changed_;
    std::unordered_set<Partition*> flowing_;             ///< reported with a rate above zero
    std::unordered_map<Partition*, std::int64_t> sizes_; ///< as last reported; their sum is disk_used_
    std::int64_t disk_used_ = 0;
    net::Timer timer_;
};

} // namespace broker
