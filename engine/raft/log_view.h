#pragma once
// What the quorum core knows of the metadata log: where it starts and ends and at which offset each epoch
// begins. The records themselves are the shell's. Plain value. Source: KIP-595 (diverging epochs), KIP-630
// (log start behind a snapshot).

#include "raft/messages.h"

#include <variant>

namespace raft {

struct EpochStart {
    LeaderEpoch epoch{0};
    Offset start{0};
    bool operator==(const EpochStart&) const = default;
};

/// The answer to a fetch position.
struct Valid {};
struct Diverging {
    EndOffset end; ///< the largest epoch not above the asked one that this log has, and where it ends
};
struct BeforeStart {
    SnapshotId snapshot;
};
using Position = std::variant<Valid, Diverging, BeforeStart>;

class LogView {
public:
    LogView() = default;
    /// `starts` ascending. `snapshot`: the newest one; everything below `start` must be in it.
    LogView(Offset start, Offset end, std::vector<EpochStart> starts, std::optional<SnapshotId> snapshot);

    Offset start() const { return start_; }
    Offset end() const { return end_; }
    const std::optional<SnapshotId>& snapshot() const { return snapshot_; }
    const std::vector<EpochStart>& starts() const { return starts_; }
    /// Of the last record or, in an empty log, of the snapshot; 0 without either.
    LeaderEpoch last_epoch() const;
    EndOffset last() const { return {end_, last_epoch()}; }
    /// The largest epoch of this log that is not above `epoch`, and its end; {start, epoch of the snapshot or
    /// 0} when all are above.
    EndOffset end_of(LeaderEpoch epoch) const;
    /// Whether a log that ends at `offset` with a record of `epoch` is a prefix of this one.
    Position find(Offset offset, LeaderEpoch epoch) const;
    /// False when the batches do not continue this log.
    bool continues(const std::vector<Batch>& batches) const;

    /// REQUIRES: to >= end(), epoch >= last_epoch().
    void append(LeaderEpoch epoch, Offset to);
    /// REQUIRES: start() <= to <= end().
    void truncate(Offset to);
    /// The log is empty and begins behind `snapshot`.
    void reset(SnapshotId snapshot);
    void set_snapshot(SnapshotId snapshot) { snapshot_ = snapshot; }
    /// Records below `start` were deleted. REQUIRES: a snapshot of at least `start`.
    void set_start(Offset start);

    void check_invariants() const;

private:
    Offset start_{0};
    Offset end_{0};
    std::vector<EpochStart> starts_;
    std::optional<SnapshotId> snapshot_;
    LeaderEpoch epoch_before_start_{0};
};

} // namespace raft
