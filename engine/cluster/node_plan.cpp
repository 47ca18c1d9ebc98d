#include "cluster/node_plan.h"

#include <algorithm>
#include <fmt/format.h>

namespace cluster {

std::vector<net::AddressWish> address_wishes(const view::ClusterLayout& layout) {
    std::vector<net::AddressWish> wishes;
    for (std::size_t a = 0; a < layout.azs.size(); ++a)
        for (std::size_t b = 0; b < layout.azs[a].brokers.size(); ++b)
            wishes.push_back({static_cast<std::int32_t>(a + 1),
                              static_cast<std::int32_t>(b + 1),
                              {layout.plaintext_port}});
    wishes.push_back({1, first_controller_id, {controller_port}});
    return wishes;
}

NodePlan assign_addresses(const view::ClusterLayout& layout, const net::AddressPlan& plan,
                          const std::filesystem::path& data_dir, const base::Uuid& cluster_id) {
    NodePlan nodes;
    broker::NodeConfig& controller = nodes.controller;
    controller.id = base::BrokerId(first_controller_id);
    controller.name = fmt::format("controller-{}", first_controller_id);
    controller.rack = layout.azs.empty() ? "" : layout.azs[0].name;
    controller.cluster_id = cluster_id;
    controller.endpoint = plan.endpoints.back()[0];
    controller.controllers = {{controller.id, controller.endpoint}};
    controller.folder = data_dir / controller.name;
    controller.settings = {layout.broker_config.begin(), layout.broker_config.end()};

    std::size_t wish = 0;
    for (const view::AzLayout& az : layout.azs) {
        for (const view::BrokerLayout& one : az.brokers) {
            broker::NodeConfig& node = nodes.brokers.emplace_back();
            node.id = base::BrokerId(one.id);
            node.name = fmt::format("broker-{}", one.id);
            node.rack = az.name;
            node.cluster_id = cluster_id;
            node.endpoint = plan.endpoints[wish++][0];
            node.controllers = controller.controllers;
            node.folder = data_dir / node.name;
            node.settings = controller.settings;
            node.storage_bytes = one.storage_bytes;
        }
    }
    return nodes;
}

std::string bootstrap_of(const std::vector<broker::NodeConfig>& brokers) {
    std::vector<const broker::NodeConfig*> sorted;
    for (const auto& node : brokers) sorted.push_back(&node);
    std::ranges::sort(sorted, {}, [](const broker::NodeConfig* node) { return node->id; });
    std::string text;
    for (const auto* node : sorted) text += (text.empty() ? "" : ",") + node->endpoint.text();
    return text;
}

std::vector<view::AzRow> az_rows(const view::ClusterLayout& layout, const net::AddressPlan& plan) {
    std::vector<view::AzRow> rows;
    for (std::size_t a = 0; a < layout.azs.size(); ++a) {
        view::AzRow& row = rows.emplace_back();
        row.name = layout.azs[a].name;
        row.subnet = plan.range < 0 ? "127.0.0.1" : fmt::format("127.{}.{}.0/24", plan.range, a + 1);
    }
    return rows;
}

std::vector<view::BrokerRow> broker_rows(const std::vector<broker::NodeConfig>& brokers) {
    std::vector<view::BrokerRow> rows;
    for (const auto& node : brokers) {
        view::BrokerRow& row = rows.emplace_back();
        row.id = node.id.value;
        row.az = node.rack;
        row.address = node.endpoint.text();
        row.disk_size = node.storage_bytes;
    }
    return rows;
}

view::ControllerRow controller_row(const broker::NodeConfig& controller) {
    view::ControllerRow row;
    row.id = controller.id.value;
    row.az = controller.rack;
    row.address = controller.endpoint.text();
    return row;
}

} // namespace cluster
