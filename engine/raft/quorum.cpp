#include "raft/quorum.h"

#include "base/assert.h"
#include "base/planted.h"
#include "raft/majority.h"

#include <algorithm>
#include <utility>

namespace raft {
namespace {

constexpr Duration noticed_pause = std::chrono::milliseconds(20);

} // namespace

Quorum::Quorum(Settings settings, Recovered recovered, base::Rng rng, Instant now)
    : settings_(std::move(settings)), rng_(rng), log_(std::move(recovered.log)), durable_end_(log_.end()),
      now_(now) {
    RIPARIUM_ASSERT(is_voter(settings_.self), "a voter is one of the voters");
    for (const BrokerId id : settings_.voters)
        if (id != settings_.self) peers_[id].progress.id = id;
    const QuorumState& state = recovered.state;
    persisted_ = state;
    high_watermark_ = told_high_watermark_ = log_.start();
    epoch_ = RIPARIUM_PLANTED(epoch_forgotten) ? log_.last_epoch() : state.epoch;
    voted_ = state.voted;
    leader_ = state.leader;
    if (log_.last_epoch() > epoch_) {
        become_unattached(now, log_.last_epoch());
    } else if (leader_ == settings_.self && RIPARIUM_PLANTED(restart_leads_on)) {
        become_leader(now);
    } else if (leader_ == settings_.self) {
        become_resigned(now, Kind::became_resigned);
    } else if (is_voter(leader_)) {
        const BrokerId leader = leader_;
        leader_ = base::no_broker;
        become_follower(now, epoch_, leader);
    } else {
        leader_ = base::no_broker;
        become_unattached(now, epoch_);
    }
    // Nobody else could have been elected meanwhile. A cluster that never had a leader has nobody to wait
    // for.
    const bool fresh = epoch_ == LeaderEpoch(0) && voted_ == base::no_broker && log_.end() == Offset(0);
    const bool first = settings_.self == *std::ranges::min_element(settings_.voters);
    if (peers_.empty() || (fresh && first)) election_deadline_ = now;
    poll(now);
}

bool Quorum::is_voter(BrokerId id) const {
    return std::ranges::find(settings_.voters, id) != settings_.voters.end();
}

Duration Quorum::random(Duration bound) {
    if (bound.count() <= 0) return {};
    return Duration(static_cast<Duration::rep>(rng_.below(static_cast<std::uint64_t>(bound.count()))));
}

void Quorum::fact(Kind kind, BrokerId node, Offset offset) {
    out_.facts.push_back({kind, node, epoch_, offset});
}

// ---- time

void Quorum::enter(Instant now) {
    now_ = now;
    if (wake_by_ == Instant::max()) return;
    const Duration late = now - wake_by_;
    if (late > settings_.fetch_timeout / 2) {
        // Nobody woke us for so long: the process slept, so silence of the others proves nothing.
        fact(Kind::suspended);
        restart_timers(now);
    } else if (late > noticed_pause && !std::exchange(listened_, true)) {
        // Our thread was busy. What the others said may lie unread: it is listened to once, not again and
        // again.
        give_until(now + settings_.fetch_timeout / 6);
    }
}

void Quorum::give_until(Instant until) {
    for (auto& [id, call] : calls_) call.deadline = std::max(call.deadline, until);
    fetch_deadline_ = std::max(fetch_deadline_, until);
    check_quorum_deadline_ = std::max(check_quorum_deadline_, until);
}

void Quorum::restart_timers(Instant now) {
    wake_at_ = wake_by_ = Instant::max();
    listened_ = false;
    for (auto& [id, call] : calls_) call.deadline = std::max(call.deadline, now + settings_.request_timeout);
    if (election_deadline_ != Instant::max())
        election_deadline_ = now + settings_.election_timeout + random(settings_.election_timeout);
    if (role_ == Role::follower) fetch_deadline_ = now + settings_.fetch_timeout + fetch_jitter_;
    if (role_ != Role::leader) return;
    check_quorum_deadline_ = now + settings_.fetch_timeout * 3 / 2;
    // If another was elected meanwhile, the answers say so at once.
    for (auto& [id, peer] : peers_) {
        peer.informed = peer.heard = false;
        peer.next_call = now;
    }
}

void Quorum::tick(Instant now) {
    enter(now);
    poll(now);
}

void Quorum::poll(Instant now) {
    expire_calls(now);
    // A role may give way to the next at once (a single voter elects itself in one call).
    for (Role before = role_;; before = role_) {
        switch (role_) {
        case Role::unattached:
        case Role::prospective:
        case Role::candidate:
            poll_election(now);
            break;
        case Role::follower:
            poll_follower(now);
            break;
        case Role::leader:
            poll_leader(now);
            break;
        case Role::resigned:
            poll_resigned(now);
            break;
        }
        if (role_ == before) break;
    }
    arm(now);
#ifdef RIPARIUM_INVARIANTS
    check_invariants();
#endif
}

void Quorum::arm(Instant now) {
    Instant at = std::min(election_deadline_, std::min(fetch_deadline_, check_quorum_deadline_));
    for (const auto& [id, call] : calls_) at = std::min(at, call.deadline);
    for (const auto& [id, peer] : peers_)
        if (!peer.call && peer.next_call > now && role_ != Role::follower && role_ != Role::unattached)
            at = std::min(at, peer.next_call);
    if (role_ == Role::follower && next_fetch_ > now) at = std::min(at, next_fetch_);
    Instant answer = Instant::max();
    for (const WaitingFetch& fetch : waiting_) answer = std::min(answer, fetch.deadline);
    wake_at_ = std::min(at, answer);
    wake_by_ = at;
    if (answer != Instant::max())
        wake_by_ = std::min(at, answer + std::min(settings_.fetch_slack, settings_.fetch_timeout / 6));
}

void Quorum::poll_election(Instant now) {
    const bool expired = now >= election_deadline_;
    if (role_ == Role::unattached) {
        if (expired && !leaving_) become_prospective(now);
        return;
    }
    std::size_t granted = 1;
    std::size_t rejected = 0;
    for (const auto& [id, peer] : peers_)
        if (peer.vote) ++(*peer.vote ? granted : rejected);
    const Tally result = tally(settings_.voters.size(), granted, rejected);
    const bool pre = role_ == Role::prospective;
    if (result == Tally::won) return pre ? become_candidate(now) : become_leader(now);
    if (result == Tally::lost && !pre && !backing_off_) {
        // Not again at once: whoever split this vote would do the same.
        backing_off_ = true;
        fact(Kind::election_lost);
        election_deadline_ = std::min(election_deadline_, now + random(settings_.election_timeout));
        return;
    }
    if (pre && (expired || result == Tally::lost)) {
        // Whoever would not vote for us hears a leader; back to the one we knew, or wait for a new one.
        if (leader_ != base::no_broker) {
            const BrokerId leader = leader_;
            leader_ = base::no_broker;
            return become_follower(now, epoch_, leader);
        }
        return become_unattached(now, epoch_);
    }
    if (!pre && expired) return become_prospective(now);
    for (auto& [id, peer] : peers_)
        if (!peer.vote && !peer.call && now >= peer.next_call)
            call(now, id, VoteRequest{id, settings_.self, epoch_, log_.last(), pre},
                 settings_.request_timeout);
}

void Quorum::poll_resigned(Instant now) {
    if (now >= election_deadline_ && !leaving_) return become_unattached(now, epoch_);
    for (auto& [id, peer] : peers_)
        if (!peer.informed && !peer.call && now >= peer.next_call)
            call(now, id, EndQuorumEpochRequest{settings_.self, epoch_, successors()},
                 settings_.request_timeout);
}

// ---- roles

void Quorum::change_role(Role role, LeaderEpoch epoch, BrokerId leader) {
    RIPARIUM_ASSERT(epoch >= epoch_, "epochs never go back");
    if (epoch > epoch_) voted_ = base::no_broker;
    if (role_ == Role::leader && role != Role::leader) {
        epoch_start_ = Offset(-1);
        observers_.clear();
        // What we wrote may not be durable yet, and a follower must know before it fetches on.
        if (durable_end_ < log_.end()) out_.must_sync = true;
    }
    role_ = role;
    epoch_ = epoch;
    leader_ = leader;
    tell_leadership_ = true;
    election_deadline_ = fetch_deadline_ = check_quorum_deadline_ = Instant::max();
    leader_alive_ = listened_ = false;
    gone_in_a_row_ = 0;
    installing_.reset();
    out_.fetch_snapshot.reset();
    backing_off_ = false;
    calls_.clear(); // what the former role asked no longer matters
    out_.requests.clear();
    for (auto& [id, peer] : peers_) {
        const Offset end = peer.progress.log_end;
        peer = Peer{};
        peer.progress.id = id;
        // The order of successors needs the ends that the leader knew.
        if (role == Role::resigned) peer.progress.log_end = end;
    }
}

void Quorum::become_unattached(Instant now, LeaderEpoch epoch) {
    change_role(Role::unattached, epoch, base::no_broker);
    election_deadline_ = now + settings_.election_timeout + random(settings_.election_timeout);
    if (peers_.empty()) election_deadline_ = now;
    fact(Kind::became_unattached);
}

void Quorum::become_prospective(Instant now) {
    // The leader stays known: should the others still hear it, we go on following.
    change_role(Role::prospective, epoch_, leader_);
    election_deadline_ = now + settings_.election_timeout + random(settings_.election_timeout);
    fact(Kind::became_prospective);
}

void Quorum::become_candidate(Instant now) {
    change_role(Role::candidate, LeaderEpoch(epoch_.value + 1), base::no_broker);
    voted_ = settings_.self;
    election_deadline_ = now + settings_.election_timeout + random(settings_.election_timeout);
    fact(Kind::became_candidate, settings_.self);
}

void Quorum::become_follower(Instant now, LeaderEpoch epoch, BrokerId leader) {
    change_role(Role::follower, epoch, leader);
    // Those who heard their leader last in the same moment would otherwise split the vote.
    fetch_jitter_ = random(settings_.election_timeout / 4);
    fetch_deadline_ = now + settings_.fetch_timeout + fetch_jitter_;
    next_fetch_ = now;
    awaiting_store_ = durable_end_ < log_.end();
    if (awaiting_store_) out_.must_sync = true;
    fact(Kind::became_follower, leader);
}

void Quorum::become_leader(Instant now) {
    std::vector<BrokerId> granting{settings_.self};
    for (const auto& [id, peer] : peers_)
        if (peer.vote == true) granting.push_back(id);
    change_role(Role::leader, epoch_, settings_.self);
    epoch_start_ = log_.end();
    out_.leader_change = LeaderChange{epoch_, epoch_start_, settings_.voters, std::move(granting)};
    out_.must_sync = true;
    log_.append(epoch_, log_.end() + 1);
    check_quorum_deadline_ = peers_.empty() ? Instant::max() : now + settings_.fetch_timeout * 3 / 2;
    fact(Kind::became_leader, settings_.self);
}

void Quorum::become_resigned(Instant now, Kind why) {
    change_role(Role::resigned, epoch_, settings_.self);
    election_deadline_ = now + settings_.election_timeout + random(settings_.election_timeout);
    fact(why, settings_.self);
}

void Quorum::hand_over(Instant now, bool leaving) {
    enter(now);
    leaving_ = leaving_ || leaving;
    const bool heir = !peers_.empty() || leaving_;
    if (role_ == Role::leader && heir) become_resigned(now, Kind::became_resigned);
    if (leaving_ && (role_ == Role::prospective || role_ == Role::candidate)) become_unattached(now, epoch_);
    poll(now);
}

bool Quorum::handing_over() const {
    return role_ == Role::resigned &&
           std::ranges::any_of(peers_, [](const auto& peer) { return !peer.second.informed; });
}

std::vector<BrokerId> Quorum::successors() const {
    std::vector<BrokerId> order;
    for (const auto& [id, peer] : peers_) order.push_back(id);
    std::ranges::stable_sort(order, std::ranges::greater(),
                             [this](BrokerId id) { return peers_.at(id).progress.log_end; });
    return order;
}

// ---- what became durable

void Quorum::appended(Instant now, Offset log_end) {
    enter(now);
    RIPARIUM_ASSERT(role_ == Role::leader && log_end >= log_.end(), "only a leader writes, and at the end");
    log_.append(epoch_, log_end);
    poll(now);
}

void Quorum::stored(Instant now, Offset log_end, std::uint64_t log_version) {
    enter(now);
    if (log_version == log_version_) {
        durable_end_ = std::max(durable_end_, std::min(log_end, log_.end()));
        if (durable_end_ == log_.end()) awaiting_store_ = false;
        if (role_ == Role::leader) advance_high_watermark();
    }
    poll(now);
}

void Quorum::write_failed(Instant now, Offset log_end) {
    enter(now);
    if (log_end < log_.end()) {
        log_.truncate(std::max(log_end, log_.start()));
        durable_end_ = std::min(durable_end_, log_.end());
        ++log_version_;
    }
    awaiting_store_ = durable_end_ < log_.end();
    high_watermark_ = std::min(high_watermark_, log_.end());
    if (role_ == Role::leader) become_resigned(now, Kind::became_resigned);
    next_fetch_ = now + settings_.retry_backoff;
    poll(now);
}

void Quorum::snapshot_progress(Instant now) {
    enter(now);
    if (role_ == Role::follower && installing_) fetch_deadline_ = now + settings_.fetch_timeout;
    poll(now);
}

void Quorum::snapshot_installed(Instant now, SnapshotId snapshot) {
    enter(now);
    if (role_ == Role::leader) become_resigned(now, Kind::became_resigned); // its log is gone
    log_.reset(snapshot);
    durable_end_ = snapshot.end;
    ++log_version_;
    high_watermark_ = std::max(high_watermark_, snapshot.end);
    awaiting_store_ = false;
    installing_.reset();
    next_fetch_ = now;
    poll(now);
}

void Quorum::snapshot_failed(Instant now) {
    enter(now);
    installing_.reset();
    next_fetch_ = now + settings_.retry_backoff;
    poll(now);
}

void Quorum::snapshot_taken(SnapshotId snapshot, Offset log_start) {
    RIPARIUM_ASSERT(snapshot.end <= high_watermark_, "a snapshot holds committed records only");
    log_.set_snapshot(snapshot);
    if (log_start > log_.start()) log_.set_start(log_start);
}

// ---- output

bool Quorum::has_ready() const {
    return persisted_ != QuorumState{epoch_, leader_, voted_} || tell_leadership_ ||
           told_high_watermark_ != high_watermark_ || out_.truncate_to || out_.append || out_.leader_change ||
           out_.must_sync || !out_.answers.empty() || !out_.requests.empty() || out_.fetch_snapshot ||
           !out_.facts.empty() || out_.wake_at != wake_at_ || out_.wake_by != wake_by_ ||
           std::ranges::any_of(waiting_,
                               [this](const WaitingFetch& fetch) { return try_fetch(fetch).has_value(); });
}

Ready Quorum::take_ready() {
    const QuorumState state{epoch_, leader_, voted_};
    if (persisted_ != state) {
        if (!RIPARIUM_PLANTED(vote_not_persisted) || role_ == Role::leader) out_.persist = state;
        persisted_ = state;
    }
    if (std::exchange(tell_leadership_, false))
        out_.leadership = Leadership{role_, leader_, epoch_, epoch_start_};
    if (told_high_watermark_ != high_watermark_) out_.high_watermark = told_high_watermark_ = high_watermark_;
    answer_fetches();
    arm(now_);
    out_.log_version = log_version_;
    out_.wake_at = wake_at_;
    out_.wake_by = wake_by_;
    Ready ready = std::move(out_);
    out_ = Ready{};
    out_.wake_at = wake_at_;
    out_.wake_by = wake_by_;
    return ready;
}

Description Quorum::describe() const {
    Description all{leader_, epoch_, high_watermark_, {}, {}};
    if (role_ != Role::leader) return all;
    for (const BrokerId id : settings_.voters) {
        if (id == settings_.self)
            all.voters.push_back({id, log_.end(), now_, now_});
        else
            all.voters.push_back(peers_.at(id).progress);
    }
    for (const auto& [id, observer] : observers_) all.observers.push_back(observer.progress);
    return all;
}

void Quorum::check_invariants() const {
    log_.check_invariants();
    RIPARIUM_ASSERT(durable_end_ <= log_.end(), "what is durable was appended");
    RIPARIUM_ASSERT(high_watermark_ <= log_.end(), "what is committed was appended");
    RIPARIUM_ASSERT(log_.last_epoch() <= epoch_, "no record is of an epoch to come");
    RIPARIUM_ASSERT(role_ != Role::leader || leader_ == settings_.self, "a leader leads itself");
    RIPARIUM_ASSERT(role_ != Role::follower || (leader_ != settings_.self && is_voter(leader_)),
                    "a follower follows another voter");
    RIPARIUM_ASSERT(role_ != Role::candidate || voted_ == settings_.self, "a candidate votes for itself");
    RIPARIUM_ASSERT(role_ != Role::leader || voted_ == settings_.self, "a leader was a candidate");
    RIPARIUM_ASSERT(role_ == Role::leader || epoch_start_ == Offset(-1), "only a leader begins an epoch");
}

} // namespace raft
