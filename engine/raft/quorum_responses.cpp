// What other voters answer, and what becomes of calls without an answer.
#include "raft/quorum.h"

#include <algorithm>

namespace raft {

using kafka::ErrorCode;

void Quorum::call(Instant now, BrokerId to, Request request, Duration timeout) {
    const CallId id = next_call_++;
    Outstanding asked;
    asked.to = to;
    asked.kind = request.index();
    asked.deadline = now + timeout;
    calls_.emplace(id, asked);
    peers_.at(to).call = id;
    out_.requests.push_back({id, to, std::move(request)});
}

void Quorum::response(Instant now, CallId call, const Response& response) {
    enter(now);
    const auto found = calls_.find(call);
    if (found != calls_.end() && found->second.kind == response.index()) {
        const Outstanding asked = found->second;
        calls_.erase(found);
        peers_.at(asked.to).call.reset();
        on_response(now, asked, response);
    }
    poll(now);
}

void Quorum::on_response(Instant now, const Outstanding& asked, const Response& response) {
    const auto [epoch, leader] =
        std::visit([](const auto& one) { return std::pair(one.epoch, one.leader); }, response);
    // A role of another epoch does not care for this answer any more.
    if (follow_newer(now, epoch, leader)) return;
    Peer& peer = peers_.at(asked.to);
    peer.next_call = now + settings_.retry_backoff;
    if (const auto* vote = std::get_if<VoteResponse>(&response)) {
        peer.vote = vote->granted && vote->error == ErrorCode::none;
    } else if (const auto* begun = std::get_if<BeginQuorumEpochResponse>(&response)) {
        peer.informed = begun->error == ErrorCode::none;
        peer.next_call = now + settings_.fetch_timeout / 2;
    } else if (std::holds_alternative<EndQuorumEpochResponse>(response)) {
        peer.informed = true;
    } else {
        on_fetched(now, std::get<FetchResponse>(response));
    }
}

bool Quorum::follow_newer(Instant now, LeaderEpoch epoch, BrokerId leader) {
    const bool leader_known = is_voter(leader) && leader != settings_.self;
    if (epoch > epoch_) {
        leader_known ? become_follower(now, epoch, leader) : become_unattached(now, epoch);
        return true;
    }
    const bool looking = role_ == Role::unattached || role_ == Role::prospective || role_ == Role::candidate;
    if (epoch < epoch_ || !leader_known || leader_ != base::no_broker || !looking) return false;
    become_follower(now, epoch, leader);
    return true;
}

void Quorum::failed(Instant now, CallId call, Failure why) {
    enter(now);
    fail_call(now, call, why);
    poll(now);
}

void Quorum::fail_call(Instant now, CallId call, Failure why) {
    const auto found = calls_.find(call);
    if (found == calls_.end()) return;
    const BrokerId to = found->second.to;
    calls_.erase(found);
    Peer& peer = peers_.at(to);
    peer.call.reset();
    peer.next_call = now + (role_ == Role::leader ? settings_.fetch_timeout / 2 : settings_.retry_backoff);
    if (role_ != Role::follower) return;
    if (why == Failure::timed_out) {
        next_fetch_ = now;
        return;
    }
    // The first reset may be the connection's own end; refused once more, the leader's process has died, and
    // there is no need to wait for the fetch timeout. The pre-vote asks the others whether they agree.
    next_fetch_ = now + (gone_in_a_row_ == 0 ? settings_.retry_backoff / 4 : settings_.retry_backoff);
    if (++gone_in_a_row_ != 2) return;
    leader_alive_ = false;
    fact(Kind::leader_gone, leader_);
    fetch_deadline_ = std::min(fetch_deadline_, now + random(settings_.election_timeout / 4));
}

void Quorum::expire_calls(Instant now) {
    for (auto it = calls_.begin(); it != calls_.end();) {
        const auto [id, call] = *it++;
        if (now >= call.deadline) fail_call(now, id, Failure::timed_out);
    }
}

} // namespace raft
