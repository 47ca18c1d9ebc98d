#include "replica/follower.h"

#include "base/planted.h"

#include <algorithm>

namespace replica {

using base::Instant;
using base::Offset;
using kafka::ErrorCode;

Offset truncation_point(const LogView& log, EpochEnd diverging) {
    const EpochEnd own = log.end_of(diverging.epoch);
    // No epochs here at all: the leader's word is all there is.
    if (!own.known()) return std::min(diverging.end, log.log_end());
    // An epoch that only we or only the leader knows: back to where ours ended, and ask again (KIP-279).
    if (own.epoch != diverging.epoch) return std::min(own.end, log.log_end());
    return std::min({own.end, diverging.end, log.log_end()});
}

FetchState Follower::fetch_state(const LogView& log, Offset high_watermark) const {
    return {.offset = log.log_end(),
            .leader_epoch = epoch_,
            .last_fetched_epoch = log.latest_epoch(),
            .log_start = log.log_start(),
            .high_watermark = high_watermark};
}

FollowerStep Follower::answered(const FetchState& asked, const LeaderAnswer& answer, const LogView& log,
                                Instant now) {
    using Do = FollowerStep::Do;
    const bool stale = asked.leader_epoch != epoch_ || asked.offset != log.log_end();
    if (stale && !RIPARIUM_PLANTED(late_answers_count)) return {};
    switch (answer.code) {
    case ErrorCode::none:
        if (answer.diverging.known() && RIPARIUM_PLANTED(never_truncates)) return {Do::append, log.log_end()};
        if (answer.diverging.known()) return {Do::truncate, truncation_point(log, answer.diverging)};
        return {Do::append, log.log_end()};
    case ErrorCode::offset_out_of_range:
        // Retention at the leader has passed us by: what it holds has nothing to do with what we have.
        if (answer.log_start > log.log_end()) return {Do::start_over, answer.log_start};
        // Beyond its end, with no epoch to compare: its high watermark is certainly common.
        if (answer.log_start.value >= 0 && answer.high_watermark.value >= 0 &&
            answer.high_watermark < log.log_end()) {
            if (answer.high_watermark <= log.log_start()) return {Do::start_over, answer.high_watermark};
            return {Do::truncate, answer.high_watermark};
        }
        failed(now);
        return {};
    case ErrorCode::fenced_leader_epoch:
        fetch_at_ = Instant::max(); // there is a newer leader: metadata is on its way
        return {};
    default:
        failed(now);
        return {};
    }
}

void Follower::failed(Instant now) {
    base::Duration pause = backoff_.first;
    for (std::int32_t i = 0; i < failures_ && pause < backoff_.most; ++i) pause *= 2;
    ++failures_;
    fetch_at_ = now + std::min(pause, backoff_.most);
}

} // namespace replica
