#pragma once
// Who leads and who is in sync when brokers come and go: the changes of every partition that one broker's
// change touches. Pure. Source: reference 5 (Elections), KIP-966.

#include "metadata/partition_change.h"

#include <functional>

namespace metadata {

/// Brokers that are about to change, as the next records will say.
struct BrokerChange {
    BrokerId leaving = base::no_broker;      ///< may no longer lead, leaves every ISR
    BrokerId arriving = base::no_broker;     ///< counts as active already
    BrokerId unclean_stop = base::no_broker; ///< leaving, and no eligible leader replica either
};

using TopicRulesOf = std::function<TopicRules(const TopicInfo&)>;

/// Whether the broker may lead once `change` is written.
bool may_lead_after(const ClusterImage& image, const BrokerChange& change, BrokerId id);

/// The changes of all partitions that `change` touches: those with the leaving broker in the ISR (or among
/// the eligible leader replicas, after an unclean stop), and for an arriving broker those without a leader.
/// REQUIRES: the image keeps a lookup.
void append_partition_changes(const ClusterImage& image, const BrokerChange& change,
                              const TopicRulesOf& rules_of, std::vector<RecordToWrite>& records);

/// The directory a new replica on the broker is given.
base::Uuid default_directory(const ClusterImage& image, BrokerId id);

/// What is wrong with the image, or none: leaders are active and in their ISR, an ISR is empty only where
/// eligible leader replicas are kept, nothing is without a leader that a broker could lead, the lookup
/// agrees.
std::optional<std::string> broken_invariant(const ClusterImage& image);

} // namespace metadata
