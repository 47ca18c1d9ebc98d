#include "bench/hand_over.h"

#include "bench/process.h"

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace bench {
namespace {

/// When what is handed over was sent.
class Queue {
public:
    void put(double sent) {
        const std::lock_guard lock(mutex_);
        sent_.push_back(sent);
        there_.notify_one();
    }
    double take() {
        std::unique_lock lock(mutex_);
        there_.wait(lock, [this] { return !sent_.empty(); });
        const double sent = sent_.front();
        sent_.pop_front();
        return sent;
    }

private:
    std::mutex mutex_;
    std::condition_variable there_;
    std::deque<double> sent_;
};

/// Two ends of a TCP connection.
struct Line {
    int from = -1, to = -1;
    Line() {
        const int listener = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (bind(listener, any, size) != 0 || listen(listener, 1) != 0 ||
            getsockname(listener, any, &size) != 0)
            std::abort();
        from = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(from, any, size) != 0) std::abort();
        to = accept(listener, nullptr, nullptr);
        const int on = 1;
        for (const int end : {from, to}) setsockopt(end, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        close(listener);
    }
    ~Line() {
        close(from);
        close(to);
    }
    Line(const Line&) = delete;
    Line& operator=(const Line&) = delete;

    void put(double sent) const {
        if (send(from, &sent, sizeof sent, 0) != sizeof sent) std::abort();
    }
    double take() const {
        pollfd waiting{to, POLLIN, 0};
        poll(&waiting, 1, -1);
        double sent = 0;
        if (recv(to, &sent, sizeof sent, MSG_WAITALL) != sizeof sent) std::abort();
        return sent;
    }
};

} // namespace

Latencies hand_over(int per_second, int seconds) {
    const int count = per_second * seconds;
    Queue to_client, to_application;
    const Line to_server, from_server;
    Latencies all;
    const auto times = [count](const auto& pass_on) {
        return std::thread([count, pass_on] {
            for (int i = 0; i < count; ++i) pass_on();
        });
    };
    std::thread client = times([&] { to_server.put(to_client.take()); });
    std::thread server = times([&] { from_server.put(to_server.take()); });
    std::thread back = times([&] { to_application.put(from_server.take()); });
    std::thread reader = times([&] {
        const double sent = to_application.take();
        all.push_back((now() - sent) * 1000);
    });
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < count; ++i) {
        std::this_thread::sleep_until(start + std::chrono::nanoseconds(1'000'000'000LL * i / per_second));
        to_client.put(now());
    }
    for (std::thread* one : {&client, &server, &back, &reader}) one->join();
    std::sort(all.begin(), all.end());
    return all;
}

} // namespace bench
