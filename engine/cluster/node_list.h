#pragma once
// `nodes.json` in a cluster's data folder: which nodes it has, where they listen and what they are told, as
// of its last start. So that what works on the folder alone (ripariumctl graduate) needs no document. Reads
// and writes a file; any thread.

#include "cluster/node_plan.h"
#include "storage/disk.h"

namespace cluster {

inline constexpr const char* node_list_name = "nodes.json";

struct NodeList {
    struct Node {
        view::NodeRef ref;
        std::string name; ///< also of its folder
        std::string az;
        net::Endpoint endpoint;
    };
    std::string cluster;
    std::vector<Node> nodes;                                  ///< brokers, then controllers
    std::map<std::string, std::string, std::less<>> settings; ///< static configuration of all of them
};

NodeList node_list_of(const std::string& cluster, const NodePlan& plan);
/// Atomic: the old content or the new.
base::Result<> save_node_list(storage::Disk& disk, const std::filesystem::path& data_dir,
                              const NodeList& list);
/// Error: there is none, or it cannot be read; a sentence.
base::Result<NodeList> load_node_list(storage::Disk& disk, const std::filesystem::path& data_dir);

} // namespace cluster
