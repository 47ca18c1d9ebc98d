#pragma once
// "Not here, but there": the leader and its address in Produce and Fetch answers, which saves clients a
// metadata round trip. Source: KIP-951.

#include "broker/broker.h"

#include <algorithm>

namespace broker {

/// Fills `hint` and adds the leader's address to `endpoints` once. Nothing when the topic or its leader is
/// unknown.
template <class Topic, class Leader, class Endpoint>
void hint_leader(const Broker& broker, const Topic& topic, std::int32_t index, Leader& hint,
                 std::vector<Endpoint>& endpoints) {
    const metadata::TopicInfo* info = broker.image().topic(topic);
    if (!info || index < 0 || static_cast<std::size_t>(index) >= info->partitions.size()) return;
    const auto& partition = info->partitions[static_cast<std::size_t>(index)];
    const metadata::BrokerRegistration* leader = broker.image().broker(partition.leader);
    const auto* address = leader ? leader->endpoint(plaintext_listener) : nullptr;
    if (!address) return;
    hint.leader_id = partition.leader.value;
    hint.leader_epoch = partition.leader_epoch.value;
    const auto known =
        std::ranges::any_of(endpoints, [&](const Endpoint& e) { return e.node_id == hint.leader_id; });
    if (known) return;
    auto& endpoint = endpoints.emplace_back();
    endpoint.node_id = hint.leader_id;
    endpoint.host = address->host;
    endpoint.port = address->port;
    endpoint.rack = leader->rack;
}

} // namespace broker
