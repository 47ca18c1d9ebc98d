#pragma once
// What a node's handlers see of the network: frames that arrive, and the promise to answer each of them once.
// Bytes only: nothing here knows a Kafka message. Everything runs on the listener's loop. Source:
// reference 2.1 (frames, ordering), DESIGN 8 (read path, backpressure).

#include "base/bytes.h"
#include "base/clock.h"
#include "net/address.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace net {

/// One accepted connection. It outlives its socket for as long as somebody holds it; then open() is false.
class Connection {
public:
    virtual ~Connection() = default;

    /// Unique within the process.
    std::uint64_t id() const { return id_; }
    const Endpoint& remote() const { return remote_; }
    const Endpoint& local() const { return local_; }
    /// The AZ of the node at the other end; 0: it is no node of the cluster.
    std::int32_t az() const { return az_; }
    /// The name of the listener that accepted it ("PLAINTEXT").
    const std::string& listener() const { return listener_; }

    bool open() const { return open_; }
    /// `reason` goes to the log at debug level. Frames that are still waiting are not handed out; on_close()
    /// is called before this returns.
    virtual void close(std::string_view reason) = 0;
    /// Frames already received and all later ones wait for `duration` (KIP-219 throttling); answers still
    /// leave.
    virtual void mute_for(base::Duration duration) = 0;

    /// Bytes since it was accepted, lengths included.
    std::uint64_t bytes_in() const { return bytes_in_; }
    std::uint64_t bytes_out() const { return bytes_out_; }

    /// What the handler keeps about this peer: its client software, its principal, its fetch sessions.
    std::shared_ptr<void> user;

protected:
    friend class Exchange;
    /// The answer to request `sequence`; `none` for acks=0.
    virtual void answered(std::uint64_t sequence, base::Buffers&& response, bool none) = 0;

    std::uint64_t id_ = 0;
    Endpoint remote_, local_;
    std::string listener_;
    std::int32_t az_ = 0;
    bool open_ = true;
    std::uint64_t bytes_in_ = 0, bytes_out_ = 0;
};

/// The promise of one answer. Answers leave in the order of the requests, whatever order they are given in,
/// and are sent together at the end of the loop's turn. Move-only; may outlive the connection, and is then
/// harmless. Dropping one that was not finished closes its connection: a client would wait for it for ever.
class Exchange {
public:
    Exchange() = default;
    Exchange(std::shared_ptr<Connection> connection, std::uint64_t sequence)
        : connection_(std::move(connection)), sequence_(sequence) {}
    Exchange(Exchange&& other) noexcept = default;
    Exchange& operator=(Exchange&& other) noexcept;
    ~Exchange();

    /// The response without its length. Small buffers are copied together, large ones are sent where they
    /// lie: their bytes must not change until they have left. Ends the exchange.
    void answer(base::Buffers response);
    /// The request has no response (acks=0). Ends the exchange.
    void no_answer();
    /// Ends the exchange and the connection.
    void close_connection(std::string_view reason);

    /// False once it has ended.
    explicit operator bool() const { return connection_ != nullptr; }
    /// REQUIRES: not ended.
    Connection& connection() const { return *connection_; }
    std::shared_ptr<Connection> shared_connection() const { return connection_; }

private:
    std::shared_ptr<Connection> connection_;
    std::uint64_t sequence_ = 0;
};

/// A node's end of its listeners.
class FrameHandler {
public:
    virtual ~FrameHandler() = default;
    virtual void on_open(const std::shared_ptr<Connection>&) {}
    /// One complete frame without its length: a slice of the receive buffer, this frame's bytes may be
    /// written to.
    virtual void on_frame(Exchange exchange, base::Buffer frame) = 0;
    /// After this no frame of that connection arrives; its exchanges may still be answered in vain.
    virtual void on_close(Connection&) {}
};

} // namespace net
