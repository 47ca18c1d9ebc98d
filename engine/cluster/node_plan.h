#pragma once
// From a layout to nodes: which addresses are wished for, and what each node is told. Pure functions.
// Source: DESIGN 3 (addresses imitate MSK).

#include "broker/node.h"
#include "net/address.h"
#include "view/layout.h"
#include "view/rows.h"

namespace cluster {

/// Controllers are numbered from here and listen on the host of that number in their AZ.
inline constexpr std::int32_t first_controller_id = 101;
inline constexpr std::uint16_t controller_port = 9093;

/// Three voters over the AZs in turn; one for a cluster of one AZ.
std::size_t controllers_wanted(const view::ClusterLayout& layout);

/// Of every broker in the layout's order, then of the controllers.
std::vector<net::AddressWish> address_wishes(const view::ClusterLayout& layout, std::size_t controllers);

struct NodePlan {
    std::vector<broker::NodeConfig> brokers; ///< in the layout's order
    std::vector<broker::NodeConfig> controllers;
};
/// REQUIRES: `plan` was made for address_wishes(layout, controllers).
NodePlan assign_addresses(const view::ClusterLayout& layout, std::size_t controllers,
                          const net::AddressPlan& plan, const std::filesystem::path& data_dir,
                          const base::Uuid& cluster_id);

/// The static configuration of every node: what a hosted cluster sets by itself so that a fault shows within
/// a second, replication as MSK has it, and over these the layout's own overrides.
std::map<std::string, std::string, std::less<>> node_settings(const view::ClusterLayout& layout);
/// The replication factor of a topic that names none.
std::int32_t default_replication_factor(const view::ClusterLayout& layout);

/// "127.10.1.1:9092,127.10.2.1:9092": brokers in the order of their ids.
std::string bootstrap_of(const std::vector<broker::NodeConfig>& brokers);

std::vector<view::AzRow> az_rows(const view::ClusterLayout& layout, const net::AddressPlan& plan);
view::BrokerRow broker_row(const broker::NodeConfig& broker);
view::ControllerRow controller_row(const broker::NodeConfig& controller);

} // namespace cluster
