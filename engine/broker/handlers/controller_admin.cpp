// What only the controller decides: topics, partitions, configurations, producer ids, registrations. Each
// decision is answered when it is committed. Source: reference 3.8, 3.10, 5.

#include "broker/api_handlers.h"
#include "broker/codes.h"
#include "broker/controller.h"
#include "broker/handlers/handlers.h"
#include "wire/messages/alter_partition.h"
#include "wire/messages/cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/producer_ids.h"
#include "wire/messages/reassignments.h"
#include "wire/messages/registration.h"
#include "wire/messages/topics.h"

#include <memory>

namespace broker {
namespace {

/// The answer of a controller that is not the active one, or that could not write. A response without a code
/// of its own closes the connection: clients then ask a broker for the active controller.
template <class Response>
void refuse(Request& request, const base::Error& error) {
    if constexpr (requires(Response response) { response.error_code; }) {
        Response response;
        response.error_code = to_wire(error.code);
        request.reply(response);
    } else {
        request.close_connection(error.detail);
    }
}

template <class Response>
void commit_and_reply(Controller& controller, Request request, metadata::Decision<Response> decision) {
    auto waiting =
        std::make_shared<std::pair<Request, Response>>(std::move(request), std::move(decision.response));
    controller.commit(decision.records, [waiting](const base::Result<>& committed) {
        if (committed)
            waiting->first.reply(waiting->second);
        else
            refuse<Response>(waiting->first, committed.error());
    });
}

/// Decodes, lets `decide` answer with a metadata::Decision, commits, replies.
template <class Body, class Decide>
void decide_and_reply(Controller& controller, Request request, Decide decide) {
    Body body;
    if (!request.read(body)) return;
    using Response = decltype(decide(body).response);
    if (!controller.active()) return refuse<Response>(request, base::Error(kafka::ErrorCode::not_controller));
    commit_and_reply(controller, std::move(request), decide(body));
}

} // namespace

void handle_create_topics(Controller& controller, Request request) {
    decide_and_reply<wire::CreateTopicsRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().create_topics(body);
    });
}

void handle_delete_topics(Controller& controller, Request request) {
    const std::int16_t version = request.version();
    decide_and_reply<wire::DeleteTopicsRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().delete_topics(body, version);
    });
}

void handle_create_partitions(Controller& controller, Request request) {
    decide_and_reply<wire::CreatePartitionsRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().create_partitions(body);
    });
}

void handle_alter_partition(Controller& controller, Request request) {
    const std::int16_t version = request.version();
    decide_and_reply<wire::AlterPartitionRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().alter_partition(body, version);
    });
}

void handle_elect_leaders(Controller& controller, Request request) {
    decide_and_reply<wire::ElectLeadersRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().elect_leaders(body);
    });
}

void handle_alter_partition_reassignments(Controller& controller, Request request) {
    decide_and_reply<wire::AlterPartitionReassignmentsRequest>(
        controller, std::move(request),
        [&](const auto& body) { return controller.core().alter_reassignments(body); });
}

void handle_list_partition_reassignments(Controller& controller, Request request) {
    wire::ListPartitionReassignmentsRequest body;
    if (request.read(body)) request.reply(controller.core().list_reassignments(body));
}

void handle_unregister_broker(Controller& controller, Request request) {
    decide_and_reply<wire::UnregisterBrokerRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().unregister_broker(body);
    });
}

void handle_alter_configs(Controller& controller, Request request) {
    decide_and_reply<wire::AlterConfigsRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().alter_configs(body);
    });
}

void handle_incremental_alter_configs(Controller& controller, Request request) {
    decide_and_reply<wire::IncrementalAlterConfigsRequest>(
        controller, std::move(request),
        [&](const auto& body) { return controller.core().incremental_alter_configs(body); });
}

void handle_broker_registration(Controller& controller, Request request) {
    const auto connection = request.connection().id();
    decide_and_reply<wire::BrokerRegistrationRequest>(controller, std::move(request), [&](const auto& body) {
        controller.heard_of(base::BrokerId(body.broker_id), connection);
        // The broker epoch is the offset of the registration record, the first of the decision.
        return controller.core().register_broker(body, controller.next_offset(), controller.clock().now());
    });
}

void handle_broker_heartbeat(Controller& controller, Request request) {
    wire::BrokerHeartbeatRequest body;
    if (!request.read(body)) return;
    if (!controller.active())
        return refuse<wire::BrokerHeartbeatResponse>(request, base::Error(kafka::ErrorCode::not_controller));
    controller.heard_of(base::BrokerId(body.broker_id), request.connection().id());
    auto decision = controller.core().heartbeat(body, controller.clock().now());
    const wire::BrokerHeartbeatResponse& response = decision.response;
    // "I hear you" is true whatever else is being written: on a slow disk brokers would take the controller
    // for dead, and it them.
    const bool changes_nothing =
        decision.records.empty() && response.error_code == 0 && !response.should_shut_down;
    if (changes_nothing) return request.reply(response);
    commit_and_reply(controller, std::move(request), std::move(decision));
}

void handle_allocate_producer_ids(Controller& controller, Request request) {
    decide_and_reply<wire::AllocateProducerIdsRequest>(controller, std::move(request), [&](const auto& body) {
        return controller.core().allocate_producer_ids(body);
    });
}

void handle_controller_registration(Controller& controller, Request request) {
    decide_and_reply<wire::ControllerRegistrationRequest>(
        controller, std::move(request),
        [&](const auto& body) { return controller.core().register_controller(body); });
}

void handle_envelope(Controller& controller, Request request) {
    wire::EnvelopeRequest body;
    if (!request.read(body)) return;
    base::Buffer frame = base::Buffer::of(std::move(body.request_data));
    auto parsed = wire::parse_request(frame);
    const auto refuse = [&](kafka::ErrorCode code) {
        wire::EnvelopeResponse response;
        response.error_code = to_wire(code);
        request.reply(response);
    };
    if (!parsed) return refuse(kafka::ErrorCode::invalid_request);
    if (!controller.active()) return refuse(kafka::ErrorCode::not_controller);
    const auto* api = find_api(controller_apis(), parsed->header.request_api_key);
    if (!api || !api->forwardable || !api->versions.contain(parsed->header.request_api_version))
        return refuse(kafka::ErrorCode::invalid_request);
    const wire::RequestHeader header = parsed->header;
    api->handle(controller, Request(std::move(request), header, std::move(frame), std::move(parsed->body)));
}

} // namespace broker
