#pragma once
// The inside of a client connection: its socket, the calls under way, and, of a node's connections, the links
// between AZs that its bytes cross and the gate of its node. Private to engine/client. One thread.

#include "client/connection.h"
#include "client/delay_line.h"
#include "net/frame_buffer.h"
#include "net/gate.h"
#include "wire/api_table.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace client {

inline constexpr auto awaiting = boost::asio::as_tuple(boost::asio::use_awaitable);

inline base::Error network_error(const net::Endpoint& endpoint, std::string_view why) {
    return {kafka::ErrorCode::network_exception, fmt::format("{}: {}", endpoint.text(), why)};
}

/// A call under way. Its timer is the time-out, and is cancelled when the answer is here.
struct Pending {
    Pending(boost::asio::io_context& context, base::Duration timeout) : timer(context, timeout) {}
    boost::asio::steady_timer timer;
    std::optional<base::Result<base::Buffer>> outcome;
};

struct Connection::State : std::enable_shared_from_this<Connection::State> {
    using tcp = boost::asio::ip::tcp;
    State(boost::asio::io_context& c, net::Endpoint e, ConnectionOptions o);
    ~State();

    // connection.cpp: calls
    base::Result<> send(std::int32_t correlation, const wire::Message& request, std::int16_t version);
    void write();
    void write_at_once();
    void wrote(std::size_t bytes);
    void read();
    void on_read(std::span<base::Byte> bytes, const boost::system::error_code& error);
    void ended(const boost::system::error_code& error);
    void take_answers();
    void fail(const base::Error& error);
    base::Error garbage(const base::Error& why);
    std::int32_t new_correlation();
    Awaitable<base::Result<base::Buffer>> answer_to(std::int32_t correlation, base::Duration timeout);

    // connection_links.cpp: connecting, faulty links, the gate
    Awaitable<base::Result<>> connect();
    Awaitable<base::Result<tcp::endpoint>> resolve();
    void bind_source();
    /// Returns when both directions carry bytes, a round trip later, or at `deadline`.
    Awaitable<void> link_up(base::Instant deadline);
    void watch();
    void links_changed();
    void gate_changed(net::Gate::State state);
    /// What has crossed the links goes on.
    void pump();
    void deliver(base::Bytes bytes);
    /// Closes so that the peer hears of it when the link lets it.
    void close_socket();
    bool frozen() const { return gate && gate->state() == net::Gate::State::closed; }

    boost::asio::io_context& context;
    tcp::socket socket;
    net::Endpoint endpoint;
    ConnectionOptions options;
    bool open = true;

    net::FrameBuffer received;
    std::map<std::int32_t, std::shared_ptr<Pending>> pending;
    std::int32_t next_correlation = 1;
    base::Buffers unsent, in_flight;
    bool writing = false, reading = false, ended_reading = false;
    bool connecting = true, killed = false;
    std::uint64_t bytes_in = 0, bytes_out = 0;
    std::map<std::int16_t, wire::Versions> versions; // of the peer; empty: not asked

    net::Links* links;
    std::shared_ptr<net::Gate> gate;
    net::Az here, there;
    net::Links::Counter* sent_counter = nullptr;
    net::Links::Counter* received_counter = nullptr;
    std::optional<net::Endpoint> source; // enlisted
    std::unique_ptr<net::Links::Watch> link_watch;
    std::optional<net::Gate::WatchId> gate_watch;

    /// Bytes of answers, or how the stream ended.
    struct Arrival {
        base::Buffer bytes;
        boost::system::error_code end;
    };
    DelayLine<base::Buffers> outgoing;
    DelayLine<Arrival> incoming;
    boost::asio::steady_timer line_timer;
    base::Instant line_due = base::Instant::max();
    base::Buffer scratch; // read into while bytes are under way
    bool reading_scratch = false;
    std::optional<std::pair<std::span<base::Byte>, boost::system::error_code>> read_while_frozen;
};

} // namespace client
