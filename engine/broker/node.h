#pragma once
// What every node of a hosted cluster is given: its identity, where it lives, and the services it shares with
// the others. Plain values; read by the node's loop.

#include "base/clock.h"
#include "base/types.h"
#include "base/uuid.h"
#include "net/address.h"
#include "net/links.h"
#include "net/loop.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace storage {
class Disk;
}

namespace broker {

class DiskPool;
class NodeObserver;

/// A controller as brokers are told of it.
struct ControllerEndpoint {
    base::BrokerId id;
    net::Endpoint endpoint;
};

struct NodeConfig {
    base::BrokerId id;
    std::string name; ///< "broker-1", "controller-101": folder and log prefix
    std::string rack; ///< the AZ's name
    base::Uuid cluster_id;
    net::Endpoint endpoint; ///< PLAINTEXT of a broker, CONTROLLER of a controller
    std::vector<ControllerEndpoint> controllers;
    std::filesystem::path folder;                             ///< the node's own log directory
    std::map<std::string, std::string, std::less<>> settings; ///< static broker configuration by Kafka's keys
    std::int64_t storage_bytes = 0;                           ///< the size shown against disk use
};

/// Shared by the nodes of a cluster; outlives them.
struct NodeServices {
    net::Loop& loop;
    DiskPool& disk_pool;
    storage::Disk& disk;
    const base::Clock& clock;
    NodeObserver& observer;
    net::Links* links = nullptr; ///< null: no link is ever faulty

    /// For the options of every connection that the node makes.
    net::From from(const NodeConfig& config) const {
        return {config.endpoint.host, links ? links->az_of(config.endpoint) : net::outside, links,
                loop.gate()};
    }
};

inline constexpr const char* plaintext_listener = "PLAINTEXT";
inline constexpr const char* controller_listener = "CONTROLLER";

} // namespace broker
