#include "broker/leader_epochs.h"

namespace broker {

std::optional<storage::EpochEnd> end_of_epoch(const Partition& partition, base::LeaderEpoch asked) {
    if (asked == partition.leader_epoch()) return storage::EpochEnd{asked, partition.log_end()};
    if (!partition.log()) return std::nullopt;
    const storage::EpochEnd end = partition.log()->epoch_end_offset(asked);
    if (end.epoch == base::no_epoch) return std::nullopt;
    return end;
}

std::optional<storage::EpochEnd> divergence(const Partition& partition, base::LeaderEpoch last_fetched,
                                            base::Offset from) {
    const auto end = end_of_epoch(partition, last_fetched);
    if (!end) return std::nullopt;
    if (end->epoch < last_fetched || end->end < from) return end;
    return std::nullopt;
}

} // namespace broker
