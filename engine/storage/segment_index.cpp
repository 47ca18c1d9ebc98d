#include "storage/segment_index.h"

#include <algorithm>

namespace storage {
namespace {

constexpr std::size_t offset_entry_size = 8;
constexpr std::size_t time_entry_size = 12;

} // namespace

void SegmentIndex::add(std::int32_t relative_last_offset, std::uint64_t position, std::uint64_t batch_size,
                       base::TimestampMs max_timestamp, std::int32_t interval) {
    if (max_timestamp > largest_timestamp_) {
        largest_timestamp_ = max_timestamp;
        relative_offset_of_largest_ = relative_last_offset;
    }
    if (bytes_since_entry_ > static_cast<std::uint64_t>(std::max(interval, 0))) {
        offsets_.push_back({relative_last_offset, static_cast<std::int32_t>(position)});
        if (largest_timestamp_ > (times_.empty() ? base::no_timestamp : times_.back().timestamp))
            times_.push_back({largest_timestamp_, relative_offset_of_largest_});
        bytes_since_entry_ = 0;
    }
    bytes_since_entry_ += batch_size;
}

std::uint64_t SegmentIndex::position_before(std::int32_t relative_offset) const {
    const auto after =
        std::upper_bound(offsets_.begin(), offsets_.end(), relative_offset,
                         [](std::int32_t o, const OffsetEntry& e) { return o < e.relative_offset; });
    return after == offsets_.begin() ? 0 : static_cast<std::uint64_t>(std::prev(after)->position);
}

std::optional<std::uint64_t> SegmentIndex::last_before(std::int64_t position,
                                                       std::int64_t relative_limit) const {
    const auto beyond = std::partition_point(offsets_.begin(), offsets_.end(), [&](const OffsetEntry& e) {
        return e.position <= position && e.relative_offset < relative_limit;
    });
    if (beyond == offsets_.begin()) return std::nullopt;
    return static_cast<std::uint64_t>(std::prev(beyond)->position);
}

std::uint64_t SegmentIndex::position_before_time(base::TimestampMs timestamp) const {
    // Every batch before the one that brought an older maximum is older than `timestamp` too.
    const auto from =
        std::lower_bound(times_.begin(), times_.end(), timestamp,
                         [](const TimeEntry& e, base::TimestampMs t) { return e.timestamp < t; });
    return from == times_.begin() ? 0 : position_before(std::prev(from)->relative_offset);
}

std::vector<base::Byte> SegmentIndex::encode_offsets() const {
    std::vector<base::Byte> out(offsets_.size() * offset_entry_size);
    base::Byte* p = out.data();
    for (const OffsetEntry& entry : offsets_) {
        base::store_be(p, entry.relative_offset);
        base::store_be(p + 4, entry.position);
        p += offset_entry_size;
    }
    return out;
}

std::vector<base::Byte> SegmentIndex::encode_times() const {
    std::vector<TimeEntry> times = times_;
    if (largest_timestamp_ > (times.empty() ? base::no_timestamp : times.back().timestamp))
        times.push_back({largest_timestamp_, relative_offset_of_largest_});
    std::vector<base::Byte> out(times.size() * time_entry_size);
    base::Byte* p = out.data();
    for (const TimeEntry& entry : times) {
        base::store_be(p, entry.timestamp);
        base::store_be(p + 8, entry.relative_offset);
        p += time_entry_size;
    }
    return out;
}

std::optional<SegmentIndex> SegmentIndex::decode(base::Bytes offsets, base::Bytes times,
                                                 std::uint64_t segment_size) {
    if (offsets.size() % offset_entry_size != 0 || times.size() % time_entry_size != 0) return std::nullopt;
    SegmentIndex index;
    index.offsets_.reserve(offsets.size() / offset_entry_size);
    for (const base::Byte* p = offsets.data(); p != offsets.data() + offsets.size(); p += offset_entry_size) {
        const OffsetEntry entry{base::load_be<std::int32_t>(p), base::load_be<std::int32_t>(p + 4)};
        const OffsetEntry before = index.offsets_.empty() ? OffsetEntry{-1, -1} : index.offsets_.back();
        if (entry.relative_offset <= before.relative_offset || entry.position <= before.position)
            return std::nullopt;
        if (static_cast<std::uint64_t>(entry.position) >= segment_size) return std::nullopt;
        index.offsets_.push_back(entry);
    }
    index.times_.reserve(times.size() / time_entry_size);
    for (const base::Byte* p = times.data(); p != times.data() + times.size(); p += time_entry_size) {
        const TimeEntry entry{base::load_be<std::int64_t>(p), base::load_be<std::int32_t>(p + 8)};
        const TimeEntry before = index.times_.empty() ? TimeEntry{-1, -1} : index.times_.back();
        if (entry.relative_offset < before.relative_offset || entry.timestamp <= before.timestamp)
            return std::nullopt;
        index.times_.push_back(entry);
    }
    if (!index.times_.empty()) {
        index.largest_timestamp_ = index.times_.back().timestamp;
        index.relative_offset_of_largest_ = index.times_.back().relative_offset;
    }
    return index;
}

std::uint64_t SegmentIndex::resume() {
    if (offsets_.empty()) return 0;
    const auto position = static_cast<std::uint64_t>(offsets_.back().position);
    offsets_.pop_back();
    bytes_since_entry_ = UINT64_MAX / 2; // so that the next batch makes that entry anew
    return position;
}

void SegmentIndex::drop_entries() {
    offsets_ = {};
    times_ = {};
}

} // namespace storage
