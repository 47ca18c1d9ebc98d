#pragma once
// The feature levels that this program can run a cluster at; nodes tell them when they register. Any thread.
// Source: reference 1.3, 8.

#include "metadata/image.h"
#include "metadata/record_versions.h"

namespace metadata {

/// By name: the finalised levels of the metadata log must lie within.
inline std::map<std::string, FeatureRange> supported_features() {
    return {{std::string(metadata_version_feature), {metadata_version, metadata_version}},
            {std::string(elr_feature), {0, 1}},
            {std::string(group_feature), {0, 1}},
            {std::string(transaction_feature), {0, 2}}};
}

} // namespace metadata
