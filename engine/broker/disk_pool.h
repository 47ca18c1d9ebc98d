#pragma once
// The threads that may block: fdatasync, cold reads, unlink, opening and recovering logs. One pool per
// cluster, threads named disk-0, disk-1 ... Results go back to a loop by Loop::post. A node has its own share
// of the pool, which counts its jobs, holds them back while its disk is slow, and drops them when it is
// killed. Source: DESIGN 3.

#include "base/clock.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace broker {

class DiskPool {
public:
    explicit DiskPool(std::size_t threads = 2);
    /// A node's share of `under`, which outlives it. `delay`: how long each job is held back, asked when it
    /// is handed in; no thread waits meanwhile. May be empty.
    DiskPool(DiskPool& under, std::function<base::Duration()> delay);
    /// Runs what is queued, then joins. A share: drop() is done first; what runs then must have ended.
    ~DiskPool();
    DiskPool(const DiskPool&) = delete;
    DiskPool& operator=(const DiskPool&) = delete;

    /// Any thread. Jobs start in the order they came; they must not throw.
    void run(std::function<void()> job);
    /// The same, not before `at`, or when the pool ends.
    void run_at(base::Instant at, std::function<void()> job);

    /// Of a share: what has not begun is destroyed unrun, also what comes later. `dropped` is called once no
    /// job runs any more: here, or on a thread of the pool.
    void drop(std::function<void()> dropped);

private:
    void work();
    std::function<void()> next(std::unique_lock<std::mutex>& lock);

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::function<void()>> jobs_;
    std::multimap<base::Instant, std::function<void()>> later_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;

    struct Share;
    DiskPool* under_ = nullptr;
    std::shared_ptr<Share> share_;
};

} // namespace broker
