#pragma once
// The boundary between engine and windows. A Session is one cluster, hosted or attached; a window drains it.
// Design: two mechanisms. Rows coalesce, the latest wins; facts queue in a bounded ring with a drop count.
// Nothing here waits, nobody outside gets an engine object, no secret crosses.

#include "view/commands.h"
#include "view/facts.h"
#include "view/rows.h"

#include <functional>

namespace view {

/// All that changed since the last drain, by value.
struct Batch {
    bool full = false; ///< the rows below are all there are: forget what you had
    std::optional<ClusterRow> cluster;
    std::vector<AzRow> azs;
    std::vector<BrokerRow> brokers;
    std::vector<ControllerRow> controllers;
    std::vector<TopicRow> topics;
    std::vector<PartitionRow> partitions;
    std::vector<BrokerKey> gone_brokers;
    std::vector<ControllerKey> gone_controllers;
    std::vector<TopicKey> gone_topics;
    std::vector<PartitionKey> gone_partitions;
    std::vector<LinkRow> links;
    std::vector<FaultRow> faults; ///< in force
    std::vector<FaultKey> gone_faults;
    std::vector<Fact> facts; ///< in the order they happened
    std::uint64_t facts_dropped = 0;
    std::vector<Answer> answers; ///< in the order they were given; several may carry one ticket

    bool empty() const;
};

class Session {
public:
    virtual ~Session() = default;

    /// Any thread, never blocks. Answered by a later Batch.
    virtual Ticket submit(Command command) = 0;
    /// One thread, the window's. Costs what changed.
    virtual Batch drain() = 0;
    /// `fn` is called from engine threads when the next drain has something to say: on empty -> non-empty
    /// only. set_wake({}) returns when no call is in flight.
    virtual void set_wake(std::function<void()> fn) = 0;
};

} // namespace view
