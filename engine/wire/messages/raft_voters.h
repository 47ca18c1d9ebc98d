#pragma once
// AddRaftVoter, RemoveRaftVoter, UpdateRaftVoter: who votes in the metadata quorum (reference 5).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "base/uuid.h"
#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct AddRaftVoterRequest final : MessageOf<AddRaftVoterRequest> {
    static constexpr Api api{.key = 80, .versions = {0, 1}, .flexible_since = 0};
    struct Listener final : Struct {
        std::string name;
        std::string host;
        std::uint16_t port = 0;
        void fields(Visitor& v) override;
    };
    std::optional<std::string> cluster_id;
    std::int32_t timeout_ms = 0;
    std::int32_t voter_id = 0;
    base::Uuid voter_directory_id;
    std::vector<Listener> listeners;
    bool ack_when_committed = true;
    void fields(Visitor& v) override;
};

struct AddRaftVoterResponse final : MessageOf<AddRaftVoterResponse> {
    static constexpr Api api{.key = 80, .versions = {0, 1}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    void fields(Visitor& v) override;
};

struct RemoveRaftVoterRequest final : MessageOf<RemoveRaftVoterRequest> {
    static constexpr Api api{.key = 81, .versions = {0, 0}, .flexible_since = 0};
    std::optional<std::string> cluster_id;
    std::int32_t voter_id = 0;
    base::Uuid voter_directory_id;
    void fields(Visitor& v) override;
};

struct RemoveRaftVoterResponse final : MessageOf<RemoveRaftVoterResponse> {
    static constexpr Api api{.key = 81, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    void fields(Visitor& v) override;
};

struct UpdateRaftVoterRequest final : MessageOf<UpdateRaftVoterRequest> {
    static constexpr Api api{.key = 82, .versions = {0, 0}, .flexible_since = 0};
    struct Listener final : Struct {
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
    std::optional<std::string> cluster_id;
    std::int32_t current_leader_epoch = 0;
    std::int32_t voter_id = 0;
    base::Uuid voter_directory_id;
    std::vector<Listener> listeners;
    KRaftVersionFeature k_raft_version_feature;
    void fields(Visitor& v) override;
};

struct UpdateRaftVoterResponse final : MessageOf<UpdateRaftVoterResponse> {
    static constexpr Api api{.key = 82, .versions = {0, 0}, .flexible_since = 0};
    struct CurrentLeader final : Struct {
        std::int32_t leader_id = -1;
        std::int32_t leader_epoch = -1;
        std::string host;
        std::int32_t port = 0;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    CurrentLeader current_leader;
    void fields(Visitor& v) override;
};

} // namespace wire
