#include "metadata/metadata_api.h"

#include "metadata/topic_names.h"

#include <algorithm>
#include <set>

namespace metadata {
namespace {

using kafka::ErrorCode;
using Topic = wire::MetadataResponse::MetadataResponseTopic;
using PageTopic = wire::DescribeTopicPartitionsResponse::DescribeTopicPartitionsResponseTopic;

constexpr std::int16_t number(ErrorCode code) {
    return static_cast<std::int16_t>(code);
}

Replicas offline_replicas(const ClusterImage& image, const PartitionInfo& partition,
                          std::string_view listener) {
    Replicas offline;
    for (const BrokerId id : partition.replicas) {
        const BrokerRegistration* broker = image.broker(id);
        if (broker == nullptr || broker->fenced || broker->endpoint(listener) == nullptr)
            offline.push_back(id);
    }
    return offline;
}

/// What Metadata and DescribeTopicPartitions say alike. A leader that cannot be reached is no leader to the
/// client.
template <class Partition>
void describe_partition(const ClusterImage& image, const PartitionInfo& info, std::size_t index,
                        std::string_view listener, bool knows_listener_error, Partition& out) {
    const BrokerRegistration* leader = image.broker(info.leader);
    const bool reachable = leader != nullptr && leader->endpoint(listener) != nullptr;
    out.partition_index = static_cast<std::int32_t>(index);
    out.leader_id = reachable ? info.leader.value : base::no_broker.value;
    out.leader_epoch = info.leader_epoch.value;
    if (!reachable)
        out.error_code = number(leader != nullptr && knows_listener_error ? ErrorCode::listener_not_found
                                                                          : ErrorCode::leader_not_available);
    out.replica_nodes = to_numbers(info.replicas);
    out.isr_nodes = to_numbers(info.isr);
    out.offline_replicas = to_numbers(offline_replicas(image, info, listener));
}

class MetadataBuilder {
public:
    MetadataBuilder(const ClusterImage& image, const wire::MetadataRequest& request, const Asked& asked,
                    std::int16_t version)
        : image_(image), request_(request), asked_(asked), version_(version) {}

    MetadataAnswer build() {
        auto& response = answer_.response;
        brokers(response);
        response.cluster_id = asked_.cluster_id;
        response.controller_id = any_live_broker(image_, asked_.own).value;
        if (version_ >= 8 && version_ <= 10 && request_.include_cluster_authorized_operations)
            response.cluster_authorized_operations = every_cluster_operation;
        const bool all = version_ == 0 ? !request_.topics || request_.topics->empty() : !request_.topics;
        if (all) {
            for (const auto& [name, topic] : image_.topics()) known(topic);
        } else {
            named(*request_.topics);
        }
        return std::move(answer_);
    }

private:
    using Wanted = wire::MetadataRequest::MetadataRequestTopic;

    void brokers(wire::MetadataResponse& response) const {
        for (const auto& [id, broker] : image_.brokers()) {
            const Endpoint* endpoint = broker.endpoint(asked_.listener);
            if (broker.fenced || endpoint == nullptr) continue;
            auto& node = response.brokers.emplace_back();
            node.node_id = id.value;
            node.host = endpoint->host;
            node.port = endpoint->port;
            node.rack = broker.rack;
        }
    }

    Topic& add(ErrorCode code, std::optional<std::string> name, TopicId id) {
        Topic& topic = answer_.response.topics.emplace_back();
        topic.error_code = number(code);
        topic.is_internal = name && is_internal_topic(*name);
        topic.name = std::move(name);
        topic.topic_id = id;
        return topic;
    }

    void known(const TopicInfo& info) {
        Topic& topic = add(ErrorCode::none, info.name, info.id);
        if (version_ >= 8 && request_.include_topic_authorized_operations)
            topic.topic_authorized_operations = every_topic_operation;
        topic.partitions.resize(info.partitions.size());
        for (std::size_t i = 0; i < info.partitions.size(); ++i)
            describe_partition(image_, info.partitions[i], i, asked_.listener, version_ >= 6,
                               topic.partitions[i]);
    }

    void named(const std::vector<Wanted>& topics) {
        const auto impossible = [](const Wanted& t) { return !t.name || !t.topic_id.is_zero(); };
        if (version_ < 12 && std::any_of(topics.begin(), topics.end(), impossible)) {
            for (const Wanted& t : topics) add(ErrorCode::invalid_request, t.name.value_or(""), t.topic_id);
            return;
        }
        std::set<TopicId> ids;
        std::set<std::string_view> names;
        for (const Wanted& t : topics) {
            if (!t.topic_id.is_zero()) {
                if (ids.insert(t.topic_id).second) by_id(t.topic_id);
            } else if (!t.name) {
                add(ErrorCode::invalid_request, std::nullopt, {});
            } else if (names.insert(*t.name).second) {
                by_name(*t.name);
            }
        }
    }

    void by_id(TopicId id) {
        if (const TopicInfo* info = image_.topic(id))
            known(*info);
        else
            add(ErrorCode::unknown_topic_id, std::nullopt, id);
    }

    void by_name(const std::string& name) {
        if (const TopicInfo* info = image_.topic(name)) return known(*info);
        if (!validate_topic_name(name)) {
            add(ErrorCode::invalid_topic_exception, name, {});
            return;
        }
        add(ErrorCode::unknown_topic_or_partition, name, {});
        const bool may_create = version_ < 4 || request_.allow_auto_topic_creation;
        if (may_create && asked_.auto_create) answer_.to_create.push_back(name);
    }

    const ClusterImage& image_;
    const wire::MetadataRequest& request_;
    const Asked& asked_;
    std::int16_t version_;
    MetadataAnswer answer_;
};

/// One page of DescribeTopicPartitions.
class PageBuilder {
public:
    PageBuilder(const ClusterImage& image, const Asked& asked, std::int32_t limit)
        : image_(image), asked_(asked), left_(static_cast<std::size_t>(limit)) {}

    /// False when the page is full.
    bool add(const std::string& name, std::size_t first) {
        if (left_ == 0) {
            next(name, 0);
            return false;
        }
        const TopicInfo* info = image_.topic(name);
        PageTopic& topic = response_.topics.emplace_back();
        topic.name = name;
        topic.is_internal = is_internal_topic(name);
        topic.topic_authorized_operations = every_topic_operation;
        if (info == nullptr) {
            topic.error_code = number(validate_topic_name(name) ? ErrorCode::unknown_topic_or_partition
                                                                : ErrorCode::invalid_topic_exception);
            return true;
        }
        topic.topic_id = info->id;
        std::size_t i = first;
        for (; i < info->partitions.size() && left_ > 0; ++i, --left_) {
            const PartitionInfo& partition = info->partitions[i];
            auto& out = topic.partitions.emplace_back();
            describe_partition(image_, partition, i, asked_.listener, true, out);
            out.eligible_leader_replicas = to_numbers(partition.elr);
            out.last_known_elr = to_numbers(partition.last_known_elr);
        }
        if (i >= info->partitions.size()) return true;
        next(name, i);
        return false;
    }
    wire::DescribeTopicPartitionsResponse take() { return std::move(response_); }

private:
    void next(const std::string& topic, std::size_t partition) {
        auto& cursor = response_.next_cursor.emplace();
        cursor.topic_name = topic;
        cursor.partition_index = static_cast<std::int32_t>(partition);
    }

    const ClusterImage& image_;
    const Asked& asked_;
    std::size_t left_;
    wire::DescribeTopicPartitionsResponse response_;
};

} // namespace

BrokerId any_live_broker(const ClusterImage& image, BrokerId preferred) {
    const BrokerRegistration* own = image.broker(preferred);
    if (own != nullptr && !own->fenced) return preferred;
    for (const auto& [id, broker] : image.brokers())
        if (!broker.fenced) return id;
    return base::no_broker;
}

MetadataAnswer metadata_response(const ClusterImage& image, const wire::MetadataRequest& request,
                                 const Asked& asked, std::int16_t version) {
    return MetadataBuilder(image, request, asked, version).build();
}

wire::DescribeTopicPartitionsResponse
describe_topic_partitions(const ClusterImage& image, const wire::DescribeTopicPartitionsRequest& request,
                          const Asked& asked) {
    if (request.cursor && request.cursor->partition_index < 0) {
        wire::DescribeTopicPartitionsResponse refused;
        for (const auto& wanted : request.topics) {
            PageTopic& topic = refused.topics.emplace_back();
            topic.error_code = number(ErrorCode::invalid_request);
            topic.name = wanted.name;
        }
        return refused;
    }
    const std::string from = request.cursor ? request.cursor->topic_name : std::string();
    const auto first_of = [&](const std::string& name) {
        return request.cursor && name == from ? static_cast<std::size_t>(request.cursor->partition_index)
                                              : std::size_t{0};
    };
    PageBuilder page(image, asked, std::max(1, std::min(asked.page_limit, request.response_partition_limit)));
    if (request.topics.empty()) {
        for (auto it = image.topics().lower_bound(from); it != image.topics().end(); ++it)
            if (!page.add(it->first, first_of(it->first))) break;
        return page.take();
    }
    std::set<std::string> names;
    for (const auto& wanted : request.topics) names.insert(wanted.name);
    for (auto it = names.lower_bound(from); it != names.end(); ++it)
        if (!page.add(*it, first_of(*it))) break;
    return page.take();
}

wire::DescribeClusterResponse
describe_cluster(const ClusterImage& image, const wire::DescribeClusterRequest& request, const Asked& asked) {
    wire::DescribeClusterResponse response;
    response.cluster_id = asked.cluster_id;
    response.endpoint_type = request.endpoint_type;
    constexpr std::int8_t brokers = 1;
    if (request.endpoint_type != brokers) {
        const bool controllers = request.endpoint_type == 2; // asked of the wrong kind of listener
        response.error_code =
            number(controllers ? ErrorCode::mismatched_endpoint_type : ErrorCode::unsupported_endpoint_type);
        response.error_message = kafka::sentence(static_cast<ErrorCode>(response.error_code));
        return response;
    }
    response.controller_id = any_live_broker(image, asked.own).value;
    if (request.include_cluster_authorized_operations)
        response.cluster_authorized_operations = every_cluster_operation;
    for (const auto& [id, broker] : image.brokers()) {
        const Endpoint* endpoint = broker.endpoint(asked.listener);
        if (endpoint == nullptr || (broker.fenced && !request.include_fenced_brokers)) continue;
        auto& node = response.brokers.emplace_back();
        node.broker_id = id.value;
        node.host = endpoint->host;
        node.port = endpoint->port;
        node.rack = broker.rack;
        node.is_fenced = broker.fenced;
    }
    return response;
}

} // namespace metadata
