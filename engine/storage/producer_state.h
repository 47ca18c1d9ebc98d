#pragma once
// What a partition remembers of its idempotent producers, so that a retried batch is written once and a gap
// is refused. Every replica keeps it; it is rebuilt from the log and saved in Kafka's `.snapshot` files. One
// owner, one thread (the node's loop). Source: reference 3.2 (KIP-98), ProducerStateManager of Apache Kafka.

#include "records/batch.h"

#include "base/clock.h"
#include "base/types.h"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace storage {

/// One batch as its producer may send it again.
struct ProducerBatch {
    std::int32_t first_sequence = -1;
    std::int32_t last_sequence = -1;
    std::int64_t last_offset = -1;
    std::int32_t offset_delta = 0; ///< last offset minus first offset
    base::TimestampMs timestamp = base::no_timestamp;

    std::int64_t first_offset() const { return last_offset - offset_delta; }
};

struct ProducerEntry {
    static constexpr std::size_t remembered = 5;

    std::int16_t epoch = -1;
    std::int32_t coordinator_epoch = -1;
    base::TimestampMs last_timestamp = base::no_timestamp; ///< of its records
    /// When this process saw it last. Expiry counts from here: old timestamps may be replayed today.
    base::TimestampMs last_seen = 0;
    std::optional<base::Offset> transaction_start; ///< first offset of the open transaction

    /// Oldest first; at most `remembered`.
    const ProducerBatch* begin() const { return batches_.data(); }
    const ProducerBatch* end() const { return batches_.data() + count_; }
    bool empty() const { return count_ == 0; }
    const ProducerBatch& last() const { return batches_[count_ - 1]; }
    void push(const ProducerBatch& batch);
    void forget_batches() { count_ = 0; }
    void take_batches(const ProducerEntry& other) {
        batches_ = other.batches_;
        count_ = other.count_;
    }

private:
    std::array<ProducerBatch, remembered> batches_{};
    std::size_t count_ = 0;
};

class ProducerState {
public:
    /// Append it.
    struct Accepted {};
    /// Written before: answer success with these, append nothing.
    struct Duplicate {
        base::Offset base_offset;
        base::Offset last_offset;
        base::TimestampMs timestamp; ///< max timestamp of the batch as it was written
    };
    /// INVALID_PRODUCER_EPOCH, OUT_OF_ORDER_SEQUENCE_NUMBER, with a sentence.
    struct Refused {
        base::Error error;
    };
    using Check = std::variant<Accepted, Duplicate, Refused>;

    /// What to do with a client's batch. A batch without a producer id is always accepted.
    Check check(const records::BatchHeader& header) const;

    /// Takes note of a batch that is in the log, offsets assigned; markers of transactions included.
    void record(const records::BatchHeader& header, base::TimestampMs now);

    /// Forgets producers that were not seen for `max_age_ms`, never one with an open transaction.
    void expire(base::TimestampMs now, std::int64_t max_age_ms);

    /// The first offset of the oldest open transaction: the last stable offset may not pass it.
    std::optional<base::Offset> first_unstable_offset() const;

    std::size_t size() const { return entries_.size(); }
    bool empty() const { return entries_.empty(); }
    const ProducerEntry* find(base::ProducerId id) const;
    /// In the order of their ids (DescribeProducers).
    std::vector<std::pair<base::ProducerId, ProducerEntry>> sorted() const;

    /// Takes earlier batches from `seen`, which watched the end of the same log, where both agree on the last
    /// one.
    void enrich(const ProducerState& seen);
    /// Puts back what `find` told before a batch was recorded that could not be written; null: it was
    /// unknown.
    void restore(base::ProducerId id, const std::optional<ProducerEntry>& before);
    void clear() { entries_.clear(); }

    /// Kafka's snapshot file, version 1: of each producer the last batch.
    std::vector<base::Byte> encode_snapshot() const;
    /// Nothing when the bytes are no such file or their CRC is wrong.
    static std::optional<ProducerState> decode_snapshot(base::Bytes bytes, base::TimestampMs now);

private:
    std::unordered_map<base::ProducerId, ProducerEntry> entries_;
};

} // namespace storage
