#pragma once
// Answers that are read from an image alone: what clients ask to find their way. Pure, any thread that owns
// the image. Source: reference 3.9, 3.10. They cost what they answer: named topics, never the whole image.

#include "metadata/configs.h"
#include "metadata/image.h"
#include "wire/messages/cluster.h"
#include "wire/messages/configs.h"
#include "wire/messages/metadata.h"

namespace metadata {

/// Bit sets of allowed operations while nothing forbids anything (reference 3.9).
inline constexpr std::int32_t every_topic_operation = 3576;
inline constexpr std::int32_t every_cluster_operation = 8096;

/// Who answers, and to whom.
struct Asked {
    std::string cluster_id;
    std::string listener;           ///< that the request came in on: clients are sent to the same one
    BrokerId own;                   ///< of the broker that answers
    bool auto_create = false;       ///< auto.create.topics.enable
    std::int32_t page_limit = 2000; ///< max.request.partition.size.limit
};

struct MetadataAnswer {
    wire::MetadataResponse response;
    /// Unknown topics that the client may have created now; they are answered UNKNOWN_TOPIC_OR_PARTITION
    /// meanwhile.
    std::vector<std::string> to_create;
};

/// `version` of the request: before 1 an empty list means all topics, before 12 there are no ids.
MetadataAnswer metadata_response(const ClusterImage& image, const wire::MetadataRequest& request,
                                 const Asked& asked, std::int16_t version);

/// One page, topics by name, from the cursor on.
wire::DescribeTopicPartitionsResponse
describe_topic_partitions(const ClusterImage& image, const wire::DescribeTopicPartitionsRequest& request,
                          const Asked& asked);

wire::DescribeClusterResponse
describe_cluster(const ClusterImage& image, const wire::DescribeClusterRequest& request, const Asked& asked);

/// Every known key with its effective value. Broker resources are answered for `own` and for the cluster's
/// default.
wire::DescribeConfigsResponse describe_configs(const ClusterImage& image,
                                               const wire::DescribeConfigsRequest& request, BrokerId own,
                                               const StaticConfig& static_config);

/// Some broker that can be asked what only a controller may do (every broker can); -1 when none is live.
BrokerId any_live_broker(const ClusterImage& image, BrokerId preferred);

} // namespace metadata
