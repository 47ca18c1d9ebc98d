#pragma once
// AlterReplicaLogDirs and AssignReplicasToDirs: which disk a replica lies on.
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <string>
#include <vector>

namespace wire {

struct AlterReplicaLogDirsRequest final : MessageOf<AlterReplicaLogDirsRequest> {
    static constexpr Api api{.key = 34, .versions = {1, 2}, .flexible_since = 2};
    struct AlterReplicaLogDirTopic final : Struct {
        std::string name;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    struct AlterReplicaLogDir final : Struct {
        std::string path;
        std::vector<AlterReplicaLogDirTopic> topics;
        void fields(Visitor& v) override;
    };
    std::vector<AlterReplicaLogDir> dirs;
    void fields(Visitor& v) override;
};

struct AlterReplicaLogDirsResponse final : MessageOf<AlterReplicaLogDirsResponse> {
    static constexpr Api api{.key = 34, .versions = {1, 2}, .flexible_since = 2};
    struct AlterReplicaLogDirPartitionResult final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct AlterReplicaLogDirTopicResult final : Struct {
        std::string topic_name;
        std::vector<AlterReplicaLogDirPartitionResult> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<AlterReplicaLogDirTopicResult> results;
    void fields(Visitor& v) override;
};

struct AssignReplicasToDirsRequest final : MessageOf<AssignReplicasToDirsRequest> {
    static constexpr Api api{.key = 73, .versions = {0, 0}, .flexible_since = 0};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        base::Uuid topic_id;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct DirectoryData final : Struct {
        base::Uuid id;
        std::vector<TopicData> topics;
        void fields(Visitor& v) override;
    };
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = -1;
    std::vector<DirectoryData> directories;
    void fields(Visitor& v) override;
};

struct AssignReplicasToDirsResponse final : MessageOf<AssignReplicasToDirsResponse> {
    static constexpr Api api{.key = 73, .versions = {0, 0}, .flexible_since = 0};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        base::Uuid topic_id;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    struct DirectoryData final : Struct {
        base::Uuid id;
        std::vector<TopicData> topics;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<DirectoryData> directories;
    void fields(Visitor& v) override;
};

} // namespace wire
