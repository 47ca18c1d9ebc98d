#include "cluster/graduate.h"

#include "base/utf8.h"
#include "storage/posix_disk.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace cluster {

namespace fs = std::filesystem;
using base::Error;
using base::Result;
using kafka::ErrorCode;

namespace {

/// What a hosted cluster sets so that a fault shows at once. A JVM that collects garbage would be fenced by
/// it: Kafka starts with its own.
const std::set<std::string, std::less<>> hosted_only{
    "broker.heartbeat.interval.ms", "broker.session.timeout.ms", "controller.quorum.election.timeout.ms",
    "controller.quorum.fetch.timeout.ms", "replica.fetch.wait.max.ms"};

/// As java.util.Properties reads a value: ISO 8859-1, with escapes for the rest.
std::string escaped(std::string_view text) {
    constexpr char32_t first_beyond_ascii = 0x80, first_of_pairs = 0x10000;
    std::string out;
    while (!text.empty()) {
        const auto code = static_cast<std::uint32_t>(base::take_utf8(text));
        if (code >= first_of_pairs) {
            const std::uint32_t rest = code - first_of_pairs;
            out += fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10U), 0xDC00 + (rest & 0x3FFU));
        } else if (code >= first_beyond_ascii) {
            out += fmt::format("\\u{:04x}", code);
        } else {
            if (code == '\\') out += '\\';
            out += static_cast<char>(code);
        }
    }
    return out;
}

std::string voters_of(const NodeList& list) {
    std::string voters;
    for (const NodeList::Node& node : list.nodes)
        if (node.ref.kind == view::NodeKind::controller)
            voters += fmt::format("{}{}@{}", voters.empty() ? "" : ",", node.ref.id, node.endpoint.text());
    return voters;
}

/// What a Riparium cluster is without being told, and Apache Kafka is not (MSK's defaults).
std::map<std::string, std::string, std::less<>> settings_of(const NodeList& list) {
    const auto brokers = std::ranges::count(list.nodes, view::NodeKind::broker,
                                            [](const NodeList::Node& node) { return node.ref.kind; });
    const std::string replicas = std::to_string(std::min<std::ptrdiff_t>(3, brokers));
    const std::string in_sync = brokers >= 3 ? "2" : "1";
    std::map<std::string, std::string, std::less<>> settings{
        {"auto.create.topics.enable", "false"},
        {"num.io.threads", "8"},
        {"num.network.threads", "5"},
        {"num.replica.fetchers", "2"},
        {"offsets.topic.replication.factor", replicas},
        {"transaction.state.log.replication.factor", replicas},
        {"transaction.state.log.min.isr", in_sync},
        {"share.coordinator.state.topic.replication.factor", replicas},
        {"share.coordinator.state.topic.min.isr", in_sync},
    };
    for (const auto& [key, value] : list.settings)
        if (!hosted_only.contains(key)) settings[key] = value;
    return settings;
}

std::string readme(const NodeList& list, const fs::path& folder) {
    std::string text = fmt::format(
        "# {} on Apache Kafka\n\nEach file here starts one node of the cluster as Apache Kafka 4.x, on the "
        "folders, addresses and ids that it\nhad in Riparium. Topics, configurations and records are where "
        "they are: nothing is copied.\n\nKeep the Riparium cluster stopped. Controllers first, each in a "
        "terminal or service of its own:\n\n",
        list.cluster);
    for (const view::NodeKind kind : {view::NodeKind::controller, view::NodeKind::broker})
        for (const NodeList::Node& node : list.nodes)
            if (node.ref.kind == kind)
                text += fmt::format("    bin/kafka-server-start.sh {}\n",
                                    (folder / (node.name + ".properties")).string());
    text += "\nThe folders need no formatting: kafka-storage.sh is not to be run on them. Timeouts that "
            "Riparium shortens to show\nfaults at once are left to Kafka's defaults. Take a copy of the "
            "data folder first if you may want to come back.\n";
    return text;
}

/// Held while the files are written: no node runs meanwhile.
Result<std::vector<std::unique_ptr<storage::Lock>>> lock_nodes(storage::Disk& disk, const NodeList& list,
                                                               const fs::path& data_dir) {
    std::vector<std::unique_ptr<storage::Lock>> locks;
    for (const NodeList::Node& node : list.nodes) {
        const fs::path folder = data_dir / node.name;
        if (!disk.exists(folder / "meta.properties"))
            return Error(ErrorCode::kafka_storage_error,
                         fmt::format("{} is missing: the cluster was never wholly started, or the folder was "
                                     "taken away.",
                                     folder.string()));
        auto lock = disk.lock(folder / ".lock");
        if (!lock)
            return Error(ErrorCode::invalid_request,
                         fmt::format("The cluster on {} is running. Stop it first.", data_dir.string()));
        locks.push_back(std::move(*lock));
    }
    return locks;
}

} // namespace

std::string server_properties(const NodeList& list, const NodeList::Node& node, const fs::path& data_dir) {
    const bool broker = node.ref.kind == view::NodeKind::broker;
    const std::string own = fmt::format(
        "{}://{}", broker ? broker::plaintext_listener : broker::controller_listener, node.endpoint.text());
    std::string text =
        fmt::format("# {} of {}, written by Riparium for Apache Kafka 4.x.\n", node.name, list.cluster);
    const auto add = [&text](std::string_view key, const std::string& value) {
        text += fmt::format("{}={}\n", key, escaped(value));
    };
    add("process.roles", broker ? "broker" : "controller");
    add("node.id", std::to_string(node.ref.id));
    add("controller.quorum.voters", voters_of(list));
    add("controller.listener.names", broker::controller_listener);
    add("listeners", own);
    if (broker) {
        add("advertised.listeners", own);
        add("inter.broker.listener.name", broker::plaintext_listener);
        add("broker.rack", node.az);
    }
    add("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    add("log.dirs", fs::absolute(data_dir / node.name).string());
    text += "\n";
    for (const auto& [key, value] : settings_of(list)) add(key, value);
    return text;
}

Result<view::GraduateAnswer> graduate(storage::Disk& disk, const fs::path& data_dir) {
    const auto list = load_node_list(disk, data_dir);
    if (!list) return list.error();
    const auto locks = lock_nodes(disk, *list, data_dir);
    if (!locks) return locks.error();
    const fs::path folder = fs::absolute(data_dir / graduate_folder);
    if (const auto made = disk.make_folder(folder); !made) return made.error();
    view::GraduateAnswer answer;
    answer.folder = folder.string();
    const auto write = [&](const std::string& name, const std::string& content) {
        answer.files.push_back((folder / name).string());
        return storage::replace_file(disk, folder / name, base::as_bytes(content), false);
    };
    for (const NodeList::Node& node : list->nodes)
        if (const auto done = write(node.name + ".properties", server_properties(*list, node, data_dir));
            !done)
            return done.error();
    if (const auto done = write("README.md", readme(*list, folder)); !done) return done.error();
    return answer;
}

Result<view::GraduateAnswer> graduate(const fs::path& data_dir) {
    storage::PosixDisk disk;
    return graduate(disk, data_dir);
}

} // namespace cluster
