#include "broker/api_handlers.h"

#include "base/log.h"
#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/controller.h"
#include "broker/handlers/handlers.h"
#include "wire/api_table.h"
#include "wire/messages/api_versions.h"

#include <algorithm>
#include <array>

namespace broker {
namespace {

using kafka::ErrorCode;

constexpr std::int16_t api_versions_key = wire::ApiVersionsRequest::api.key;

constexpr std::array<ApiHandler<Broker>, 24> broker_table{{
    // Produce 0 to 2 are advertised and never decoded: librdkafka before 2.11 takes a higher minimum for a
    // broker
    // without compression (reference 1.3).
    {0, {0, 11}, handle_produce},
    {1, {4, 17}, handle_fetch},
    {2, {1, 9}, handle_list_offsets},
    {3, {0, 12}, handle_metadata},
    {10, {0, 5}, handle_find_coordinator},
    {18, {0, 4}, handle_api_versions},
    {19, {2, 7}, handle_forwarded},
    {20, {1, 6}, handle_forwarded},
    {21, {0, 2}, handle_delete_records},
    {22, {0, 5}, handle_init_producer_id},
    {23, {2, 4}, handle_offset_for_leader_epoch},
    {32, {1, 4}, handle_describe_configs},
    {33, {0, 2}, handle_forwarded},
    {35, {1, 4}, handle_describe_log_dirs},
    {37, {0, 3}, handle_forwarded},
    {43, {0, 2}, handle_forwarded},
    {44, {0, 1}, handle_forwarded},
    {45, {0, 1}, handle_forwarded},
    {46, {0, 0}, handle_forwarded},
    {55, {0, 2}, handle_forwarded},
    {60, {0, 1}, handle_describe_cluster},
    {61, {0, 0}, handle_describe_producers},
    {64, {0, 0}, handle_forwarded},
    {75, {0, 0}, handle_describe_topic_partitions},
}};

constexpr std::array<ApiHandler<Controller>, 22> controller_table{{
    {1, {12, 17}, handle_metadata_fetch},
    {18, {0, 4}, handle_controller_api_versions},
    {19, {2, 7}, handle_create_topics, true},
    {20, {1, 6}, handle_delete_topics, true},
    {33, {0, 2}, handle_alter_configs, true},
    {37, {0, 3}, handle_create_partitions, true},
    {43, {0, 2}, handle_elect_leaders, true},
    {44, {0, 1}, handle_incremental_alter_configs, true},
    {45, {0, 1}, handle_alter_partition_reassignments, true},
    {46, {0, 0}, handle_list_partition_reassignments, true},
    {52, {0, 2}, handle_vote},
    {53, {0, 1}, handle_begin_quorum_epoch},
    {54, {0, 1}, handle_end_quorum_epoch},
    {55, {0, 2}, handle_describe_quorum, true},
    {56, {2, 3}, handle_alter_partition},
    {58, {0, 0}, handle_envelope},
    {59, {0, 1}, handle_fetch_snapshot},
    {62, {0, 4}, handle_broker_registration},
    {63, {0, 1}, handle_broker_heartbeat},
    {64, {0, 0}, handle_unregister_broker, true},
    {67, {0, 0}, handle_allocate_producer_ids},
    {70, {0, 0}, handle_controller_registration},
}};

/// Letters and digits at both ends, '.' and '-' between them (reference 1.3).
bool is_software_name(std::string_view text) {
    const auto is_alnum = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    return !text.empty() && is_alnum(text.front()) && is_alnum(text.back()) &&
           std::ranges::all_of(text, [&](char c) { return is_alnum(c) || c == '.' || c == '-'; });
}

template <class Node>
void list_apis(std::span<const ApiHandler<Node>> apis, wire::ApiVersionsResponse& response) {
    for (const auto& api : apis) {
        auto& row = response.api_keys.emplace_back();
        row.api_key = api.key;
        row.min_version = api.versions.min;
        row.max_version = api.versions.max;
    }
}

} // namespace

std::span<const ApiHandler<Broker>> broker_apis() {
    return broker_table;
}
std::span<const ApiHandler<Controller>> controller_apis() {
    return controller_table;
}

template <class Node>
void answer_api_versions(std::span<const ApiHandler<Node>> apis, Request request) {
    wire::ApiVersionsRequest body;
    wire::ApiVersionsResponse response;
    const auto* api = find_api(apis, api_versions_key);
    if (!api->versions.contain(request.version())) {
        // The client is newer than we are and cannot know it: version 0 is what everybody reads.
        response.error_code = to_wire(ErrorCode::unsupported_version);
        list_apis(std::span(api, 1), response);
        request.reply_as(response, 0);
        return;
    }
    if (!request.read(body)) return;
    const bool named = request.version() >= 3;
    if (named &&
        (!is_software_name(body.client_software_name) || !is_software_name(body.client_software_version)))
        response.error_code = to_wire(ErrorCode::invalid_request);
    else
        list_apis(apis, response);
    request.reply(response);
}

template void answer_api_versions(std::span<const ApiHandler<Broker>>, Request);
template void answer_api_versions(std::span<const ApiHandler<Controller>>, Request);

template <class Node>
void dispatch(Node& node, std::span<const ApiHandler<Node>> apis, net::Exchange exchange,
              base::Buffer frame) {
    auto parsed = wire::parse_request(frame);
    if (!parsed) return exchange.close_connection(parsed.error().detail);
    const auto& header = parsed->header;
    const auto* api = find_api(apis, header.request_api_key);
    const bool served = api && api->versions.contain(header.request_api_version);
    if (!served && header.request_api_key != api_versions_key) {
        return exchange.close_connection(fmt::format("{} ({}) version {} is not served",
                                                     wire::api_name(header.request_api_key),
                                                     header.request_api_key, header.request_api_version));
    }
    api->handle(node, Request(std::move(exchange), header, std::move(frame), std::move(parsed->body)));
}

template void dispatch(Broker&, std::span<const ApiHandler<Broker>>, net::Exchange, base::Buffer);
template void dispatch(Controller&, std::span<const ApiHandler<Controller>>, net::Exchange, base::Buffer);

void handle_api_versions(Broker&, Request request) {
    answer_api_versions(broker_apis(), std::move(request));
}
void handle_controller_api_versions(Controller&, Request request) {
    answer_api_versions(controller_apis(), std::move(request));
}

} // namespace broker
