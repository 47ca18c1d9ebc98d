// FindCoordinator (API 10). Source: reference 3.6.

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/coordinator.h"

namespace broker {

using kafka::ErrorCode;

void handle_find_coordinator(Broker&, Request request) {
    constexpr std::int16_t first_batched_version = 4;
    constexpr std::int8_t group = 0;
    constexpr std::int8_t transaction = 1;
    wire::FindCoordinatorRequest body;
    if (!request.read(body)) return;
    wire::FindCoordinatorResponse response;
    const bool known_type = body.key_type == group || body.key_type == transaction;
    const auto code = known_type ? ErrorCode::coordinator_not_available : ErrorCode::invalid_request;
    const std::string message =
        known_type ? "Consumer groups and transactions are not available in this version of Riparium."
                   : "There is no such coordinator type.";
    if (request.version() < first_batched_version) {
        response.error_code = to_wire(code);
        response.error_message = message;
        response.node_id = -1;
        response.port = -1;
    }
    for (const auto& key : body.coordinator_keys) {
        auto& one = response.coordinators.emplace_back();
        one.key = key;
        one.node_id = -1;
        one.port = -1;
        one.error_code = to_wire(code);
        one.error_message = message;
    }
    request.reply(response);
}

} // namespace broker
