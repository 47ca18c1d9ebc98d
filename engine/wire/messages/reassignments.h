#pragma once
// ElectLeaders, Alter and ListPartitionReassignments: leaders and replicas moved on purpose (reference 3.11).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct ElectLeadersRequest final : MessageOf<ElectLeadersRequest> {
    static constexpr Api api{.key = 43, .versions = {0, 2}, .flexible_since = 2};
    struct TopicPartitions final : Struct {
        std::string topic;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    std::int8_t election_type = 0;
    std::optional<std::vector<TopicPartitions>> topic_partitions;
    std::int32_t timeout_ms = 60000;
    void fields(Visitor& v) override;
};

struct ElectLeadersResponse final : MessageOf<ElectLeadersResponse> {
    static constexpr Api api{.key = 43, .versions = {0, 2}, .flexible_since = 2};
    struct PartitionResult final : Struct {
        std::int32_t partition_id = 0;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    struct ReplicaElectionResult final : Struct {
        std::string topic;
        std::vector<PartitionResult> partition_result;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<ReplicaElectionResult> replica_election_results;
    void fields(Visitor& v) override;
};

struct AlterPartitionReassignmentsRequest final : MessageOf<AlterPartitionReassignmentsRequest> {
    static constexpr Api api{.key = 45, .versions = {0, 1}, .flexible_since = 0};
    struct ReassignablePartition final : Struct {
        std::int32_t partition_index = 0;
        std::optional<std::vector<std::int32_t>> replicas;
        void fields(Visitor& v) override;
    };
    struct ReassignableTopic final : Struct {
        std::string name;
        std::vector<ReassignablePartition> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t timeout_ms = 60000;
    bool allow_replication_factor_change = true;
    std::vector<ReassignableTopic> topics;
    void fields(Visitor& v) override;
};

struct AlterPartitionReassignmentsResponse final : MessageOf<AlterPartitionReassignmentsResponse> {
    static constexpr Api api{.key = 45, .versions = {0, 1}, .flexible_since = 0};
    struct ReassignablePartitionResponse final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    struct ReassignableTopicResponse final : Struct {
        std::string name;
        std::vector<ReassignablePartitionResponse> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    bool allow_replication_factor_change = true;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<ReassignableTopicResponse> responses;
    void fields(Visitor& v) override;
};

struct ListPartitionReassignmentsRequest final : MessageOf<ListPartitionReassignmentsRequest> {
    static constexpr Api api{.key = 46, .versions = {0, 0}, .flexible_since = 0};
    struct ListPartitionReassignmentsTopics final : Struct {
        std::string name;
        std::vector<std::int32_t> partition_indexes;
        void fields(Visitor& v) override;
    };
    std::int32_t timeout_ms = 60000;
    std::optional<std::vector<ListPartitionReassignmentsTopics>> topics;
    void fields(Visitor& v) override;
};

struct ListPartitionReassignmentsResponse final : MessageOf<ListPartitionReassignmentsResponse> {
    static constexpr Api api{.key = 46, .versions = {0, 0}, .flexible_since = 0};
    struct OngoingPartitionReassignment final : Struct {
        std::int32_t partition_index = 0;
        std::vector<std::int32_t> replicas;
        std::vector<std::int32_t> adding_replicas;
        std::vector<std::int32_t> removing_replicas;
        void fields(Visitor& v) override;
    };
    struct OngoingTopicReassignment final : Struct {
        std::string name;
        std::vector<OngoingPartitionReassignment> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::vector<OngoingTopicReassignment> topics;
    void fields(Visitor& v) override;
};

} // namespace wire
