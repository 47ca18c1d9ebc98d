#pragma once
// The faults of a run: which of them are on and how often they strike is drawn for each seed (swarm testing),
// so that some seeds are only crashes and others only slow links.

#include "sim/world.h"

#include <algorithm>

namespace sim {

/// What a host loses when it goes.
enum class Loss {
    process, ///< what it wrote stays
    power,   ///< unsynced bytes are gone, or some of them
    disk,    ///< everything is gone
};

enum class Fault {
    crash,
    power,
    disk,
    stop, ///< a shutdown that was asked for
    freeze,
    slow_disk,
    cut, ///< one link, both directions
    one_way,
    isolate,   ///< one host from all
    zone,      ///< an availability zone from the others
    slow_link, ///< latency, jitter, loss
};

struct FaultMix {
    std::vector<Fault> kinds;
    Duration pause = ms(200); ///< mean time between strikes
    static FaultMix draw(World& world);
    bool has(Fault kind) const { return std::ranges::find(kinds, kind) != kinds.end(); }
};

/// What a model lets be broken. Hosts are named by the model.
struct Target {
    std::vector<HostId> hosts;
    std::function<int(HostId)> zone;
    std::function<void(HostId, Loss)> die;
    std::function<void(HostId)> start;
    std::function<void(HostId)> stop = [](HostId) {}; ///< and comes back by itself
    std::function<void(HostId, bool slow)> disk;
    /// May this host lose so much now? A voter never loses its disk: its votes are on it.
    std::function<bool(HostId, Loss)> may_lose = [](HostId, Loss loss) { return loss != Loss::disk; };
};

class Faults {
public:
    Faults(World& world, Network& network, Target target)
        : world_(world), network_(network), target_(std::move(target)), mix_(FaultMix::draw(world)) {}
    const FaultMix& mix() const { return mix_; }
    /// Strikes until `until`.
    void run(Instant until);
    /// Everything is well again, everybody starts.
    void heal();

private:
    void strike();
    bool bring_back(HostId host);
    void strike_host(Fault kind, HostId host);
    void strike_links(Fault kind, HostId host);
    void die(HostId host, Loss loss, std::string_view what);
    HostId any() {
        return target_.hosts[static_cast<std::size_t>(world_.pick(static_cast<int>(target_.hosts.size())))];
    }
    void cut(HostId a, HostId b);
    void struck(std::string_view what, const std::string& line);

    World& world_;
    Network& network_;
    Target target_;
    FaultMix mix_;
};

} // namespace sim
