#pragma once
// The links between AZs, and what is wrong with them. One table for a cluster. Nodes' own connections
// (client::Connection with an Origin) ask it about both directions of their bytes: requests travel from ->
// to, answers to -> from. A listener asks it about outside clients. Any thread. While nothing is wrong a
// question costs one relaxed load. Source: DESIGN 8b; speed-and-reliability B3 (SimNet); decision 0012.

#include "base/clock.h"
#include "base/rng.h"
#include "net/address.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <vector>

namespace net {

class Gate;

/// An AZ by its number in the layout, from 1. `outside`: whoever is no node of the cluster.
using Az = std::int32_t;
inline constexpr Az outside = 0;

/// One direction of a link. The default is a healthy one.
struct LinkState {
    bool cut = false;            ///< bytes stop silently, and flow again, in order, once it is not
    base::Duration latency{};    ///< added one way
    double loss = 0;             ///< of packets, 0 to 1: TCP shows it as the time of retransmissions; 1: cut
    std::uint64_t bandwidth = 0; ///< bytes per second, shared by all connections; 0: no limit

    bool healthy() const { return !cut && latency.count() <= 0 && loss <= 0 && bandwidth == 0; }
    bool operator==(const LinkState&) const = default;
};

struct LinkTraffic {
    Az from = outside;
    Az to = outside;
    std::uint64_t bytes = 0; ///< since the cluster began
};

class Links {
public:
    /// `seed` of the losses.
    explicit Links(std::uint64_t seed = 1);
    Links(const Links&) = delete;
    Links& operator=(const Links&) = delete;

    // ---- where the nodes are

    /// `listening` belongs to a node in `az`. Called for every listener of every node before it opens.
    void place(const Endpoint& listening, Az az);
    void forget(const Endpoint& listening);
    /// The source address of a node's outgoing connection, while it is open.
    void enlist(const Endpoint& source, Az az);
    void dismiss(const Endpoint& source);
    /// The AZ of a listener, or of the source address of a node's open connection; else `outside`.
    Az az_of(const Endpoint& endpoint) const;

    // ---- what is wrong

    /// Replaces the state of one direction. Loss and bandwidth beyond sense are brought into range.
    void set(Az from, Az to, LinkState state);
    /// Both directions.
    void set_both(Az one, Az other, LinkState state);
    /// Cuts or heals an AZ: every link between it and the rest, and `outside`, beside what set() says of
    /// each.
    void cut_az(Az az, bool cut);
    bool az_is_cut(Az az) const;
    /// Everything is healthy again.
    void heal();

    /// What holds for bytes from one AZ to another: set() and cut_az() together.
    LinkState state(Az from, Az to) const;
    bool cut(Az from, Az to) const { return faulty() && state(from, to).cut; }
    /// Something is wrong somewhere.
    bool faulty() const noexcept { return faulty_.load(std::memory_order_relaxed); }

    /// When bytes that are sent at `now` are all there, were the link not cut. Takes their share of the
    /// bandwidth and draws their losses.
    base::Instant arrival(Az from, Az to, std::size_t bytes, base::Instant now);

    // ---- hearing of changes

    /// Calls `changed` after each change, on the thread that made it; it must not call back. No call is under
    /// way once the Watch is gone.
    class Watch {
    public:
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

    private:
        friend class Links;
        Watch(Links& links, std::function<void()> fn) : links_(links), changed_(std::move(fn)) {}
        Links& links_;
        std::function<void()> changed_;
    };
    std::unique_ptr<Watch> watch(std::function<void()> changed);

    // ---- traffic

    using Counter = std::atomic<std::uint64_t>;
    /// Where nodes count the bytes of one direction; valid as long as the table.
    Counter& counter(Az from, Az to);
    /// All directions that ever carried a byte between nodes. A rate is the difference of two readings.
    std::vector<LinkTraffic> traffic() const;

private:
    LinkState state_locked(Az from, Az to) const;
    void changed(std::unique_lock<std::mutex> lock);
    base::Duration lost_locked(const LinkState& state, std::size_t bytes);

    struct Direction {
        LinkState state;
        base::Instant busy_until{}; ///< of the bandwidth
    };
    using Key = std::pair<Az, Az>;

    mutable std::mutex mutex_;
    std::atomic<bool> faulty_{false};
    std::map<Key, Direction> directions_;
    std::set<Az> cut_azs_;
    std::map<Endpoint, Az> listening_;
    std::map<Endpoint, Az> sources_;
    std::map<Key, Counter> counters_;
    base::Rng rng_;
    std::mutex watching_;
    std::set<Watch*> watches_;
};

/// Where a node's outgoing connections come from. Without `links` a connection is nobody's: panes, tools.
struct From {
    std::string host; ///< source addresses are bound to it, so that the peer knows the node; empty: any
    Az az = outside;
    Links* links = nullptr;     ///< outlives the connections
    std::shared_ptr<Gate> gate; ///< of the node
};

} // namespace net
