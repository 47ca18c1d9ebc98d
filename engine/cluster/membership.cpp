#include "cluster/membership.h"

#include "base/log.h"
#include "view/reassign_plan.h"

#include <algorithm>
#include <fmt/format.h>

namespace cluster {

using base::Error;
using base::Result;
using kafka::ErrorCode;
using view::NodeKind;

namespace {

constexpr std::uint16_t last_port = 65'000;

} // namespace

Result<std::vector<client::Reassignment>> drain_plan(const std::vector<view::PartitionRow>& partitions,
                                                     const std::vector<view::BrokerRow>& brokers,
                                                     std::int32_t leaving) {
    view::RowStore rows;
    for (const view::BrokerRow& broker : brokers) rows.brokers.emplace(view::BrokerKey{broker.id}, broker);
    for (const view::PartitionRow& partition : partitions) rows.partitions.emplace(partition.key, partition);
    const view::ReassignPlan plan = view::plan_drain(rows, leaving);
    if (plan.short_of_brokers > 0) {
        // The first that has no place to go names the reason for all.
        const auto left = brokers.size() - 1;
        const auto stuck = std::ranges::find_if(partitions, [&](const view::PartitionRow& row) {
            return row.replicas.size() > left &&
                   std::ranges::find(row.replicas, leaving) != row.replicas.end();
        });
        return Error(ErrorCode::invalid_replica_assignment,
                     fmt::format("Topic {} has {} replicas, and without broker {} only {} brokers are "
                                 "left. Add a broker first, or give the topic fewer replicas.",
                                 stuck->key.topic, stuck->replicas.size(), leaving, left));
    }
    std::vector<client::Reassignment> moves;
    for (const view::PlannedMove& one : plan.moves) {
        client::Reassignment& move = moves.emplace_back();
        move.topic = one.key.topic;
        move.partition = one.key.partition;
        move.replicas = one.to;
    }
    return moves;
}

bool Membership::run(view::Ticket ticket, const view::Command& command) {
    if (const auto* moves = std::get_if<view::ReassignPartitions>(&command)) return reassign(ticket, *moves);
    if (const auto* coming = std::get_if<view::AddBroker>(&command)) {
        add(ticket, *coming);
        return true;
    }
    const auto* going = std::get_if<view::RemoveBroker>(&command);
    if (going) remove(ticket, *going);
    return going != nullptr;
}

// ---- replicas
// -------------------------------------------------------------------------------------------------

bool Membership::reassign(view::Ticket ticket, const view::ReassignPartitions& command) {
    if (command.throttle <= 0) return false; // any client can do that
    std::vector<client::Reassignment> moves;
    for (const view::ReplicaMove& one : command.moves) {
        client::Reassignment& wanted = moves.emplace_back();
        wanted.topic = one.topic;
        wanted.partition = one.partition;
        wanted.replicas = one.replicas;
    }
    move(std::move(moves), command.throttle,
         [this, ticket](const Result<>& result) { cluster_.answers.answer(ticket, result); });
    return true;
}

void Membership::move(std::vector<client::Reassignment> moves, std::int64_t throttle, Done accepted) {
    Throttled throttled;
    throttled.bytes_per_second = throttle;
    for (const NodeHost* node : cluster_.fleet.brokers()) throttled.brokers.push_back(node->ref().id);
    for (const client::Reassignment& one : moves) throttled.topics.insert(one.topic);
    const auto begin = [this, moves, throttled, accepted](const Result<>& ready) {
        if (!ready) return accepted(ready);
        const auto ask = [moves](client::ClusterClient& client) { return client.reassign(moves); };
        cluster_.client.ask(ask, [this, moves, throttled, accepted](const Result<>& result) {
            if (throttled.bytes_per_second > 0) await_arrival(moves, throttled);
            accepted(result);
        });
    };
    if (throttle <= 0) return begin({});
    const auto slow = [throttled](client::ClusterClient& client) { return set_throttle(client, throttled); };
    cluster_.client.ask(slow, begin);
}

void Membership::await_arrival(std::vector<client::Reassignment> moves, Throttled throttled) {
    const auto arrived = [this, moves = std::move(moves)] {
        const view::Batch rows = cluster_.overview.rows();
        return std::ranges::none_of(rows.partitions, [&](const view::PartitionRow& row) {
            return std::ranges::any_of(moves, [&](const client::Reassignment& one) {
                const bool same = one.topic == row.key.topic && one.partition == row.key.partition;
                const bool under_way = !row.adding.empty() || !row.removing.empty();
                return same && (under_way || (!one.replicas.empty() && row.replicas != one.replicas));
            });
        });
    };
    // A move that was cancelled, or replaced by another, never arrives: the throttle does not outlive a day.
    constexpr auto long_enough = std::chrono::hours(24);
    throttled.bytes_per_second = 0;
    cluster_.waits.until(arrived, long_enough, [this, throttled](bool) {
        const auto free = [throttled](client::ClusterClient& client) {
            return set_throttle(client, throttled);
        };
        cluster_.client.ask(free, [](const Result<>& result) {
            if (!result)
                base::log::warn("cluster", "a throttle was not taken away: {}", result.error().detail);
        });
    });
}

void Membership::refuse(view::Ticket ticket, std::string sentence) {
    cluster_.answers.fail(ticket, ErrorCode::invalid_request, std::move(sentence));
}

// ---- coming
// ---------------------------------------------------------------------------------------------------

Result<broker::NodeConfig> Membership::another(const std::string& az,
                                               const view::BrokerLayout& wanted) const {
    broker::NodeConfig node = cluster_.plan.brokers.front();
    node.id = base::BrokerId(wanted.id);
    node.name = fmt::format("broker-{}", wanted.id);
    node.folder = node.folder.parent_path() / node.name;
    node.rack = az;
    node.storage_bytes = wanted.storage_bytes;
    const auto taken = [&](const net::Endpoint& endpoint) {
        return std::ranges::any_of(cluster_.plan.brokers,
                                   [&](const auto& other) { return other.endpoint == endpoint; });
    };
    if (cluster_.range < 0) {
        for (std::uint16_t port = node.endpoint.port; port < last_port; ++port) {
            node.endpoint.port = port;
            if (!taken(node.endpoint) && net::can_bind(node.endpoint)) return node;
        }
    }
    const net::Az number = *cluster_.fleet.az(az);
    for (int host = 1; cluster_.range >= 0 && host <= 100; ++host) {
        node.endpoint.host = fmt::format("127.{}.{}.{}", cluster_.range, number, host);
        if (!taken(node.endpoint) && net::can_bind(node.endpoint)) return node;
    }
    return Error(ErrorCode::network_exception, fmt::format("No address is free for a broker in AZ {}.", az));
}

void Membership::add(view::Ticket ticket, const view::AddBroker& command) {
    view::ClusterLayout layout = cluster_.layout;
    const auto az = std::ranges::find(layout.azs, command.az, &view::AzLayout::name);
    if (az == layout.azs.end()) return refuse(ticket, fmt::format("There is no AZ \"{}\".", command.az));
    std::int32_t id = 1;
    for (const view::AzLayout& one : layout.azs)
        for (const view::BrokerLayout& broker : one.brokers) id = std::max(id, broker.id + 1);
    az->brokers.push_back({id, command.storage_bytes});
    if (const auto problems = view::problems_of(layout); !problems.empty())
        return refuse(ticket, problems[0].sentence);
    auto config = another(command.az, az->brokers.back());
    if (!config) return cluster_.answers.answer(ticket, Result<>(config.error()));

    cluster_.layout = layout;
    cluster_.plan.brokers.push_back(*config);
    cluster_.overview.add(broker_row(*config));
    NodeHost& node = cluster_.fleet.add_broker(*config);
    cluster_.nodes.start(node, [this, ticket, id, name = command.az](const Result<>& result) {
        if (result) cluster_.overview.fact(view::BrokerAdded{id, name});
        cluster_.changed();
        cluster_.answers.answer(ticket, result);
    });
}

// ---- going
// ----------------------------------------------------------------------------------------------------

void Membership::remove(view::Ticket ticket, const view::RemoveBroker& command) {
    const NodeHost* node = cluster_.fleet.node({NodeKind::broker, command.broker});
    if (!node) return refuse(ticket, fmt::format("Broker {} is not part of this cluster.", command.broker));
    if (leaving_ >= 0)
        return refuse(ticket, fmt::format("Broker {} is just leaving. Wait for it.", leaving_));
    for (const view::AzLayout& az : cluster_.layout.azs)
        if (az.name == node->config().rack && az.brokers.size() == 1)
            return refuse(ticket, fmt::format("Broker {} is the only one of AZ {}, and an AZ keeps at least "
                                              "one. Add another there first.",
                                              command.broker, az.name));
    const view::Batch rows = cluster_.overview.rows();
    auto moves = drain_plan(rows.partitions, rows.brokers, command.broker);
    if (!moves) return cluster_.answers.answer(ticket, Result<>(moves.error()));
    leaving_ = command.broker;
    if (moves->empty()) return take_away(ticket, command.broker);
    move(std::move(*moves), command.throttle,
         [this, ticket, broker = command.broker](const Result<>& result) {
             if (!result) return removed(ticket, broker, result);
             await_drained(ticket, broker);
         });
}

void Membership::await_drained(view::Ticket ticket, std::int32_t broker) {
    constexpr auto never = std::chrono::hours(24 * 365);
    const auto drained = [this, broker] {
        return cluster_.overview.replicas_on(base::BrokerId(broker)) == 0;
    };
    cluster_.waits.until(drained, never, [this, ticket, broker](bool done) {
        if (done) return take_away(ticket, broker);
        removed(ticket, broker, Error(ErrorCode::operation_not_attempted, "The cluster was stopped."));
    });
}

void Membership::take_away(view::Ticket ticket, std::int32_t broker) {
    NodeHost* node = cluster_.fleet.node({NodeKind::broker, broker});
    cluster_.nodes.stop(*node, [this, ticket, broker](const Result<>&) {
        const auto ask = [broker](client::ClusterClient& client) { return client.unregister_broker(broker); };
        cluster_.client.ask(ask, [this, ticket, broker](const Result<>& result) {
            if (!result) return removed(ticket, broker, result);
            forget(ticket, broker);
        });
    });
}

void Membership::forget(view::Ticket ticket, std::int32_t broker) {
    const view::NodeRef ref{NodeKind::broker, broker};
    const auto folder = cluster_.fleet.node(ref)->config().folder;
    cluster_.fleet.remove(ref);
    cluster_.overview.remove(base::BrokerId(broker));
    std::erase_if(cluster_.plan.brokers, [&](const auto& one) { return one.id.value == broker; });
    for (view::AzLayout& az : cluster_.layout.azs)
        std::erase_if(az.brokers, [&](const view::BrokerLayout& one) { return one.id == broker; });
    cluster_.nodes.forget(ref);
    cluster_.overview.fact(view::BrokerRemoved{broker});
    cluster_.changed();
    cluster_.fleet.disk_pool().run([this, ticket, broker, folder] {
        auto gone = storage::remove_tree(cluster_.fleet.disk(), folder);
        cluster_.fleet.control().post([this, ticket, broker, gone = std::move(gone)] {
            if (!gone) base::log::warn("cluster", "{}", gone.error().detail);
            removed(ticket, broker, {});
        });
    });
}

void Membership::removed(view::Ticket ticket, std::int32_t, const Result<>& result) {
    leaving_ = -1;
    cluster_.answers.answer(ticket, result);
}

} // namespace cluster
