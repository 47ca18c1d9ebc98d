#pragma once
// DescribeCluster, Envelope, UnregisterBroker.
// Plain values with one owner, any thread. Names and order are those of Kafka's schemas.

#include "wire/message.h"

#include <optional>
#include <string>
#include <vector>

namespace wire {

struct DescribeClusterRequest final : MessageOf<DescribeClusterRequest> {
    static constexpr Api api{.key = 60, .versions = {0, 2}, .flexible_since = 0};
    bool include_cluster_authorized_operations = false;
    std::int8_t endpoint_type = 1;
    bool include_fenced_brokers = false;
    void fields(Visitor& v) override;
};

struct DescribeClusterResponse final : MessageOf<DescribeClusterResponse> {
    static constexpr Api api{.key = 60, .versions = {0, 2}, .flexible_since = 0};
    struct DescribeClusterBroker final : Struct {
        std::int32_t broker_id = 0;
        std::string host;
        std::int32_t port = 0;
        std::optional<std::string> rack;
        bool is_fenced = false;
        void fields(Visitor& v) override;
    };
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    std::int8_t endpoint_type = 1;
    std::string cluster_id;
    std::int32_t controller_id = -1;
    std::vector<DescribeClusterBroker> brokers;
    std::int32_t cluster_authorized_operations = std::numeric_limits<std::int32_t>::min();
    void fields(Visitor& v) override;
};

struct EnvelopeRequest final : MessageOf<EnvelopeRequest> {
    static constexpr Api api{.key = 58, .versions = {0, 0}, .flexible_since = 0};
    std::vector<Byte> request_data;
    std::optional<std::vector<Byte>> request_principal;
    std::vector<Byte> client_host_address;
    void fields(Visitor& v) override;
};

struct EnvelopeResponse final : MessageOf<EnvelopeResponse> {
    static constexpr Api api{.key = 58, .versions = {0, 0}, .flexible_since = 0};
    std::optional<std::vector<Byte>> response_data;
    std::int16_t error_code = 0;
    void fields(Visitor& v) override;
};

struct UnregisterBrokerRequest final : MessageOf<UnregisterBrokerRequest> {
    static constexpr Api api{.key = 64, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t broker_id = 0;
    void fields(Visitor& v) override;
};

struct UnregisterBrokerResponse final : MessageOf<UnregisterBrokerResponse> {
    static constexpr Api api{.key = 64, .versions = {0, 0}, .flexible_since = 0};
    std::int32_t throttle_time_ms = 0;
    std::int16_t error_code = 0;
    std::optional<std::string> error_message;
    void fields(Visitor& v) override;
};

} // namespace wire
