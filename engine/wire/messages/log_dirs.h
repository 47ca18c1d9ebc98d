#pragma once
// DescribeLogDirs: what lies on a broker's disks.
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeLogDirsRequest final : MessageOf<DescribeLogDirsRequest> {
    static constexpr Api api{.key = 35, .versions = {1, 5}, .flexible_since = 2};
    struct DescribableLogDirTopic final : Struct {
        std::string topic;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    std::optional<std::vector<DescribableLogDirTopic>> topics;
    void fields(Visitor& v) override;
};

struct DescribeLogDirsResponse final : MessageOf<DescribeLogDirsResponse> {
    static constexpr Api api{.key = 35, .versions = {1, 5}, .flexible_since = 2};
    struct DescribeLogDirsPartition final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t partition_size = 0;
        std::int64_t offset_lag = 0;
        bool is_future_key = false;
        void fields(Visitor& v) override;
    };
    struct DescribeLogDirsTopic final : Struct {
        std::string name;
        std::vector<DescribeLogDirsPartition> partitions;
        void fields(Visitor& v) override;
    };
    struct DescribeLogDirsResult final : Struct {
        std::int16_t error_code = 0;
        std::string log_dir;
        std::vector<DescribeLogDirsTopic> topics;
        std::int64_t total_bytes = -1;
        std::int64_t usable_bytes = -1;
        bool is_cordoned = false;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<DescribeLogDirsResult> results;
    void fields(Visitor& v) override;
};

} // namespace wire
