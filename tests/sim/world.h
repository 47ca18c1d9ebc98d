#pragma once
// The simulated world: one thread, one queue of events keyed by time and sequence, one random source, hosts
// that live, freeze and die, and links between them. The same seed is the same run, event for event.

#include "base/clock.h"
#include "base/rng.h"
#include "sim/run.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

namespace sim {

using base::Duration;
using base::Instant;
using HostId = int;
using Action = std::function<void()>;

constexpr Duration ms(std::int64_t n) {
    return std::chrono::milliseconds(n);
}
constexpr Duration us(std::int64_t n) {
    return std::chrono::microseconds(n);
}

class World {
public:
    explicit World(std::uint64_t seed) : rng(seed) {}
    World(const World&) = delete;

    base::Rng rng;
    Instant now() const { return now_; }
    Duration since_start() const { return now_ - start_; }
    std::uint64_t events() const { return events_; }

    // ---- time
    void at(Instant when, Action action);
    void after(Duration delay, Action action) { at(now_ + delay, std::move(action)); }
    /// For something inside a host: dropped when that host has died meanwhile, kept for later while it is
    /// frozen.
    void on(HostId host, Instant when, Action action);
    /// Runs events up to `until`; `each` after every one of them. Stops early when `each` returns false.
    bool run_until(Instant until, const std::function<bool()>& each);

    // ---- hosts
    void start(HostId host);
    void die(HostId host);
    void freeze(HostId host) { hosts_[host].frozen = true; }
    void thaw(HostId host);
    bool up(HostId host) const;
    bool frozen(HostId host) const;
    int incarnation(HostId host) const;

    // ---- randomness
    Duration between(Duration low, Duration high);
    int pick(int bound) { return static_cast<int>(rng.below(static_cast<std::uint64_t>(bound))); }
    bool percent(int chance) { return rng.chance(static_cast<std::uint64_t>(chance), 100); }

    // ---- what happened
    /// Goes into the hash of the run and, when wanted, into its text.
    void trace(const std::string& line);
    /// Counted, so that a run can show that it does happen.
    void count(std::string_view what) { ++counts_[what]; }
    const Counts& counts() const { return counts_; }
    std::function<void(const std::string&)> tell;
    std::uint64_t hash() const { return hash_; }
    void mix(std::uint64_t value) { hash_ = (hash_ ^ value) * 0x100000001b3ULL; }

private:
    struct Event {
        Instant when;
        std::uint64_t sequence;
        HostId host; // -1: none
        int incarnation;
        Action action;
    };
    struct Later {
        bool operator()(const Event& a, const Event& b) const {
            return a.when != b.when ? a.when > b.when : a.sequence > b.sequence;
        }
    };
    struct Host {
        bool up = false;
        bool frozen = false;
        int incarnation = 0;
        std::deque<Action> inbox;
    };
    void push(Event event);

    static constexpr Instant start_{std::chrono::hours(1)};
    Instant now_ = start_;
    std::uint64_t sequence_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t hash_ = 0xcbf29ce484222325ULL;
    std::vector<Event> queue_; // a heap
    std::map<HostId, Host> hosts_;
    Counts counts_;
};

/// What a link does to what goes over it, in one direction.
struct Link {
    Duration latency = us(200);
    Duration jitter{};
    int loss_percent = 0; ///< sent again after a while, as TCP does
    bool cut = false;     ///< bytes silently stop
};

/// Calls between hosts over TCP: in order per direction, answered at most once. A call to a dead process is
/// refused; one over a cut link is silent, and may yet arrive long after.
class Network {
public:
    explicit Network(World& world) : world_(world) {}

    struct Call {
        HostId from = -1;
        HostId to = -1;
        std::uint64_t id = 0;
    };
    /// Runs `serve` on `to`. `gone` runs on `from` when the process of `to` refuses or dies.
    Call call(HostId from, HostId to, std::function<void(Call)> serve, Action gone);
    /// Runs `done` on the caller.
    void reply(const Call& call, Action done);
    /// After World::die(host): its peers hear resets.
    void died(HostId host);

    Link& link(HostId from, HostId to) { return pipes_[{from, to}].link; }
    void cut(HostId from, HostId to) { link(from, to).cut = true; }
    /// What was held back arrives now.
    void heal(HostId from, HostId to);
    void heal_all();

private:
    struct Pipe {
        Link link;
        Instant last_arrival{};
        std::vector<std::pair<HostId, Action>> held;
    };
    struct Open {
        HostId from;
        HostId to;
        int to_incarnation;
        int from_incarnation;
        Action gone;
    };
    void transmit(HostId from, HostId to, Action arrived);
    void refuse(std::uint64_t id);
    void send(Pipe& pipe, Action arrived);

    World& world_;
    std::map<std::pair<HostId, HostId>, Pipe> pipes_;
    std::map<std::uint64_t, Open> open_;
    std::uint64_t next_ = 1;
};

} // namespace sim
