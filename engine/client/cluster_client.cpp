#include "client/cluster_client.h"

#include "client/routing.h"
#include "wire/messages/list_offsets.h"
#include "wire/messages/metadata.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <fmt/format.h>

namespace client {
namespace {

constexpr auto awaiting = boost::asio::as_tuple(boost::asio::use_awaitable);

Topic topic_of(const wire::MetadataResponse::MetadataResponseTopic& from) {
    Topic topic;
    topic.name = from.name.value_or("");
    topic.id = from.topic_id;
    topic.internal = from.is_internal;
    for (const auto& p : from.partitions) {
        Partition partition;
        partition.index = p.partition_index;
        partition.leader = p.leader_id;
        partition.leader_epoch = p.leader_epoch;
        partition.replicas = p.replica_nodes;
        partition.isr = p.isr_nodes;
        partition.offline = p.offline_replicas;
        topic.partitions.push_back(std::move(partition));
    }
    std::sort(topic.partitions.begin(), topic.partitions.end(),
              [](const Partition& a, const Partition& b) { return a.index < b.index; });
    return topic;
}

wire::MetadataRequest metadata_request(const std::optional<std::vector<std::string>>& topics) {
    wire::MetadataRequest request;
    request.allow_auto_topic_creation = false;
    if (!topics) return request;
    request.topics.emplace();
    for (const std::string& name : *topics) {
        wire::MetadataRequest::MetadataRequestTopic topic;
        topic.name = name;
        request.topics->push_back(std::move(topic));
    }
    return request;
}

wire::ListOffsetsRequest offsets_request(const std::string& topic,
                                         const std::vector<std::int32_t>& partitions, std::int64_t timestamp,
                                         bool read_committed) {
    wire::ListOffsetsRequest::ListOffsetsTopic in_topic;
    in_topic.name = topic;
    for (const std::int32_t partition : partitions) {
        wire::ListOffsetsRequest::ListOffsetsPartition asked;
        asked.partition_index = partition;
        asked.timestamp = timestamp;
        in_topic.partitions.push_back(asked);
    }
    wire::ListOffsetsRequest request;
    request.isolation_level = read_committed ? 1 : 0;
    request.timeout_ms = 30'000;
    request.topics.push_back(std::move(in_topic));
    return request;
}

} // namespace

base::Error broker_error(std::int16_t code, const std::optional<std::string>& sentence) {
    const auto known = static_cast<kafka::ErrorCode>(code);
    if (sentence && !sentence->empty()) return {known, *sentence};
    return base::Error(known);
}

base::Error unanswered(std::string_view what) {
    return {kafka::ErrorCode::unknown_server_error,
            fmt::format("the broker's answer does not mention {}", what)};
}

// ---- retries
// --------------------------------------------------------------------------------------------------

Retry::Retry(boost::asio::io_context& context, const ClusterOptions& options, base::Duration patience)
    : timer_(context), pause_(options.retry_pause),
      deadline_(std::chrono::steady_clock::now() + options.operation_timeout),
      missing_deadline_(std::chrono::steady_clock::now() + patience) {}

bool Retry::allows(const base::Error& error) const {
    const bool missing = error.code == kafka::ErrorCode::unknown_topic_or_partition;
    const base::Instant until = missing ? missing_deadline_ : deadline_;
    return kafka::retriable(error.code) && std::chrono::steady_clock::now() + pause_ < until;
}

Awaitable<bool> Retry::pause() {
    ++attempts_;
    timer_.expires_after(pause_);
    pause_ = std::min<base::Duration>(pause_ * 2, std::chrono::seconds(1));
    co_await timer_.async_wait(awaiting);
    co_return true;
}

// ---- connections
// ----------------------------------------------------------------------------------------------

ClusterClient::State::State(boost::asio::io_context& c, const base::Clock& k, ClusterOptions o)
    : context(c), clock(k), options(std::move(o)) {}

Awaitable<base::Result<std::shared_ptr<Connection>>>
ClusterClient::State::own_connection(net::Endpoint endpoint) {
    const auto self = shared_from_this();
    if (closed) co_return base::Error(kafka::ErrorCode::network_exception, "the client is closed");
    auto made = co_await Connection::connect(context, endpoint, options.connection);
    if (!made) co_return made.error();
    const auto agreed = co_await (*made)->negotiate();
    if (!agreed) co_return agreed.error();
    co_return std::move(*made);
}

Awaitable<base::Result<std::shared_ptr<Connection>>>
ClusterClient::State::connection_to(net::Endpoint endpoint) {
    const auto known = connections.find(endpoint);
    if (known != connections.end() && known->second->open()) co_return known->second;
    auto made = co_await own_connection(endpoint);
    if (!made) co_return made.error();
    if (closed) co_return base::Error(kafka::ErrorCode::network_exception, "the client is closed");
    connections[endpoint] = *made;
    co_return std::move(*made);
}

Awaitable<base::Result<std::shared_ptr<Connection>>> ClusterClient::State::any_connection() {
    std::vector<net::Endpoint> candidates;
    for (const auto& [endpoint, connection] : connections)
        if (connection->open()) candidates.push_back(endpoint);
    const auto also = [&](const net::Endpoint& endpoint) {
        if (std::find(candidates.begin(), candidates.end(), endpoint) == candidates.end())
            candidates.push_back(endpoint);
    };
    for (const auto& [id, node] : nodes) also(node.endpoint);
    for (const net::Endpoint& server : options.bootstrap) also(server);
    base::Error last(kafka::ErrorCode::network_exception, "no server is named");
    for (const net::Endpoint& candidate : candidates) {
        auto made = co_await connection_to(candidate);
        if (made) co_return std::move(*made);
        last = made.error();
    }
    co_return last;
}

Awaitable<base::Result<>> ClusterClient::State::ask_any(const wire::Message& request,
                                                        wire::Message& response) {
    const auto connection = co_await any_connection();
    if (!connection) co_return connection.error();
    co_return co_await (*connection)->call(request, response);
}

void ClusterClient::State::close() {
    closed = true;
    const auto all = std::move(connections);
    connections.clear();
    for (const auto& [endpoint, connection] : all) connection->close();
}

// ---- metadata
// -------------------------------------------------------------------------------------------------

Awaitable<base::Result<Metadata>> ClusterClient::State::learn(std::optional<std::vector<std::string>> names) {
    const auto self = shared_from_this();
    const wire::MetadataRequest request = metadata_request(names);
    wire::MetadataResponse response;
    const auto done = co_await ask_any(request, response);
    if (!done) co_return done.error();
    if (response.error_code != 0) co_return broker_error(response.error_code);
    Metadata found;
    found.cluster_id = response.cluster_id.value_or("");
    found.controller = response.controller_id;
    nodes.clear();
    for (const auto& broker : response.brokers) {
        Node node;
        node.id = broker.node_id;
        node.endpoint = net::Endpoint(broker.host, static_cast<std::uint16_t>(broker.port));
        node.rack = broker.rack;
        nodes[node.id] = node;
        found.nodes.push_back(std::move(node));
    }
    if (!names) topics.clear();
    std::optional<base::Error> bad;
    for (const auto& answer : response.topics) {
        const std::string name = answer.name.value_or("");
        const auto code = static_cast<kafka::ErrorCode>(answer.error_code);
        // Without a leader a topic still is known; what it lacks is said where it is needed.
        if (code == kafka::ErrorCode::none || code == kafka::ErrorCode::leader_not_available) {
            found.topics.push_back(topic_of(answer));
            topics[name] = found.topics.back();
        } else {
            topics.erase(name);
            if (names) bad = base::Error(code, fmt::format("topic {}: {}", name, kafka::sentence(code)));
        }
    }
    if (bad) co_return *bad;
    co_return found;
}

Awaitable<base::Result<Topic>> ClusterClient::State::topic(std::string name) {
    const auto self = shared_from_this();
    Retry retrying = retry();
    const std::vector<std::string> asked(1, name);
    for (;;) {
        const auto known = topics.find(name);
        if (known != topics.end()) co_return known->second;
        const auto learnt = co_await learn(asked);
        if (learnt && topics.contains(name)) continue;
        const base::Error error = learnt ? unanswered("topic " + name) : learnt.error();
        if (closed || !retrying.allows(error)) co_return error;
        co_await retrying.pause();
    }
}

base::Result<net::Endpoint> ClusterClient::State::endpoint_of(std::int32_t node) const {
    const auto known = nodes.find(node);
    if (known != nodes.end()) return known->second.endpoint;
    return base::Error(kafka::ErrorCode::leader_not_available, fmt::format("broker {} is not known", node));
}

Awaitable<base::Result<Leader>> ClusterClient::State::place(std::string topic_name, std::int32_t partition) {
    const auto self = shared_from_this();
    const auto known = co_await topic(topic_name);
    if (!known) co_return known.error();
    const auto at = std::find_if(known->partitions.begin(), known->partitions.end(),
                                 [&](const Partition& p) { return p.index == partition; });
    if (at == known->partitions.end()) {
        forget(topic_name);
        co_return base::Error(kafka::ErrorCode::unknown_topic_or_partition,
                              fmt::format("topic {} has no partition {}", topic_name, partition));
    }
    const auto endpoint = endpoint_of(at->leader);
    if (!endpoint) {
        forget(topic_name);
        co_return base::Error(kafka::ErrorCode::leader_not_available,
                              fmt::format("partition {}-{} has no leader now", topic_name, partition));
    }
    Leader found;
    found.endpoint = *endpoint;
    co_return found;
}

Awaitable<base::Result<Leader>> ClusterClient::State::leader(std::string topic_name, std::int32_t partition) {
    const auto self = shared_from_this();
    auto found = co_await place(topic_name, partition);
    if (!found) co_return found.error();
    auto connection = co_await connection_to(found->endpoint);
    if (!connection) {
        forget(topic_name);
        co_return connection.error();
    }
    found->connection = std::move(*connection);
    co_return std::move(*found);
}

// ---- the client's own
// -----------------------------------------------------------------------------------------

ClusterClient::ClusterClient(boost::asio::io_context& context, const base::Clock& clock,
                             ClusterOptions options)
    : state_(std::make_shared<State>(context, clock, std::move(options))) {}
ClusterClient::~ClusterClient() {
    close();
}
void ClusterClient::close() {
    state_->close();
}

Awaitable<base::Result<Metadata>> ClusterClient::metadata(std::optional<std::vector<std::string>> topics) {
    const auto state = state_;
    Retry retry = state->retry();
    for (;;) {
        auto learnt = co_await state->learn(topics);
        if (learnt) co_return std::move(*learnt);
        if (state->closed || !retry.allows(learnt.error())) co_return learnt.error();
        co_await retry.pause();
    }
}

namespace {

using Offsets = std::map<std::int32_t, PartitionOffset>;

/// One question to one leader; what it answers is added to `found`. Error: the last one, if any.
Awaitable<base::Result<>> ask_offsets(std::shared_ptr<ClusterClient::State> state, net::Endpoint endpoint,
                                      const wire::ListOffsetsRequest& request, Offsets& found) {
    const auto connection = co_await state->connection_to(std::move(endpoint));
    if (!connection) co_return connection.error();
    wire::ListOffsetsResponse response;
    const auto done = co_await (*connection)->call(request, response);
    if (!done) co_return done.error();
    base::Result<> outcome;
    for (const auto& topic : response.topics)
        for (const auto& answer : topic.partitions) {
            if (answer.error_code != 0) {
                outcome = broker_error(answer.error_code);
                continue;
            }
            PartitionOffset& offset = found[answer.partition_index];
            offset.partition = answer.partition_index;
            offset.offset = answer.offset;
            offset.timestamp = answer.timestamp;
            offset.leader_epoch = answer.leader_epoch;
        }
    co_return outcome;
}

} // namespace

Awaitable<base::Result<std::vector<PartitionOffset>>>
ClusterClient::State::list_offsets(std::string topic_name, std::vector<std::int32_t> partitions,
                                   std::int64_t timestamp, bool read_committed) {
    const auto self = shared_from_this();
    if (partitions.empty()) {
        const auto known = co_await topic(topic_name);
        if (!known) co_return known.error();
        for (const Partition& partition : known->partitions) partitions.push_back(partition.index);
    }
    Offsets found;
    Retry retrying = retry();
    for (;;) {
        base::Error error = unanswered("every partition of " + topic_name);
        std::map<net::Endpoint, std::vector<std::int32_t>> by_leader;
        for (const std::int32_t partition : partitions) {
            if (found.contains(partition)) continue;
            const auto leader = co_await place(topic_name, partition);
            if (leader) by_leader[leader->endpoint].push_back(partition);
            if (!leader) error = leader.error();
        }
        for (const auto& [endpoint, asked] : by_leader) {
            const wire::ListOffsetsRequest request =
                offsets_request(topic_name, asked, timestamp, read_committed);
            const auto done = co_await ask_offsets(self, endpoint, request, found);
            if (!done) error = done.error();
        }
        const auto known = [&](std::int32_t partition) { return found.contains(partition); };
        if (std::all_of(partitions.begin(), partitions.end(), known)) break;
        forget(topic_name);
        if (closed || !retrying.allows(error)) co_return error;
        co_await retrying.pause();
    }
    std::vector<PartitionOffset> offsets;
    for (const std::int32_t partition : partitions) offsets.push_back(found[partition]);
    co_return offsets;
}

Awaitable<base::Result<std::vector<PartitionOffset>>>
ClusterClient::list_offsets(std::string topic, std::vector<std::int32_t> partitions, std::int64_t timestamp,
                            bool read_committed) {
    const auto state = state_;
    co_return co_await state->list_offsets(std::move(topic), std::move(partitions), timestamp,
                                           read_committed);
}

} // namespace client
