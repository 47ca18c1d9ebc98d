#pragma once
// Bodies of control records and other internal formats, without version prefix (reference 2.3, 8).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct LeaderChangeMessage final : MessageOf<LeaderChangeMessage> {
    static constexpr Api api{.versions = {0, 1}, .flexible_since = 0};
    struct Voter final : Struct {
        std::int32_t voter_id = 0;
        base::Uuid voter_directory_id;
        void fields(Visitor& v) override;
    };
    std::int16_t version = 0;
    std::int32_t leader_id = 0;
    std::vector<Voter> voters;
    std::vector<Voter> granting_voters;
    void fields(Visitor& v) override;
};

struct SnapshotHeaderRecord final : MessageOf<SnapshotHeaderRecord> {
    static constexpr Api api{.versions = {0, 0}, .flexible_since = 0};
    std::int16_t version = 0;
    std::int64_t last_contained_log_timestamp = 0;
    void fields(Visitor& v) override;
};

struct SnapshotFooterRecord final : MessageOf<SnapshotFooterRecord> {
    static constexpr Api api{.versions = {0, 0}, .flexible_since = 0};
    std::int16_t version = 0;
    void fields(Visitor& v) override;
};

struct KRaftVersionRecord final : MessageOf<KRaftVersionRecord> {
    static constexpr Api api{.versions = {0, 0}, .flexible_since = 0};
    std::int16_t version = 0;
    std::int16_t k_raft_version = 0;
    void fields(Visitor& v) override;
};

struct VotersRecord final : MessageOf<VotersRecord> {
    static constexpr Api api{.versions = {0, 0}, .flexible_since = 0};
    struct Endpoint final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    struct KRaftVersionFeature final : Struct {
        std::int16_t min_supported_version = 0;
        std::int16_t max_supported_version = 0;
        void fields(Visitor& v) override;
    };
    struct Voter final : Struct {
        std::int32_t voter_id = 0;
        base::Uuid voter_directory_id;
        std::vector<Endpoint> endpoints;
        KRaftVersionFeature k_raft_version_feature;
        void fields(Visitor& v) override;
    };
    std::int16_t version = 0;
    std::vector<Voter> voters;
    void fields(Visitor& v) override;
};

struct EndTxnMarker final : MessageOf<EndTxnMarker> {
    static constexpr Api api{.versions = {0, 0}};
    std::int32_t coordinator_epoch = 0;
    void fields(Visitor& v) override;
};

struct DefaultPrincipal final : MessageOf<DefaultPrincipal> {
    static constexpr Api api{.versions = {0, 0}, .flexible_since = 0};
    std::string type;
    std::string name;
    bool token_authenticated = false;
    void fields(Visitor& v) override;
};

struct ConsumerProtocolSubscription final : MessageOf<ConsumerProtocolSubscription> {
    static constexpr Api api{.versions = {0, 3}};
    struct TopicPartition final : Struct {
        std::string topic;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    std::vector<std::string> topics;
    std::optional<std::vector<Byte>> user_data;
    std::vector<TopicPartition> owned_partitions;
    std::int32_t generation_id = -1;
    std::optional<std::string> rack_id;
    void fields(Visitor& v) override;
};

struct ConsumerProtocolAssignment final : MessageOf<ConsumerProtocolAssignment> {
    static constexpr Api api{.versions = {0, 3}};
    struct TopicPartition final : Struct {
        std::string topic;
        std::vector<std::int32_t> partitions;
        void fields(Visitor& v) override;
    };
    std::vector<TopicPartition> assigned_partitions;
    std::optional<std::vector<Byte>> user_data;
    void fields(Visitor& v) override;
};

} // namespace wire
