#pragma once
// The client's end of one connection to a broker or controller: requests are pipelined and told apart by
// their correlation id. Used by panes, by tools, and by brokers among themselves. Runs on one io_context with
// one thread (a net::Loop's, or the control thread's); all calls come from that thread. Errors:
// NETWORK_EXCEPTION (cannot connect, connection lost), REQUEST_TIMED_OUT, UNSUPPORTED_VERSION, and
// CORRUPT_MESSAGE when the answer cannot be read. After the first, second and last of these it is closed.
// Source: reference 1.3, 2.1.

#include "base/clock.h"
#include "base/result.h"
#include "net/address.h"
#include "net/links.h"
#include "wire/message.h"

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace client {

template <class T>
using Awaitable = boost::asio::awaitable<T>;

struct ConnectionOptions {
    std::string client_id = "riparium";
    base::Duration connect_timeout = std::chrono::seconds(5);  ///< also of negotiate()
    base::Duration request_timeout = std::chrono::seconds(30); ///< of calls that name none
    std::int32_t max_frame = 104'857'600;                      ///< a longer response closes the connection
    /// Of a node's connections (broker::NodeServices::from): where they come from. Their bytes, and the
    /// knowledge that a side is gone, cross the links between AZs as those are; with the node's gate closed
    /// they neither read nor write, and killing the node resets them.
    net::From from;

    ConnectionOptions() = default;
};

class Connection {
public:
    /// A TCP connection, nothing asked yet: call negotiate() next, or use only versions that the peer surely
    /// has.
    static Awaitable<base::Result<std::shared_ptr<Connection>>>
    connect(boost::asio::io_context& context, net::Endpoint endpoint, ConnectionOptions options);

    /// Closes.
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// Asks for the peer's API versions (ApiVersions, falling back as KIP-35 and KIP-511 say).
    Awaitable<base::Result<>> negotiate();
    /// The highest version that both sides know. Error: UNSUPPORTED_VERSION. Before negotiate(): our own
    /// highest.
    base::Result<std::int16_t> version_for(const wire::Api& api) const;

    /// Sends `request` and fills `response`, which must be fresh; both must live until the call is done.
    /// Several calls may be under way; they are answered in order. `timeout` counts from now; none: the
    /// options'.
    Awaitable<base::Result<>> call(const wire::Message& request, wire::Message& response,
                                   std::int16_t version, base::Duration timeout = {});
    /// The same in the negotiated version.
    Awaitable<base::Result<>> call(const wire::Message& request, wire::Message& response,
                                   base::Duration timeout = {});
    /// Sends a request that has no response (Produce with acks 0). Error: the connection is closed.
    base::Result<> send(const wire::Message& request, std::int16_t version);

    /// Every call under way ends with NETWORK_EXCEPTION. Idempotent.
    void close();
    bool open() const;
    const net::Endpoint& remote() const;
    std::uint64_t bytes_in() const;
    std::uint64_t bytes_out() const;

    struct State;
    explicit Connection(std::shared_ptr<State> state);

private:
    std::shared_ptr<State> state_;
};

} // namespace client
