#pragma once
// CreateTopics, DeleteTopics, CreatePartitions (reference 3.8).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct CreateTopicsRequest final : MessageOf<CreateTopicsRequest> {
    static constexpr Api api{.key = 19, .versions = {2, 7}, .flexible_since = 5};
    struct CreatableReplicaAssignment final : Struct {
        std::int32_t partition_index = 0;
        std::vector<std::int32_t> broker_ids;
        void fields(Visitor& v) override;
    };
    struct CreatableTopicConfig final : Struct {
        std::string name;
        std::optional<std::string> value;
        void fields(Visitor& v) override;
    };
    struct CreatableTopic final : Struct {
        std::string name;
        std::int32_t num_partitions = 0;
        std::int16_t replication_factor = 0;
        std::vector<CreatableReplicaAssignment> assignments;
        std::vector<CreatableTopicConfig> configs;
        void fields(Visitor& v) override;
    };
    std::vector<CreatableTopic> topics;
    std::int32_t timeout_ms = 60000;
    bool validate_only = false;
    void fields(Visitor& v) override;
};

struct CreateTopicsResponse final : MessageOf<CreateTopicsResponse> {
    static constexpr Api api{.key = 19, .versions = {2, 7}, .flexible_since = 5};
    struct CreatableTopicConfigs final : Struct {
        std::string name;
        std::optional<std::string> value;
        bool read_only = false;
        std::int8_t config_source = -1;
        bool is_sensitive = false;
        void fields(Visitor& v) override;
    };
    struct CreatableTopicResult final : Struct {
        std::string name;
        base::Uuid topic_id;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::int16_t topic_config_error_code = 0;
        std::int32_t num_partitions = -1;
        std::int16_t replication_factor = -1;
        std::optional<std::vector<CreatableTopicConfigs>> configs;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<CreatableTopicResult> topics;
    void fields(Visitor& v) override;
};

struct DeleteTopicsRequest final : MessageOf<DeleteTopicsRequest> {
    static constexpr Api api{.key = 20, .versions = {1, 6}, .flexible_since = 4};
    struct DeleteTopicState final : Struct {
        std::optional<std::string> name;
        base::Uuid topic_id;
        void fields(Visitor& v) override;
    };
    std::vector<DeleteTopicState> topics;
    std::vector<std::string> topic_names;
    std::int32_t timeout_ms = 0;
    void fields(Visitor& v) override;
};

struct DeleteTopicsResponse final : MessageOf<DeleteTopicsResponse> {
    static constexpr Api api{.key = 20, .versions = {1, 6}, .flexible_since = 4};
    struct DeletableTopicResult final : Struct {
        std::optional<std::string> name;
        base::Uuid topic_id;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DeletableTopicResult> responses;
    void fields(Visitor& v) override;
};

struct CreatePartitionsRequest final : MessageOf<CreatePartitionsRequest> {
    static constexpr Api api{.key = 37, .versions = {0, 3}, .flexible_since = 2};
    struct CreatePartitionsAssignment final : Struct {
        std::vector<std::int32_t> broker_ids;
        void fields(Visitor& v) override;
    };
    struct CreatePartitionsTopic final : Struct {
        std::string name;
        std::int32_t count = 0;
        std::optional<std::vector<CreatePartitionsAssignment>> assignments;
        void fields(Visitor& v) override;
    };
    std::vector<CreatePartitionsTopic> topics;
    std::int32_t timeout_ms = 0;
    bool validate_only = false;
    void fields(Visitor& v) override;
};

struct CreatePartitionsResponse final : MessageOf<CreatePartitionsResponse> {
    static constexpr Api api{.key = 37, .versions = {0, 3}, .flexible_since = 2};
    struct CreatePartitionsTopicResult final : Struct {
        std::string name;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<CreatePartitionsTopicResult> results;
    void fields(Visitor& v) override;
};

} // namespace wire
