#include "storage/tail_cache.h"

#include <algorithm>

namespace storage {
namespace {

/// A batch smaller than this is copied: its slice would keep a whole receive buffer alive for a few bytes.
constexpr std::size_t copied_below = 4096;
/// What a slot costs besides its bytes.
constexpr std::size_t slot_overhead = 128;

std::size_t cost(const base::Buffer& batch) {
    return batch.size() + slot_overhead;
}

} // namespace

void TailCache::pop_front(LaneData& lane) {
    const std::size_t size = cost(lane.slots.front().batch);
    lane.slots.pop_front();
    lane.bytes -= size;
    bytes_ -= size;
    --slots_;
}

void TailCache::evict() {
    while (!order_.empty() && (bytes_ > capacity_ || order_.front()->forgotten > 0)) {
        LaneData& lane = *order_.front();
        if (lane.forgotten > 0) {
            --lane.forgotten;
        } else {
            pop_front(lane);
        }
        order_.pop_front();
    }
    compact();
}

void TailCache::compact() {
    constexpr std::size_t slack = 1024;
    if (order_.size() <= 2 * slots_ + slack) return;
    std::deque<std::shared_ptr<LaneData>> kept;
    for (std::shared_ptr<LaneData>& lane : order_) {
        if (lane->forgotten > 0) {
            --lane->forgotten;
        } else {
            kept.push_back(std::move(lane));
        }
    }
    order_ = std::move(kept);
}

void TailCache::Lane::add(base::Offset base, base::Offset next, const base::Buffer& batch) {
    if (cost(batch) > cache_->lane_capacity_ || cost(batch) > cache_->capacity_) {
        clear(); // the run would have a gap
        return;
    }
    if (!data_->slots.empty() && data_->slots.back().next != base) clear();
    data_->slots.push_back(
        {base, next, batch.size() < copied_below ? base::Buffer::copy_of(batch.bytes()) : batch});
    data_->bytes += cost(batch);
    cache_->bytes_ += cost(batch);
    ++cache_->slots_;
    cache_->order_.push_back(data_);
    while (data_->bytes > cache_->lane_capacity_) {
        cache_->pop_front(*data_);
        ++data_->forgotten;
    }
    cache_->evict();
}

void TailCache::Lane::clear() {
    cache_->bytes_ -= data_->bytes;
    cache_->slots_ -= data_->slots.size();
    data_->forgotten += data_->slots.size();
    data_->bytes = 0;
    data_->slots.clear();
    cache_->evict();
}

bool TailCache::Lane::holds(base::Offset offset) const {
    return !data_->slots.empty() && offset >= data_->slots.front().base && offset < data_->slots.back().next;
}

base::Offset TailCache::Lane::read(base::Offset from, base::Offset limit, std::size_t room, bool force_first,
                                   base::Buffers& out) const {
    if (!holds(from)) return from;
    const auto after = std::upper_bound(data_->slots.begin(), data_->slots.end(), from,
                                        [](base::Offset o, const Slot& slot) { return o < slot.base; });
    for (auto slot = std::prev(after); slot != data_->slots.end() && slot->next <= limit; ++slot) {
        if (slot->batch.size() > room && !force_first) break;
        force_first = false;
        room -= std::min(room, slot->batch.size());
        out.push_back(slot->batch);
        from = slot->next;
    }
    return from;
}

} // namespace storage
