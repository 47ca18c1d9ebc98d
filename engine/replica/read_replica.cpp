#include "replica/read_replica.h"

#include <algorithm>

namespace replica {

std::optional<base::BrokerId> preferred_read_replica(std::string_view client_rack, base::Offset fetch_offset,
                                                     const std::vector<ReplicaRack>& racks,
                                                     const std::vector<Progress>& progress) {
    if (client_rack.empty()) return std::nullopt;
    const Progress* best = nullptr;
    for (const Progress& row : progress) {
        const auto rack = std::ranges::find(racks, row.id, &ReplicaRack::id);
        if (rack == racks.end() || rack->rack != client_rack) continue;
        if (row.leader) return row.id;
        if (!row.in_sync || !row.log_end || *row.log_end < fetch_offset) continue;
        if (row.log_start && *row.log_start > fetch_offset) continue;
        if (!best || *row.log_end > *best->log_end) best = &row;
    }
    if (!best) return std::nullopt;
    return best->id;
}

} // namespace replica
