#pragma once
// Which leader epoch began at which offset (KIP-101), and its file `leader-epoch-checkpoint`. One owner, one
// thread. Source: reference 3.5 (OffsetForLeaderEpoch), 8.

#include "base/types.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storage {

struct EpochEnd {
    base::LeaderEpoch epoch = base::no_epoch;
    base::Offset end{-1};
};

class EpochCache {
public:
    struct Entry {
        base::LeaderEpoch epoch;
        base::Offset start;
        bool operator==(const Entry&) const = default;
    };

    /// The batch at `start` is the first of `epoch`, unless that epoch is known already. True when it was
    /// new.
    bool assign(base::LeaderEpoch epoch, base::Offset start);
    /// Forgets what begins at `end` or later. True when something changed.
    bool truncate_from_end(base::Offset end);
    /// Forgets what ended before `start`. True when something changed.
    bool truncate_from_start(base::Offset start);
    void clear() { entries_.clear(); }

    base::LeaderEpoch latest() const { return entries_.empty() ? base::no_epoch : entries_.back().epoch; }
    /// -1 when nothing is known of that offset.
    base::LeaderEpoch epoch_of(base::Offset offset) const;
    /// The largest known epoch that is not above `epoch`, and where it ends; -1 and -1 when `epoch` is above
    /// all.
    EpochEnd end_of(base::LeaderEpoch epoch, base::Offset log_end) const;
    const std::vector<Entry>& entries() const { return entries_; }

    std::string encode() const;
    /// Nothing when the text is no such file.
    static std::optional<EpochCache> decode(std::string_view text);

private:
    std::vector<Entry> entries_;
};

} // namespace storage
