#pragma once
// DeleteRecords and DescribeProducers (reference 3.5, 3.2).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DeleteRecordsRequest final : MessageOf<DeleteRecordsRequest> {
    static constexpr Api api{.key = 21, .versions = {0, 2}, .flexible_since = 2};
    struct DeleteRecordsPartition final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t offset = 0;
        void fields(Visitor& v) override;
    };
    struct DeleteRecordsTopic final : Struct {
        std::string name;
        std::vector<DeleteRecordsPartition> partitions;
        void fields(Visitor& v) override;
    };
    std::vector<DeleteRecordsTopic> topics;
    std::int32_t timeout_ms = 0;
    void fields(Visitor& v) override;
};

struct DeleteRecordsResponse final : MessageOf<DeleteRecordsResponse> {
    static constexpr Api api{.key = 21, .versions = {0, 2}, .flexible_since = 2};
    struct DeleteRecordsPartitionResult final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t low_watermark = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct DeleteRecordsTopicResult final : Struct {
        std::string name;
        std::vector<DeleteRecordsPartitionResult> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DeleteRecordsTopicResult> topics;
    void fields(Visitor& v) override;
};

struct DescribeProducersRequest final : MessageOf<DescribeProducersRequest> {
    static constexpr Api api{.key = 61, .versions = {0, 0}, .flexible_since = 0};
    struct TopicRequest final : Struct {
        std::string name;
        std::vector<std::int32_t> partition_indexes;
        void fields(Visitor& v) override;
    };
    std::vector<TopicRequest> topics;
    void fields(Visitor& v) override;
};

struct DescribeProducersResponse final : MessageOf<DescribeProducersResponse> {
    static constexpr Api api{.key = 61, .versions = {0, 0}, .flexible_since = 0};
    struct ProducerState final : Struct {
        std::int64_t producer_id = 0;
        std::int32_t producer_epoch = 0;
        std::int32_t last_sequence = -1;
        std::int64_t last_timestamp = -1;
        std::int32_t coordinator_epoch = 0;
        std::int64_t current_txn_start_offset = -1;
        void fields(Visitor& v) override;
    };
    struct PartitionResponse final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::vector<ProducerState> active_producers;
        void fields(Visitor& v) override;
    };
    struct TopicResponse final : Struct {
        std::string name;
        std::vector<PartitionResponse> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<TopicResponse> topics;
    void fields(Visitor& v) override;
};

} // namespace wire
