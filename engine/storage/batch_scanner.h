#pragma once
// Walks the record batches of a segment file, header by header or whole. It believes nothing that it reads:
// what is no whole, well-formed batch ends the walk. One owner, one thread. Source: reference 2.3.

#include "records/batch.h"
#include "storage/disk.h"

namespace storage {

/// True when the fixed fields make sense together; says nothing about the CRC.
bool well_formed(const records::BatchHeader& header);

class BatchScanner {
public:
    enum class Read {
        headers, ///< as few bytes as possible
        batches, ///< whole batches: `batch()` may be used
    };
    enum class Step {
        batch,
        end,
        torn, ///< the bytes at position() are no whole, well-formed batch
    };

    /// Walks the bytes [from, end) of `file`.
    BatchScanner(std::shared_ptr<File> file, std::uint64_t from, std::uint64_t end, Read read);

    /// Goes to the next batch. Errors: those of File::pread.
    Result<Step> next();

    /// Where the current batch begins; after `torn` or `end` where the good bytes end.
    std::uint64_t position() const { return position_; }
    const records::BatchHeader& header() const { return header_; }
    /// REQUIRES: Read::batches. Valid until the next step.
    Bytes batch() const;

private:
    /// Bytes [at, at + size) of the file, fewer when the file ends before.
    Result<Bytes> window(std::uint64_t at, std::size_t size);

    std::shared_ptr<File> file_;
    std::uint64_t position_;
    std::uint64_t next_;
    std::uint64_t end_;
    std::size_t chunk_;
    Read read_;
    records::BatchHeader header_{};
    base::Buffer buffer_;
    std::uint64_t buffer_at_ = 0;
    std::size_t buffer_used_ = 0;
};

} // namespace storage
