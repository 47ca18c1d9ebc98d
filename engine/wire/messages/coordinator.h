#pragma once
// FindCoordinator: which broker looks after a group or a transactional id (reference 3.6).
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct FindCoordinatorRequest final : MessageOf<FindCoordinatorRequest> {
    static constexpr Api api{.key = 10, .versions = {0, 6}, .flexible_since = 3};
    std::string key;
    std::int8_t key_type = 0;
    std::vector<std::string> coordinator_keys;
    void fields(Visitor& v) override;
};

struct FindCoordinatorResponse final : MessageOf<FindCoordinatorResponse> {
    static constexpr Api api{.key = 10, .versions = {0, 6}, .flexible_since = 3};
    struct Coordinator final : Struct {
        std::string key;
        std::int32_t node_id = 0;
        std::string host;
        std::int32_t port = 0;
        std::int16_t error_code = 0;
        std::optional<std::string> error_message;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::int32_t node_id = 0;
    std::string host;
    std::int32_t port = 0;
    std::vector<Coordinator> coordinators;
    void fields(Visitor& v) override;
};

} // namespace wire
