#pragma once
// What a follower of one partition fetches next, and what it does with the answer: append, cut its log where
// its history parts from the leader's, or start anew. Sans-IO: the log is the caller's. Thread: the node's
// loop. Source: reference 5 (truncation), KIP-101, KIP-279, KIP-595.

#include "replica/types.h"

namespace replica {

/// What the next fetch says of this partition.
struct FetchState {
    base::Offset offset;                             ///< the own log end
    base::LeaderEpoch leader_epoch = base::no_epoch; ///< that we believe in (fencing)
    base::LeaderEpoch last_fetched_epoch = base::no_epoch;
    base::Offset log_start;
    base::Offset high_watermark;
    bool operator==(const FetchState&) const = default;
};

/// A leader's answer, without its records.
struct LeaderAnswer {
    kafka::ErrorCode code = kafka::ErrorCode::none;
    base::Offset high_watermark{-1}; ///< with OFFSET_OUT_OF_RANGE too, if the leader says it
    base::Offset log_start{-1};
    EpochEnd diverging; ///< known(): the histories part; there are no records then
};

/// What must be done to the log, in this order: cut, or append the records; then set log start and high
/// watermark.
struct FollowerStep {
    enum class Do {
        nothing,    ///< the answer is of no use: an error, or one that came too late
        append,     ///< records (maybe none); then adopt high watermark and log start
        truncate,   ///< forget everything from `at` on
        start_over, ///< forget everything; the next record is `at`
    };
    Do what = Do::nothing;
    base::Offset at{-1};
};

/// Where a log whose leader answered `diverging` must be cut. The histories may still differ below: the next
/// fetch tells (KIP-279).
base::Offset truncation_point(const LogView& log, EpochEnd diverging);

class Follower {
public:
    struct Backoff {
        base::Duration first = std::chrono::milliseconds(20);
        base::Duration most = std::chrono::seconds(1); ///< replica.fetch.backoff.ms
    };
    Follower(base::BrokerId leader, base::LeaderEpoch epoch) : Follower(leader, epoch, Backoff()) {}
    Follower(base::BrokerId leader, base::LeaderEpoch epoch, Backoff backoff)
        : leader_(leader), epoch_(epoch), backoff_(backoff) {}

    base::BrokerId leader() const { return leader_; }
    base::LeaderEpoch epoch() const { return epoch_; }

    FetchState fetch_state(const LogView& log, base::Offset high_watermark) const;
    /// Now, or later when the last answer was an error. Instant::max(): only metadata can help.
    base::Instant fetch_at() const { return fetch_at_; }

    /// The leader answered a fetch of `asked`. An answer to another epoch or another offset than the present
    /// ones is Do::nothing.
    FollowerStep answered(const FetchState& asked, const LeaderAnswer& answer, const LogView& log,
                          base::Instant now);
    /// The step could not be done (corrupt records, a failing disk): this partition pauses, others go on.
    void failed(base::Instant now);
    /// The step was done.
    void succeeded() {
        failures_ = 0;
        fetch_at_ = base::Instant();
    }

private:
    base::BrokerId leader_;
    base::LeaderEpoch epoch_;
    Backoff backoff_;
    base::Instant fetch_at_{};
    std::int32_t failures_ = 0;
};

} // namespace replica
