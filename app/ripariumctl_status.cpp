#include "app/ripariumctl_status.h"

#include <boost/json.hpp>
#include <fmt/format.h>

namespace ctl {

namespace json = boost::json;

namespace {

std::string text(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (!value) return {};
    return value->is_string() ? std::string(value->as_string()) : json::serialize(*value);
}
bool flag(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value && value->is_bool() && value->as_bool();
}
std::vector<const json::object*> list(const json::object& object, std::string_view key) {
    std::vector<const json::object*> found;
    const json::value* value = object.if_contains(key);
    if (value && value->is_array())
        for (const json::value& one : value->as_array())
            if (one.is_object()) found.push_back(&one.as_object());
    return found;
}

std::string marks(const json::object& node) {
    std::string marks;
    if (flag(node, "frozen")) marks += "  frozen";
    if (const std::string disk = text(node, "disk"); !disk.empty() && disk != "ok") marks += "  disk " + disk;
    return marks;
}

std::string az_text(const json::object& status, const json::object& az) {
    const std::string name = text(az, "name");
    std::string out =
        fmt::format("AZ {}  {}{}\n", name, text(az, "subnet"), flag(az, "cut") ? "  CUT OFF" : "");
    for (const json::object* broker : list(status, "brokers"))
        if (text(*broker, "az") == name)
            out += fmt::format("  broker {:<4} {:<9} {:<20} leads {} of {} replicas{}\n", text(*broker, "id"),
                               text(*broker, "state"), text(*broker, "address"), text(*broker, "leaders"),
                               text(*broker, "replicas"), marks(*broker));
    for (const json::object* node : list(status, "controllers"))
        if (text(*node, "az") == name)
            out += fmt::format("  controller {} {:<6} {:<20} {}epoch {}{}\n", text(*node, "id"),
                               text(*node, "state"), text(*node, "address"),
                               flag(*node, "active") ? "ACTIVE, " : "", text(*node, "epoch"), marks(*node));
    return out;
}

std::string fault_text(const json::object& fault) {
    const std::string kind = text(fault, "kind");
    std::string what = kind;
    if (const json::value* node = fault.if_contains("node"); node && node->is_object())
        what = fmt::format("{} {}: {}", text(node->as_object(), "kind"), text(node->as_object(), "id"), kind);
    else if (kind == "az_cut")
        what = fmt::format("AZ {}: cut off", text(fault, "az"));
    else if (const json::value* link = fault.if_contains("link"); link && link->is_object())
        what = fmt::format("link {} -> {}: {}", text(fault, "az"), text(fault, "to_az"),
                           json::serialize(link->as_object()));
    return "  " + what + '\n';
}

} // namespace

std::string status_text(const json::object& status) {
    std::string out;
    if (const json::value* cluster = status.if_contains("cluster"); cluster && cluster->is_object()) {
        const json::object& row = cluster->as_object();
        out += fmt::format("{}  {}  {}\n", text(row, "name"), text(row, "state"), text(row, "bootstrap"));
    }
    for (const json::object* az : list(status, "azs")) out += az_text(status, *az);
    if (const json::value* partitions = status.if_contains("partitions");
        partitions && partitions->is_object()) {
        const json::object& counts = partitions->as_object();
        out += fmt::format("{} topics, {} partitions: {} offline, {} under-replicated, {} under min ISR\n",
                           list(status, "topics").size(), text(counts, "total"), text(counts, "offline"),
                           text(counts, "under_replicated"), text(counts, "under_min_isr"));
    }
    const auto faults = list(status, "faults");
    if (!faults.empty()) out += "Faults you started:\n";
    for (const json::object* fault : faults) out += fault_text(*fault);
    return out;
}

} // namespace ctl
