#pragma once
// The leader's view of one partition: who is in sync, how far each replica has written, and the high
// watermark that follows. Sans-IO: the shell tells it what was written and fetched, and gets back what may be
// answered. Thread: the node's loop. Source: reference 3.1 (acks), 5 (high watermark, ISR).

#include "base/clock.h"
#include "base/error_code.h"
#include "base/types.h"

#include <cstdint>
#include <map>
#include <vector>

namespace replica {

/// A produce request (one partition of it) that waits for the high watermark. The id is the shell's.
using WaiterId = std::uint64_t;

/// A waiting produce whose fate is known.
struct Answered {
    WaiterId id = 0;
    kafka::ErrorCode code = kafka::ErrorCode::none;
};

class Leader {
public:
    /// `self` leads in `epoch` with the given in-sync replicas (`self` among them). `log_end` is its own
    /// written end; `high_watermark` what it knew as follower or from the checkpoint.
    Leader(base::BrokerId self, base::LeaderEpoch epoch, std::vector<base::BrokerId> isr,
           base::Offset log_end, base::Offset high_watermark);

    base::LeaderEpoch epoch() const { return epoch_; }
    base::Offset high_watermark() const { return high_watermark_; }
    const std::vector<base::BrokerId>& isr() const { return isr_; }
    /// Written here, by write() that returned.
    base::Offset log_end() const { return log_end_; }

    /// min.insync.replicas as configured; the effective value is capped by the replication factor
    /// (reference 3.1).
    void set_min_insync_replicas(std::int32_t configured, std::int32_t replication_factor);
    /// False: acks=all is refused with NOT_ENOUGH_REPLICAS before anything is appended.
    bool accepts_acks_all() const { return static_cast<std::int32_t>(isr_.size()) >= min_isr_; }

    /// A produce with acks=all wants to hear when everything below `needed` is committed.
    void wait(WaiterId id, base::Offset needed, base::Instant deadline);
    /// Its client is gone.
    void forget(WaiterId id);

    /// The own log was written up to `log_end`. Returns the produces that this commits.
    std::vector<Answered> written(base::Offset log_end);
    /// Produces whose time is up: REQUEST_TIMED_OUT; the records stay in the log.
    std::vector<Answered> expire(base::Instant now);
    /// Leadership is lost: every waiting produce gets NOT_LEADER_OR_FOLLOWER.
    std::vector<Answered> resign();

    /// When `expire` has something to do; Instant::max() when nothing waits.
    base::Instant next_deadline() const;

    /// Asserts what must always hold: high watermark within the log, monotonic, leader in its own ISR.
    void check_invariants() const;

private:
    struct Waiting {
        WaiterId id;
        base::Instant deadline;
    };

    std::vector<Answered> advance();

    base::BrokerId self_;
    base::LeaderEpoch epoch_;
    std::vector<base::BrokerId> isr_;
    base::Offset log_end_;
    base::Offset high_watermark_;
    std::int32_t min_isr_ = 1;
    std::multimap<base::Offset, Waiting> waiting_; // by the offset that must be committed
};

} // namespace replica
