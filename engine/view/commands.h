#pragma once
// What the outside may ask of a session, and the answers. Values only; any thread.

#include "base/bytes.h"
#include "base/error_code.h"
#include "view/fault_commands.h"
#include "view/rows.h"

namespace view {

/// Names one submitted command; answers carry it. Never reused within a session.
using Ticket = std::uint64_t;

// ---- commands
// -------------------------------------------------------------------------------------------------

struct StartCluster {};
/// Stops cleanly: brokers close their logs, then the controller.
struct StopCluster {};

struct CreateTopic {
    std::string name;
    std::int32_t partitions = 1;
    std::int16_t replication_factor = -1; ///< -1: the cluster's default
    std::map<std::string, std::string> configs;
};
struct DeleteTopic {
    std::string name;
};
struct AddPartitions {
    std::string topic;
    std::int32_t total = 0; ///< the new count
};
/// Answered by TopicConfigAnswer.
struct DescribeTopicConfig {
    std::string topic;
};
/// A value sets, none takes the override away (IncrementalAlterConfigs).
struct AlterTopicConfig {
    std::string topic;
    std::map<std::string, std::optional<std::string>> changes;
};
/// Deletes records before `offset`; -1: up to the high watermark.
struct DeleteRecords {
    std::string topic;
    std::int32_t partition = 0;
    std::int64_t offset = -1;
};

enum class Compression { none, gzip, snappy, lz4, zstd };

struct Header {
    std::string key;
    std::optional<std::vector<base::Byte>> value; ///< none: null
};

/// Answered by ProduceAnswer once per finished record, until `repeat` are finished.
struct ProduceRecord {
    std::string topic;
    std::optional<std::int32_t> partition;        ///< none: murmur2 of the key, or round robin without a key
    std::optional<std::vector<base::Byte>> key;   ///< none: null
    std::optional<std::vector<base::Byte>> value; ///< none: null (a tombstone)
    std::vector<Header> headers;
    std::optional<std::int64_t> timestamp_ms; ///< none: now
    Compression compression = Compression::none;
    std::int16_t acks = -1;
    std::int32_t repeat = 1;
};

struct FromNewest {
    std::int64_t count = 500; ///< of each partition's newest records, then the newest `limit` of all
};
struct FromOldest {};
struct FromOffset {
    std::int64_t offset = 0; ///< in every partition asked
};
struct FromTime {
    std::int64_t timestamp_ms = 0; ///< first record with a timestamp of at least this
};
/// Only what arrives from now on; runs until CancelScan.
struct LiveTail {};
using ScanStart = std::variant<FromNewest, FromOldest, FromOffset, FromTime, LiveTail>;

/// Reads records. Answered by RecordsAnswer pages as they are found and by `finished` at the end.
struct ScanRecords {
    std::string topic;
    std::vector<std::int32_t> partitions; ///< empty: all
    ScanStart start = FromNewest{};
    std::string contains;     ///< UTF-8 text looked for in key, value and headers; empty matches all
    std::int64_t limit = 500; ///< stop after this many matches; ignored by LiveTail
    bool read_committed = false;
};
/// Ends a scan, or a produce that still repeats.
struct CancelScan {
    Ticket scan = 0;
};
/// A paused scan reads nothing until it is resumed.
struct PauseScan {
    Ticket scan = 0;
    bool paused = true;
};

using Command =
    std::variant<StartCluster, StopCluster, CreateTopic, DeleteTopic, AddPartitions, DescribeTopicConfig,
                 AlterTopicConfig, DeleteRecords, ProduceRecord, ScanRecords, CancelScan, PauseScan, KillNode,
                 StopNode, StartNode, FreezeNode, ThawNode, LosePower, CutAz, HealAz, SetLink, SetDisk,
                 LiftFault, LiftAllFaults, StartMaintenance, StopMaintenance, ReassignPartitions,
                 ElectLeaders, AddBroker, RemoveBroker, Graduate>;

// ---- answers
// --------------------------------------------------------------------------------------------------

/// The command did what it says.
struct Done {};
/// It did not. `code` is Kafka's; `detail` is the broker's sentence.
struct Failed {
    kafka::ErrorCode code = kafka::ErrorCode::unknown_server_error;
    std::string detail;
};

enum class ConfigSource {
    topic,
    dynamic_broker,
    dynamic_default_broker,
    static_broker,
    default_value,
    unknown
};

struct ConfigEntry {
    std::string name;
    std::optional<std::string> value; ///< none: sensitive
    ConfigSource source = ConfigSource::default_value;
    bool read_only = false;
    bool sensitive = false;
    std::int8_t type = 0; ///< DescribeConfigs: 1 bool 2 string 3 int 4 short 5 long 6 double 7 list
    std::string documentation;
    std::optional<std::string> default_value; ///< what it would be without the topic's override
};
struct TopicConfigAnswer {
    std::string topic;
    std::vector<ConfigEntry> entries; ///< by name
};

struct ProduceAnswer {
    std::int32_t partition = -1;
    std::int64_t offset = -1;
    std::int64_t latency_us = 0; ///< from the request's first byte to its answer
    std::int32_t done = 0;       ///< of `repeat`, so far
    std::int32_t repeat = 1;
    std::optional<Failed> failure; ///< the repetition ends here
};

struct Record {
    std::int32_t partition = 0;
    std::int64_t offset = 0;
    std::int64_t timestamp_ms = -1;
    bool log_append_time = false;
    std::optional<base::Buffer> key;   ///< none: null
    std::optional<base::Buffer> value; ///< none: null
    std::vector<Header> headers;
    std::int32_t leader_epoch = -1;
    Compression compression = Compression::none;
    std::int32_t batch_count = 1; ///< records in its batch
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = -1;
    std::int32_t sequence = -1;
    bool transactional = false;
    std::int32_t size = 0; ///< serialised size before compression, bytes
};

struct RecordsAnswer {
    std::vector<Record> records; ///< found since the last page, by timestamp as far as partitions allow
    std::int64_t scanned = 0;    ///< so far
    std::int64_t matched = 0;    ///< so far
    std::int64_t total = 0;      ///< records in the range when the scan began; 0 for LiveTail
    std::int64_t bytes_read = 0; ///< so far
    bool finished = false;       ///< no more pages
    bool cancelled = false;
    std::optional<Failed> failure; ///< with `finished`
};

/// What Graduate wrote.
struct GraduateAnswer {
    std::string folder;             ///< holds the files
    std::vector<std::string> files; ///< one per node, then the README
};

using AnswerKind =
    std::variant<Done, Failed, TopicConfigAnswer, ProduceAnswer, RecordsAnswer, GraduateAnswer>;
struct Answer {
    Ticket ticket = 0;
    AnswerKind what;
};

} // namespace view
