#pragma once
// The threads that may block: fdatasync, cold reads, unlink, opening and recovering logs. One pool per
// cluster, threads named disk-0, disk-1 ... Results go back to a loop by Loop::post. Source: DESIGN 3.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace broker {

class DiskPool {
public:
    explicit DiskPool(std::size_t threads = 2);
    /// Runs what is queued, then joins.
    ~DiskPool();
    DiskPool(const DiskPool&) = delete;
    DiskPool& operator=(const DiskPool&) = delete;

    /// Any thread. Jobs start in the order they came; they must not throw.
    void run(std::function<void()> job);

private:
    void work();

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace broker
