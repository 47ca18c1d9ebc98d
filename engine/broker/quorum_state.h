#pragma once
// `quorum-state` beside the metadata log: the epoch and vote of a controller, in Kafka's JSON. Losing it
// would let a controller vote twice, so it is durable before anything is done in the epoch. Thread: the disk
// pool. Source: reference 8.

#include "base/types.h"
#include "storage/disk.h"

#include <optional>
#include <vector>

namespace broker {

struct QuorumState {
    base::BrokerId leader = base::no_broker;
    base::LeaderEpoch epoch{0};
    base::BrokerId voted = base::no_broker; ///< in this epoch
    std::vector<base::BrokerId> voters;
};

/// `folder` holds the metadata log. Nothing when there is no such file; error when it cannot be read or
/// understood.
base::Result<std::optional<QuorumState>> read_quorum_state(storage::Disk& disk,
                                                           const std::filesystem::path& folder);
/// Durable before it returns.
base::Result<> write_quorum_state(storage::Disk& disk, const std::filesystem::path& folder,
                                  const QuorumState& state);

} // namespace broker
