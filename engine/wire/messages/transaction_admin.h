#pragma once
// DescribeTransactions and ListTransactions (reference 3.3).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeTransactionsRequest final : MessageOf<DescribeTransactionsRequest> {
    static constexpr Api api{.key = 65, .versions = {0, 0}, .flexible_since = 0};
    std::vector<std::string> transactional_ids;
    void fields(Visitor& v) override;
};

struct DescribeTransactionsResponse final : MessageOf<DescribeTransactionsResponse> {
    static constexpr Api api{.key = 65, .versions = {0, 0}, .flexible_since = 0};
    struct TopicData final : Struct {
        std::string topic;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    struct TransactionState final : Struct {
        std::int16_t error_code = 0;
        std::string transactional_id;
        std::string transaction_state;
        std::int32_t transaction_timeout_ms = 0;
        std::int64_t transaction_start_time_ms = 0;
        std::int64_t producer_id = 0;
        std::int16_t producer_epoch = 0;
        std::vector<TopicData> topics;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<TransactionState> transaction_states;
    void fields(Visitor& v) override;
};

struct ListTransactionsRequest final : MessageOf<ListTransactionsRequest> {
    static constexpr Api api{.key = 66, .versions = {0, 2}, .flexible_since = 0};
    std::vector<std::string> state_filters;
    std::vector<std::int64_t> producer_id_filters;
    std::int64_t duration_filter = -1;
    std::optional<std::string> transactional_id_pattern;
    void fields(Visitor& v) override;
};

struct ListTransactionsResponse final : MessageOf<ListTransactionsResponse> {
    static constexpr Api api{.key = 66, .versions = {0, 2}, .flexible_since = 0};
    struct TransactionState final : Struct {
        std::string transactional_id;
        std::int64_t producer_id = 0;
        std::string transaction_state;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<std::string> unknown_state_filters;
    std::vector<TransactionState> transaction_states;
    void fields(Visitor& v) override;
};

} // namespace wire
