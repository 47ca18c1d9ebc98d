#include "replica/types.h"

#include "base/planted.h"

namespace replica {

std::optional<EpochEnd> divergence(const LogView& log, base::LeaderEpoch last_fetched, base::Offset from) {
    if (last_fetched.value < 0 || RIPARIUM_PLANTED(epochs_not_compared)) return std::nullopt;
    const EpochEnd end = log.end_of(last_fetched);
    if (!end.known()) return std::nullopt;
    if (end.epoch < last_fetched || end.end < from) return end;
    return std::nullopt;
}

} // namespace replica
