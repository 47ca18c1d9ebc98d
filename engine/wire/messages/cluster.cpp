#include "wire/messages/cluster.h"

#include "wire/visitor.h"

namespace wire {

void DescribeClusterRequest::fields(Visitor& v) {
    v.field("include_cluster_authorized_operations", include_cluster_authorized_operations,
            {.about = "Say what the asker may do with the cluster."});
    v.field("endpoint_type", endpoint_type, {.since = 1, .or_else = 1, .about = "1 brokers, 2 controllers."});
    v.field("include_fenced_brokers", include_fenced_brokers, {.since = 2});
}

void DescribeClusterResponse::DescribeClusterBroker::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("rack", rack, {.about = "Rack (AZ) of the broker, null when unknown."});
    v.field("is_fenced", is_fenced, {.since = 2, .about = "Not allowed to lead or to serve."});
}

void DescribeClusterResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
    v.field("endpoint_type", endpoint_type, {.since = 1, .or_else = 1, .about = "1 brokers, 2 controllers."});
    v.field("cluster_id", cluster_id, {.about = "Id of the cluster."});
    v.field("controller_id", controller_id,
            {.or_else = -1, .about = "Id of the active controller, or of a broker that passes requests on."});
    v.field("brokers", brokers, {.about = "One per broker."});
    v.field(
        "cluster_authorized_operations", cluster_authorized_operations,
        {.or_else = std::numeric_limits<std::int32_t>::min(), .about = "What the asker may do, as bits."});
}

void EnvelopeRequest::fields(Visitor& v) {
    v.field("request_data", request_data, {.about = "The request that is passed on, with its header."});
    v.field("request_principal", request_principal, {.about = "Who sent it."});
    v.field("client_host_address", client_host_address, {.about = "From which address."});
}

void EnvelopeResponse::fields(Visitor& v) {
    v.field("response_data", response_data, {.about = "The response with its header."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
}

void UnregisterBrokerRequest::fields(Visitor& v) {
    v.field("broker_id", broker_id, {.about = "Id of the broker."});
}

void UnregisterBrokerResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

} // namespace wire
