#pragma once
// From fetched batches to the records that a scan wants: skips what is outside of its range, control records
// and aborted transactions, and applies the text filter. No I/O. Private to engine/client.

#include "client/scan.h"

#include "wire/messages/fetch.h"

#include <set>

namespace client {

/// Where a scan stands in one partition: [next, end) is still to be read.
struct ScanPosition {
    std::int32_t partition = 0;
    std::int64_t next = 0;
    std::int64_t end = 0;
    std::set<std::int64_t> aborted_producers; ///< of transactions that are open here and will be aborted

    ScanPosition() = default;
    bool done() const { return next >= end; }
};

struct BatchScan {
    std::vector<ScanRecord> found; ///< in offset order
    std::int64_t scanned = 0;

    BatchScan() = default;
};

/// Reads what one partition's answer holds and moves `position` behind it. Error: a batch that cannot be
/// read.
base::Result<BatchScan> scan_batches(const wire::FetchResponse::PartitionData& data,
                                     std::string_view contains, bool read_committed, ScanPosition& position);

} // namespace client
