#include "cluster/document.h"

#include "storage/posix_disk.h"

#include <algorithm>
#include <boost/json.hpp>
#include <fmt/format.h>
#include <initializer_list>
#include <limits>
#include <optional>

namespace cluster {

namespace json = boost::json;
using base::Error;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::int64_t gib = 1LL << 30;
constexpr std::size_t largest_document = 1U << 20U;

/// Reads values by path and keeps the first thing that was wrong.
class Reader {
public:
    const std::optional<Error>& error() const { return error_; }

    void fail(const std::string& path, std::string_view what) {
        if (!error_) error_ = Error(ErrorCode::invalid_request, fmt::format("{}: {}", path, what));
    }

    /// The object at `path`, whose keys must be among `known`; empty after an error.
    const json::object& object(const json::value& value, const std::string& path,
                               std::initializer_list<std::string_view> known) {
        static const json::object none;
        if (!value.is_object()) {
            fail(path, "an object is expected here.");
            return none;
        }
        for (const auto& [key, member] : value.as_object())
            if (known.size() > 0 && std::ranges::find(known, std::string_view(key)) == known.end())
                fail(path == "document" ? std::string(key) : path + "." + std::string(key),
                     "this key is not known. Is it misspelt?");
        return value.as_object();
    }
    const json::array& array(const json::object& object, const std::string& key, const std::string& path) {
        static const json::array none;
        const json::value* found = member(object, key, path);
        if (found && found->is_array()) return found->as_array();
        if (found) fail(path, "a list is expected here.");
        return none;
    }
    std::string text(const json::object& object, const std::string& key, const std::string& path) {
        const json::value* found = member(object, key, path);
        if (found && found->is_string()) return std::string(found->as_string());
        if (found) fail(path, "a text is expected here.");
        return {};
    }
    std::int64_t number(const json::object& object, const std::string& key, const std::string& path,
                        std::int64_t least, std::int64_t most) {
        const json::value* found = member(object, key, path);
        if (!found) return least;
        if (!found->is_int64()) {
            fail(path, "a whole number is expected here.");
            return least;
        }
        const std::int64_t value = found->as_int64();
        if (value < least || value > most)
            fail(path, fmt::format("a number from {} to {} is expected here.", least, most));
        return value;
    }

private:
    const json::value* member(const json::object& object, const std::string& key, const std::string& path) {
        const json::value* found = object.if_contains(key);
        if (!found) fail(path, "this key is missing.");
        return found;
    }

    std::optional<Error> error_;
};

void read_azs(Reader& reader, const json::object& root, view::ClusterLayout& layout) {
    const json::array& azs = reader.array(root, "azs", "azs");
    for (std::size_t a = 0; a < azs.size(); ++a) {
        const std::string path = fmt::format("azs[{}]", a);
        const json::object& az = reader.object(azs[a], path, {"name", "brokers"});
        auto& into = layout.azs.emplace_back();
        into.name = reader.text(az, "name", path + ".name");
        const json::array& brokers = reader.array(az, "brokers", path + ".brokers");
        for (std::size_t b = 0; b < brokers.size(); ++b) {
            const std::string at = fmt::format("{}.brokers[{}]", path, b);
            const json::object& broker = reader.object(brokers[b], at, {"id", "storage_gib"});
            auto& node = into.brokers.emplace_back();
            constexpr std::int64_t any = std::numeric_limits<std::int32_t>::max();
            node.id = static_cast<std::int32_t>(reader.number(broker, "id", at + ".id", 1, any));
            node.storage_bytes = reader.number(broker, "storage_gib", at + ".storage_gib", 1, 1 << 20) * gib;
        }
    }
}

void read_optional(Reader& reader, const json::object& root, view::ClusterLayout& layout) {
    if (const json::value* listeners = root.if_contains("listeners")) {
        const json::object& object = reader.object(*listeners, "listeners", {"plaintext"});
        constexpr std::int64_t most_port = std::numeric_limits<std::uint16_t>::max();
        layout.plaintext_port = static_cast<std::uint16_t>(
            reader.number(object, "plaintext", "listeners.plaintext", 1, most_port));
    }
    if (const json::value* config = root.if_contains("broker_config")) {
        for (const auto& [key, value] : reader.object(*config, "broker_config", {})) {
            if (value.is_string())
                layout.broker_config[std::string(key)] = std::string(value.as_string());
            else
                reader.fail("broker_config." + std::string(key), "a text is expected here, as \"3\".");
        }
    }
}

Error in_file(const std::filesystem::path& path, const Error& error) {
    return {error.code, fmt::format("{}: {}", path.string(), error.detail)};
}

} // namespace

Result<view::ClusterLayout> parse_document(std::string_view text) {
    json::error_code failed;
    const json::value parsed = json::parse(text, failed);
    if (failed)
        return Error(ErrorCode::invalid_request, fmt::format("this is no JSON: {}.", failed.message()));
    Reader reader;
    const json::object& root =
        reader.object(parsed, "document", {"version", "name", "azs", "listeners", "broker_config"});
    if (const json::value* version = root.if_contains("version");
        version && version->is_int64() && version->as_int64() > document_version)
        return Error(
            ErrorCode::unsupported_version,
            fmt::format("version: this document was made by a newer Riparium (version {}, this program reads "
                        "up to {}). Update Riparium to open it.",
                        version->as_int64(), document_version));
    (void)reader.number(root, "version", "version", 1, document_version);
    view::ClusterLayout layout;
    layout.name = reader.text(root, "name", "name");
    read_azs(reader, root, layout);
    read_optional(reader, root, layout);
    if (reader.error()) return *reader.error();
    if (const auto problems = view::problems_of(layout); !problems.empty())
        return Error(ErrorCode::invalid_request,
                     fmt::format("{}: {}", problems[0].path, problems[0].sentence));
    return layout;
}

std::string print_document(const view::ClusterLayout& layout) {
    // Laid out by hand so that a person can read and edit it; json::serialize escapes the texts.
    const auto quoted = [](const std::string& text) { return json::serialize(json::value(text)); };
    std::string out = fmt::format("{{\n  \"version\": {},\n  \"name\": {},\n  \"azs\": [", document_version,
                                  quoted(layout.name));
    for (std::size_t a = 0; a < layout.azs.size(); ++a) {
        const view::AzLayout& az = layout.azs[a];
        out += fmt::format("{}\n    {{\n      \"name\": {},\n      \"brokers\": [", a ? "," : "",
                           quoted(az.name));
        for (std::size_t b = 0; b < az.brokers.size(); ++b)
            out += fmt::format("{}\n        {{\"id\": {}, \"storage_gib\": {}}}", b ? "," : "",
                               az.brokers[b].id, az.brokers[b].storage_bytes / gib);
        out += "\n      ]\n    }";
    }
    out += fmt::format("\n  ],\n  \"listeners\": {{\"plaintext\": {}}},\n  \"broker_config\": {{",
                       layout.plaintext_port);
    bool first = true;
    for (const auto& [key, value] : layout.broker_config) {
        out += fmt::format("{}\n    {}: {}", first ? "" : ",", quoted(key), quoted(value));
        first = false;
    }
    return out + (first ? "}\n}\n" : "\n  }\n}\n");
}

Result<view::ClusterLayout> load_document(const std::filesystem::path& path) {
    storage::PosixDisk disk;
    const auto content = storage::read_file(disk, path, largest_document);
    if (!content) return content.error();
    auto layout = parse_document(base::as_text(*content));
    if (!layout) return in_file(path, layout.error());
    return layout;
}

Result<> save_document(const std::filesystem::path& path, const view::ClusterLayout& layout) {
    storage::PosixDisk disk;
    return storage::replace_file(disk, path, base::as_bytes(print_document(layout)), true);
}

std::filesystem::path default_data_dir(const std::filesystem::path& document) {
    std::filesystem::path folder = document;
    return folder.replace_extension(".data");
}

} // namespace cluster
