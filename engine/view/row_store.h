#pragma once
// All rows of one moment, keyed: what a window has drained so far, and what the pure functions of this folder
// reason about. A value; any thread.

// Before <compare>, which moc of Qt 6.4 cannot read as the first header of GCC 12.
#include <map>

#include "view/rows.h"

namespace view {

struct RowStore {
    ClusterRow cluster;
    std::map<std::string, AzRow> azs;
    std::map<BrokerKey, BrokerRow> brokers;
    std::map<ControllerKey, ControllerRow> controllers;
    std::map<TopicKey, TopicRow> topics;
    std::map<PartitionKey, PartitionRow> partitions;
    std::map<LinkKey, LinkRow> links;
    std::map<FaultKey, FaultRow> faults; ///< in force
};

} // namespace view
