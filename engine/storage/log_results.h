#pragma once
// What a log's operations give back, and the jobs that it hands to the disk pool. Of log.h. Offsets are
// records, sizes bytes, times milliseconds since 1970.

#include "storage/disk.h"

#include "base/types.h"

#include <functional>
#include <memory>
#include <string>

namespace storage {

using base::LeaderEpoch;
using base::Offset;

struct AppendResult {
    Offset base_offset;
    Offset last_offset;
};

struct Fetched {
    base::Buffers data; ///< whole batches, in order
    Offset next_offset; ///< after the last one; where the read began when nothing was read
    std::size_t bytes() const { return base::total_size(data); }
};

struct TimestampOffset {
    base::TimestampMs timestamp = base::no_timestamp;
    Offset offset{-1};
    LeaderEpoch leader_epoch = base::no_epoch;
};

/// Makes everything up to `mark` survive a power cut. Run on the disk pool; on success give `mark` to
/// Log::flushed, on failure take the whole log directory offline: what the kernel dropped cannot be written
/// again.
struct FlushJob {
    struct Mark {
        Offset upto;
        std::uint64_t truncations = 0; ///< a mark from before a truncation says nothing
    };
    Mark mark;
    std::function<Result<>()> run; ///< empty when nothing needs syncing
};

/// Slow work that changes nothing the log knows of (unlink): run it on the disk pool, whenever.
using DiskWork = std::function<void()>;

/// A log's folder as Log::folder_job() made it.
struct NewFolder {
    std::shared_ptr<File> segment; ///< the first, empty
    std::string epochs;            ///< what leader-epoch-checkpoint says; empty: there is none
};

/// What opening found and did.
struct Recovery {
    bool scanned = false;        ///< batches were read and checked
    std::uint64_t cut_bytes = 0; ///< behind the last good batch
    std::size_t dropped_segments = 0;
};

struct RetentionResult {
    std::size_t segments = 0;
    std::uint64_t bytes = 0;
    DiskWork work; ///< unlinks the files; empty when there are none
};

} // namespace storage
