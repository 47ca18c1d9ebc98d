#include "sim/raft_checks.h"

#include <algorithm>
#include <fmt/format.h>

namespace sim {

void RaftChecks::performed(Voter& voter, const raft::Ready& ready) {
    const HostId host = voter.host();
    if (ready.persist) {
        LeaderEpoch& epoch = epochs_[host];
        if (ready.persist->epoch < epoch)
            violate(fmt::format("{} went back from epoch {} to {}", host, epoch.value,
                                ready.persist->epoch.value));
        epoch = ready.persist->epoch;
    }
    check_log(voter);
    if (ready.leadership && ready.leadership->role == raft::Role::leader)
        check_leader(voter, *ready.leadership);
    if (ready.high_watermark) check_commit(voter, *ready.high_watermark);
}

void RaftChecks::check_log(const Voter& voter) {
    const VoterDisk& disk = voter.disk();
    auto& [upto, version] = checked_[voter.host()];
    if (version != disk.version() || upto > disk.written.end()) upto = disk.written.start;
    version = disk.version();
    for (Offset at = std::max(upto, disk.written.start); at < disk.written.end(); at += 1) {
        const Entry& entry = disk.written.at(at);
        const auto [known, fresh] = written_.try_emplace({at.value, entry.epoch.value}, entry.id);
        if (!fresh && known->second != entry.id)
            violate(fmt::format("two records at offset {} of epoch {}, one of them on {}", at.value,
                                entry.epoch.value, voter.host()));
    }
    upto = disk.written.end();
}

void RaftChecks::check_leader(Voter& voter, const raft::Leadership& now) {
    const auto [known, fresh] = leaders_.try_emplace(now.epoch.value, voter.host());
    if (known->second != voter.host())
        violate(
            fmt::format("epoch {} has two leaders: {} and {}", now.epoch.value, known->second, voter.host()));
    // What was committed in an epoch before; a leader that comes late may miss what a newer one committed.
    const auto later = std::ranges::lower_bound(committed_in_, now.epoch);
    const Offset last(later - committed_in_.begin() - 1);
    if (last < voter.disk().written.start) return;
    if (!voter.disk().written.has(last) ||
        !(voter.disk().written.at(last) == committed_[static_cast<std::size_t>(last.value)]))
        violate(fmt::format("{} leads epoch {} without the committed record at offset {}", voter.host(),
                            now.epoch.value, last.value));
}

void RaftChecks::check_commit(Voter& voter, Offset high_watermark) {
    auto [known, fresh] = high_watermarks_.try_emplace(voter.host(), high_watermark);
    if (!fresh && high_watermark < known->second)
        violate(fmt::format("the high watermark of {} went back from {} to {}", voter.host(),
                            known->second.value, high_watermark.value));
    const Offset from =
        fresh ? voter.disk().written.start : std::max(known->second, voter.disk().written.start);
    known->second = high_watermark;
    for (Offset at = from; at < high_watermark; at += 1) {
        if (!voter.disk().written.has(at))
            return violate(
                fmt::format("{} committed offset {} and does not have it", voter.host(), at.value));
        const Entry& entry = voter.disk().written.at(at);
        const auto index = static_cast<std::size_t>(at.value);
        if (index == committed_.size()) {
            committed_.push_back(entry);
            committed_in_.push_back(voter.core().epoch());
        } else if (index > committed_.size() || !(committed_[index] == entry))
            return violate(fmt::format("{} committed another record at offset {}", voter.host(), at.value));
    }
    if (!voter.leads() || high_watermark.value == 0) return;
    const Offset last = high_watermark - 1;
    std::size_t durable = 0;
    for (const auto& [host, other] : quorums_.voters) {
        const auto& log = other->disk().durable();
        const bool behind_snapshot = other->disk().snapshot && other->disk().snapshot->id.end > last;
        if (behind_snapshot || (log.has(last) && voter.disk().written.has(last) &&
                                log.at(last) == voter.disk().written.at(last)))
            ++durable;
    }
    if (durable < quorums_.voters.size() / 2 + 1)
        violate(fmt::format("{} committed offset {}, which is durable on {} voters only", voter.host(),
                            last.value, durable));
}

void RaftChecks::requested(HostId from, const raft::Request& request) {
    const Voter& voter = *quorums_.voters.at(from);
    if (const auto* vote = std::get_if<raft::VoteRequest>(&request)) {
        if (vote->pre_vote) return;
        const auto [known, fresh] = votes_.try_emplace({from, vote->epoch.value}, from);
        if (known->second != from)
            violate(fmt::format("{} voted for {} and stands itself in epoch {}", from, known->second,
                                vote->epoch.value));
        if (voter.disk().state.epoch < vote->epoch)
            violate(
                fmt::format("{} asks for votes in epoch {}, which is not durable", from, vote->epoch.value));
    }
    if (const auto* fetch = std::get_if<raft::FetchRequest>(&request))
        if (fetch->offset > voter.disk().durable().end())
            violate(
                fmt::format("{} says that it has what is not durable below {}", from, fetch->offset.value));
}

void RaftChecks::answered(HostId from, HostId to, const raft::Response& response) {
    const auto* vote = std::get_if<raft::VoteResponse>(&response);
    if (!vote || !vote->granted) return;
    const Voter& voter = *quorums_.voters.at(from);
    if (voter.disk().state.epoch != vote->epoch || voter.disk().state.voted != BrokerId(to))
        return; // a pre-vote, or a later vote of the same Ready: the durable state tells
    const auto [known, fresh] = votes_.try_emplace({from, vote->epoch.value}, to);
    if (known->second != to)
        violate(fmt::format("{} voted for {} and for {} in epoch {}", from, known->second, to,
                            vote->epoch.value));
}

void RaftChecks::audit() {
    Voter* leader = nullptr;
    for (const auto& [host, voter] : quorums_.voters) {
        if (!voter->up()) return violate(fmt::format("{} did not come back", host));
        if (!voter->active()) continue;
        if (leader) return violate(fmt::format("{} and {} both lead", leader->host(), host));
        leader = voter.get();
    }
    if (!leader) return violate("nobody leads although all is healed");
    for (const auto& [host, voter] : quorums_.voters) {
        if (voter->core().epoch() != leader->core().epoch())
            return violate(fmt::format("{} is in another epoch than its leader", host));
        if (voter->core().log().end() != leader->core().log().end())
            return violate(fmt::format("{} ends at {}, its leader at {}", host,
                                       voter->core().log().end().value, leader->core().log().end().value));
        if (voter->core().high_watermark() != leader->core().log().end())
            return violate(fmt::format("{} has committed up to {} of {}", host,
                                       voter->core().high_watermark().value,
                                       leader->core().log().end().value));
    }
}

} // namespace sim
