#include "sim/world.h"

#include <algorithm>
#include <utility>

namespace sim {

void World::push(Event event) {
    queue_.push_back(std::move(event));
    std::ranges::push_heap(queue_, Later());
}

void World::at(Instant when, Action action) {
    push({std::max(when, now_), sequence_++, -1, 0, std::move(action)});
}

void World::on(HostId host, Instant when, Action action) {
    push({std::max(when, now_), sequence_++, host, hosts_[host].incarnation, std::move(action)});
}

bool World::run_until(Instant until, const std::function<bool()>& each) {
    while (!queue_.empty() && queue_.front().when <= until) {
        std::ranges::pop_heap(queue_, Later());
        Event event = std::move(queue_.back());
        queue_.pop_back();
        now_ = event.when;
        if (event.host >= 0) {
            Host& host = hosts_[event.host];
            if (!host.up || host.incarnation != event.incarnation) continue;
            if (host.frozen) {
                host.inbox.push_back(std::move(event.action));
                continue;
            }
        }
        ++events_;
        event.action();
        if (!each()) return false;
    }
    now_ = std::max(now_, until);
    return true;
}

void World::start(HostId id) {
    Host& host = hosts_[id];
    ++host.incarnation;
    host.up = true;
    host.frozen = false;
    host.inbox.clear();
}

void World::die(HostId id) {
    Host& host = hosts_[id];
    ++host.incarnation;
    host.up = host.frozen = false;
    host.inbox.clear();
}

void World::thaw(HostId id) {
    Host& host = hosts_[id];
    host.frozen = false;
    for (Action& action : std::exchange(host.inbox, {})) on(id, now_, std::move(action));
}

bool World::up(HostId id) const {
    const auto host = hosts_.find(id);
    return host != hosts_.end() && host->second.up;
}

bool World::frozen(HostId id) const {
    const auto host = hosts_.find(id);
    return host != hosts_.end() && host->second.frozen;
}

int World::incarnation(HostId id) const {
    const auto host = hosts_.find(id);
    return host == hosts_.end() ? 0 : host->second.incarnation;
}

Duration World::between(Duration low, Duration high) {
    if (high <= low) return low;
    return low +
           Duration(static_cast<Duration::rep>(rng.below(static_cast<std::uint64_t>((high - low).count()))));
}

void World::trace(const std::string& line) {
    for (const char c : line) mix(static_cast<unsigned char>(c));
    if (tell) tell(line);
}

// ---- network

Network::Call Network::call(HostId from, HostId to, std::function<void(Call)> serve, Action gone) {
    const Call call{from, to, next_++};
    const int incarnation = world_.incarnation(to);
    open_.emplace(call.id, Open{from, to, incarnation, world_.incarnation(from), std::move(gone)});
    transmit(from, to, [this, call, incarnation, serve = std::move(serve)] {
        // Nobody listens, or another process does than the one the connection was made to.
        if (!world_.up(call.to) || world_.incarnation(call.to) != incarnation) return refuse(call.id);
        world_.on(call.to, world_.now(), [serve, call] { serve(call); });
    });
    return call;
}

void Network::refuse(std::uint64_t id) {
    const auto found = open_.find(id);
    if (found == open_.end()) return;
    const Open open = std::move(found->second);
    open_.erase(found);
    transmit(open.to, open.from, [this, open] {
        if (world_.incarnation(open.from) == open.from_incarnation)
            world_.on(open.from, world_.now(), open.gone);
    });
}

void Network::reply(const Call& call, Action done) {
    const auto found = open_.find(call.id);
    if (found == open_.end()) return;
    const int incarnation = found->second.from_incarnation;
    transmit(call.to, call.from, [this, call, incarnation, done = std::move(done)] {
        if (open_.erase(call.id) == 0 || world_.incarnation(call.from) != incarnation) return;
        world_.on(call.from, world_.now(), done);
    });
}

void Network::died(HostId host) {
    std::vector<std::uint64_t> to_refuse;
    for (auto it = open_.begin(); it != open_.end();) {
        if (it->second.from == host) {
            it = open_.erase(it);
            continue;
        }
        if (it->second.to == host) to_refuse.push_back(it->first);
        ++it;
    }
    for (const std::uint64_t id : to_refuse) refuse(id);
}

void Network::transmit(HostId from, HostId to, Action arrived) {
    Pipe& pipe = pipes_[{from, to}];
    if (!pipe.link.cut) return send(pipe, std::move(arrived));
    // A connection may outlive the cut, and then what waited in it arrives late.
    if (world_.percent(50)) pipe.held.emplace_back(to, std::move(arrived));
}

void Network::send(Pipe& pipe, Action arrived) {
    Duration delay = pipe.link.latency;
    if (pipe.link.jitter > Duration{}) delay += world_.between(Duration{}, pipe.link.jitter);
    while (pipe.link.loss_percent > 0 && world_.percent(pipe.link.loss_percent)) delay += ms(200);
    pipe.last_arrival = std::max(pipe.last_arrival, world_.now() + delay);
    world_.at(pipe.last_arrival, std::move(arrived));
}

void Network::heal(HostId from, HostId to) {
    Pipe& pipe = pipes_[{from, to}];
    pipe.link.cut = false;
    for (auto& [host, arrived] : std::exchange(pipe.held, {})) send(pipe, std::move(arrived));
}

void Network::heal_all() {
    for (auto& [ends, pipe] : pipes_) {
        pipe.link = Link{};
        heal(ends.first, ends.second);
    }
}

} // namespace sim
