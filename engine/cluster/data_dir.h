#pragma once
// The folder of a hosted cluster: one log directory per node inside. Temporary ones are removed after a clean
// stop. Thread: control. Source: DESIGN 8a.

#include "base/result.h"
#include "base/uuid.h"
#include "storage/disk.h"

#include <filesystem>

namespace cluster {

class DataDir {
public:
    /// An empty `wanted` asks for a fresh temporary folder.
    DataDir(storage::Disk& disk, std::filesystem::path wanted);

    /// Makes the folder if it is missing. Error: a sentence with the remedy (read-only, a file in its place
    /// ...).
    base::Result<> prepare();
    /// The cluster id that nodes here already have; none in a fresh folder. Error: they disagree.
    base::Result<std::optional<base::Uuid>> cluster_id() const;
    /// How many controllers the cluster had at its last start; 0 in a fresh folder. Error: it kept metadata,
    /// and most of their folders are gone: the others would elect a quorum that knows nothing of it.
    base::Result<std::size_t> controllers() const;
    /// Removes a temporary folder with all it holds; keeps any other.
    void remove_if_temporary();

    const std::filesystem::path& path() const { return path_; }
    bool temporary() const { return temporary_; }

private:
    bool has_node(const std::string& name) const;
    bool kept_metadata() const;
    std::size_t controller_folders() const;

    storage::Disk& disk_;
    std::filesystem::path path_;
    bool temporary_;
};

} // namespace cluster
