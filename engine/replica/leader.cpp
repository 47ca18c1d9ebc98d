#include "replica/leader.h"

#include "base/assert.h"

#include <algorithm>

namespace replica {

using base::Instant;
using base::Offset;

Leader::Leader(base::BrokerId self, base::LeaderEpoch epoch, std::vector<base::BrokerId> isr, Offset log_end,
               Offset high_watermark)
    : self_(self), epoch_(epoch), isr_(std::move(isr)), log_end_(log_end), high_watermark_(high_watermark) {
    // A restart may have cut a torn tail below the checkpointed high watermark.
    high_watermark_ = std::min(high_watermark_, log_end_);
    advance();
    check_invariants();
}

void Leader::set_min_insync_replicas(std::int32_t configured, std::int32_t replication_factor) {
    min_isr_ = std::min(configured, replication_factor);
}

void Leader::wait(WaiterId id, Offset needed, Instant deadline) {
    waiting_.insert({needed, {id, deadline}});
}

void Leader::forget(WaiterId id) {
    std::erase_if(waiting_, [&](const auto& entry) { return entry.second.id == id; });
}

std::vector<Answered> Leader::written(Offset log_end) {
    RIPARIUM_ASSERT(log_end >= log_end_, "a leader's log only grows");
    log_end_ = log_end;
    auto answered = advance();
#ifdef RIPARIUM_INVARIANTS
    check_invariants();
#endif
    return answered;
}

std::vector<Answered> Leader::advance() {
    // The slowest in-sync replica sets the high watermark; the leader is the only replica of this version, so
    // its own end is the minimum. Below min ISR it stands still: what is not safe is not shown.
    if (accepts_acks_all()) high_watermark_ = std::max(high_watermark_, log_end_);
    std::vector<Answered> answered;
    const auto end = waiting_.upper_bound(high_watermark_);
    for (auto it = waiting_.begin(); it != end; ++it)
        answered.push_back({it->second.id, kafka::ErrorCode::none});
    waiting_.erase(waiting_.begin(), end);
    return answered;
}

std::vector<Answered> Leader::expire(Instant now) {
    std::vector<Answered> answered;
    std::erase_if(waiting_, [&](const auto& entry) {
        if (entry.second.deadline > now) return false;
        answered.push_back({entry.second.id, kafka::ErrorCode::request_timed_out});
        return true;
    });
    return answered;
}

std::vector<Answered> Leader::resign() {
    std::vector<Answered> answered;
    for (const auto& [offset, waiting] : waiting_)
        answered.push_back({waiting.id, kafka::ErrorCode::not_leader_or_follower});
    waiting_.clear();
    return answered;
}

Instant Leader::next_deadline() const {
    Instant earliest = Instant::max();
    for (const auto& [offset, waiting] : waiting_) earliest = std::min(earliest, waiting.deadline);
    return earliest;
}

void Leader::check_invariants() const {
    RIPARIUM_ASSERT(high_watermark_ <= log_end_, "the high watermark lies within the log");
    RIPARIUM_ASSERT(std::ranges::find(isr_, self_) != isr_.end(), "a leader is in its own ISR");
}

} // namespace replica
