#include "view/layout.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace view {
namespace {

struct Preset {
    std::string_view name;
    int azs;
    int brokers_per_az;
};
constexpr std::array presets{Preset{"single", 1, 1}, Preset{"dev", 1, 3}, Preset{"ha", 3, 1},
                             Preset{"ha6", 3, 2}};

constexpr std::size_t max_azs = 3;
constexpr std::size_t max_brokers = 30;    // MSK's default limit of a cluster
constexpr std::int32_t max_broker_id = 99; // controllers are 101 and up
constexpr std::int64_t min_storage = 1LL << 30;
constexpr std::int64_t max_storage = 16LL << 40; // MSK: 16384 GiB a broker
constexpr std::size_t max_name = 64;

bool name_is_fine(std::string_view name) {
    return !name.empty() && name.size() <= max_name && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
}

} // namespace

std::size_t ClusterLayout::broker_count() const {
    std::size_t n = 0;
    for (const AzLayout& az : azs) n += az.brokers.size();
    return n;
}

std::int64_t ClusterLayout::storage_bytes() const {
    std::int64_t n = 0;
    for (const AzLayout& az : azs)
        for (const BrokerLayout& broker : az.brokers) n += broker.storage_bytes;
    return n;
}

std::vector<std::string_view> preset_names() {
    std::vector<std::string_view> names;
    for (const Preset& p : presets) names.push_back(p.name);
    return names;
}

base::Result<ClusterLayout> preset(std::string_view name) {
    const auto found = std::ranges::find(presets, name, &Preset::name);
    if (found == presets.end())
        return base::Error{
            kafka::ErrorCode::invalid_request,
            fmt::format("There is no preset \"{}\". Presets: {}", name, fmt::join(preset_names(), ", "))};
    ClusterLayout layout;
    layout.name = std::string(name);
    layout.azs.resize(static_cast<std::size_t>(found->azs));
    std::int32_t id = 1;
    for (std::size_t i = 0; i < layout.azs.size(); ++i)
        layout.azs[i].name = std::string(1, static_cast<char>('a' + i));
    for (int round = 0; round < found->brokers_per_az; ++round)
        for (AzLayout& az : layout.azs) az.brokers.push_back({.id = id++});
    return layout;
}

std::vector<LayoutProblem> problems_of(const ClusterLayout& layout) {
    std::vector<LayoutProblem> found;
    if (!name_is_fine(layout.name))
        found.push_back({"name", "A cluster name has 1 to 64 letters, digits, hyphens or underscores."});
    if (layout.azs.empty() || layout.azs.size() > max_azs)
        found.push_back({"azs", fmt::format("A cluster has 1 to {} availability zones, this one {}.", max_azs,
                                            layout.azs.size())});
    if (layout.plaintext_port == 0) found.push_back({"listeners.plaintext", "Port 0 cannot be listened on."});
    if (layout.broker_count() > max_brokers)
        found.push_back({"azs", fmt::format("A cluster has at most {} brokers.", max_brokers)});
    std::set<std::string> az_names;
    std::set<std::int32_t> ids;
    for (std::size_t a = 0; a < layout.azs.size(); ++a) {
        const AzLayout& az = layout.azs[a];
        const std::string path = fmt::format("azs[{}]", a);
        if (!name_is_fine(az.name))
            found.push_back({path + ".name", "An AZ name has letters, digits, '-' or '_'."});
        if (!az_names.insert(az.name).second)
            found.push_back({path + ".name", fmt::format("Two AZs are called \"{}\".", az.name)});
        if (az.brokers.empty())
            found.push_back(
                {path + ".brokers", fmt::format("AZ {} has no broker: add one or remove the AZ.", az.name)});
        for (std::size_t b = 0; b < az.brokers.size(); ++b) {
            const BrokerLayout& broker = az.brokers[b];
            const std::string at = fmt::format("{}.brokers[{}]", path, b);
            if (broker.id < 1 || broker.id > max_broker_id)
                found.push_back({at + ".id", fmt::format("A broker id is 1 to {}.", max_broker_id)});
            else if (!ids.insert(broker.id).second)
                found.push_back({at + ".id", fmt::format("Two brokers have the id {}.", broker.id)});
            if (broker.storage_bytes < min_storage || broker.storage_bytes > max_storage)
                found.push_back({at + ".storage_gib", "Storage is 1 to 16384 GiB a broker."});
        }
    }
    return found;
}

} // namespace view
