// Replication of the log: fetches as the leader answers them and as a follower uses what came.
#include "base/planted.h"
#include "raft/majority.h"
#include "raft/quorum.h"

#include <algorithm>

namespace raft {

using kafka::ErrorCode;

// ---- as leader

void Quorum::fetch(Instant now, Token token, const FetchRequest& request) {
    const WaitingFetch waiting{token, request, now + request.max_wait};
    if (check_fetch(request) == ErrorCode::none) note_progress(now, request);
    waiting_.push_back(waiting); // answered by take_ready() as soon as there is something to say
}

ErrorCode Quorum::check_fetch(const FetchRequest& request) const {
    if (request.leader_epoch != base::no_epoch) {
        if (request.leader_epoch < epoch_) return ErrorCode::fenced_leader_epoch;
        if (request.leader_epoch > epoch_) return ErrorCode::unknown_leader_epoch;
    }
    if (role_ != Role::leader) return ErrorCode::not_leader_or_follower;
    if (request.offset < Offset(0) || request.last_epoch < LeaderEpoch(0) || request.last_epoch > epoch_)
        return ErrorCode::invalid_request;
    return ErrorCode::none;
}

std::optional<FetchResponse> Quorum::try_fetch(const WaitingFetch& fetch) const {
    FetchResponse response;
    response.error = check_fetch(fetch.request);
    response.leader = leader_;
    response.epoch = epoch_;
    if (response.error != ErrorCode::none) return response;
    response.high_watermark = high_watermark_;
    response.log_start = log_.start();
    const Offset from = fetch.request.offset;
    response.read_from = response.read_limit = from;
    Position position = log_.find(from, fetch.request.last_epoch);
    if (RIPARIUM_PLANTED(no_divergence_check)) position = Valid{};
    if (const auto* diverging = std::get_if<Diverging>(&position)) {
        response.diverging = diverging->end;
        return response;
    }
    if (const auto* before = std::get_if<BeforeStart>(&position)) {
        response.snapshot = before->snapshot;
        return response;
    }
    // Observers get what is committed and so never have to cut their log.
    const Offset limit = is_voter(fetch.request.replica) ? log_.end() : high_watermark_;
    if (limit <= from && now_ < fetch.deadline) return {};
    response.read_limit = std::max(from, limit);
    return response;
}

void Quorum::answer_fetches() {
    for (auto it = waiting_.begin(); it != waiting_.end();) {
        auto response = try_fetch(*it);
        if (!response) {
            ++it;
            continue;
        }
        out_.answers.push_back({it->token, std::move(*response)});
        it = waiting_.erase(it);
    }
}

namespace {

void caught_up(ReplicaProgress& progress, std::optional<Instant>& sent_at, Offset& sent_end, Instant now,
               Offset fetched, Offset leader_end) {
    if (fetched >= leader_end)
        progress.last_caught_up = now;
    else if (sent_at && fetched >= sent_end) // it has all that there was when it last asked
        progress.last_caught_up = std::max(progress.last_caught_up.value_or(*sent_at), *sent_at);
    progress.log_end = fetched;
    progress.last_fetch = now;
    sent_at = now;
    sent_end = leader_end;
}

} // namespace

void Quorum::note_progress(Instant now, const FetchRequest& request) {
    const bool valid = RIPARIUM_PLANTED(diverging_counts) ||
                       std::holds_alternative<Valid>(log_.find(request.offset, request.last_epoch));
    if (const auto peer = peers_.find(request.replica); peer != peers_.end()) {
        heard_from(now, peer->second);
        if (!valid) return;
        caught_up(peer->second.progress, peer->second.asked_at, peer->second.asked_end, now, request.offset,
                  log_.end());
        advance_high_watermark();
    } else if (request.replica >= BrokerId(0) && request.replica != settings_.self) {
        Observer& observer = observers_[request.replica];
        observer.progress.id = request.replica;
        if (valid)
            caught_up(observer.progress, observer.asked_at, observer.asked_end, now, request.offset,
                      log_.end());
    }
}

void Quorum::heard_from(Instant now, Peer& peer) {
    peer.heard = true;
    peer.informed = true;
    peer.next_call = now + settings_.fetch_timeout / 2;
    std::size_t heard = 1;
    for (const auto& [id, one] : peers_) heard += one.heard ? 1 : 0;
    if (heard < majority(settings_.voters.size())) return;
    for (auto& [id, one] : peers_) one.heard = false;
    listened_ = false;
    check_quorum_deadline_ = now + settings_.fetch_timeout * 3 / 2;
}

void Quorum::snapshot_read_by(Instant now, BrokerId replica) {
    enter(now);
    const auto peer = peers_.find(replica);
    if (role_ == Role::leader && peer != peers_.end()) heard_from(now, peer->second);
    poll(now);
}

void Quorum::advance_high_watermark() {
    std::vector<Offset> ends{RIPARIUM_PLANTED(unsynced_counts) ? log_.end() : durable_end_};
    for (const auto& [id, peer] : peers_) ends.push_back(peer.progress.log_end);
    const Offset reached = std::min(committed(ends), log_.end());
    // Records of former epochs count only under one of this epoch (Raft 5.4.2).
    if (reached > epoch_start_ && reached > high_watermark_) high_watermark_ = reached;
}

void Quorum::poll_leader(Instant now) {
    if (now >= check_quorum_deadline_) return become_resigned(now, Kind::lost_majority);
    for (auto& [id, peer] : peers_) {
        if (peer.call || now < peer.next_call) continue;
        // New here, or silent for half a fetch timeout: it may not know who leads.
        call(now, id, BeginQuorumEpochRequest{id, settings_.self, epoch_}, settings_.request_timeout);
    }
}

// ---- as follower

void Quorum::poll_follower(Instant now) {
    if (now >= fetch_deadline_) {
        if (!leaving_) return become_prospective(now);
        fetch_deadline_ = Instant::max();
    }
    const bool unsynced = awaiting_store_ && !RIPARIUM_PLANTED(ack_before_sync);
    if (unsynced || installing_ || now < next_fetch_ || peers_.at(leader_).call) return;
    FetchRequest fetch;
    fetch.replica = settings_.self;
    fetch.leader_epoch = epoch_;
    fetch.offset = log_.end();
    fetch.last_epoch = log_.last_epoch();
    fetch.max_wait = std::min(settings_.fetch_max_wait, settings_.fetch_timeout / 3);
    // Early enough for a second attempt before the leader is given up.
    const Duration timeout = fetch.max_wait + settings_.fetch_timeout / 2;
    call(now, leader_, fetch, std::min(timeout, settings_.request_timeout + fetch.max_wait));
}

void Quorum::on_fetched(Instant now, const FetchResponse& response) {
    next_fetch_ = now + settings_.retry_backoff;
    if (response.error != ErrorCode::none || response.leader != leader_ || response.epoch != epoch_) return;
    fetch_deadline_ = now + settings_.fetch_timeout + fetch_jitter_;
    leader_alive_ = true;
    listened_ = false;
    gone_in_a_row_ = 0;
    if (accept_fetched(response)) next_fetch_ = now;
}

bool Quorum::accept_fetched(const FetchResponse& response) {
    if (response.diverging) return truncate(*response.diverging);
    if (response.snapshot) {
        if (response.snapshot->end <= high_watermark_) return false;
        installing_ = response.snapshot;
        out_.fetch_snapshot = SnapshotFetch{leader_, epoch_, *response.snapshot};
        fact(Kind::snapshot_needed, leader_, response.snapshot->end);
        return true;
    }
    if (!response.batches.empty()) {
        if (!log_.continues(response.batches) || response.batches.back().epoch > epoch_) return false;
        for (const Batch& batch : response.batches) log_.append(batch.epoch, batch.next);
        out_.append = Append{response.batches, response.records};
        out_.must_sync = true;
        awaiting_store_ = true;
    }
    if (RIPARIUM_PLANTED(follower_commits_all)) high_watermark_ = log_.end();
    high_watermark_ = std::max(high_watermark_, std::min(response.high_watermark, log_.end()));
    return true;
}

bool Quorum::truncate(const EndOffset& diverging) {
    const EndOffset ours = log_.end_of(diverging.epoch);
    const Offset to = ours.epoch == diverging.epoch ? std::min(ours.end, diverging.end) : ours.end;
    if (to < high_watermark_) {
        fact(Kind::refused_truncation, leader_, to);
        return false;
    }
    if (to >= log_.end()) return false;
    log_.truncate(to);
    durable_end_ = std::min(durable_end_, to);
    ++log_version_;
    out_.truncate_to = to;
    fact(Kind::truncated, leader_, to);
    return true;
}

} // namespace raft
