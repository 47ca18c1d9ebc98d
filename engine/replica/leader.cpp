#include "replica/leader.h"

#include "base/assert.h"
#include "base/planted.h"

#include <algorithm>
#include <fmt/format.h>

namespace replica {

using base::BrokerId;
using base::Instant;
using base::Offset;
using kafka::ErrorCode;

namespace {

/// Id of a proposal that the controller called invalid: it is forgotten by the next check of the ISR.
constexpr std::uint64_t refused = 0;

bool holds(const std::vector<BrokerId>& list, BrokerId id) {
    return std::ranges::find(list, id) != list.end();
}

std::string ids(const std::vector<BrokerId>& list) {
    std::string text;
    for (const BrokerId id : list) text += fmt::format("{}{}", text.empty() ? "" : " ", id.value);
    return text;
}

std::vector<BrokerId> members(const Proposal& proposal) {
    std::vector<BrokerId> list;
    for (const Proposal::Member& member : proposal.isr) list.push_back(member.id);
    return list;
}

} // namespace

Leader::Leader(BrokerId self, const Assignment& assignment, const ActiveBrokers& active, const Start& start)
    : self_(self), assignment_(assignment), active_(active), log_start_(start.log_start),
      log_end_(start.log_end), epoch_start_(start.log_end),
      // A restart may have cut a torn tail below the checkpointed high watermark.
      high_watermark_(std::min(std::max(start.high_watermark, start.log_start), start.log_end)),
      lag_max_(start.lag_max), min_isr_(start.min_insync_replicas) {
    set_peers(start.now, true);
    Effects none;
    advance(none, start.now);
    verify();
}

// --- membership
// -------------------------------------------------------------------------------------------------

Leader::Peer* Leader::peer(BrokerId id) {
    const auto found = std::ranges::find(peers_, id, &Peer::id);
    return found == peers_.end() ? nullptr : &*found;
}
const Leader::Peer* Leader::peer(BrokerId id) const {
    const auto found = std::ranges::find(peers_, id, &Peer::id);
    return found == peers_.end() ? nullptr : &*found;
}

bool Leader::is_replica(BrokerId id) const {
    return id == self_ || peer(id) != nullptr;
}
bool Leader::in_isr(BrokerId id) const {
    return holds(assignment_.isr, id);
}
bool Leader::in_maximal_isr(BrokerId id) const {
    if (in_isr(id)) return true;
    return proposal_ && std::ranges::find(proposal_->isr, id, &Proposal::Member::id) != proposal_->isr.end();
}

std::vector<BrokerId> Leader::maximal_isr() const {
    std::vector<BrokerId> list = assignment_.isr;
    if (proposal_)
        for (const Proposal::Member& member : proposal_->isr)
            if (!holds(list, member.id)) list.push_back(member.id);
    return list;
}

void Leader::set_peers(Instant now, bool new_epoch) {
    std::vector<Peer> peers;
    for (const BrokerId id : assignment_.replicas) {
        if (id == self_) continue;
        const Peer* known = new_epoch ? nullptr : peer(id);
        Peer next = known ? *known : Peer{.id = id};
        // Who is in sync by the word of the controller gets a whole lag.max to show it.
        if (!known && in_isr(id)) next.caught_up = now;
        peers.push_back(next);
    }
    peers_ = std::move(peers);
}

Effects Leader::update(const Assignment& assignment, Instant now) {
    Effects effects;
    if (assignment.leader_epoch < assignment_.leader_epoch) return effects;
    const bool new_epoch = assignment.leader_epoch > assignment_.leader_epoch;
    if (!new_epoch && assignment.partition_epoch <= assignment_.partition_epoch) return effects;
    assignment_ = assignment;
    proposal_.reset();
    if (new_epoch) epoch_start_ = log_end_;
    set_peers(now, new_epoch);
    settle(effects, now);
    return effects;
}

Effects Leader::set_min_insync_replicas(std::int32_t configured, Instant now) {
    Effects effects;
    min_isr_ = configured;
    advance(effects, now);
    return effects;
}

std::int32_t Leader::effective_min_isr() const {
    return std::min(min_isr_, static_cast<std::int32_t>(assignment_.replicas.size()));
}
bool Leader::accepts_acks_all() const {
    return static_cast<std::int32_t>(assignment_.isr.size()) >= effective_min_isr();
}

// --- progress
// -----------------------------------------------------------------------------------------------------

Effects Leader::written(Offset log_end, Instant now) {
    RIPARIUM_ASSERT(log_end >= log_end_, "a leader's log only grows");
    // Whoever had everything up to this moment was caught up until now. This also holds for followers whose
    // session did not need to name the partition while nothing happened in it.
    if (log_end > log_end_)
        for (Peer& peer : peers_)
            if (peer.log_end == log_end_) peer.caught_up = now;
    log_end_ = log_end;
    Effects effects;
    advance(effects, now);
    verify();
    return effects;
}

Effects Leader::fetched(const FollowerFetch& fetch, Instant now) {
    Effects effects;
    Peer* from = peer(fetch.id);
    if (!from) return effects;
    RIPARIUM_ASSERT(fetch.offset <= log_end_, "a follower that is ahead has diverged");
    if (fetch.offset >= log_end_)
        from->caught_up = now;
    else if (fetch.offset >= from->end_at_last_fetch && from->end_at_last_fetch.value >= 0)
        from->caught_up = std::max(from->caught_up.value_or(from->last_fetch), from->last_fetch);
    from->log_end = fetch.offset;
    if (fetch.log_start.value >= 0) from->log_start = fetch.log_start;
    from->broker_epoch = fetch.broker_epoch;
    from->end_at_last_fetch = log_end_;
    from->last_fetch = now;
    settle(effects, now);
    return effects;
}

bool Leader::eligible(const Peer& peer) const {
    const auto registered = active_.epoch(peer.id);
    if (!registered || !peer.broker_epoch) return false;
    if (RIPARIUM_PLANTED(incarnations_not_compared)) return true;
    // KIP-903: a broker that restarted, maybe with an empty disk, must have fetched since.
    return *peer.broker_epoch == -1 || *peer.broker_epoch == *registered;
}

bool Leader::caught_up(const Peer& peer, Instant now) const {
    if (peer.log_end == log_end_) return true;
    return peer.caught_up && now - *peer.caught_up <= lag_max_;
}

bool Leader::out_of_sync(const Peer& peer, Instant now) const {
    return !caught_up(peer, now);
}

bool Leader::may_join(const Peer& peer) const {
    if (in_maximal_isr(peer.id) || !peer.log_end) return false;
    if (RIPARIUM_PLANTED(join_before_caught_up)) return eligible(peer);
    return *peer.log_end >= high_watermark_ && *peer.log_end >= epoch_start_ && eligible(peer);
}

void Leader::advance(Effects& effects, Instant now) {
    // Below min ISR it stands still: what is not safe is not shown (KIP-966).
    if (accepts_acks_all() || RIPARIUM_PLANTED(commit_below_min_isr)) {
        Offset lowest = log_end_;
        for (const Peer& peer : peers_) {
            // Who is about to join holds it too, or it would be behind again the moment it is in.
            const bool counts = (RIPARIUM_PLANTED(only_leader_counts) ? false : in_maximal_isr(peer.id)) ||
                                (peer.log_end && caught_up(peer, now) && eligible(peer));
            if (counts) lowest = std::min(lowest, peer.log_end.value_or(Offset(-1)));
        }
        if (lowest > high_watermark_) {
            high_watermark_ = lowest;
            effects.high_watermark_moved = true;
        }
    }
    answer_committed(effects);
}

void Leader::answer_committed(Effects& effects) {
    if (waiting_.empty() || waiting_.front().needed > high_watermark_) return;
    std::int32_t members = static_cast<std::int32_t>(assignment_.isr.size());
    if (proposal_)
        for (const Proposal::Member& member : proposal_->isr) members += in_isr(member.id) ? 0 : 1;
    const bool enough = members >= effective_min_isr();
    const ErrorCode code = enough ? ErrorCode::none : ErrorCode::not_enough_replicas_after_append;
    while (!waiting_.empty() && waiting_.front().needed <= high_watermark_) {
        effects.answered.push_back({waiting_.front().id, code});
        waiting_.pop_front();
    }
}

// --- ISR
// ----------------------------------------------------------------------------------------------------------

void Leader::settle(Effects& effects, Instant now) {
    advance(effects, now);
    if (!proposal_) {
        std::vector<BrokerId> joining;
        for (const Peer& peer : peers_)
            if (may_join(peer)) joining.push_back(peer.id);
        if (!joining.empty()) {
            auto isr = assignment_.isr;
            isr.insert(isr.end(), joining.begin(), joining.end());
            propose(effects, isr, Proposal::Why::caught_up, std::move(joining));
        }
    }
    verify();
}

Effects Leader::check_isr(Instant now) {
    Effects effects;
    if (proposal_ && proposal_->id == refused) proposal_.reset();
    if (!proposal_) {
        std::vector<BrokerId> isr;
        std::vector<BrokerId> leaving;
        for (const BrokerId id : assignment_.isr) {
            const Peer* one = peer(id);
            const bool stays = id == self_ || (one && !out_of_sync(*one, now));
            (stays ? isr : leaving).push_back(id);
        }
        if (!leaving.empty()) propose(effects, isr, Proposal::Why::fell_behind, std::move(leaving));
    }
    settle(effects, now);
    return effects;
}

void Leader::propose(Effects& effects, const std::vector<BrokerId>& isr, Proposal::Why why,
                     std::vector<BrokerId> moved) {
    Proposal next;
    next.id = next_proposal_++;
    next.leader_epoch = assignment_.leader_epoch;
    next.partition_epoch = assignment_.partition_epoch;
    // There is nothing that an uncleanly elected leader recovers, so whatever it asks for says that it is
    // done (KIP-704): before, the controller takes nobody into the ISR.
    next.recovering = false;
    next.why = why;
    next.moved = std::move(moved);
    const auto add = [&](BrokerId id) {
        if (!holds(isr, id)) return;
        const Peer* one = peer(id);
        const auto epoch = id == self_ ? active_.epoch(self_) : one ? one->broker_epoch : std::nullopt;
        const bool named = epoch && !RIPARIUM_PLANTED(incarnations_not_compared);
        next.isr.push_back({id, named ? *epoch : -1});
    };
    for (const BrokerId id : assignment_.replicas) add(id);
    // A leader that was taken off the replicas by a reassignment is still in the ISR.
    for (const BrokerId id : isr)
        if (!holds(assignment_.replicas, id)) add(id);
    proposal_ = next;
    effects.propose = std::move(next);
}

Effects Leader::proposal_accepted(std::uint64_t id, const Assignment& committed, Instant now) {
    if (!still_wanted(id)) return {};
    if (committed.leader_epoch != assignment_.leader_epoch ||
        committed.partition_epoch < assignment_.partition_epoch)
        return {}; // overtaken: metadata tells
    proposal_.reset();
    assignment_.isr = committed.isr;
    assignment_.partition_epoch = committed.partition_epoch;
    assignment_.recovering = committed.recovering;
    Effects effects;
    settle(effects, now);
    return effects;
}

Effects Leader::proposal_failed(std::uint64_t id, ErrorCode code, Instant now) {
    Effects effects;
    if (!still_wanted(id)) return effects;
    switch (code) {
    case ErrorCode::ineligible_replica:
    case ErrorCode::operation_not_attempted:
        // Not proposed again at once: the next fetch or check does it, with newer metadata.
        proposal_.reset();
        advance(effects, now);
        break;
    case ErrorCode::invalid_request:
        // Either metadata is on its way, or the controller will never like it: then it may be taken back,
        // since a refusal behind the check of the partition epoch says that no earlier try was accepted.
        proposal_->id = refused;
        break;
    case ErrorCode::fenced_leader_epoch:
    case ErrorCode::invalid_update_version:
    case ErrorCode::unknown_topic_id:
    case ErrorCode::unknown_topic_or_partition:
    case ErrorCode::new_leader_elected:
        break; // the controller knows more than we do: update() or resign() comes
    default:
        proposal_->again = true;
        effects.propose = *proposal_;
    }
    verify();
    return effects;
}

// --- waiting produces
// ---------------------------------------------------------------------------------------------

Effects Leader::wait(WaiterId id, Offset needed, Instant deadline) {
    if (waiting_.empty()) earliest_ = Instant::max();
    earliest_ = std::min(earliest_, deadline);
    auto at = waiting_.end();
    while (at != waiting_.begin() && std::prev(at)->needed > needed) --at;
    waiting_.insert(at, {needed, id, deadline});
    Effects effects;
    answer_committed(effects);
    return effects;
}

void Leader::forget(WaiterId id) {
    std::erase_if(waiting_, [&](const Waiting& waiting) { return waiting.id == id; });
}

Effects Leader::expire(Instant now) {
    Effects effects;
    if (next_deadline() > now) return effects;
    earliest_ = Instant::max();
    std::erase_if(waiting_, [&](const Waiting& waiting) {
        if (waiting.deadline <= now) {
            effects.answered.push_back({waiting.id, ErrorCode::request_timed_out});
            return true;
        }
        earliest_ = std::min(earliest_, waiting.deadline);
        return false;
    });
    return effects;
}

std::vector<Answered> Leader::resign() {
    std::vector<Answered> answered;
    for (const Waiting& waiting : waiting_)
        answered.push_back({waiting.id, ErrorCode::not_leader_or_follower});
    waiting_.clear();
    return answered;
}

// --- what others may know
// -----------------------------------------------------------------------------------------

Instant Leader::next_isr_check() const {
    Instant next = Instant::max();
    if (proposal_) return next;
    for (const Peer& peer : peers_)
        if (in_isr(peer.id) && peer.log_end != log_end_)
            next = std::min(next, peer.caught_up.value_or(Instant()) + lag_max_ + base::Duration(1));
    return next;
}

std::vector<Progress> Leader::progress(Instant now) const {
    std::vector<Progress> rows;
    for (const BrokerId id : assignment_.replicas) {
        Progress row{.id = id, .leader = id == self_, .in_sync = in_isr(id)};
        if (row.leader) {
            row.log_end = log_end_;
            row.log_start = log_start_;
            row.out_of_sync_for = base::Duration::zero();
        } else if (const Peer* one = peer(id)) {
            row.log_end = one->log_end;
            row.log_start = one->log_start;
            if (one->log_end == log_end_)
                row.out_of_sync_for = base::Duration::zero();
            else if (one->caught_up)
                row.out_of_sync_for = now - *one->caught_up;
        }
        if (row.log_end) row.lag = log_end_ - *row.log_end;
        rows.push_back(row);
    }
    return rows;
}

Offset Leader::low_watermark() const {
    Offset lowest = log_start_;
    for (const Peer& peer : peers_)
        if (active_.epoch(peer.id)) lowest = std::min(lowest, peer.log_start.value_or(Offset(-1)));
    return lowest;
}

void Leader::verify() const {
#ifdef RIPARIUM_INVARIANTS
    check_invariants();
#endif
}

void Leader::check_invariants() const {
    RIPARIUM_ASSERT(high_watermark_ <= log_end_, "the high watermark lies within the log");
    RIPARIUM_ASSERT(epoch_start_ <= log_end_, "the epoch begins within the log");
    RIPARIUM_ASSERT(in_isr(self_), "a leader is in its own ISR");
    RIPARIUM_ASSERT(std::ranges::is_sorted(waiting_, {}, &Waiting::needed), "produces wait in offset order");
    RIPARIUM_ASSERT(waiting_.empty() || waiting_.front().needed > high_watermark_,
                    "what is committed does not wait");
    for (const Peer& peer : peers_)
        RIPARIUM_ASSERT(!peer.log_end || *peer.log_end <= log_end_, "no follower is ahead of its leader");
    if (proposal_) {
        RIPARIUM_ASSERT(proposal_->leader_epoch == assignment_.leader_epoch &&
                            proposal_->partition_epoch == assignment_.partition_epoch,
                        "a proposal builds on the state it was made in");
        RIPARIUM_ASSERT(holds(members(*proposal_), self_), "a leader never proposes to leave");
    }
}

std::string Leader::describe() const {
    std::string text =
        fmt::format("epoch {}.{}, log {}..{}, high watermark {}, ISR {}", epoch().value, partition_epoch(),
                    log_start_.value, log_end_.value, high_watermark_.value, ids(assignment_.isr));
    if (proposal_) text += fmt::format(" (asks for {})", ids(members(*proposal_)));
    return text;
}

} // namespace replica
