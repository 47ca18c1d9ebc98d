#pragma once
// DescribeQuorum and FetchSnapshot: the metadata quorum as others see it (reference 5).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeQuorumRequest final : MessageOf<DescribeQuorumRequest> {
    static constexpr Api api{.key = 55, .versions = {0, 2}, .flexible_since = 0};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    std::vector<TopicData> topics;
    void fields(Visitor& v) override;
};

struct DescribeQuorumResponse final : MessageOf<DescribeQuorumResponse> {
    static constexpr Api api{.key = 55, .versions = {0, 2}, .flexible_since = 0};
    struct ReplicaState final : Struct {
        std::int32_t replica_id = 0;
        base::Uuid replica_directory_id;
        std::int64_t log_end_offset = 0;
        std::int64_t last_fetch_timestamp = -1;
        std::int64_t last_caught_up_timestamp = -1;
        void fields(Visitor& v) override;
    };
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        std::int64_t high_watermark = 0;
        std::vector<ReplicaState> current_voters;
        std::vector<ReplicaState> observers;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct Listener final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    struct Node final : Struct {
        std::int32_t node_id = 0;
        std::vector<Listener> listeners;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<TopicData> topics;
    std::vector<Node> nodes;
    void fields(Visitor& v) override;
};

struct FetchSnapshotRequest final : MessageOf<FetchSnapshotRequest> {
    static constexpr Api api{.key = 59, .versions = {0, 1}, .flexible_since = 0};
    struct SnapshotId final : Struct {
        std::int64_t end_offset = 0;
        std::int32_t epoch = 0;
        void fields(Visitor& v) override;
    };
    struct PartitionSnapshot final : Struct {
        std::int32_t partition = 0;
        std::int32_t current_leader_epoch = 0;
        SnapshotId snapshot_id;
        std::int64_t position = 0;
        base::Uuid replica_directory_id;
        void fields(Visitor& v) override;
    };
    struct TopicSnapshot final : Struct {
        std::string name;
        std::vector<PartitionSnapshot> partitions;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> cluster_id;
    std::int32_t replica_id = -1;
    std::int32_t max_bytes = std::numeric_limits<std::int32_t>::max();
    std::vector<TopicSnapshot> topics;
    void fields(Visitor& v) override;
};

struct FetchSnapshotResponse final : MessageOf<FetchSnapshotResponse> {
    static constexpr Api api{.key = 59, .versions = {0, 1}, .flexible_since = 0};
    struct SnapshotId final : Struct {
        std::int64_t end_offset = 0;
        std::int32_t epoch = 0;
        void fields(Visitor& v) override;
    };
    struct LeaderIdAndEpoch final : Struct {
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct PartitionSnapshot final : Struct {
        std::int32_t index = 0;
        std::int16_t error_code = 0;
        SnapshotId snapshot_id;
        LeaderIdAndEpoch current_leader;
        std::int64_t size = 0;
        std::int64_t position = 0;
        Records unaligned_records;
        void fields(Visitor& v) override;
    };
    struct TopicSnapshot final : Struct {
        std::string name;
        std::vector<PartitionSnapshot> partitions;
        void fields(Visitor& v) override;
    };
    struct NodeEndpoint final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<TopicSnapshot> topics;
    std::vector<NodeEndpoint> node_endpoints;
    void fields(Visitor& v) override;
};

} // namespace wire
