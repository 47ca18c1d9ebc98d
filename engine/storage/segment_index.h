#pragma once
// The sparse indexes of one segment: offset -> byte position, and timestamp -> offset. Kept in memory while
// the segment grows, written in Kafka's format when it is closed. One owner, one thread. Source: reference 8;
// entries as Apache Kafka writes them: an offset entry holds the last offset of the batch at `position`; a
// time entry holds the largest timestamp so far and the last offset of the batch that brought it.

#include "base/bytes.h"
#include "base/clock.h"

#include <optional>
#include <vector>

namespace storage {

class SegmentIndex {
public:
    struct OffsetEntry {
        std::int32_t relative_offset;
        std::int32_t position;
    };
    struct TimeEntry {
        base::TimestampMs timestamp;
        std::int32_t relative_offset;
    };

    /// Takes note of a batch. An entry is made when more than `interval` bytes came since the last one.
    void add(std::int32_t relative_last_offset, std::uint64_t position, std::uint64_t batch_size,
             base::TimestampMs max_timestamp, std::int32_t interval);

    /// Where to start looking for the batch that holds the offset.
    std::uint64_t position_before(std::int32_t relative_offset) const;
    /// The start of the last indexed batch at or before byte `position` of which every record lies before
    /// `relative_limit`; none when there is no such entry.
    std::optional<std::uint64_t> last_before(std::int64_t position, std::int64_t relative_limit) const;
    /// Where to start looking for the first record that is not older than `timestamp`.
    std::uint64_t position_before_time(base::TimestampMs timestamp) const;

    /// Largest timestamp of the segment (-1 when none), and the last offset of the batch that brought it
    /// first.
    base::TimestampMs largest_timestamp() const { return largest_timestamp_; }
    std::int32_t relative_offset_of_largest() const { return relative_offset_of_largest_; }

    std::size_t entries() const { return offsets_.size(); }
    const std::vector<OffsetEntry>& offset_entries() const { return offsets_; }

    /// The content of the two files, the time index closed by an entry for the largest timestamp.
    std::vector<base::Byte> encode_offsets() const;
    std::vector<base::Byte> encode_times() const;
    /// From the two files. Nothing when they cannot belong to a segment of `segment_size` bytes.
    static std::optional<SegmentIndex> decode(base::Bytes offsets, base::Bytes times,
                                              std::uint64_t segment_size);

    /// Prepares for adding on after decode(): forgets the last entry and returns its position, from which the
    /// batches must be added again.
    std::uint64_t resume();
    void clear() { *this = SegmentIndex(); }
    /// Gives the entries back but keeps the largest timestamp.
    void drop_entries();

private:
    std::vector<OffsetEntry> offsets_;
    std::vector<TimeEntry> times_;
    std::uint64_t bytes_since_entry_ = 0;
    base::TimestampMs largest_timestamp_ = base::no_timestamp;
    std::int32_t relative_offset_of_largest_ = 0;
};

} // namespace storage
