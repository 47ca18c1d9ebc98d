#pragma once
// A three-AZ cluster as rows, for stories about what is wrong with it and what would be.

#include "view/row_store.h"

#include <initializer_list>
#include <string>

namespace stories {

inline constexpr std::int64_t noon = 1'795'257'738'000;

/// Broker n and controller 10n in AZ a, b, c; controller 103 is active.
inline view::RowStore three_azs() {
    view::RowStore rows;
    rows.cluster.state = view::ClusterState::running;
    rows.cluster.capabilities.hosted = true;
    for (std::int32_t n = 1; n <= 3; ++n) {
        const std::string az(1, static_cast<char>('a' + n - 1));
        rows.azs[az] = view::AzRow{.name = az, .subnet = {}};
        view::BrokerRow broker;
        broker.id = n;
        broker.az = az;
        broker.state = view::NodeState::online;
        broker.disk_size = 100;
        broker.disk_used = 12;
        rows.brokers[{n}] = broker;
        view::ControllerRow controller;
        controller.id = 100 + n;
        controller.az = az;
        controller.state = view::NodeState::online;
        controller.active = n == 3;
        controller.epoch = 6;
        rows.controllers[{100 + n}] = controller;
    }
    return rows;
}

inline view::PartitionRow& put(view::RowStore& rows, const std::string& topic, std::int32_t partition,
                               std::vector<std::int32_t> replicas, std::vector<std::int32_t> isr,
                               std::int32_t leader, std::int32_t min_isr = 2) {
    view::PartitionRow row;
    row.key = {topic, partition};
    row.replicas = std::move(replicas);
    row.isr = std::move(isr);
    row.leader = leader;
    row.min_insync_replicas = min_isr;
    return rows.partitions[row.key] = row;
}

inline view::FaultRow& fault(view::RowStore& rows, view::FaultKind kind, std::optional<view::NodeRef> node,
                             const std::string& az = {}) {
    view::FaultRow row;
    row.key = {rows.faults.size() + 1};
    row.kind = kind;
    row.node = node;
    row.az = az;
    row.since_ms = noon;
    return rows.faults[row.key] = row;
}

inline view::NodeRef broker(std::int32_t id) {
    return {view::NodeKind::broker, id};
}
inline view::NodeRef controller(std::int32_t id) {
    return {view::NodeKind::controller, id};
}

} // namespace stories
