#include "wire/messages/coordinator.h"

#include "wire/visitor.h"

namespace wire {

void FindCoordinatorRequest::fields(Visitor& v) {
    v.field("key", key, {.until = 3, .about = "Group or transactional id."});
    v.field("key_type", key_type, {.since = 1, .about = "0 group, 1 transaction, 2 share group."});
    v.field("coordinator_keys", coordinator_keys, {.since = 4, .about = "Groups or transactional ids."});
}

void FindCoordinatorResponse::Coordinator::fields(Visitor& v) {
    v.field("key", key, {.about = "Group or transactional id."});
    v.field("node_id", node_id, {.about = "Id of the node."});
    v.field("host", host, {.about = "Address to connect to."});
    v.field("port", port, {.about = "Port to connect to."});
    v.field("error_code", error_code, {.about = "0 when all is well."});
    v.field("error_message", error_message, {.about = "What went wrong, for people."});
}

void FindCoordinatorResponse::fields(Visitor& v) {
    v.field("throttle_time_ms", throttle_time_ms,
            {.since = 1, .about = "How long the client should have waited for its quota."});
    v.field("error_code", error_code, {.until = 3, .about = "0 when all is well."});
    v.field("error_message", error_message,
            {.since = 1, .until = 3, .about = "What went wrong, for people."});
    v.field("node_id", node_id, {.until = 3, .about = "Id of the node."});
    v.field("host", host, {.until = 3, .about = "Address to connect to."});
    v.field("port", port, {.until = 3, .about = "Port to connect to."});
    v.field("coordinators", coordinators, {.since = 4});
}

} // namespace wire
