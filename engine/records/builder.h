#pragma once
// Making record batches: the producer side, recompression, control batches, compaction. Any thread, one
// builder per thread; build() compresses. Source: reference 2.3.

#include "records/batch.h"
#include "records/reader.h"

#include <span>
#include <vector>

namespace records {

/// What the header of a new batch says besides what its records decide.
struct BatchOptions {
    std::int64_t base_offset = 0; ///< a producer leaves 0, the leader assigns
    std::int32_t partition_leader_epoch = -1;
    Codec codec = Codec::none;
    std::optional<int> level; ///< of the codec; empty: Kafka's default
    bool transactional = false;
    bool control = false;
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = -1;
    std::int32_t base_sequence = -1;
    /// Set: the records' time is this (LogAppendTime), whatever add() was given.
    std::optional<std::int64_t> log_append_time;
    /// Empty: the first record's timestamp.
    std::optional<std::int64_t> base_timestamp;
    /// Compaction keeps the end of a batch whose last records are gone. Empty: the last record's.
    std::optional<std::int32_t> last_offset_delta;
    /// Empty: the greatest of the records'.
    std::optional<std::int64_t> max_timestamp;
};

class BatchBuilder {
public:
    explicit BatchBuilder(BatchOptions options = {});

    /// Appends a record at the next offset. An empty key or value is null. `timestamp` in ms since 1970.
    /// REQUIRES: each part below 2 GiB, as is the batch.
    void add(std::int64_t timestamp, std::optional<Bytes> key, std::optional<Bytes> value,
             std::span<const HeaderView> headers = {});
    /// The same at a chosen offset delta, which must grow from record to record (compaction leaves gaps).
    void add_at(std::int32_t offset_delta, std::int64_t timestamp, std::optional<Bytes> key,
                std::optional<Bytes> value, std::span<const HeaderView> headers = {});

    std::int32_t count() const { return count_; }
    /// Size of the batch if it were built now without compression.
    std::size_t plain_size() const { return bytes_.size(); }

    /// The finished batch with its CRC. The builder is spent.
    base::Buffer build() &&;

private:
    BatchOptions options_;
    std::vector<Byte> bytes_; ///< room for the header, then the records as they are
    std::int32_t count_ = 0;
    std::int32_t next_delta_ = 0;
    std::int64_t base_timestamp_ = -1;
    std::int64_t max_timestamp_ = -1;
};

} // namespace records
