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

/// Of every broker in the layout's order, then of the controller.
std::vector<net::AddressWish> address_wishes(const view::ClusterLayout& layout);

struct NodePlan {
    std::vector<broker::NodeConfig> brokers; ///< in the layout's order
    broker::NodeConfig controller;
};
/// REQUIRES: `plan` was made for address_wishes(layout).
NodePlan assign_addresses(const view::ClusterLayout& layout, const net::AddressPlan& plan,
                          const std::filesystem::path& data_dir, const base::Uuid& cluster_id);

/// "127.10.1.1:9092,127.10.2.1:9092": brokers in the order of their ids.
std::string bootstrap_of(const std::vector<broker::NodeConfig>& brokers);

std::vector<view::AzRow> az_rows(const view::ClusterLayout& layout, const net::AddressPlan& plan);
std::vector<view::BrokerRow> broker_rows(const std::vector<broker::NodeConfig>& brokers);
view::ControllerRow controller_row(const broker::NodeConfig& controller);

} // namespace cluster
