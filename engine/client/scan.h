#pragma once
// Browsing the records of a topic: the newest, the oldest, from an offset or a time, or live as they arrive;
// with a text filter over key, value and headers. Reads with connections of its own, one per leader, so that
// long polls hold nobody up. Follows leaders that move. One thread: the ClusterClient's.

#include "client/cluster_client.h"

#include <functional>

namespace client {

struct ScanQuery {
    /// newest: the newest `start_value` records of each partition, then of those that match the newest
    /// `limit` of all. offset and time: from `start_value` on. live: only what arrives from now on.
    enum class Start { newest, oldest, offset, time, live };

    std::string topic;
    std::vector<std::int32_t> partitions; ///< empty: all
    Start start = Start::newest;
    std::int64_t start_value = 500;
    std::string contains;     ///< bytes looked for in key, value and headers; empty matches all
    std::int64_t limit = 500; ///< stop after this many matches; live ignores it
    bool read_committed = false;

    ScanQuery() = default;
};

struct ScanRecord {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestamp_ms = -1;
    bool log_append_time = false;
    std::optional<base::Buffer> key;   ///< none: null. The record's own memory, not its batch's
    std::optional<base::Buffer> value; ///< none: null
    std::vector<RecordHeader> headers;
    std::int32_t leader_epoch = -1;
    records::Codec codec = records::Codec::none;
    std::int32_t batch_count = 1;
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = -1;
    std::int32_t sequence = -1;
    bool transactional = false;
    std::int32_t size = 0; ///< serialised size before compression

    ScanRecord() = default;
};

struct ScanPage {
    std::vector<ScanRecord> records; ///< at most 500, by timestamp as far as partitions allow
    std::int64_t scanned = 0;        ///< so far
    std::int64_t matched = 0;        ///< so far
    std::int64_t total = 0;          ///< records in the range when the scan began; 0 for live
    std::int64_t bytes_read = 0;     ///< so far, as they travelled
    bool finished = false;           ///< the last page
    bool cancelled = false;
    std::optional<base::Error> failure; ///< with `finished`

    ScanPage() = default;
};

/// A scan that runs. Dropping the pointer does not stop it; cancel() does.
class Scan {
public:
    using OnPage = std::function<void(ScanPage)>;

    /// Pages come at most every 50 ms, first as soon as there is something, until one is `finished`; never
    /// from within start(), and from within cancel() never either.
    static std::shared_ptr<Scan> start(const ClusterClient& client, ScanQuery query, OnPage on_page);

    void cancel();
    /// While paused nothing is read and no page comes.
    void pause(bool paused);

    struct State;
    explicit Scan(std::shared_ptr<State> state) : state_(std::move(state)) {}

private:
    std::shared_ptr<State> state_;
};

} // namespace client
