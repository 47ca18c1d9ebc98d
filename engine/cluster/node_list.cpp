#include "cluster/node_list.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace cluster {

namespace json = boost::json;
using base::Error;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::size_t largest_list = 1U << 20U;

NodeList::Node node_of(view::NodeKind kind, const broker::NodeConfig& config) {
    NodeList::Node node;
    node.ref = {kind, config.id.value};
    node.name = config.name;
    node.az = config.rack;
    node.endpoint = config.endpoint;
    return node;
}

/// Throws what Boost.JSON throws: the caller catches it.
NodeList read(const json::value& from) {
    NodeList list;
    list.cluster = json::value_to<std::string>(from.at("cluster"));
    for (const json::value& one : from.at("nodes").as_array()) {
        NodeList::Node& node = list.nodes.emplace_back();
        const bool broker = one.at("kind").as_string() == "broker";
        node.ref.kind = broker ? view::NodeKind::broker : view::NodeKind::controller;
        node.ref.id = one.at("id").to_number<std::int32_t>();
        node.name = json::value_to<std::string>(one.at("name"));
        node.az = json::value_to<std::string>(one.at("az"));
        node.endpoint.host = json::value_to<std::string>(one.at("host"));
        node.endpoint.port = one.at("port").to_number<std::uint16_t>();
    }
    for (const auto& [key, value] : from.at("settings").as_object())
        list.settings[std::string(key)] = json::value_to<std::string>(value);
    return list;
}

} // namespace

NodeList node_list_of(const std::string& cluster, const NodePlan& plan) {
    NodeList list;
    list.cluster = cluster;
    for (const auto& config : plan.brokers) list.nodes.push_back(node_of(view::NodeKind::broker, config));
    for (const auto& config : plan.controllers)
        list.nodes.push_back(node_of(view::NodeKind::controller, config));
    if (!plan.brokers.empty()) list.settings = plan.brokers.front().settings;
    return list;
}

Result<> save_node_list(storage::Disk& disk, const std::filesystem::path& data_dir, const NodeList& list) {
    json::array nodes;
    for (const NodeList::Node& node : list.nodes)
        nodes.push_back({{"kind", node.ref.kind == view::NodeKind::broker ? "broker" : "controller"},
                         {"id", node.ref.id},
                         {"name", node.name},
                         {"az", node.az},
                         {"host", node.endpoint.host},
                         {"port", node.endpoint.port}});
    json::object settings;
    for (const auto& [key, value] : list.settings) settings[key] = value;
    const json::object root{{"version", 1},
                            {"cluster", list.cluster},
                            {"nodes", std::move(nodes)},
                            {"settings", std::move(settings)}};
    return storage::replace_file(disk, data_dir / node_list_name,
                                 base::as_bytes(json::serialize(root) + "\n"), false);
}

Result<NodeList> load_node_list(storage::Disk& disk, const std::filesystem::path& data_dir) {
    const auto path = data_dir / node_list_name;
    if (!disk.exists(path))
        return Error(
            ErrorCode::invalid_request,
            fmt::format("{} is not the data folder of a cluster that was ever started.", data_dir.string()));
    const auto content = storage::read_file(disk, path, largest_list);
    if (!content) return content.error();
    try {
        return read(json::parse(base::as_text(*content)));
    } catch (const std::exception& error) {
        return Error(ErrorCode::kafka_storage_error,
                     fmt::format("{} cannot be read ({}). Start the cluster once: that writes it anew.",
                                 path.string(), error.what()));
    }
}

} // namespace cluster
