#pragma once
// A cluster document: a `.riparium` file, the JSON form of a view::ClusterLayout.
//
//   { "version": 1, "name": "orders-lab",
//     "azs": [ { "name": "a", "brokers": [ { "id": 1, "storage_gib": 10 } ] } ],
//     "listeners": { "plaintext": 9092 }, "broker_config": { "num.partitions": "3" } }
//
// `listeners` and `broker_config` may be left out. Errors name the JSON path, as "azs[1].brokers[0].id"; the
// file is never changed by reading it. Any thread; reads and writes files.

#include "base/result.h"
#include "view/layout.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace cluster {

inline constexpr int document_version = 1;
inline constexpr const char* document_suffix = ".riparium";

/// INVALID_REQUEST: not JSON, a key that is unknown or missing, a wrong type, a newer version, an impossible
/// layout.
base::Result<view::ClusterLayout> parse_document(std::string_view text);
std::string print_document(const view::ClusterLayout& layout);

/// Also KAFKA_STORAGE_ERROR when the file cannot be read. The sentence names the file.
base::Result<view::ClusterLayout> load_document(const std::filesystem::path& path);
/// Atomic: the old content or the new, whatever happens. REQUIRES: problems_of(layout) is empty.
base::Result<> save_document(const std::filesystem::path& path, const view::ClusterLayout& layout);

/// Where a document's cluster keeps its data unless told otherwise: "orders.riparium" -> "orders.data" beside
/// it.
std::filesystem::path default_data_dir(const std::filesystem::path& document);

} // namespace cluster
