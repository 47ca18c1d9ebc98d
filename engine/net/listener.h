#pragma once
// A listening TCP socket of a node and every connection that it accepted. Runs on the node's loop.

#include "base/result.h"
#include "net/connection.h"
#include "net/loop.h"

namespace net {

class Links;

struct ListenerConfig {
    std::string name = "PLAINTEXT";
    Endpoint endpoint;                    ///< port 0: any free one, see Listener::endpoint()
    std::int32_t max_frame = 104'857'600; ///< socket.request.max.bytes; a longer frame closes its connection
    std::size_t max_connections = 10'000; ///< further ones are closed as they come
    base::Duration max_idle = std::chrono::minutes(10); ///< connections.max.idle.ms; zero: for ever
    /// Backpressure of one connection: nothing more is read while this many requests or bytes of requests are
    /// unanswered, or this many bytes of answers unsent.
    std::size_t max_unanswered = 128;
    std::size_t max_unanswered_bytes = 1 << 20;
    std::size_t max_unsent_bytes = 8 << 20;
    /// A peer that takes no byte for this long while max_unsent_bytes wait is closed.
    base::Duration slow_reader_timeout = std::chrono::minutes(2);
    int send_buffer = 0, receive_buffer = 0; ///< bytes; 0: the system's own tuning
    /// Where `endpoint` was placed. While its AZ is cut off, outside clients are reset and new ones closed as
    /// they come; a faulty link to the outside delays their answers. Nodes see to their links themselves. May
    /// be null; else outlives the listener.
    Links* links = nullptr;
};

struct ListenerCounters {
    std::uint64_t accepted = 0;
    std::uint64_t refused = 0; ///< above max_connections
    std::uint64_t bytes_in = 0, bytes_out = 0;
    std::size_t connections = 0; ///< open now
};

/// graceful: what is already answered is handed to the system first. reset: peers see a broken connection, as
/// after a crash of the machine.
enum class CloseKind { graceful, reset };

class Listener {
public:
    /// Binds, listens and starts accepting. `handler` must outlive the listener. Any thread. Error: a
    /// sentence that names the address and the remedy.
    static base::Result<std::unique_ptr<Listener>> open(Loop& loop, ListenerConfig config,
                                                        FrameHandler& handler);
    /// Closes. Loop thread, or while the loop does not run; so are all members below.
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// The address it listens on, with the real port.
    const Endpoint& endpoint() const;
    /// Stops listening and closes every connection. Exchanges that are outstanding become harmless.
    /// Idempotent.
    void close(CloseKind kind = CloseKind::graceful);

    /// The gate of a node that is frozen on purpose: nothing is read, sent or closed, new connections stay
    /// unheard.
    void pause();
    void resume();

    ListenerCounters counters() const;

    struct State;

private:
    explicit Listener(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

} // namespace net
