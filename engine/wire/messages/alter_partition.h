#pragma once
// AlterPartition: a leader tells the controller who is in sync (reference 5).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <vector>

namespace wire {

struct AlterPartitionRequest final : MessageOf<AlterPartitionRequest> {
    static constexpr Api api{.key = 56, .versions = {2, 3}, .flexible_since = 0};
    struct BrokerState final : Struct {
        std::int32_t broker_id = 0;
        std::int64_t broker_epoch = -1;
        void fields(Visitor& v) override;
    };
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int32_t leader_epoch = 0;
        std::vector<std::int32_t> new_isr;
        std::vector<BrokerState> new_isr_with_epochs;
        std::int8_t leader_recovery_state = 0;
        std::int32_t partition_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        base::Uuid topic_id;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = -1;
    std::vector<TopicData> topics;
    void fields(Visitor& v) override;
};

struct AlterPartitionResponse final : MessageOf<AlterPartitionResponse> {
    static constexpr Api api{.key = 56, .versions = {2, 3}, .flexible_since = 0};
    struct PartitionData final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        std::int32_t leader_id = 0;
        std::int32_t leader_epoch = 0;
        std::vector<std::int32_t> isr;
        std::int8_t leader_recovery_state = 0;
        std::int32_t partition_epoch = 0;
        void fields(Visitor& v) override;
    };
    struct TopicData final : Struct {
        base::Uuid topic_id;
        std::vector<PartitionData> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<TopicData> topics;
    void fields(Visitor& v) override;
};

} // namespace wire
