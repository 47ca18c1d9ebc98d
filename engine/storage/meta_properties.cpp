#include "storage/meta_properties.h"

#include "storage/checkpoint_text.h"

#include <fmt/format.h>
#include <map>

namespace storage {
namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r";
    const std::size_t first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

/// "key<separator>value" lines; comments and other lines are skipped.
std::map<std::string_view, std::string_view> properties(std::string_view text, char separator) {
    std::map<std::string_view, std::string_view> found;
    for (const std::string_view line : split_lines(text)) {
        const std::size_t at = line.find(separator);
        if (trimmed(line).starts_with('#') || at == std::string_view::npos) continue;
        found[trimmed(line.substr(0, at))] = trimmed(line.substr(at + 1));
    }
    return found;
}

} // namespace

std::string MetaProperties::encode() const {
    return fmt::format("#\n#Made by Riparium\nversion=1\ncluster.id={}\nnode.id={}\ndirectory.id={}\n",
                       cluster_id, node_id.value, directory_id.text());
}

std::optional<MetaProperties> MetaProperties::decode(std::string_view text) {
    const auto found = properties(text, '=');
    const auto value = [&](std::string_view key) {
        const auto at = found.find(key);
        return at == found.end() ? std::string_view() : at->second;
    };
    const auto node = parse_number<std::int32_t>(value("node.id"));
    if (value("version") != "1" || value("cluster.id").empty() || !node) return std::nullopt;
    // Kafka before 3.7 wrote no directory id.
    const auto directory = base::Uuid::parse(value("directory.id")).value_or(base::Uuid{});
    return MetaProperties{std::string(value("cluster.id")), base::BrokerId(*node), directory};
}

std::string encode_partition_metadata(base::TopicId topic_id) {
    return fmt::format("version: 0\ntopic_id: {}\n", topic_id.text());
}

std::optional<base::TopicId> decode_partition_metadata(std::string_view text) {
    const auto found = properties(text, ':');
    const auto version = found.find("version");
    const auto id = found.find("topic_id");
    if (version == found.end() || version->second != "0" || id == found.end()) return std::nullopt;
    return base::Uuid::parse(id->second);
}

} // namespace storage
