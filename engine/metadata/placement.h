#pragma once
// Where the replicas of new partitions go: round robin over racks from a random start, round robin over the
// brokers of a rack from a random start, unfenced brokers first, one step on for each partition. Pure;
// randomness comes in. Source: reference 5 (Placement); the same order as Apache Kafka's striped placer for
// the same random numbers.

#include "base/result.h"
#include "base/rng.h"
#include "base/types.h"

#include <optional>
#include <string>
#include <vector>

namespace metadata {

struct UsableBroker {
    base::BrokerId id;
    std::optional<std::string> rack; ///< none is a rack of its own
    bool fenced = false;
};

/// Replicas of `partitions` new partitions, the first of each unfenced. Error: INVALID_REPLICATION_FACTOR
/// with Kafka's sentence when there are too few brokers, or none unfenced.
base::Result<std::vector<std::vector<base::BrokerId>>>
place_replicas(const std::vector<UsableBroker>& brokers, std::int32_t partitions,
               std::int32_t replication_factor, base::Rng& rng);

} // namespace metadata
