#pragma once
// What a partition's log is worth to the next start.

#include "broker/partition.h"

namespace broker {

/// REQUIRES: the partition has a log.
inline storage::CheckpointRow checkpoint_row(const Partition& partition) {
    const storage::Log& log = *partition.log();
    return {partition.name(), log.recovery_point(), partition.high_watermark(), log.log_start_offset()};
}

} // namespace broker
