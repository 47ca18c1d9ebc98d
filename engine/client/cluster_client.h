#pragma once
// A client of a whole cluster, ours or any other: finds brokers and leaders, and asks again when the cluster
// says "not now". One dead broker is not noticed. Operations may run side by side; each is a coroutine on one
// io_context with one thread. An operation that was started may outlive the ClusterClient; close() ends it.
// Errors: what the broker answered, with its sentence; NETWORK_EXCEPTION when no broker can be reached within
// the time allowed. Retriable codes are retried with growing pauses until `operation_timeout`. Source:
// reference 1.4, 3.1, 3.5, 3.8 to 3.10.

#include "client/connection.h"

#include "base/types.h"
#include "base/uuid.h"
#include "records/batch.h"

#include <map>
#include <optional>
#include <vector>

namespace client {

struct ClusterOptions {
    std::vector<net::Endpoint> bootstrap;
    ConnectionOptions connection;
    base::Duration operation_timeout = std::chrono::seconds(30);
    /// How long a topic that does not exist is waited for: creating one takes a moment to be seen everywhere.
    base::Duration missing_topic_timeout = std::chrono::seconds(3);
    base::Duration retry_pause = std::chrono::milliseconds(20); ///< doubles up to a second

    ClusterOptions() = default;
};

struct Node {
    std::int32_t id = -1;
    net::Endpoint endpoint;
    std::optional<std::string> rack;

    Node() = default;
};

struct Partition {
    std::int32_t index = 0;
    std::int32_t leader = -1;
    std::int32_t leader_epoch = -1;
    std::vector<std::int32_t> replicas, isr, offline;

    Partition() = default;
};

struct Topic {
    std::string name;
    base::TopicId id;
    bool internal = false;
    std::vector<Partition> partitions; ///< by index

    Topic() = default;
};

struct Metadata {
    std::string cluster_id;
    std::int32_t controller = -1;
    std::vector<Node> nodes;
    std::vector<Topic> topics;

    Metadata() = default;
};

struct NewTopic {
    std::string name;
    std::int32_t partitions = -1;         ///< -1: the broker's default
    std::int16_t replication_factor = -1; ///< -1: the broker's default
    std::map<std::string, std::string> configs;

    NewTopic() = default;
};

/// As DescribeConfigs has it: source 1 topic, 2 dynamic broker, 3 dynamic default, 4 static, 5 default; type
/// 1 bool, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list.
struct TopicConfig {
    std::string name;
    std::optional<std::string> value; ///< none: sensitive
    std::int8_t source = 5;
    bool read_only = false;
    bool sensitive = false;
    std::int8_t type = 0;
    std::string documentation;
    std::optional<std::string> default_value; ///< what it would be without the topic's own setting

    TopicConfig() = default;
};

/// The timestamps of ListOffsets that are questions.
inline constexpr std::int64_t latest = -1, earliest = -2, max_timestamp = -3;

struct PartitionOffset {
    std::int32_t partition = 0;
    std::int64_t offset = -1; ///< -1: no record is that late
    std::int64_t timestamp = -1;
    std::int32_t leader_epoch = -1;

    PartitionOffset() = default;
};

struct RecordHeader {
    std::string key;
    std::optional<std::vector<base::Byte>> value; ///< none: null

    RecordHeader() = default;
};

struct ProduceOne {
    std::string topic;
    std::optional<std::int32_t> partition;        ///< none: murmur2 of the key, or round robin without a key
    std::optional<std::vector<base::Byte>> key;   ///< none: null
    std::optional<std::vector<base::Byte>> value; ///< none: null (a tombstone)
    std::vector<RecordHeader> headers;
    std::optional<std::int64_t> timestamp_ms; ///< none: now
    records::Codec codec = records::Codec::none;
    std::int16_t acks = -1;

    ProduceOne() = default;
};

struct Produced {
    std::int32_t partition = -1;
    std::int64_t offset = -1;          ///< -1 with acks 0
    std::int64_t log_append_time = -1; ///< -1 unless the topic uses it
    base::Duration latency{};          ///< from the request's first byte to its answer

    Produced() = default;
};

/// A new assignment of one partition; no replicas: a reassignment under way is cancelled.
struct Reassignment {
    std::string topic;
    std::int32_t partition = 0;
    std::vector<std::int32_t> replicas; ///< the first is preferred

    Reassignment() = default;
};

class ClusterClient {
public:
    ClusterClient(boost::asio::io_context& context, const base::Clock& clock, ClusterOptions options);
    /// Closes.
    ~ClusterClient();
    ClusterClient(const ClusterClient&) = delete;
    ClusterClient& operator=(const ClusterClient&) = delete;

    /// Brokers and all topics, or the named ones. A named topic that does not exist is an error; never
    /// creates one.
    Awaitable<base::Result<Metadata>> metadata(std::optional<std::vector<std::string>> topics = {});

    Awaitable<base::Result<>> create_topic(NewTopic topic);
    Awaitable<base::Result<>> delete_topic(std::string name);
    /// `total`: the new count.
    Awaitable<base::Result<>> create_partitions(std::string topic, std::int32_t total);
    /// By name.
    Awaitable<base::Result<std::vector<TopicConfig>>> describe_topic_config(std::string topic);
    /// A value sets, none takes the topic's own setting away.
    Awaitable<base::Result<>> alter_topic_config(std::string topic,
                                                 std::map<std::string, std::optional<std::string>> changes);
    /// Deletes records before `offset` (-1: the high watermark). The new log start offset.
    Awaitable<base::Result<std::int64_t>> delete_records(std::string topic, std::int32_t partition,
                                                         std::int64_t offset);
    /// KIP-455. Done when all are accepted; the first refusal is the error, the others may be under way.
    Awaitable<base::Result<>> reassign(std::vector<Reassignment> moves);
    /// KIP-460. Of all partitions when `partitions` is empty; where nothing was needed is no error.
    using TopicPartition = std::pair<std::string, std::int32_t>;
    Awaitable<base::Result<>> elect_leaders(bool unclean, std::vector<TopicPartition> partitions);
    /// Forgets a broker that is down for good.
    Awaitable<base::Result<>> unregister_broker(std::int32_t broker);
    /// A value sets, none takes away (IncrementalAlterConfigs).
    Awaitable<base::Result<>> alter_broker_config(std::int32_t broker,
                                                  std::map<std::string, std::optional<std::string>> changes);
    /// Of `partitions`, or of all when empty; by partition. `timestamp`: ms since 1970 or one of the
    /// questions.
    Awaitable<base::Result<std::vector<PartitionOffset>>> list_offsets(std::string topic,
                                                                       std::vector<std::int32_t> partitions,
                                                                       std::int64_t timestamp,
                                                                       bool read_committed = false);
    /// Retried only when it is certain that the record was not written: a lost connection is an error, since
    /// the record may be there.
    Awaitable<base::Result<Produced>> produce_one(ProduceOne record);

    /// Ends everything under way with NETWORK_EXCEPTION. Idempotent.
    void close();

    struct State;
    /// For scans.
    const std::shared_ptr<State>& state() const { return state_; }

private:
    std::shared_ptr<State> state_;
};

} // namespace client
