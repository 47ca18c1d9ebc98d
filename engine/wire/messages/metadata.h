#pragma once
// Metadata and DescribeTopicPartitions: brokers, topics, leaders, replicas (reference 3.9).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct MetadataRequest final : MessageOf<MetadataRequest> {
    static constexpr Api api{.key = 3, .versions = {0, 13}, .flexible_since = 9};
    struct MetadataRequestTopic final : Struct {
        base::Uuid topic_id;
        std::optional<std::string> name;
        void fields(Visitor& v) override;
    };
    std::optional<std::vector<MetadataRequestTopic>> topics;
    bool allow_auto_topic_creation = true;
    bool include_cluster_authorized_operations = false;
    bool include_topic_authorized_operations = false;
    void fields(Visitor& v) override;
};

struct MetadataResponse final : MessageOf<MetadataResponse> {
    static constexpr Api api{.key = 3, .versions = {0, 13}, .flexible_since = 9};
    struct MetadataResponseBroker final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        void fields(Visitor& v) override;
    };
    struct MetadataResponsePartition final : Struct {
        std::int16_t error_code = 0;
        std::int32_t partition_index = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = -1;
        std::vector<std::int32_t> replica_nodes;
        std::vector<std::int32_t> isr_nodes;
        std::vector<std::int32_t> offline_replicas;
        void fields(Visitor& v) override;
    };
    struct MetadataResponseTopic final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> name;
        base::Uuid topic_id;
        bool is_internal = false;
        std::vector<MetadataResponsePartition> partitions;
        std::int32_t topic_authorized_operations = std::numeric_limits<std::int32_t>::min();
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<MetadataResponseBroker> brokers;
    std::optional<std::string> cluster_id;
    std::int32_t controller_id = -1;
    std::vector<MetadataResponseTopic> topics;
    std::int32_t cluster_authorized_operations = std::numeric_limits<std::int32_t>::min();
    std::int16_t error_code = 0;
    void fields(Visitor& v) override;
};

struct DescribeTopicPartitionsRequest final : MessageOf<DescribeTopicPartitionsRequest> {
    static constexpr Api api{.key = 75, .versions = {0, 0}, .flexible_since = 0};
    struct TopicRequest final : Struct {
        std::string name;
        void fields(Visitor& v) override;
    };
    struct Cursor final : Struct {
        std::string topic_name;
        std::int32_t partition_index = 0;
        void fields(Visitor& v) override;
    };
    std::vector<TopicRequest> topics;
    std::int32_t response_partition_limit = 2000;
    std::optional<Cursor> cursor;
    void fields(Visitor& v) override;
};

struct DescribeTopicPartitionsResponse final : MessageOf<DescribeTopicPartitionsResponse> {
    static constexpr Api api{.key = 75, .versions = {0, 0}, .flexible_since = 0};
    struct DescribeTopicPartitionsResponsePartition final : Struct {
        std::int16_t error_code = 0;
        std::int32_t partition_index = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = -1;
        std::vector<std::int32_t> replica_nodes;
        std::vector<std::int32_t> isr_nodes;
        std::optional<std::vector<std::int32_t>> eligible_leader_replicas;
        std::optional<std::vector<std::int32_t>> last_known_elr;
        std::vector<std::int32_t> offline_replicas;
        void fields(Visitor& v) override;
    };
    struct DescribeTopicPartitionsResponseTopic final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> name;
        base::Uuid topic_id;
        bool is_internal = false;
        std::vector<DescribeTopicPartitionsResponsePartition> partitions;
        std::int32_t topic_authorized_operations = std::numeric_limits<std::int32_t>::min();
        void fields(Visitor& v) override;
    };
    struct Cursor final : Struct {
        std::string topic_name;
        std::int32_t partition_index = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DescribeTopicPartitionsResponseTopic> topics;
    std::optional<Cursor> next_cursor;
    void fields(Visitor& v) override;
};

} // namespace wire
