#pragma once
// The throttle of a reassignment, set and taken away as Kafka's own tool does it: rates of the brokers, and
// the topics whose replicas they hold back. Source: KIP-73, reference 3.11.

#include "client/cluster_client.h"

#include <set>

namespace cluster {

struct Throttled {
    std::vector<std::int32_t> brokers;
    std::set<std::string> topics;
    std::int64_t bytes_per_second = 0; ///< 0: takes the throttle away

    Throttled() = default;
};

/// Goes on after an error; gives back the first.
client::Awaitable<base::Result<>> set_throttle(client::ClusterClient& client, Throttled throttled);

} // namespace cluster
