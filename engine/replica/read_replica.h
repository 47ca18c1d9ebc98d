#pragma once
// Which replica a consumer should read from (KIP-392). Any thread.

#include "replica/leader.h"

#include <string_view>

namespace replica {

struct ReplicaRack {
    base::BrokerId id;
    std::string_view rack; ///< empty: none
};

/// The in-sync replica in the client's rack that has `fetch_offset` and is furthest; the leader when it is in
/// that rack. Nothing: read from the leader (no rack given, nobody there, nobody far enough).
std::optional<base::BrokerId> preferred_read_replica(std::string_view client_rack, base::Offset fetch_offset,
                                                     const std::vector<ReplicaRack>& racks,
                                                     const std::vector<Progress>& progress);

} // namespace replica
