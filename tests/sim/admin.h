#pragma once
// Somebody who moves replicas between brokers, changes his mind, and gives leaders back to whom they belong,
// whatever else happens. Asks whoever believes to be the active controller.

#include "sim/broker_host.h"

namespace sim {

class Admin {
public:
    explicit Admin(Cluster& cluster) : cluster_(cluster), world_(cluster.world) {}
    /// Is busy until `until`.
    void start(Instant until);

private:
    void act(ControllerHost& controller);
    void reassign(ControllerHost& controller, const metadata::TopicInfo& topic, std::int32_t partition);
    void elect_preferred(ControllerHost& controller);

    Cluster& cluster_;
    World& world_;
};

} // namespace sim
