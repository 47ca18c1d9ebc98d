#include "cluster/node_plan.h"

#include "metadata/controller.h"

#include <algorithm>
#include <fmt/format.h>

namespace cluster {
namespace {

constexpr std::int32_t most_replicas = 3;

std::int32_t controller_id(std::size_t index) {
    return first_controller_id + static_cast<std::int32_t>(index);
}

} // namespace

std::size_t controllers_wanted(const view::ClusterLayout& layout) {
    constexpr std::size_t voters = 3;
    return layout.azs.size() > 1 ? voters : 1;
}

std::vector<net::AddressWish> address_wishes(const view::ClusterLayout& layout, std::size_t controllers) {
    std::vector<net::AddressWish> wishes;
    for (std::size_t a = 0; a < layout.azs.size(); ++a)
        for (std::size_t b = 0; b < layout.azs[a].brokers.size(); ++b)
            wishes.push_back({static_cast<std::int32_t>(a + 1),
                              static_cast<std::int32_t>(b + 1),
                              {layout.plaintext_port}});
    const std::size_t azs = std::max<std::size_t>(1, layout.azs.size());
    for (std::size_t i = 0; i < controllers; ++i)
        wishes.push_back({static_cast<std::int32_t>(i % azs + 1), controller_id(i), {controller_port}});
    return wishes;
}

NodePlan assign_addresses(const view::ClusterLayout& layout, std::size_t controllers,
                          const net::AddressPlan& plan, const std::filesystem::path& data_dir,
                          const base::Uuid& cluster_id) {
    NodePlan nodes;
    const auto settings = node_settings(layout);
    std::vector<broker::ControllerEndpoint> voters;
    const std::size_t brokers = layout.broker_count();
    for (std::size_t i = 0; i < controllers; ++i)
        voters.push_back({base::BrokerId(controller_id(i)), plan.endpoints[brokers + i][0]});

    const auto prepared = [&](std::int32_t id, const char* kind, const std::string& rack) {
        broker::NodeConfig node;
        node.id = base::BrokerId(id);
        node.name = fmt::format("{}-{}", kind, id);
        node.rack = rack;
        node.cluster_id = cluster_id;
        node.controllers = voters;
        node.folder = data_dir / node.name;
        node.settings = settings;
        return node;
    };
    std::size_t wish = 0;
    for (const view::AzLayout& az : layout.azs) {
        for (const view::BrokerLayout& one : az.brokers) {
            broker::NodeConfig& node = nodes.brokers.emplace_back(prepared(one.id, "broker", az.name));
            node.endpoint = plan.endpoints[wish++][0];
            node.storage_bytes = one.storage_bytes;
        }
    }
    for (std::size_t i = 0; i < controllers; ++i) {
        const std::string rack = layout.azs.empty() ? "" : layout.azs[i % layout.azs.size()].name;
        nodes.controllers.push_back(prepared(controller_id(i), "controller", rack));
        nodes.controllers.back().endpoint = voters[i].endpoint;
    }
    return nodes;
}

std::int32_t default_replication_factor(const view::ClusterLayout& layout) {
    // As MSK: one replica per AZ, up to three; in one AZ one per broker.
    const std::size_t spread = layout.azs.size() > 1 ? layout.azs.size() : layout.broker_count();
    return std::clamp(static_cast<std::int32_t>(spread), 1,
                      std::min(most_replicas, metadata::max_replication_factor));
}

std::map<std::string, std::string, std::less<>> node_settings(const view::ClusterLayout& layout) {
    const std::int32_t replicas = default_replication_factor(layout);
    std::map<std::string, std::string, std::less<>> settings{
        {"broker.heartbeat.interval.ms", "150"},
        {"broker.session.timeout.ms", "600"},
        {"controller.quorum.election.timeout.ms", "200"},
        {"controller.quorum.fetch.timeout.ms", "600"},
        {"replica.fetch.wait.max.ms", "500"},
        {"default.replication.factor", std::to_string(replicas)},
        {"min.insync.replicas", replicas >= most_replicas ? "2" : "1"},
        {"unclean.leader.election.enable", "false"},
    };
    for (const auto& [key, value] : layout.broker_config) settings[key] = value;
    return settings;
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

view::BrokerRow broker_row(const broker::NodeConfig& broker) {
    view::BrokerRow row;
    row.id = broker.id.value;
    row.az = broker.rack;
    row.address = broker.endpoint.text();
    row.disk_size = broker.storage_bytes;
    return row;
}

view::ControllerRow controller_row(const broker::NodeConfig& controller) {
    view::ControllerRow row;
    row.id = controller.id.value;
    row.az = controller.rack;
    row.address = controller.endpoint.text();
    return row;
}

} // namespace cluster
