#pragma once
// Fetch: record batches out of partitions, for consumers and followers (reference 3.4).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct FetchRequest final : MessageOf<FetchRequest> {
    static constexpr Api api{.key = 1, .versions = {4, 18}, .flexible_since = 12};
    struct ReplicaState final : Struct {
        std::int32_t replica_id = -1;
        std::int64_t replica_epoch = -1;
        void fields(Visitor& v) override;
    };
    struct FetchPartition final : Struct {
        std::int32_t partition = 0;
        std::int32_t current_leader_epoch = -1;
        std::int64_t fetch_offset = 0;
        std::int32_t last_fetched_epoch = -1;
        std::int64_t log_start_offset = -1;
        std::int32_t partition_max_bytes = 0;
        base::Uuid replica_directory_id;
        std::int64_t high_watermark = std::numeric_limits<std::int64_t>::max();
        void fields(Visitor& v) override;
    };
    struct FetchTopic final : Struct {
        std::string topic;
        base::Uuid topic_id;
        std::vector<FetchPartition> partitions;
        void fields(Visitor& v) override;
    };
    struct ForgottenTopic final : Struct {
        std::string topic;
        base::Uuid topic_id;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> cluster_id;
    std::int32_t replica_id = -1;
    ReplicaState replica_state;
    std::int32_t max_wait_ms = 0;
    std::int32_t min_bytes = 0;
    std::int32_t max_bytes = std::numeric_limits<std::int32_t>::max();
    std::int8_t isolation_level = 0;
    std::int32_t session_id = 0;
    std::int32_t session_epoch = -1;
    std::vector<FetchTopic> topics;
    std::vector<ForgottenTopic> forgotten_topics_data;
    std::string rack_id;
    void fields(Visitor& v) override;
};

struct FetchResponse final : MessageOf<FetchResponse> {
    static constexpr Api api{.key = 1, .versions = {4, 18}, .flexible_since = 12};
    struct EpochEndOffset final : Struct {
        std::int32_t epoch = -1;
        std::int64_t end_offset = -1;
        void fields(Visitor& v) override;
    };
    struct LeaderIdAndEpoch final : Struct {
        std::int32_t leader_id = -1;
        std::int32_t leader_epoch = -1;
        void fields(Visitor& v) override;
    };
    struct SnapshotId final : Struct {
        std::int64_t end_offset = -1;
        std::int32_t epoch = -1;
        void fields(Visitor& v) override;
    };
    struct AbortedTransaction final : Struct {
        std::int64_t producer_id = 0;
        std::int64_t first_offset = 0;
        void fields(Visitor& v) override;
    };
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::int64_t high_watermark = 0;
        std::int64_t last_stable_offset = -1;
        std::int64_t log_start_offset = -1;
        EpochEndOffset diverging_epoch;
        LeaderIdAndEpoch current_leader;
        SnapshotId snapshot_id;
        std::optional<std::vector<AbortedTransaction>> aborted_transactions;
        std::int32_t preferred_read_replica = -1;
        Records records;
        void fields(Visitor& v) override;
    };
    struct FetchableTopicResponse final : Struct {
        std::string topic;
        base::Uuid topic_id;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct NodeEndpoint final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::int32_t session_id = 0;
    std::vector<FetchableTopicResponse> responses;
    std::vector<NodeEndpoint> node_endpoints;
    void fields(Visitor& v) override;
};

} // namespace wire
