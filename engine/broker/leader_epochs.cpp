#include "broker/leader_epochs.h"

namespace broker {

std::optional<replica::EpochEnd> end_of_epoch(const Partition& partition, base::LeaderEpoch asked) {
    const replica::EpochEnd end = partition.view().end_of(asked);
    if (!end.known()) return std::nullopt;
    return end;
}

std::optional<replica::EpochEnd> divergence(const Partition& partition, base::LeaderEpoch last_fetched,
                                            base::Offset from) {
    return replica::divergence(partition.view(), last_fetched, from);
}

} // namespace broker
