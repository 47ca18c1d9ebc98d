#pragma once
// AddPartitionsToTxn, AddOffsetsToTxn, EndTxn, TxnOffsetCommit, WriteTxnMarkers (reference 3.3).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct AddPartitionsToTxnRequest final : MessageOf<AddPartitionsToTxnRequest> {
    static constexpr Api api{.key = 24, .versions = {0, 5}, .flexible_since = 3};
    struct AddPartitionsToTxnTopic final : Struct {
        std::string name;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    struct AddPartitionsToTxnTransaction final : Struct {
        std::string transactional_id;
        std::int64_t producer_id = 0;
        std::int16_t producer_epoch = 0;
        bool verify_only = false;
        std::vector<AddPartitionsToTxnTopic> topics;
        void fields(Visitor& v) override;
    };
    std::vector<AddPartitionsToTxnTransaction> transactions;
    std::string v3_and_below_transactional_id;
    std::int64_t v3_and_below_producer_id = 0;
    std::int16_t v3_and_below_producer_epoch = 0;
    std::vector<AddPartitionsToTxnTopic> v3_and_below_topics;
    void fields(Visitor& v) override;
};

struct AddPartitionsToTxnResponse final : MessageOf<AddPartitionsToTxnResponse> {
    static constexpr Api api{.key = 24, .versions = {0, 5}, .flexible_since = 3};
    struct AddPartitionsToTxnPartitionResult final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t partition_error_code = 0;
        void fields(Visitor& v) override;
    };
    struct AddPartitionsToTxnTopicResult final : Struct {
        std::string name;
        std::vector<AddPartitionsToTxnPartitionResult> results_by_partition;
        void fields(Visitor& v) override;
    };
    struct AddPartitionsToTxnResult final : Struct {
        std::string transactional_id;
        std::vector<AddPartitionsToTxnTopicResult> topic_results;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::vector<AddPartitionsToTxnResult> results_by_transaction;
    std::vector<AddPartitionsToTxnTopicResult> results_by_topic_v3_and_below;
    void fields(Visitor& v) override;
};

struct AddOffsetsToTxnRequest final : MessageOf<AddOffsetsToTxnRequest> {
    static constexpr Api api{.key = 25, .versions = {0, 4}, .flexible_since = 3};
    std::string transactional_id;
    std::int64_t producer_id = 0;
    std::int16_t producer_epoch = 0;
    std::string group_id;
    void fields(Visitor& v) override;
};

struct AddOffsetsToTxnResponse final : MessageOf<AddOffsetsToTxnResponse> {
    static constexpr Api api{.key = 25, .versions = {0, 4}, .flexible_since = 3};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    void fields(Visitor& v) override;
};

struct EndTxnRequest final : MessageOf<EndTxnRequest> {
    static constexpr Api api{.key = 26, .versions = {0, 5}, .flexible_since = 3};
    std::string transactional_id;
    std::int64_t producer_id = 0;
    std::int16_t producer_epoch = 0;
    bool committed = false;
    void fields(Visitor& v) override;
};

struct EndTxnResponse final : MessageOf<EndTxnResponse> {
    static constexpr Api api{.key = 26, .versions = {0, 5}, .flexible_since = 3};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::int64_t producer_id = -1;
    std::int16_t producer_epoch = -1;
    void fields(Visitor& v) override;
};

struct TxnOffsetCommitRequest final : MessageOf<TxnOffsetCommitRequest> {
    static constexpr Api api{.key = 28, .versions = {0, 5}, .flexible_since = 3};
    struct TxnOffsetCommitRequestPartition final : Struct {
        std::int32_t partition_index = 0;
        std::int64_t committed_offset = 0;
        std::int32_t committed_leader_epoch = -1;
        std::optional<std::string> committed_metadata;
        void fields(Visitor& v) override;
    };
    struct TxnOffsetCommitRequestTopic final : Struct {
        std::string name;
        std::vector<TxnOffsetCommitRequestPartition> partitions;
        void fields(Visitor& v) override;
    };
    std::string transactional_id;
    std::string group_id;
    std::int64_t producer_id = 0;
    std::int16_t producer_epoch = 0;
    std::int32_t generation_id = -1;
    std::string member_id;
    std::optional<std::string> group_instance_id;
    std::vector<TxnOffsetCommitRequestTopic> topics;
    void fields(Visitor& v) override;
};

struct TxnOffsetCommitResponse final : MessageOf<TxnOffsetCommitResponse> {
    static constexpr Api api{.key = 28, .versions = {0, 5}, .flexible_since = 3};
    struct TxnOffsetCommitResponsePartition final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct TxnOffsetCommitResponseTopic final : Struct {
        std::string name;
        std::vector<TxnOffsetCommitResponsePartition> partitions;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::vector<TxnOffsetCommitResponseTopic> topics;
    void fields(Visitor& v) override;
};

struct WriteTxnMarkersRequest final : MessageOf<WriteTxnMarkersRequest> {
    static constexpr Api api{.key = 27, .versions = {1, 2}, .flexible_since = 1};
    struct WritableTxnMarkerTopic final : Struct {
        std::string name;
        std::vector<std::int32_t> partition_indexes;
        void fields(Visitor& v) override;
    };
    struct WritableTxnMarker final : Struct {
        std::int64_t producer_id = 0;
        std::int16_t producer_epoch = 0;
        bool transaction_result = false;
        std::vector<WritableTxnMarkerTopic> topics;
        std::int32_t coordinator_epoch = 0;
        std::int8_t transaction_version = 0;
        void fields(Visitor& v) override;
    };
    std::vector<WritableTxnMarker> markers;
    void fields(Visitor& v) override;
};

struct WriteTxnMarkersResponse final : MessageOf<WriteTxnMarkersResponse> {
    static constexpr Api api{.key = 27, .versions = {1, 2}, .flexible_since = 1};
    struct WritableTxnMarkerPartitionResult final : Struct {
        std::int32_t partition_index = 0;
        std::int16_t error_code = 0;
        void fields(Visitor& v) override;
    };
    struct WritableTxnMarkerTopicResult final : Struct {
        std::string name;
        std::vector<WritableTxnMarkerPartitionResult> partitions;
        void fields(Visitor& v) override;
    };
    struct WritableTxnMarkerResult final : Struct {
        std::int64_t producer_id = 0;
        std::vector<WritableTxnMarkerTopicResult> topics;
        void fields(Visitor& v) override;
    };
    std::vector<WritableTxnMarkerResult> markers;
    void fields(Visitor& v) override;
};

} // namespace wire
