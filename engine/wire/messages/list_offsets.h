#pragma once
// ListOffsets and OffsetForLeaderEpoch: offsets by time and by leader epoch (reference 3.5).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <string>
#include <vector>

namespace wire {

struct ListOffsetsRequest final : MessageOf<ListOffsetsRequest> {
    static constexpr Api api{.key = 2, .versions = {1, 11}, .flexible_since = 6};
    struct ListOffsetsPartition final : Struct {
        std::int32_t partition_index = 0;
        std::int32_t current_leader_epoch = -1;
        std::int64_t timestamp = 0;
        void fields(Visitor& v) override;
    };
    struct ListOffsetsTopic final : Struct {
        std::string name;
        std::vector<ListOffsetsPartition> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t replica_id = -1;
    std::int8_t isolation_level = 0;
    std::vector<ListOffsetsTopic> topics;
    std::int32_t timeout_ms = 0;
    void fields(Visitor& v) override;
};

struct ListOffsetsResponse final : MessageOf<ListOffsetsResponse> {
    static constexpr Api api{.key = 2, .versions = {1, 11}, .flexible_since = 6};
    struct ListOffsetsPartitionResponse final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::int64_t timestamp = -1;
        std::int64_t offset = -1;
        std::int32_t leader_epoch = -1;
        void fields(Visitor& v) override;
    };
    struct ListOffsetsTopicResponse final : Struct {
        std::string name;
        std::vector<ListOffsetsPartitionResponse> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<ListOffsetsTopicResponse> topics;
    void fields(Visitor& v) override;
};

struct OffsetForLeaderEpochRequest final : MessageOf<OffsetForLeaderEpochRequest> {
    static constexpr Api api{.key = 23, .versions = {2, 4}, .flexible_since = 4};
    struct OffsetForLeaderPartition final : Struct {
        std::int32_t partition = 0;
        std::int32_t current_leader_epoch = -1;
        std::int32_t leader_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct OffsetForLeaderTopic final : Struct {
        std::string topic;
        std::vector<OffsetForLeaderPartition> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t replica_id = -2;
    std::vector<OffsetForLeaderTopic> topics;
    void fields(Visitor& v) override;
};

struct OffsetForLeaderEpochResponse final : MessageOf<OffsetForLeaderEpochResponse> {
    static constexpr Api api{.key = 23, .versions = {2, 4}, .flexible_since = 4};
    struct EpochEndOffset final : Struct {
        std::int16_t error_code = 0;
        std::int32_t partition = 0;
        std::int32_t leader_epoch = -1;
        std::int64_t end_offset = -1;
        void fields(Visitor& v) override;
    };
    struct OffsetForLeaderTopicResult final : Struct {
        std::string topic;
        std::vector<EpochEndOffset> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<OffsetForLeaderTopicResult> topics;
    void fields(Visitor& v) override;
};

} // namespace wire
