#include "broker/disk_pool.h"

#include <pthread.h>
#include <string>
#include <utility>

namespace broker {

/// The jobs of one node. The pool holds only tickets for them.
struct DiskPool::Share {
    std::function<base::Duration()> delay;
    std::mutex mutex;
    std::map<std::uint64_t, std::function<void()>> waiting;
    std::uint64_t next_ticket = 0;
    int running = 0;
    bool dead = false;
    std::vector<std::function<void()>> dropped; ///< a stop and a kill may both wait for the last job

    void run(std::uint64_t ticket) {
        std::function<void()> job;
        {
            const std::lock_guard lock(mutex);
            const auto found = waiting.find(ticket);
            if (found == waiting.end()) return;
            job = std::move(found->second);
            waiting.erase(found);
            ++running;
        }
        job();
        job = nullptr; // what it holds is gone before anybody is told
        std::vector<std::function<void()>> waited;
        {
            const std::lock_guard lock(mutex);
            if (--running == 0) waited = std::exchange(dropped, {});
        }
        for (const auto& tell : waited) tell();
    }
};

DiskPool::DiskPool(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this] { work(); });
        pthread_setname_np(threads_.back().native_handle(), ("disk-" + std::to_string(i)).c_str());
    }
}

DiskPool::DiskPool(DiskPool& under, std::function<base::Duration()> delay)
    : under_(&under), share_(std::make_shared<Share>()) {
    share_->delay = std::move(delay);
}

DiskPool::~DiskPool() {
    if (share_) {
        drop({});
        return;
    }
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void DiskPool::run(std::function<void()> job) {
    if (!share_) {
        {
            const std::lock_guard lock(mutex_);
            jobs_.push_back(std::move(job));
        }
        return wake_.notify_one();
    }
    const base::Duration delay = share_->delay ? share_->delay() : base::Duration{};
    std::uint64_t ticket = 0;
    {
        const std::lock_guard lock(share_->mutex);
        if (share_->dead) return;
        ticket = share_->next_ticket++;
        share_->waiting.emplace(ticket, std::move(job));
    }
    const auto redeem = [share = share_, ticket] { share->run(ticket); };
    if (delay.count() > 0)
        under_->run_at(std::chrono::steady_clock::now() + delay, redeem);
    else
        under_->run(redeem);
}

void DiskPool::run_at(base::Instant at, std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        later_.emplace(at, std::move(job));
    }
    wake_.notify_one();
}

void DiskPool::drop(std::function<void()> dropped) {
    std::map<std::uint64_t, std::function<void()>> unrun;
    {
        const std::lock_guard lock(share_->mutex);
        share_->dead = true;
        unrun.swap(share_->waiting);
        if (share_->running > 0) {
            if (dropped) share_->dropped.push_back(std::move(dropped));
            return;
        }
    }
    unrun.clear();
    if (dropped) dropped();
}

void DiskPool::work() {
    std::unique_lock lock(mutex_);
    while (auto job = next(lock)) {
        lock.unlock();
        job();
        job = nullptr;
        lock.lock();
    }
}

/// Waits for it. Empty: the pool ends.
std::function<void()> DiskPool::next(std::unique_lock<std::mutex>& lock) {
    for (;;) {
        if (!later_.empty() && (stopping_ || later_.begin()->first <= std::chrono::steady_clock::now())) {
            auto job = std::move(later_.begin()->second);
            later_.erase(later_.begin());
            return job;
        }
        if (!jobs_.empty()) {
            auto job = std::move(jobs_.front());
            jobs_.pop_front();
            return job;
        }
        if (stopping_) return {};
        if (later_.empty()) {
            wake_.wait(lock);
            continue;
        }
        const base::Instant next =
            later_.begin()->first; // a copy: another thread may take that job meanwhile
        wake_.wait_until(lock, next);
    }
}

} // namespace broker
