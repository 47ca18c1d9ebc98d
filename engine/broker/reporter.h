#pragma once
// Tells the observer what a broker sees: at most every 50 ms and only what changed; while something flows
// also four times a second, so that rates fall back to zero, and while a live follower is behind, so that its
// lag is seen to shrink. A new leader, or a leader whose ISR changed, tells why as a fact. Thread: the node's
// loop. Source: DESIGN 4 (pace).

#include "broker/node.h"
#include "broker/node_observer.h"
#include "metadata/image.h"

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
    /// The metadata log says this of the partition: what differs from the last time is a fact, told by its
    /// leader.
    void assigned(Partition& partition, const metadata::PartitionInfo& info);
    /// Something about the broker itself changed.
    void changed();
    void forget(Partition& partition);
    /// Reports now, whatever the pace.
    void flush();

private:
    struct Known {
        base::BrokerId leader = base::no_broker;
        metadata::Replicas isr;
    };

    void report();
    void report_partition(Partition& partition, base::Instant now, BrokerReport& report);
    void tell_leader(const Partition& partition, base::BrokerId before, const metadata::PartitionInfo& info);
    void tell_isr(const Partition& partition, const metadata::Replicas& before,
                  const metadata::PartitionInfo& info);

    Broker& broker_;
    NodeObserver& observer_;
    std::unordered_set<Partition*> changed_;
    std::unordered_set<Partition*> flowing_; ///< reported with a rate above zero, or with a follower behind
    std::unordered_map<Partition*, Known> known_;
    std::unordered_map<Partition*, std::int64_t> sizes_; ///< as last reported; their sum is disk_used_
    std::int64_t disk_used_ = 0;
    net::Timer timer_;
};

} // namespace broker
