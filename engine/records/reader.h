#pragma once
// Reading the records of a batch, whatever its codec. Any thread; a compressed batch costs its decompression,
// so big ones belong on the disk pool. Source: reference 2.3, 2.5.

#include "records/batch.h"
#include "records/codec.h"

#include <string_view>
#include <vector>

namespace records {

/// A header of a record. Names may repeat and are ordered. Views, see RecordView.
struct HeaderView {
    std::string_view key;
    std::optional<Bytes> value; ///< empty: null, which is not the same as no bytes
};

/// One record. Key, value and headers point into BatchReader::payload(): keep that Buffer as long as they are
/// used.
struct RecordView {
    std::int64_t offset = 0;
    std::int64_t timestamp = -1;          ///< what consumers see: the append time under LogAppendTime
    std::int64_t produced_timestamp = -1; ///< what the producer wrote
    std::int32_t sequence = -1;           ///< of an idempotent producer, -1 without
    std::optional<Bytes> key;
    std::optional<Bytes> value;
    std::vector<HeaderView> headers;
};

/// Iterates the records of one batch.
///
///     auto reader = BatchReader::open(batch);
///     RecordView record;                       // reused: its header list keeps its memory
///     while (reader->next(record)) use(record);
///     if (reader->error()) ...
class BatchReader {
public:
    /// `batch` begins with a batch; bytes after it are ignored. Decompresses up to `limit` bytes. The CRC is
    /// not checked. Errors: those of parse_header and decompress, CORRUPT_MESSAGE when the batch is cut off.
    static base::Result<BatchReader> open(base::Buffer batch, std::size_t limit = default_decompressed_limit);

    /// The same over records that are decompressed already.
    BatchReader(const BatchHeader& header, base::Buffer payload)
        : header_(header), payload_(std::move(payload)) {}

    const BatchHeader& header() const { return header_; }
    /// The records, decompressed; shares the batch's memory when it was not compressed.
    const base::Buffer& payload() const { return payload_; }

    /// The next record; false at the end and at a malformed record (then error() is set).
    bool next(RecordView& record);
    /// INVALID_RECORD: a malformed record, or more or fewer records than the header counts.
    const std::optional<base::Error>& error() const { return error_; }

private:
    BatchHeader header_;
    base::Buffer payload_;
    std::size_t position_ = 0;
    std::int32_t read_ = 0;
    std::optional<base::Error> error_;
};

/// A record found by its timestamp.
struct TimestampOffset {
    std::int64_t timestamp = -1;
    std::int64_t offset = -1;
};

/// The first record of the batch at `offset_from` or after whose timestamp is `timestamp` or later
/// (reference 3.5, ListOffsets by time); empty when there is none. Errors as BatchReader.
base::Result<std::optional<TimestampOffset>>
first_at_or_after(const base::Buffer& batch, std::int64_t timestamp, std::int64_t offset_from = 0);

/// The first of the records with the greatest timestamp (ListOffsets -3); empty for a batch without records.
base::Result<std::optional<TimestampOffset>> latest_record(const base::Buffer& batch);

} // namespace records
