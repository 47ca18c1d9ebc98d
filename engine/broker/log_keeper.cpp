#include "broker/log_keeper.h"

#include "base/log.h"
#include "broker/checkpoints.h"
#include "broker/disk_pool.h"
#include "broker/partition.h"

#include <utility>

namespace broker {
namespace {

constexpr base::Duration flush_delay = std::chrono::milliseconds(100);
constexpr base::Duration checkpoint_interval =
    std::chrono::seconds(5); // replica.high.watermark.checkpoint.interval.ms
/// From so many logs on one sync of the whole disk costs less, whatever other programs have written to it.
constexpr std::size_t many = 256;
/// Each holds a file open while it waits for its turn. Who comes later than these gathers until it is many.
constexpr std::size_t most_at_once = 32;

} // namespace

LogKeeper::LogKeeper(NodeServices& services, storage::LogDir& dir, Each each,
                     std::function<void(const base::Error&)> failed)
    : services_(services), dir_(dir), each_(std::move(each)), failed_(std::move(failed)),
      flush_timer_(services.loop), checkpoint_timer_(services.loop), retention_timer_(services.loop) {}

void LogKeeper::start(base::Duration retention_interval) {
    retention_interval_ = retention_interval;
    retention_timer_.set_after(retention_interval_, [this] {
        apply_retention();
        start(retention_interval_);
    });
}

void LogKeeper::wrote(Partition& partition) {
    dirty_.insert(&partition);
    if (!together_) flush_later();
    if (!checkpoint_timer_.armed())
        checkpoint_timer_.set_after(checkpoint_interval, [this] { checkpoint(); });
}

void LogKeeper::forget(Partition& partition) {
    dirty_.erase(&partition);
    flushing_.erase(&partition);
}

void LogKeeper::flush() {
    if (together_) return; // afterwards
    if (dirty_.size() >= many) return flush_together();
    for (auto it = dirty_.begin(); it != dirty_.end() && flushing_.size() < most_at_once;) {
        Partition* partition = *it;
        if (!partition->log() || flushing_.contains(partition)) {
            ++it; // its last flush is still under way
            continue;
        }
        it = dirty_.erase(it);
        flush_one(partition);
    }
    flush_later();
}

void LogKeeper::flush_later() {
    if (!dirty_.empty() && !flush_timer_.armed()) flush_timer_.set_after(flush_delay, [this] { flush(); });
}

void LogKeeper::flush_one(Partition* partition) {
    storage::FlushJob job = partition->log()->flush_job();
    if (!job.run) return;
    flushing_.insert(partition);
    services_.disk_pool.run(
        [this, partition, job = std::move(job), alive = std::weak_ptr(alive_), &loop = services_.loop] {
            auto result = job.run();
            loop.post([this, partition, mark = job.mark, result = std::move(result), alive] {
                if (alive.expired() || flushing_.erase(partition) == 0) return;
                if (!result) return failed_(result.error());
                partition->log()->flushed(mark);
            });
        });
}

/// Several syncs for each of ten thousand logs would keep the disk busy for minutes.
void LogKeeper::flush_together() {
    together_ = true;
    std::vector<std::pair<Partition*, storage::FlushJob::Mark>> marks;
    for (Partition* partition : std::exchange(dirty_, {})) {
        if (!partition->log() || flushing_.contains(partition)) {
            dirty_.insert(partition);
            continue;
        }
        marks.emplace_back(partition, partition->log()->flush_mark());
        flushing_.insert(partition);
    }
    services_.disk_pool.run([this, marks = std::move(marks), job = dir_.sync_job(),
                             alive = std::weak_ptr(alive_), &loop = services_.loop]() mutable {
        auto result = job();
        loop.post([this, marks = std::move(marks), result = std::move(result), alive] {
            if (alive.expired()) return;
            together_ = false;
            for (const auto& [partition, mark] : marks)
                if (flushing_.erase(partition) > 0 && result) partition->log()->flushed(mark);
            if (!result) return failed_(result.error());
            flush_later();
        });
    });
}

void LogKeeper::checkpoint_now(std::function<void()> done) {
    after_next_checkpoint_.push_back(std::move(done));
    if (!checkpointing_) checkpoint();
}

/// One at a time: they write the same files.
void LogKeeper::checkpoint() {
    if (checkpointing_) return;
    checkpointing_ = true;
    after_this_checkpoint_ = std::exchange(after_next_checkpoint_, {});
    std::vector<storage::CheckpointRow> rows;
    each_([&](Partition& partition) { rows.push_back(checkpoint_row(partition)); });
    services_.disk_pool.run(
        [this, job = dir_.checkpoint_job(rows), alive = std::weak_ptr(alive_), &loop = services_.loop] {
            if (const auto written = job(); !written)
                base::log::warn("storage", "checkpoints were not written: {}", written.error().detail);
            loop.post([this, alive] {
                if (!alive.expired()) checkpointed();
            });
        });
}

void LogKeeper::checkpointed() {
    checkpointing_ = false;
    for (const auto& done : std::exchange(after_this_checkpoint_, {})) done();
    if (!after_next_checkpoint_.empty()) checkpoint();
}

void LogKeeper::apply_retention() {
    each_([this](Partition& partition) {
        if (partition.has_staged()) return; // next time
        partition.log()->expire_producers();
        auto result = partition.log()->apply_retention(partition.high_watermark());
        if (!result) {
            base::log::warn("storage", "retention of {}: {}", partition.name().text(), result.error().detail);
            return;
        }
        if (result->segments == 0) return;
        base::log::info("storage", "{}: retention deleted {} segments, {} bytes", partition.name().text(),
                        result->segments, result->bytes);
        if (result->work) services_.disk_pool.run(std::move(result->work));
        wrote(partition);
    });
}

} // namespace broker
