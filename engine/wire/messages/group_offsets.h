#pragma once
// OffsetCommit, OffsetFetch, OffsetDelete: what a group has read (reference 3.6).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct OffsetCommitRequest final : MessageOf<OffsetCommitRequest> {
    static constexpr Api api{.key = 8, .versions = {2, 10}, .flexible_since = 8};
    struct OffsetCommitRequestPartition final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t committed_offset = 0;
        std::int32_t committed_leader_epoch = -1;
        std::optional<std::string> committed_metadata;
        void fields(Visitor& v) override;
    };
    struct OffsetCommitRequestTopic final : Struct {
        base::Uuid topic_id;
        std::string name;
        std::vector<OffsetCommitRequestPartition> partitions;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::int32_t generation_id_or_member_epoch = -1;
    std::string member_id;
    std::optional<std::string> group_instance_id;
    std::int64_t retention_time_ms = -1;
    std::vector<OffsetCommitRequestTopic> topics;
    void fields(Visitor& v) override;
};

struct OffsetCommitResponse final : MessageOf<OffsetCommitResponse> {
    static constexpr Api api{.key = 8, .versions = {2, 10}, .flexible_since = 8};
    struct OffsetCommitResponsePartition final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct OffsetCommitResponseTopic final : Struct {
        base::Uuid topic_id;
        std::string name;
        std::vector<OffsetCommitResponsePartition> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<OffsetCommitResponseTopic> topics;
    void fields(Visitor& v) override;
};

struct OffsetFetchRequest final : MessageOf<OffsetFetchRequest> {
    static constexpr Api api{.key = 9, .versions = {1, 10}, .flexible_since = 6};
    struct OffsetFetchRequestTopic final : Struct {
        std::string name;
        std::vector<std::int32_t> partition_indexes;
        void fields(Visitor& v) override;
    };
    struct OffsetFetchRequestTopics final : Struct {
        base::Uuid topic_id;
        std::string name;
        std::vector<std::int32_t> partition_indexes;
        void fields(Visitor& v) override;
    };
    struct OffsetFetchRequestGroup final : Struct {
        std::string group_id;
        std::optional<std::string> member_id;
        std::int32_t member_epoch = -1;
        std::optional<std::vector<OffsetFetchRequestTopics>> topics;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::optional<std::vector<OffsetFetchRequestTopic>> topics;
    std::vector<OffsetFetchRequestGroup> groups;
    bool require_stable = false;
    void fields(Visitor& v) override;
};

struct OffsetFetchResponse final : MessageOf<OffsetFetchResponse> {
    static constexpr Api api{.key = 9, .versions = {1, 10}, .flexible_since = 6};
    struct OffsetFetchResponsePartition final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t committed_offset = 0;
        std::int32_t committed_leader_epoch = -1;
        std::optional<std::string> metadata;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct OffsetFetchResponseTopic final : Struct {
        std::string name;
        std::vector<OffsetFetchResponsePartition> partitions;
        void fields(Visitor& v) override;
    };
    struct OffsetFetchResponsePartitions final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t committed_offset = 0;
        std::int32_t committed_leader_epoch = -1;
        std::optional<std::string> metadata;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct OffsetFetchResponseTopics final : Struct {
        base::Uuid topic_id;
        std::string name;
        std::vector<OffsetFetchResponsePartitions> partitions;
        void fields(Visitor& v) override;
    };
    struct OffsetFetchResponseGroup final : Struct {
        std::string group_id;
        std::vector<OffsetFetchResponseTopics> topics;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<OffsetFetchResponseTopic> topics;
    std::int16_t error_code = 0;
    std::vector<OffsetFetchResponseGroup> groups;
    void fields(Visitor& v) override;
};

struct OffsetDeleteRequest final : MessageOf<OffsetDeleteRequest> {
    static constexpr Api api{.key = 47, .versions = {0, 0}};
    struct OffsetDeleteRequestPartition final : Struct {
        std::int32_t partition_index = 0;
        void fields(Visitor& v) override;
    };
    struct OffsetDeleteRequestTopic final : Struct {
        std::string name;
        std::vector<OffsetDeleteRequestPartition> partitions;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::vector<OffsetDeleteRequestTopic> topics;
    void fields(Visitor& v) override;
};

struct OffsetDeleteResponse final : MessageOf<OffsetDeleteResponse> {
    static constexpr Api api{.key = 47, .versions = {0, 0}};
    struct OffsetDeleteResponsePartition final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct OffsetDeleteResponseTopic final : Struct {
        std::string name;
        std::vector<OffsetDeleteResponsePartition> partitions;
        void fields(Visitor& v) override;
    };
    std::int16_t error_code = 0;
    std::int32_t throttle_time_ms = 0;
    std::vector<OffsetDeleteResponseTopic> topics;
    void fields(Visitor& v) override;
};

} // namespace wire
