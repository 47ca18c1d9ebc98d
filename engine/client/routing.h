#pragma once
// The inside of ClusterClient: connections by address, what is known of topics, and the retry loop's clock.
// Private to engine/client. One thread.

#include "client/cluster_client.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace client {

/// When to ask again, and until when.
class Retry {
public:
    /// `patience`: how long a topic or partition that does not exist is waited for.
    Retry(boost::asio::io_context& context, const ClusterOptions& options, base::Duration patience);
    /// The code is retriable and there is time left.
    bool allows(const base::Error& error) const;
    Awaitable<bool> pause();
    int attempts() const { return attempts_; }

private:
    boost::asio::steady_timer timer_;
    base::Duration pause_;
    base::Instant deadline_, missing_deadline_;
    int attempts_ = 0;
};

/// Where a partition is led. `connection` only when it was asked for.
struct Leader {
    net::Endpoint endpoint;
    std::shared_ptr<Connection> connection;

    Leader() = default;
};

struct ClusterClient::State : std::enable_shared_from_this<ClusterClient::State> {
    State(boost::asio::io_context& c, const base::Clock& k, ClusterOptions o);

    Retry retry() const { return {context, options, options.missing_topic_timeout}; }
    /// An open, negotiated connection to this address; made when there is none.
    Awaitable<base::Result<std::shared_ptr<Connection>>> connection_to(net::Endpoint endpoint);
    /// A new one that nobody shares: for long polls, which would hold up what comes behind them.
    Awaitable<base::Result<std::shared_ptr<Connection>>> own_connection(net::Endpoint endpoint);
    /// Of whichever broker can be reached.
    Awaitable<base::Result<std::shared_ptr<Connection>>> any_connection();
    /// One attempt at one broker. `response` must be fresh.
    Awaitable<base::Result<>> ask_any(const wire::Message& request, wire::Message& response);

    /// One attempt to learn of all topics, or of `topics`; what is learnt stays in the cache.
    Awaitable<base::Result<Metadata>> learn(std::optional<std::vector<std::string>> topics);
    /// From the cache, or learnt. Waits a little for a topic that does not exist yet.
    Awaitable<base::Result<Topic>> topic(std::string name);
    /// One attempt. Error: LEADER_NOT_AVAILABLE, UNKNOWN_TOPIC_OR_PARTITION.
    Awaitable<base::Result<Leader>> place(std::string topic_name, std::int32_t partition);
    /// The same with the connection that calls share. Error: those of connecting too.
    Awaitable<base::Result<Leader>> leader(std::string topic_name, std::int32_t partition);
    /// As ClusterClient's.
    Awaitable<base::Result<std::vector<PartitionOffset>>> list_offsets(std::string topic_name,
                                                                       std::vector<std::int32_t> partitions,
                                                                       std::int64_t timestamp,
                                                                       bool read_committed);
    base::Result<net::Endpoint> endpoint_of(std::int32_t node) const;
    /// The cache may be wrong about this topic: ask next time.
    void forget(const std::string& topic_name) { topics.erase(topic_name); }
    void close();

    boost::asio::io_context& context;
    const base::Clock& clock;
    ClusterOptions options;
    bool closed = false;
    std::map<net::Endpoint, std::shared_ptr<Connection>> connections;
    std::map<std::int32_t, Node> nodes;
    std::map<std::string, Topic> topics;
    std::uint32_t next_partition = 0; // round robin of records without key
};

/// An error of the broker; its own sentence when it sent one.
base::Error broker_error(std::int16_t code, const std::optional<std::string>& sentence = {});
/// A successful response that does not speak of what was asked.
base::Error unanswered(std::string_view what);

} // namespace client
