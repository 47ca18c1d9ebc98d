#pragma once
// From API key to handler. ApiVersions answers what these tables say: what has no row is not served.

#include "broker/request.h"

#include <algorithm>
#include <span>

namespace broker {

class Broker;
class Controller;

template <class Node>
struct ApiHandler {
    std::int16_t key;
    wire::Versions versions; ///< served and advertised
    void (*handle)(Node& node, Request request);
    bool forwardable = false; ///< brokers may send it on in an Envelope
};

/// Ascending by key. Source: reference 1.2.
std::span<const ApiHandler<Broker>> broker_apis();
std::span<const ApiHandler<Controller>> controller_apis();

/// Null when the table has no such key.
template <class Node>
const ApiHandler<Node>* find_api(std::span<const ApiHandler<Node>> apis, std::int16_t key) {
    const auto found = std::ranges::lower_bound(apis, key, {}, &ApiHandler<Node>::key);
    return found != apis.end() && found->key == key ? &*found : nullptr;
}

/// Takes a frame apart and hands it to its handler; closes the connection of what cannot be answered. A
/// request for ApiVersions in a version from the future is answered in version 0 (reference 1.3).
template <class Node>
void dispatch(Node& node, std::span<const ApiHandler<Node>> apis, net::Exchange exchange, base::Buffer frame);

/// The answer to ApiVersions for a table.
template <class Node>
void answer_api_versions(std::span<const ApiHandler<Node>> apis, Request request);

} // namespace broker
