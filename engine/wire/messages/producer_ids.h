#pragma once
// InitProducerId and AllocateProducerIds: producer ids and their epochs (reference 3.2, 3.3).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>

namespace wire {

struct InitProducerIdRequest final : MessageOf<InitProducerIdRequest> {
    static constexpr Api api{.key = 22, .versions = {0, 6}, .flexible_since = 2, .unstable_since = 6};
    std::optional<std::string> transactional_id;
    std::int32_t transaction_timeout_ms = 0;
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = -1;
    bool enable_2_pc = false;
    bool keep_prepared_txn = false;
    void fields(Visitor& v) override;
};

struct InitProducerIdResponse final : MessageOf<InitProducerIdResponse> {
    static constexpr Api api{.key = 22, .versions = {0, 6}, .flexible_since = 2, .unstable_since = 6};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = 0;
    std::int64_t ongoing_txn_producer_id = -1;
    std::int16_t ongoing_txn_producer_epoch = -1;
    void fields(Visitor& v) override;
};

struct AllocateProducerIdsRequest final : MessageOf<AllocateProducerIdsRequest> {
    static constexpr Api api{.key = 67, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t broker_id = 0;
    std::int64_t broker_epoch = -1;
    void fields(Visitor& v) override;
};

struct AllocateProducerIdsResponse final : MessageOf<AllocateProducerIdsResponse> {
    static constexpr Api api{.key = 67, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::int64_t producer_id_start = 0;
    std::int32_t producer_id_len = 0;
    void fields(Visitor& v) override;
};

} // namespace wire
