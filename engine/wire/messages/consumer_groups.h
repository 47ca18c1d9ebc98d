#pragma once
// ConsumerGroupHeartbeat and ConsumerGroupDescribe: groups whose broker assigns (reference 3.7).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct ConsumerGroupHeartbeatRequest final : MessageOf<ConsumerGroupHeartbeatRequest> {
    static constexpr Api api{.key = 68, .versions = {0, 1}, .flexible_since = 0};
    struct TopicPartitions final : Struct {
        base::Uuid topic_id;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    std::string group_id;
    std::string member_id;
    std::int32_t member_epoch = 0;
    std::optional<std::string> instance_id;
    std::optional<std::string> rack_id;
    std::int32_t rebalance_timeout_ms = -1;
    std::optional<std::vector<std::string>> subscribed_topic_names;
    std::optional<std::string> subscribed_topic_regex;
    std::optional<std::string> server_assignor;
    std::optional<std::vector<TopicPartitions>> topic_partitions;
    void fields(Visitor& v) override;
};

struct ConsumerGroupHeartbeatResponse final : MessageOf<ConsumerGroupHeartbeatResponse> {
    static constexpr Api api{.key = 68, .versions = {0, 1}, .flexible_since = 0};
    struct TopicPartitions final : Struct {
        base::Uuid topic_id;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    struct Assignment final : Struct {
        std::vector<TopicPartitions> topic_partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::optional<std::string> member_id;
    std::int32_t member_epoch = 0;
    std::int32_t heartbeat_interval_ms = 0;
    std::optional<Assignment> assignment;
    void fields(Visitor& v) override;
};

struct ConsumerGroupDescribeRequest final : MessageOf<ConsumerGroupDescribeRequest> {
    static constexpr Api api{.key = 69, .versions = {0, 1}, .flexible_since = 0};
    std::vector<std::string> group_ids;
    bool include_authorized_operations = false;
    void fields(Visitor& v) override;
};

struct ConsumerGroupDescribeResponse final : MessageOf<ConsumerGroupDescribeResponse> {
    static constexpr Api api{.key = 69, .versions = {0, 1}, .flexible_since = 0};
    struct TopicPartitions final : Struct {
        base::Uuid topic_id;
        std::string topic_name;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    struct Assignment final : Struct {
        std::vector<TopicPartitions> topic_partitions;
        void fields(Visitor& v) override;
    };
    struct Member final : Struct {
        std::string member_id;
        std::optional<std::string> instance_id;
        std::optional<std::string> rack_id;
        std::int32_t member_epoch = 0;
        std::string client_id;
        std::string client_host;
        std::vector<std::string> subscribed_topic_names;
        std::optional<std::string> subscribed_topic_regex;
        Assignment assignment;
        Assignment target_assignment;
        std::int8_t member_type = -1;
        void fields(Visitor& v) override;
    };
    struct DescribedGroup final : Struct {
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        std::string group_id;
        std::string group_state;
        std::int32_t group_epoch = 0;
        std::int32_t assignment_epoch = 0;
        std::string assignor_name;
        std::vector<Member> members;
        std::int32_t authorized_operations = std::numeric_limits<std::int32_t>::min();
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<DescribedGroup> groups;
    void fields(Visitor& v) override;
};

} // namespace wire
