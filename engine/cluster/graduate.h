#pragma once
// Graduation: what Apache Kafka 4.x needs to start on the folders of a stopped cluster, node by node, on the
// same addresses. Source: DESIGN 8a; reference, kafka-protocol 8.

#include "base/result.h"
#include "cluster/node_list.h"
#include "storage/disk.h"
#include "view/commands.h"

namespace cluster {

/// The folder below the data folder that the files go to.
inline constexpr const char* graduate_folder = "kafka";

/// The properties of one node. Pure.
std::string server_properties(const NodeList& list, const NodeList::Node& node,
                              const std::filesystem::path& data_dir);

/// Writes DIR/kafka/<node>.properties and DIR/kafka/README.md. Error: the cluster runs, was never started, or
/// the folder cannot be written; a sentence.
base::Result<view::GraduateAnswer> graduate(storage::Disk& disk, const std::filesystem::path& data_dir);
/// On the disk of this machine.
base::Result<view::GraduateAnswer> graduate(const std::filesystem::path& data_dir);

} // namespace cluster
