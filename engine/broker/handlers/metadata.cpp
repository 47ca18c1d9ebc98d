// What is read from the image: Metadata (API 3), DescribeConfigs (API 32), DescribeCluster (API 60),
// DescribeTopicPartitions (API 75).
// Source: reference 3.9 to 3.11.

#include "broker/broker.h"
#include "broker/handlers/handlers.h"
#include "broker/handlers/leader_doubt.h"
#include "metadata/metadata_api.h"
#include "wire/messages/topics.h"

namespace broker {
namespace {

constexpr std::int32_t auto_create_timeout_ms = 30'000;

metadata::Asked asked_by(const Broker& broker, const Request& request) {
    metadata::Asked asked;
    asked.cluster_id = broker.config().cluster_id.text();
    asked.listener = request.connection().listener();
    asked.own = broker.config().id;
    const auto layers = metadata::config_layers(broker.image(), asked.own, broker.config().settings);
    asked.auto_create = metadata::broker_boolean("auto.create.topics.enable", layers);
    return asked;
}

/// Clients poll until the topics are there; nobody waits for this.
void create_topics(Broker& broker, const std::vector<std::string>& names) {
    wire::CreateTopicsRequest request;
    request.timeout_ms = auto_create_timeout_ms;
    for (const std::string& name : names) {
        auto& topic = request.topics.emplace_back();
        topic.name = name;
        topic.num_partitions = -1;
        topic.replication_factor = -1;
    }
    base::Buffers parts =
        wire::encode_request(0, std::nullopt, request, wire::CreateTopicsRequest::api.versions.max);
    std::vector<base::Byte> frame;
    for (const base::Buffer& part : parts)
        frame.insert(frame.end(), part.bytes().begin(), part.bytes().end());
    broker.channel().forward(base::Buffer::of(std::move(frame)), [](const base::Result<base::Buffers>&) {});
}

} // namespace

void handle_metadata(Broker& broker, Request request) {
    wire::MetadataRequest body;
    if (request.read(body)) broker.leader_doubt().keep_for_this_turn(std::move(request), std::move(body));
}

void answer_metadata(Broker& broker, Request request, wire::MetadataRequest body) {
    const auto answer =
        metadata::metadata_response(broker.image(), body, asked_by(broker, request), request.version());
    if (broker.leader_doubt().concerns(answer.response))
        return broker.leader_doubt().keep(std::move(request), std::move(body));
    if (!answer.to_create.empty()) create_topics(broker, answer.to_create);
    request.reply(answer.response);
}

void handle_describe_configs(Broker& broker, Request request) {
    wire::DescribeConfigsRequest body;
    if (!request.read(body)) return;
    request.reply(
        metadata::describe_configs(broker.image(), body, broker.config().id, broker.config().settings));
}

void handle_describe_topic_partitions(Broker& broker, Request request) {
    wire::DescribeTopicPartitionsRequest body;
    if (!request.read(body)) return;
    request.reply(metadata::describe_topic_partitions(broker.image(), body, asked_by(broker, request)));
}

void handle_describe_cluster(Broker& broker, Request request) {
    wire::DescribeClusterRequest body;
    if (!request.read(body)) return;
    request.reply(metadata::describe_cluster(broker.image(), body, asked_by(broker, request)));
}

} // namespace broker
