#pragma once
// What a leader checks before it appends a produced batch, and how it changes it (reference 2.4). Any thread;
// a batch that must be decompressed costs that, so big ones belong on the disk pool. Checks and their order
// are those of Apache Kafka 4.3.1; what depends on the log (offsets, producer state, epochs) is the caller's.

#include "records/batch.h"
#include "records/codec.h"
#include "wire/message.h"

#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace records {

/// The topic's configuration as far as it concerns a produced batch, and the request it came in.
struct ProduceRules {
    std::int32_t max_message_bytes = 1048588; ///< max.message.bytes: the whole batch
    std::int32_t segment_bytes = 1 << 30;     ///< segment.bytes
    bool compacted = false;                   ///< cleanup.policy contains compact: every record needs a key
    bool log_append_time = false;             ///< message.timestamp.type
    std::int64_t timestamp_before_max_ms = std::numeric_limits<std::int64_t>::max();
    std::int64_t timestamp_after_max_ms = 3'600'000;
    std::int64_t now_ms = 0;
    std::optional<Codec> compression; ///< compression.type; empty: "producer", keep what was sent
    std::optional<int> compression_level;
    std::int16_t produce_version = 12;
    /// Store a compressed batch without a look inside when nothing depends on its records: compression.type
    /// keeps it, the topic is not compacted, its header's max timestamp is within bounds and there is no
    /// lower bound, and its first bytes are the codec's. False: always look, as Kafka does; then a payload
    /// that does not hold what the header says is refused, offset deltas with gaps are closed, and a wrong
    /// max timestamp is corrected.
    bool trust_compressed = true;
    std::size_t decompressed_limit = default_decompressed_limit;
};

/// A batch that may be appended. Base offset and leader epoch are still the producer's.
struct ValidBatch {
    base::Buffer batch; ///< the produced bytes, patched in place, or a rebuilt batch; may be patched further
    BatchHeader header; ///< of `batch`
    std::int64_t max_timestamp = -1;
    /// Offset delta of the first record with that timestamp; -1 unknown (a compressed batch that was not
    /// opened).
    std::int64_t offset_of_max_timestamp = -1;
    std::int64_t log_append_time = -1; ///< for the answer: now under LogAppendTime, else -1
};

/// One record that is at fault.
struct RecordError {
    std::int32_t index = 0; ///< in the batch
    std::string message;
};

/// Why a batch was not accepted. Nothing of it may be appended.
struct Refusal {
    kafka::ErrorCode code = kafka::ErrorCode::invalid_record;
    std::string message;                    ///< for people. Kafka sends it only along with record errors
    std::vector<RecordError> record_errors; ///< at most the first 1,000
    /// Kafka answers with the partition's log start offset when its log refused the batch, and with -1 when
    /// the request was refused before.
    bool reached_log = false;
};

using Validated = std::variant<ValidBatch, Refusal>;

/// Checks the records of one partition in a produce request. The bytes may be changed in place: the caller
/// received them and has not shared them. An empty buffer is what a null `records` field gives. Codes:
/// reference 2.4.
Validated validate_produced(base::Buffer records, const ProduceRules& rules);
/// The same for a field of a decoded request, which is one slice of its frame.
Validated validate_produced(const wire::Records& records, const ProduceRules& rules);

} // namespace records
