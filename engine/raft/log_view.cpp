#include "raft/log_view.h"

#include "base/assert.h"

#include <algorithm>

namespace raft {

LogView::LogView(Offset start, Offset end, std::vector<EpochStart> starts, std::optional<SnapshotId> snapshot)
    : start_(start), end_(end), starts_(std::move(starts)), snapshot_(snapshot) {
    if (snapshot_) epoch_before_start_ = snapshot_->epoch;
    if (!starts_.empty()) epoch_before_start_ = std::min(epoch_before_start_, starts_.front().epoch);
    check_invariants();
}

LeaderEpoch LogView::last_epoch() const {
    return starts_.empty() ? epoch_before_start_ : starts_.back().epoch;
}

EndOffset LogView::end_of(LeaderEpoch epoch) const {
    const auto after = std::ranges::upper_bound(starts_, epoch, {}, &EpochStart::epoch);
    if (after == starts_.begin()) return {after == starts_.end() ? end_ : start_, epoch_before_start_};
    return {after == starts_.end() ? end_ : after->start, std::prev(after)->epoch};
}

Position LogView::find(Offset offset, LeaderEpoch epoch) const {
    if (offset == Offset(0) && epoch == LeaderEpoch(0) && start_ == Offset(0)) return Valid{};
    if (snapshot_ && (offset < start_ || epoch < epoch_before_start_)) return BeforeStart{*snapshot_};
    const EndOffset ours = end_of(epoch);
    if (ours.epoch != epoch || offset > ours.end) return Diverging{ours};
    return Valid{};
}

bool LogView::continues(const std::vector<Batch>& batches) const {
    Offset at = end_;
    LeaderEpoch epoch = last_epoch();
    for (const Batch& batch : batches) {
        if (batch.base != at || batch.next <= batch.base || batch.epoch < epoch) return false;
        at = batch.next;
        epoch = batch.epoch;
    }
    return true;
}

void LogView::append(LeaderEpoch epoch, Offset to) {
    RIPARIUM_ASSERT(to >= end_ && epoch >= last_epoch(), "a log grows at its end, its epochs never fall");
    if (to == end_) return;
    if (starts_.empty() || starts_.back().epoch != epoch) starts_.push_back({epoch, end_});
    end_ = to;
}

void LogView::truncate(Offset to) {
    RIPARIUM_ASSERT(to >= start_ && to <= end_, "a log is cut within its bounds");
    while (!starts_.empty() && starts_.back().start >= to) starts_.pop_back();
    end_ = to;
}

void LogView::reset(SnapshotId snapshot) {
    starts_.clear();
    start_ = end_ = snapshot.end;
    snapshot_ = snapshot;
    epoch_before_start_ = snapshot.epoch;
}

void LogView::set_start(Offset start) {
    RIPARIUM_ASSERT(snapshot_ && snapshot_->end >= start && start >= start_ && start <= end_,
                    "what is deleted is in a snapshot");
    start_ = start;
    // The epoch that spans the new start keeps its place in the list, with the start moved up.
    while (!starts_.empty() && starts_.front().start < start) {
        epoch_before_start_ = starts_.front().epoch;
        const bool spans = starts_.size() == 1 ? end_ > start : starts_[1].start > start;
        if (spans) {
            starts_.front().start = start;
            break;
        }
        starts_.erase(starts_.begin());
    }
}

void LogView::check_invariants() const {
    RIPARIUM_ASSERT(start_ <= end_, "a log starts before it ends");
    for (std::size_t i = 0; i < starts_.size(); ++i) {
        RIPARIUM_ASSERT(starts_[i].start >= start_ && starts_[i].start < end_, "an epoch begins in the log");
        RIPARIUM_ASSERT(
            i == 0 || (starts_[i - 1].epoch < starts_[i].epoch && starts_[i - 1].start < starts_[i].start),
            "epochs ascend with their offsets");
    }
}

} // namespace raft
