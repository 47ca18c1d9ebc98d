// What other voters ask: votes, the beginning and the end of an epoch.
#include "raft/quorum.h"

#include "base/planted.h"

#include <algorithm>

namespace raft {

using kafka::ErrorCode;

void Quorum::request(Instant now, Token token, const Request& request) {
    enter(now);
    if (const auto* wanted = std::get_if<FetchRequest>(&request))
        fetch(now, token, *wanted);
    else if (const auto* vote = std::get_if<VoteRequest>(&request))
        out_.answers.push_back({token, answer(now, *vote)});
    else if (const auto* begin = std::get_if<BeginQuorumEpochRequest>(&request))
        out_.answers.push_back({token, answer(now, *begin)});
    else
        out_.answers.push_back({token, answer(now, std::get<EndQuorumEpochRequest>(request))});
    poll(now);
}

void Quorum::forget(Token token) {
    std::erase_if(waiting_, [token](const WaitingFetch& fetch) { return fetch.token == token; });
    std::erase_if(out_.answers, [token](const Answer& one) { return one.token == token; });
}

ErrorCode Quorum::check_vote(const VoteRequest& request) const {
    if (request.epoch < epoch_) return ErrorCode::fenced_leader_epoch;
    if (request.voter != base::no_broker && request.voter != settings_.self)
        return ErrorCode::invalid_voter_key;
    if (!is_voter(request.candidate) || request.candidate == settings_.self)
        return ErrorCode::inconsistent_voter_set;
    const bool future =
        request.pre_vote ? request.log.epoch > request.epoch : request.log.epoch >= request.epoch;
    if (request.log.end < Offset(0) || request.log.epoch < LeaderEpoch(0) || future)
        return ErrorCode::invalid_request;
    return ErrorCode::none;
}

bool Quorum::would_grant(const VoteRequest& request) const {
    const EndOffset ours = log_.last();
    const bool up_to_date = RIPARIUM_PLANTED(vote_without_log_check) || request.log.epoch > ours.epoch ||
                            (request.log.epoch == ours.epoch && request.log.end >= ours.end);
    if (request.pre_vote) {
        // Whoever hears its leader stops a cut-off voter from disturbing (KIP-996).
        if (role_ == Role::leader || (role_ == Role::follower && leader_alive_)) return false;
        return up_to_date;
    }
    if (role_ == Role::follower || role_ == Role::leader || role_ == Role::resigned) return false;
    if (voted_ != base::no_broker && !RIPARIUM_PLANTED(vote_twice)) return voted_ == request.candidate;
    return leader_ == base::no_broker && up_to_date;
}

Response Quorum::answer(Instant now, const VoteRequest& request) {
    const ErrorCode error = check_vote(request);
    if (error != ErrorCode::none) return VoteResponse{error, leader_, epoch_, false};
    if (request.epoch > epoch_) become_unattached(now, request.epoch);
    const bool granted = would_grant(request);
    if (granted && !request.pre_vote && voted_ != request.candidate) {
        if (role_ != Role::unattached) become_unattached(now, epoch_);
        voted_ = request.candidate;
        election_deadline_ = now + settings_.election_timeout + random(settings_.election_timeout);
        fact(Kind::voted, request.candidate);
    }
    return VoteResponse{ErrorCode::none, leader_, epoch_, granted};
}

Response Quorum::answer(Instant now, const BeginQuorumEpochRequest& request) {
    ErrorCode error = ErrorCode::none;
    if (request.epoch < epoch_)
        error = ErrorCode::fenced_leader_epoch;
    else if (request.voter != base::no_broker && request.voter != settings_.self)
        error = ErrorCode::invalid_voter_key;
    else if (!is_voter(request.leader))
        error = ErrorCode::inconsistent_voter_set;
    else if (request.leader == settings_.self ||
             (request.epoch == epoch_ && leader_ != base::no_broker && leader_ != request.leader))
        error = ErrorCode::invalid_request;
    if (error == ErrorCode::none) follow_newer(now, request.epoch, request.leader);
    return BeginQuorumEpochResponse{error, leader_, epoch_};
}

Response Quorum::answer(Instant now, const EndQuorumEpochRequest& request) {
    ErrorCode error = ErrorCode::none;
    if (request.epoch < epoch_)
        error = ErrorCode::fenced_leader_epoch;
    else if (!is_voter(request.leader) || request.leader == settings_.self)
        error = ErrorCode::inconsistent_voter_set;
    if (error != ErrorCode::none) return EndQuorumEpochResponse{error, leader_, epoch_};
    follow_newer(now, request.epoch, request.leader);
    if (role_ == Role::follower && leader_ == request.leader) {
        const auto place = std::ranges::find(request.successors, settings_.self);
        const auto before = place - request.successors.begin();
        Duration wait = settings_.election_timeout + random(settings_.election_timeout);
        if (place != request.successors.end())
            wait = settings_.election_timeout / 2 * std::min<Duration::rep>(before, 4);
        fetch_deadline_ = std::min(fetch_deadline_, now + wait);
        leader_alive_ = false; // it no longer leads: the successor gets our pre-vote
    }
    return EndQuorumEpochResponse{ErrorCode::none, leader_, epoch_};
}

} // namespace raft
