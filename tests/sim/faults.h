#pragma once
// The faults of a run: which of them are on and how often they strike is drawn for each seed (swarm testing),
// so that some seeds are only crashes and others only slow links.

#include "sim/world.h"

namespace sim {

struct FaultMix {
    bool crash = false; ///< processes die, their writes stay
    bool power = false; ///< processes die and unsynced bytes with them
    bool freeze = false;
    bool cut = false; ///< one link, both directions
    bool one_way = false;
    bool isolate = false; ///< one host from all
    bool zones = false;   ///< an availability zone from the others
    bool slow = false;    ///< latency, jitter, loss
    bool slow_disk = false;
    Duration pause = ms(200); ///< mean time between strikes
    static FaultMix draw(World& world);
};

/// What a model lets be broken. Hosts are named by the model.
struct Target {
    std::vector<HostId> hosts;
    std::function<int(HostId)> zone;
    std::function<void(HostId, bool power_loss)> die;
    std::function<void(HostId)> start;
    std::function<void(HostId, bool slow)> disk;
    /// May this host be taken away (dead or frozen) now?
    std::function<bool(HostId, bool power_loss)> may_lose = [](HostId, bool) { return true; };
};

class Faults {
public:
    Faults(World& world, Network& network, Target target)
        : world_(world), network_(network), target_(std::move(target)), mix_(FaultMix::draw(world)) {}
    FaultMix& mix() { return mix_; }
    /// Strikes until `until`.
    void run(Instant until);
    /// Everything is well again, everybody starts.
    void heal();

private:
    void strike();
    void strike_host(HostId host);
    void strike_link(HostId a, HostId b);
    HostId any() {
        return target_.hosts[static_cast<std::size_t>(world_.pick(static_cast<int>(target_.hosts.size())))];
    }
    void cut(HostId a, HostId b);

    World& world_;
    Network& network_;
    Target target_;
    FaultMix mix_;
};

} // namespace sim
