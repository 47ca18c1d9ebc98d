#pragma once
// Who leads a partition and who is in its ISR when brokers come and go. Pure. Source: reference 5
// (Elections).

#include "metadata/configs.h"
#include "metadata/image.h"

#include <functional>

namespace metadata {

/// Brokers that are about to change, as the next records will say.
struct BrokerChange {
    BrokerId leaving = base::no_broker;  ///< may no longer lead, leaves every ISR that has others
    BrokerId arriving = base::no_broker; ///< counts as active already
};

/// Whether an out-of-sync replica of the topic may lead when nothing else is left.
using UncleanAllowed = std::function<bool(const std::string& topic)>;

/// The change a partition needs, or none when it stays as it is. A partition without any candidate keeps its
/// last ISR.
std::optional<PartitionChangeRecord> partition_change(const ClusterImage& image, TopicId topic,
                                                      PartitionIndex index, const BrokerChange& change,
                                                      bool unclean_allowed);

/// The changes of all partitions that `change` touches.
void append_partition_changes(const ClusterImage& image, const BrokerChange& change,
                              const UncleanAllowed& unclean_allowed, std::vector<RecordToWrite>& records);

/// What is wrong with the image, or none: every leader is in its ISR, every ISR is not empty and part of the
/// replicas.
std::optional<std::string> broken_invariant(const ClusterImage& image);

} // namespace metadata
