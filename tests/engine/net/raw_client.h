#pragma once
// A blocking TCP client with time-outs, and a loop with one listener whose handler is a lambda: for tests of
// net.

#include "net/listener.h"

#include <arpa/inet.h>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace net_test {

class RawClient {
public:
    explicit RawClient(const net::Endpoint& endpoint) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(endpoint.port);
        inet_pton(AF_INET, endpoint.host.c_str(), &address.sin_addr);
        fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        connected_ = connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool connected() const { return connected_; }
    int fd() const { return fd_; }
    void close() {
        if (fd_ >= 0) ::close(fd_);
        fd_ = -1;
    }
    void shut_sending() const { shutdown(fd_, SHUT_WR); }

    bool send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }
    /// What fits into the socket's buffer, without waiting.
    std::size_t send_some(std::string_view bytes) const {
        const ssize_t n = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        return n > 0 ? static_cast<std::size_t>(n) : 0;
    }
    bool readable(int timeout_ms) const {
        pollfd poll_for{fd_, POLLIN, 0};
        return poll(&poll_for, 1, timeout_ms) == 1;
    }
    /// Exactly `size` bytes, or what came before the end or ten seconds of silence.
    std::string receive(std::size_t size) const {
        std::string bytes(size, '\0');
        std::size_t got = 0;
        while (got < size && readable(10'000)) {
            const ssize_t n = recv(fd_, bytes.data() + got, size - got, 0);
            if (n <= 0) break;
            got += static_cast<std::size_t>(n);
        }
        bytes.resize(got);
        return bytes;
    }
    /// The body of the next frame; empty at the end of the stream.
    std::string receive_frame() const {
        const std::string length = receive(4);
        if (length.size() < 4) return {};
        return receive(base::load_be<std::uint32_t>(reinterpret_cast<const base::Byte*>(length.data())));
    }
    /// True when the peer ends the connection within ten seconds and sends nothing before that.
    bool ended() const {
        char byte = 0;
        return readable(10'000) && recv(fd_, &byte, 1, 0) <= 0;
    }

private:
    int fd_ = -1;
    bool connected_ = false;
};

inline std::string frame(std::string_view body) {
    std::string bytes(4, '\0');
    base::store_be(reinterpret_cast<base::Byte*>(bytes.data()), static_cast<std::int32_t>(body.size()));
    return bytes.append(body);
}

inline base::Buffers buffers_of(std::string_view text) {
    return {base::Buffer::copy_of(base::as_bytes(text))};
}

/// Runs on one loop; every member function may be called from the test's thread.
class Server final : public net::FrameHandler {
public:
    using OnFrame = std::function<void(net::Exchange, base::Buffer)>;

    explicit Server(OnFrame on_frame, net::ListenerConfig config = {}) : on_frame_(std::move(on_frame)) {
        loop_.start();
        config.endpoint = {"127.0.0.1", 0};
        auto result = net::Listener::open(loop_, std::move(config), *this);
        if (result) listener_ = std::move(*result);
    }
    ~Server() override {
        loop_.run([this] { listener_.reset(); });
    }
    static void echo(net::Exchange exchange, const base::Buffer& frame) { exchange.answer({frame}); }

    void on_open(const std::shared_ptr<net::Connection>&) override { ++opened; }
    void on_frame(net::Exchange exchange, base::Buffer bytes) override {
        on_frame_(std::move(exchange), std::move(bytes));
    }
    void on_close(net::Connection&) override { ++closed; }

    net::Loop& loop() { return loop_; }
    net::Listener& listener() { return *listener_; }
    net::Endpoint endpoint() const { return listener_->endpoint(); }
    net::ListenerCounters counters() {
        net::ListenerCounters counters;
        loop_.run([&] { counters = listener_->counters(); });
        return counters;
    }
    int opened = 0, closed = 0; ///< loop thread

private:
    OnFrame on_frame_;
    net::Loop loop_{"loop-test"};
    std::unique_ptr<net::Listener> listener_;
};

} // namespace net_test
