#include "broker/log_creator.h"

#include "broker/disk_pool.h"
#include "broker/partition.h"

#include <mutex>
#include <utility>

namespace broker {
namespace {

/// One after the other: files of one folder are made under the kernel's lock of it.
constexpr std::size_t batch_size = 32;

} // namespace

struct LogCreator::Job {
    Partition* partition; ///< loop
    std::mutex mutex;
    std::function<base::Result<storage::NewFolder>()> make; ///< empty: made, or not wanted any more
    std::optional<base::Result<storage::NewFolder>> made;

    void run() {
        const std::lock_guard lock(mutex);
        if (const auto job = std::exchange(make, {})) made = job();
    }
    /// Nothing happens afterwards.
    std::optional<base::Result<storage::NewFolder>> end() {
        const std::lock_guard lock(mutex);
        make = {};
        return std::exchange(made, {});
    }
};

LogCreator::LogCreator(net::Loop& loop, DiskPool& disk_pool, std::function<void(Partition&)> done)
    : loop_(loop), disk_pool_(disk_pool), done_(std::move(done)) {}

LogCreator::~LogCreator() {
    for (const auto& [partition, job] : jobs_) (void)job->end();
}

void LogCreator::create(Partition& partition, base::LeaderEpoch first) {
    const auto [at, fresh] = jobs_.try_emplace(&partition);
    if (!fresh) return;
    at->second = std::make_shared<Job>();
    at->second->partition = &partition;
    at->second->make = partition.log()->folder_job(first);
    waiting_.push_back(at->second);
    if (!under_way_) start_batch();
}

void LogCreator::take_back(Partition& partition) {
    const auto job = jobs_.extract(&partition);
    if (job.empty()) return;
    if (auto made = job.mapped()->end()) partition.log()->take_folder(std::move(*made));
}

void LogCreator::start_batch() {
    Batch batch;
    for (; !waiting_.empty() && batch.size() < batch_size; waiting_.pop_front())
        batch.push_back(std::move(waiting_.front()));
    under_way_ = !batch.empty();
    if (!under_way_) return;
    disk_pool_.run([this, batch = std::move(batch), alive = std::weak_ptr(alive_), &loop = loop_] {
        for (const auto& job : batch) job->run();
        loop.post([this, batch, alive] {
            if (!alive.expired()) finish(batch);
        });
    });
}

void LogCreator::finish(const Batch& batch) {
    start_batch();
    for (const auto& job : batch) {
        const auto found = jobs_.find(job->partition);
        if (found == jobs_.end() || found->second != job) continue; // taken back
        jobs_.erase(found);
        job->partition->log()->take_folder(std::move(*job->end()));
        done_(*job->partition);
    }
}

} // namespace broker
