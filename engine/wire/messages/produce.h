#pragma once
// Produce: record batches into partitions (reference 3.1, 3.2).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct ProduceRequest final : MessageOf<ProduceRequest> {
    static constexpr Api api{.key = 0, .versions = {3, 13}, .flexible_since = 9};
    struct PartitionProduceData final : Struct {
        std::int32_t index = 0;
        Records records;
        void fields(Visitor& v) override;
    };
    struct TopicProduceData final : Struct {
        base::Uuid topic_id;
        std::string name;
        std::vector<PartitionProduceData> partition_data;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> transactional_id;
    std::int16_t acks = 0;
    std::int32_t timeout_ms = 0;
    std::vector<TopicProduceData> topic_data;
    void fields(Visitor& v) override;
};

struct ProduceResponse final : MessageOf<ProduceResponse> {
    static constexpr Api api{.key = 0, .versions = {3, 13}, .flexible_since = 9};
    struct BatchIndexAndErrorMessage final : Struct {
        std::int32_t batch_index = 0;
        std::optional<std::string> batch_index_error_message;
        void fields(Visitor& v) override;
    };
    struct LeaderIdAndEpoch final : Struct {
        std::int32_t leader_id = -1;
        std::int32_t leader_epoch = -1;
        void fields(Visitor& v) override;
    };
    struct PartitionProduceResponse final : Struct {
        std::int32_t index = 0;
        std::int16_t error_code = 0;
        std::int64_t base_offset = 0;
        std::int64_t log_append_time_ms = -1;
        std::int64_t log_start_offset = -1;
        std::vector<BatchIndexAndErrorMessage> record_errors;
        std::optional<std::string> error_message;
        LeaderIdAndEpoch current_leader;
        void fields(Visitor& v) override;
    };
    struct TopicProduceResponse final : Struct {
        base::Uuid topic_id;
        std::string name;
        std::vector<PartitionProduceResponse> partition_responses;
        void fields(Visitor& v) override;
    };
    struct NodeEndpoint final : Struct {
        std::int32_t node_id = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        void fields(Visitor& v) override;
    };
    std::vector<TopicProduceResponse> responses;
    std::int32_t throttle_time_ms = 0;
    std::vector<NodeEndpoint> node_endpoints;
    void fields(Visitor& v) override;
};

} // namespace wire
