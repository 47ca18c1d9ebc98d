#pragma once
// What the tests of a log share: batches made in a line, a log on a disk in memory, its records read back.

#include "records/builder.h"
#include "records/reader.h"
#include "storage/log.h"
#include "support/memory_disk.h"

#include <fmt/format.h>

namespace test {

using namespace storage;

inline base::Buffer batch_of(int count, std::string_view value, std::int64_t timestamp,
                             records::BatchOptions options = {}) {
    records::BatchBuilder builder(options);
    for (int i = 0; i < count; ++i) builder.add(timestamp + i, std::nullopt, base::as_bytes(value));
    return std::move(builder).build();
}

inline AppendResult stage(Log& log, base::Buffer batch, int epoch = 0) {
    const auto header = records::parse_header(batch.bytes());
    return log.append(std::move(batch), *header, LeaderEpoch(epoch));
}

inline Result<> append(Log& log, base::Buffer batch, int epoch = 0) {
    stage(log, std::move(batch), epoch);
    return log.write_staged();
}

/// The bytes of every batch from `from` on.
inline std::vector<std::vector<base::Byte>> batches(Log& log, Offset from) {
    std::vector<std::vector<base::Byte>> all;
    while (from < log.log_end_offset()) {
        const auto got = log.read(from, 1, log.log_end_offset(), true);
        if (!got || got->data.empty()) break;
        const base::Bytes bytes = got->data.front().bytes();
        all.emplace_back(bytes.begin(), bytes.end());
        from = got->next_offset;
    }
    return all;
}

struct LogRig {
    MemoryDisk disk;
    base::ManualClock clock;
    path folder = "/data/orders-0";
    LogConfig config;

    Result<std::unique_ptr<Log>> try_open(OpenOptions options = {}) {
        return Log::open(disk, clock, folder, {"orders", base::PartitionIndex(0)}, config, options);
    }
    std::unique_ptr<Log> open(OpenOptions options = {}) {
        auto log = try_open(options);
        return log ? std::move(*log) : nullptr;
    }
    /// As LogDir opens it after a clean stop.
    std::unique_ptr<Log> open_clean() { return open({.recovery_point = Offset(INT64_MAX), .clean = true}); }
    fs::path segment(std::int64_t base, std::string_view suffix = ".log") const {
        return folder / offset_file_name(Offset(base), suffix);
    }
};

} // namespace test
