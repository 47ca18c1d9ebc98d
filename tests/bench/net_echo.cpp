// Small requests through net::Listener against the naive way to serve the same frames (read 4 bytes, read the
// rest, write the answer): CPU of the serving thread per message, and their ratio. `net_echo [seconds per
// row]`.

#include "net/listener.h"

#include <arpa/inet.h>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace {

constexpr std::size_t message_size = 128;

double cpu_of_this_thread() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int connected(std::uint16_t port) {
    const sockaddr_in address = loopback(port);
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) std::abort();
    const int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

void receive(int fd, base::Byte* to, std::size_t size) {
    for (std::size_t got = 0; got < size;) {
        const ssize_t n = recv(fd, to + got, size - got, 0);
        if (n <= 0) std::abort();
        got += static_cast<std::size_t>(n);
    }
}

/// Sends `depth` messages on every connection, then takes their answers, for `seconds`. Messages in all.
long drive(std::uint16_t port, std::size_t connections, std::size_t depth, double seconds) {
    std::vector<int> fds;
    for (std::size_t i = 0; i < connections; ++i) fds.push_back(connected(port));
    std::vector<base::Byte> out(depth * (4 + message_size)), in(out.size());
    for (std::size_t i = 0; i < depth; ++i)
        base::store_be(out.data() + i * (4 + message_size), static_cast<std::int32_t>(message_size));
    long messages = 0;
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (std::chrono::steady_clock::now() < end) {
        for (const int fd : fds)
            if (send(fd, out.data(), out.size(), 0) != static_cast<ssize_t>(out.size())) std::abort();
        for (const int fd : fds) receive(fd, in.data(), in.size());
        messages += static_cast<long>(connections * depth);
    }
    for (const int fd : fds) close(fd);
    return messages;
}

double naive(std::size_t connections, std::size_t depth, double seconds) {
    sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    const int listening = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(listening, reinterpret_cast<sockaddr*>(&address), length) != 0 || listen(listening, 64) != 0)
        std::abort();
    getsockname(listening, reinterpret_cast<sockaddr*>(&address), &length);
    double cpu = 0;
    std::thread server([&] {
        std::vector<pollfd> peers;
        for (std::size_t i = 0; i < connections; ++i)
            peers.push_back({accept(listening, nullptr, nullptr), POLLIN, 0});
        const int on = 1;
        for (const pollfd& peer : peers) setsockopt(peer.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        const double begun = cpu_of_this_thread();
        std::vector<base::Byte> frame(4 + message_size);
        for (std::size_t open = connections; open > 0;) {
            poll(peers.data(), peers.size(), -1);
            for (pollfd& peer : peers) {
                if (peer.revents == 0) continue;
                if (recv(peer.fd, frame.data(), 4, MSG_WAITALL) == 4) {
                    receive(peer.fd, frame.data() + 4, message_size);
                    send(peer.fd, frame.data(), frame.size(), MSG_NOSIGNAL);
                } else {
                    close(peer.fd);
                    peer = {-1, 0, 0};
                    --open;
                }
            }
        }
        cpu = cpu_of_this_thread() - begun;
    });
    const long messages = drive(ntohs(address.sin_port), connections, depth, seconds);
    server.join();
    close(listening);
    return cpu / static_cast<double>(messages) * 1e6;
}

struct Echo final : net::FrameHandler {
    void on_frame(net::Exchange exchange, base::Buffer frame) override {
        exchange.answer({std::move(frame)});
    }
};

double ours(std::size_t connections, std::size_t depth, double seconds) {
    net::Loop loop("loop-0");
    Echo echo;
    net::ListenerConfig config;
    config.endpoint = {"127.0.0.1", 0};
    auto listener = net::Listener::open(loop, config, echo);
    if (!listener) std::abort();
    loop.start();
    double before = 0, after = 0;
    loop.run([&] { before = cpu_of_this_thread(); });
    const long messages = drive((*listener)->endpoint().port, connections, depth, seconds);
    loop.run([&] { after = cpu_of_this_thread(); });
    loop.run([&] { listener->reset(); });
    return (after - before) / static_cast<double>(messages) * 1e6;
}

} // namespace

int main(int argc, char** argv) {
    const double seconds = argc > 1 ? std::atof(argv[1]) : 1.0;
    std::printf("connections  depth   ours us/message   naive us/message   naive/ours\n");
    for (const std::size_t connections : {1, 10})
        for (const std::size_t depth : {1, 64}) {
            const double a = ours(connections, depth, seconds), b = naive(connections, depth, seconds);
            std::printf("%11zu %6zu %17.3f %18.3f %11.1fx\n", connections, depth, a, b, b / a);
        }
    return 0;
}
