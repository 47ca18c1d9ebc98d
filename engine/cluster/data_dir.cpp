#include "cluster/data_dir.h"

#include "cluster/node_list.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>

namespace cluster {

namespace fs = std::filesystem;
using kafka::ErrorCode;

namespace {
constexpr const char* meta_file = "meta.properties";
}

DataDir::DataDir(storage::Disk& disk, fs::path wanted)
    : disk_(disk), path_(std::move(wanted)), temporary_(path_.empty()) {}

base::Result<> DataDir::prepare() {
    if (temporary_ && path_.empty()) {
        std::error_code error;
        std::string name = (fs::temp_directory_path(error) / "riparium-XXXXXX").string();
        if (error || ::mkdtemp(name.data()) == nullptr)
            return base::Error(
                ErrorCode::kafka_storage_error,
                "No temporary folder could be made. Give the cluster a data folder of its own.");
        path_ = name;
        return {};
    }
    std::error_code error;
    const fs::path absolute = fs::absolute(path_, error);
    if (!error) path_ = absolute;
    return disk_.make_folder(path_);
}

base::Result<std::optional<base::Uuid>> DataDir::cluster_id() const {
    std::optional<base::Uuid> found;
    const auto entries = disk_.list(path_);
    if (!entries) return entries.error();
    for (const auto& entry : *entries) {
        const fs::path file = path_ / entry.name / meta_file;
        if (!entry.directory || !disk_.exists(file)) continue;
        const auto content = storage::read_file(disk_, file);
        if (!content) return content.error();
        const std::string_view text = base::as_text(*content);
        constexpr std::string_view key = "cluster.id=";
        const auto at = text.find(key);
        if (at == std::string_view::npos) continue;
        const auto id = base::Uuid::parse(text.substr(at + key.size(), 22));
        if (!id || (found && *found != *id))
            return base::Error(
                ErrorCode::inconsistent_cluster_id,
                fmt::format("{} belongs to another cluster than its neighbours. Choose another data "
                            "folder, or take that one away.",
                            file.parent_path().string()));
        found = id;
    }
    return found;
}

bool DataDir::has_node(const std::string& name) const {
    return disk_.exists(path_ / name / meta_file);
}

/// A broker has copied some: there was a quorum, so most controllers had a folder.
bool DataDir::kept_metadata() const {
    const auto entries = disk_.list(path_);
    return entries && std::ranges::any_of(*entries, [this](const auto& entry) {
               const auto log = disk_.list(path_ / entry.name / "__cluster_metadata-0");
               return entry.name.starts_with("broker-") && log &&
                      std::ranges::any_of(*log, [](const auto& file) {
                          return file.name.ends_with(".log") && file.size > 0;
                      });
           });
}

std::size_t DataDir::controller_folders() const {
    const auto entries = disk_.list(path_);
    if (!entries) return 0;
    return static_cast<std::size_t>(std::ranges::count_if(*entries, [this](const auto& entry) {
        return entry.name.starts_with("controller-") && has_node(entry.name);
    }));
}

base::Result<std::size_t> DataDir::controllers() const {
    const auto list = load_node_list(disk_, path_);
    if (!list) return controller_folders(); // a fresh one, or the list is written anew
    std::size_t known = 0;
    std::vector<std::string> missing;
    for (const NodeList::Node& node : list->nodes) {
        if (node.ref.kind != view::NodeKind::controller) continue;
        ++known;
        if (!has_node(node.name)) missing.push_back(node.name);
    }
    if (missing.empty() || 2 * missing.size() < known || !kept_metadata()) return known;
    return base::Error(
        ErrorCode::kafka_storage_error,
        fmt::format("{} {} missing in {}, and with most controllers' folders gone the cluster's metadata is "
                    "lost. Put them back, or choose an empty data folder.",
                    fmt::join(missing, ", "), missing.size() == 1 ? "is" : "are", path_.string()));
}

void DataDir::remove_if_temporary() {
    if (!temporary_ || path_.empty()) return;
    (void)storage::remove_tree(disk_, path_);
    path_.clear();
}

} // namespace cluster
