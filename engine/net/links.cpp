#include "net/links.h"

#include <algorithm>
#include <cmath>

namespace net {
namespace {

constexpr double packet = 1448; // what one Ethernet frame carries of TCP
constexpr base::Duration first_retransmission = std::chrono::milliseconds(200); // Linux' least RTO
constexpr base::Duration fast_retransmission = std::chrono::milliseconds(1);    // at least
constexpr int most_retries = 8;
constexpr std::uint64_t resolution = 1'000'000; // of a loss

LinkState sensible(LinkState state) {
    state.latency = std::max(state.latency, base::Duration{});
    state.loss = std::isfinite(state.loss) ? std::clamp(state.loss, 0.0, 1.0) : 0.0;
    return state;
}

} // namespace

Links::Links(std::uint64_t seed) : rng_(seed) {}

// ---- where the nodes are
// ---------------------------------------------------------------------------------------

void Links::place(const Endpoint& listening, Az az) {
    const std::lock_guard lock(mutex_);
    listening_[listening] = az;
}

void Links::forget(const Endpoint& listening) {
    const std::lock_guard lock(mutex_);
    listening_.erase(listening);
}

void Links::enlist(const Endpoint& source, Az az) {
    const std::lock_guard lock(mutex_);
    sources_[source] = az;
}

void Links::dismiss(const Endpoint& source) {
    const std::lock_guard lock(mutex_);
    sources_.erase(source);
}

Az Links::az_of(const Endpoint& endpoint) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = sources_.find(endpoint); found != sources_.end()) return found->second;
    const auto found = listening_.find(endpoint);
    return found == listening_.end() ? outside : found->second;
}

// ---- what is wrong
// ---------------------------------------------------------------------------------------------

void Links::set(Az from, Az to, LinkState state) {
    std::unique_lock lock(mutex_);
    directions_[{from, to}] = {sensible(state), {}};
    changed(std::move(lock));
}

void Links::set_both(Az one, Az other, LinkState state) {
    std::unique_lock lock(mutex_);
    directions_[{one, other}] = {sensible(state), {}};
    directions_[{other, one}] = {sensible(state), {}};
    changed(std::move(lock));
}

void Links::cut_az(Az az, bool cut) {
    std::unique_lock lock(mutex_);
    if (cut)
        cut_azs_.insert(az);
    else
        cut_azs_.erase(az);
    changed(std::move(lock));
}

bool Links::az_is_cut(Az az) const {
    const std::lock_guard lock(mutex_);
    return cut_azs_.contains(az);
}

void Links::heal() {
    std::unique_lock lock(mutex_);
    directions_.clear();
    cut_azs_.clear();
    changed(std::move(lock));
}

LinkState Links::state(Az from, Az to) const {
    const std::lock_guard lock(mutex_);
    return state_locked(from, to);
}

LinkState Links::state_locked(Az from, Az to) const {
    const auto found = directions_.find({from, to});
    LinkState state = found == directions_.end() ? LinkState{} : found->second.state;
    if (state.loss >= 1) state.cut = true;
    if (from != to && (cut_azs_.contains(from) || cut_azs_.contains(to))) state.cut = true;
    return state;
}

/// Healthy directions are forgotten; watchers hear of it without the table's lock, which they may take.
void Links::changed(std::unique_lock<std::mutex> lock) {
    std::erase_if(directions_, [](const auto& entry) { return entry.second.state.healthy(); });
    faulty_.store(!directions_.empty() || !cut_azs_.empty(), std::memory_order_relaxed);
    lock.unlock();
    const std::lock_guard watching(watching_);
    for (Watch* const one : watches_) one->changed_();
}

base::Instant Links::arrival(Az from, Az to, std::size_t bytes, base::Instant now) {
    const std::lock_guard lock(mutex_);
    const auto found = directions_.find({from, to});
    if (found == directions_.end()) return now;
    Direction& link = found->second;
    base::Instant sent = now;
    if (link.state.bandwidth > 0) {
        const double seconds = static_cast<double>(bytes) / static_cast<double>(link.state.bandwidth);
        sent = std::max(link.busy_until, now) +
               std::chrono::duration_cast<base::Duration>(std::chrono::duration<double>(seconds));
        link.busy_until = sent;
    }
    return sent + link.state.latency + lost_locked(link.state, bytes);
}

/// What TCP makes of losses: when enough packets follow the lost one, it is sent again after a round trip;
/// else after the retransmission time-out, which doubles each time.
base::Duration Links::lost_locked(const LinkState& state, std::size_t bytes) {
    if (state.loss <= 0 || state.loss >= 1) return {};
    const double packets = std::max(1.0, std::ceil(static_cast<double>(bytes) / packet));
    const auto happens = [this](double chance) {
        return rng_.chance(static_cast<std::uint64_t>(chance * static_cast<double>(resolution)), resolution);
    };
    base::Duration delay{};
    // Of the packets that three others follow.
    const double early = std::max(0.0, packets - 3);
    if (early > 0 && happens(1 - std::pow(1 - state.loss, early)))
        delay = std::max(fast_retransmission, 2 * state.latency);
    // Of the tail, at least one packet.
    if (!happens(1 - std::pow(1 - state.loss, packets - early))) return delay;
    base::Duration wait = std::max(first_retransmission, 2 * state.latency);
    delay += wait;
    for (int retry = 1; retry < most_retries && happens(state.loss); ++retry) delay += wait *= 2;
    return delay;
}

// ---- hearing of changes
// ----------------------------------------------------------------------------------------

std::unique_ptr<Links::Watch> Links::watch(std::function<void()> changed) {
    std::unique_ptr<Watch> made(new Watch(*this, std::move(changed)));
    const std::lock_guard lock(watching_);
    watches_.insert(made.get());
    return made;
}

Links::Watch::~Watch() {
    const std::lock_guard lock(links_.watching_);
    links_.watches_.erase(this);
}

// ---- traffic
// ----------------------------------------------------------------------------------------------

Links::Counter& Links::counter(Az from, Az to) {
    const std::lock_guard lock(mutex_);
    return counters_[{from, to}];
}

std::vector<LinkTraffic> Links::traffic() const {
    const std::lock_guard lock(mutex_);
    std::vector<LinkTraffic> all;
    for (const auto& [key, counter] : counters_)
        all.push_back({key.first, key.second, counter.load(std::memory_order_relaxed)});
    return all;
}

} // namespace net
