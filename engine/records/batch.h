#pragma once
// Record batch v2 (magic 2): the unit in which records are produced, stored, replicated and fetched.
// Source: reference 2.3 (KIP-98). Plain functions over bytes; any thread; nothing allocates.
//
//   at  size  field                     at  size  field
//    0    8   base offset               27    8   base timestamp, ms since 1970
//    8    4   batch length (total-12)   35    8   max timestamp
//   12    4   partition leader epoch    43    8   producer id, -1 none
//   16    1   magic, always 2           51    2   producer epoch
//   17    4   CRC-32C of bytes 21..end  53    4   base sequence
//   21    2   attributes                57    4   record count
//   23    4   last offset delta         61    .   records (see record.h), one compressed blob if a codec is
//   set
//
// All integers are big-endian. Base offset and leader epoch stand before what the CRC covers, so the leader
// writes them into a producer's batch in place; every other change needs `write_crc`.

#include "base/bytes.h"
#include "base/result.h"

#include <optional>
#include <string_view>

namespace records {

using base::Byte;
using base::Bytes;

inline constexpr std::size_t header_size = 61;
/// Base offset and length: the part of a batch that batch_length does not count.
inline constexpr std::size_t length_prefix = 12;

/// How the records of a batch are compressed: attribute bits 0-2. A hostile batch may hold 5, 6 or 7:
/// `known`.
enum class Codec : std::uint8_t { none = 0, gzip = 1, snappy = 2, lz4 = 3, zstd = 4 };

inline bool known(Codec codec) {
    return codec <= Codec::zstd;
}
/// Kafka's word for it as in `compression.type` ("none", "gzip" ...), "unknown" beyond zstd.
std::string_view name(Codec codec);
/// The codec of a `compression.type`: also accepts "uncompressed". Empty for "producer" and anything else.
std::optional<Codec> codec_named(std::string_view text);

/// The 61 bytes in front of the records. Offsets count records, timestamps are ms since 1970 (-1 none).
struct BatchHeader {
    enum Attribute : std::uint16_t {
        codec_mask = 0x07,
        log_append_time_bit = 0x08,
        transactional_bit = 0x10,
        control_bit = 0x20,
        delete_horizon_bit = 0x40,
    };

    std::int64_t base_offset = 0;
    std::int32_t batch_length = 0;
    std::int32_t partition_leader_epoch = -1;
    std::int8_t magic = 2;
    std::uint32_t crc = 0;
    std::uint16_t attributes = 0;
    std::int32_t last_offset_delta = 0;
    std::int64_t base_timestamp = -1;
    std::int64_t max_timestamp = -1;
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = -1;
    std::int32_t base_sequence = -1;
    std::int32_t record_count = 0;

    Codec codec() const { return static_cast<Codec>(attributes & codec_mask); }
    /// Every record then has the batch's max timestamp: the time at which the broker appended it.
    bool log_append_time() const { return (attributes & log_append_time_bit) != 0; }
    bool transactional() const { return (attributes & transactional_bit) != 0; }
    bool control() const { return (attributes & control_bit) != 0; }
    /// Set by compaction: base_timestamp is then the time at which its tombstones may go.
    bool delete_horizon() const { return (attributes & delete_horizon_bit) != 0; }
    bool has_producer() const { return producer_id >= 0; }

    /// Bytes of the whole batch, header included.
    std::size_t total_size() const { return length_prefix + static_cast<std::size_t>(batch_length); }
    /// Compaction keeps last_offset_delta, so the offset after the batch is always last_offset() + 1.
    std::int64_t last_offset() const { return base_offset + last_offset_delta; }
    std::int64_t next_offset() const { return last_offset() + 1; }
    /// Sequence of the last offset, wrapped as Kafka wraps it (2147483647 is followed by 0); -1 without one.
    std::int32_t last_sequence() const { return sequence_at(last_offset_delta); }
    std::int32_t sequence_at(std::int32_t offset_delta) const {
        if (base_sequence < 0) return -1;
        return (base_sequence + static_cast<std::int64_t>(offset_delta)) & 0x7fffffff;
    }
};

/// Reads the header at the front of `bytes`, which may end before the batch does.
/// CORRUPT_MESSAGE: fewer than 61 bytes, a length below 49, a magic other than 2.
/// Neither CRC nor codec nor counts are checked here.
base::Result<BatchHeader> parse_header(Bytes bytes);

/// Writes all of `header` except its crc. REQUIRES: header_size bytes.
void write_header(std::span<Byte> batch, const BatchHeader& header);

/// These two stand outside the CRC. REQUIRES: header_size bytes.
inline void set_base_offset(std::span<Byte> batch, std::int64_t offset) {
    base::store_be(batch.data(), offset);
}
inline void set_leader_epoch(std::span<Byte> batch, std::int32_t epoch) {
    base::store_be(batch.data() + 12, epoch);
}
/// Sets max timestamp and timestamp type and rewrites the CRC. REQUIRES: the whole batch.
void set_max_timestamp(std::span<Byte> batch, std::int64_t timestamp, bool log_append_time);

/// Computes the CRC of a whole batch and stores it. Returns it. REQUIRES: header_size bytes or more.
std::uint32_t write_crc(std::span<Byte> batch);
/// True when the stored CRC is that of bytes 21..end. `batch` must be exactly one batch; shorter than a
/// header: false.
bool crc_matches(Bytes batch);

/// Walks the headers of a run of batches, as in a segment or a fetch response, without touching the records.
///
///     BatchWalker walk(bytes);
///     while (auto at = walk.next()) use(at->header, at->bytes);
///     if (walk.error()) ...
///
/// A batch that is cut off at the end (a fetch may do that) ends the walk without an error: position() is
/// where it begins.
class BatchWalker {
public:
    struct At {
        BatchHeader header;
        std::size_t position; ///< of the batch in the run
        Bytes bytes;          ///< the whole batch
    };

    explicit BatchWalker(Bytes run) : run_(run) {}

    /// The next whole batch; empty at the end, at a cut batch and at bytes that are no batch.
    std::optional<At> next();
    /// End of the last whole batch: what was walked is exactly the first position() bytes.
    std::size_t position() const { return position_; }
    /// Set when next() stopped at something that is no batch v2.
    const std::optional<base::Error>& error() const { return error_; }

private:
    Bytes run_;
    std::size_t position_ = 0;
    std::optional<base::Error> error_;
};

} // namespace records
