#pragma once
// The shape of a hosted cluster as a person draws it: AZs, brokers, storage, listeners, overrides.
// Plain values; any thread. A `.riparium` document is this as JSON (cluster/document.h).

#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace view {

struct BrokerLayout {
    std::int32_t id = 0;                     ///< 1 to 99; unique in the cluster
    std::int64_t storage_bytes = 10LL << 30; ///< size shown against disk use; at least 1 GiB
};

struct AzLayout {
    std::string name; ///< "a", "b", "c"
    std::vector<BrokerLayout> brokers;
};

struct ClusterLayout {
    std::string name;
    std::vector<AzLayout> azs;                        ///< 1 to 3
    std::uint16_t plaintext_port = 9092;              ///< of every broker, each on its own address
    std::map<std::string, std::string> broker_config; ///< overrides by Kafka's keys

    std::size_t broker_count() const;
    std::int64_t storage_bytes() const;
};

/// `single`, `dev`, `ha`, `ha6`: 1 AZ x 1, 1 x 3, 3 x 1, 3 x 2 brokers. Nothing for another name.
/// Broker ids go round the AZs, as MSK numbers them: a:1, b:2, c:3, a:4 ...
base::Result<ClusterLayout> preset(std::string_view name);
/// The names `preset` knows, in the order shown to people.
std::vector<std::string_view> preset_names();

/// A layout that can be started, or where and why not: `path` is a JSON path such as "azs[1].brokers[0].id".
struct LayoutProblem {
    std::string path;
    std::string sentence;
};
std::vector<LayoutProblem> problems_of(const ClusterLayout& layout);

} // namespace view
