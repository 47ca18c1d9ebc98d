#pragma once
// Vote, BeginQuorumEpoch, EndQuorumEpoch: elections of the metadata quorum (reference 5).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct VoteRequest final : MessageOf<VoteRequest> {
    static constexpr Api api{.key = 52, .versions = {0, 2}, .flexible_since = 0};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int32_t replica_epoch = 0;
        std::int32_t replica_id = 0;
        base::Uuid replica_directory_id;
        base::Uuid voter_directory_id;
        std::int32_t last_offset_epoch = 0;
        std::int64_t last_offset = 0;
        bool pre_vote = false;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> cluster_id;
    std::int32_t voter_id = -1;
    std::vector<TopicData> topics;
    void fields(Visitor& v) override;
};

struct VoteResponse final : MessageOf<VoteResponse> {
    static constexpr Api api{.key = 52, .versions = {0, 2}, .flexible_since = 0};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        bool vote_granted = false;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct NodeEndpoint final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::vector<TopicData> topics;
    std::vector<NodeEndpoint> node_endpoints;
    void fields(Visitor& v) override;
};

struct BeginQuorumEpochRequest final : MessageOf<BeginQuorumEpochRequest> {
    static constexpr Api api{.key = 53, .versions = {0, 1}, .flexible_since = 1};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        base::Uuid voter_directory_id;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct LeaderEndpoint final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> cluster_id;
    std::int32_t voter_id = -1;
    std::vector<TopicData> topics;
    std::vector<LeaderEndpoint> leader_endpoints;
    void fields(Visitor& v) override;
};

struct BeginQuorumEpochResponse final : MessageOf<BeginQuorumEpochResponse> {
    static constexpr Api api{.key = 53, .versions = {0, 1}, .flexible_since = 1};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct NodeEndpoint final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::vector<TopicData> topics;
    std::vector<NodeEndpoint> node_endpoints;
    void fields(Visitor& v) override;
};

struct EndQuorumEpochRequest final : MessageOf<EndQuorumEpochRequest> {
    static constexpr Api api{.key = 54, .versions = {0, 1}, .flexible_since = 1};
    struct ReplicaInfo final : Struct {
        std::int32_t candidate_id = 0;
        base::Uuid candidate_directory_id;
        void fields(Visitor& v) override;
    };
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        std::vector<std::int32_t> preferred_successors;
        std::vector<ReplicaInfo> preferred_candidates;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct LeaderEndpoint final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> cluster_id;
    std::vector<TopicData> topics;
    std::vector<LeaderEndpoint> leader_endpoints;
    void fields(Visitor& v) override;
};

struct EndQuorumEpochResponse final : MessageOf<EndQuorumEpochResponse> {
    static constexpr Api api{.key = 54, .versions = {0, 1}, .flexible_since = 1};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        std::string topic_name;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct NodeEndpoint final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::vector<TopicData> topics;
    std::vector<NodeEndpoint> node_endpoints;
    void fields(Visitor& v) override;
};

} // namespace wire
