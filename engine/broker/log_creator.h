#pragma once
// Makes the folders of new logs on the disk pool, a few at a time: on a busy or slow file system each takes
// milliseconds, and ten thousand of them on the loop would keep heartbeats and votes from being sent. What is
// written to such a log waits until its folder is there. Thread: the node's loop. Source: DESIGN 3, 8a.

#include "net/loop.h"
#include "storage/log.h"

#include <deque>
#include <memory>
#include <unordered_map>

namespace broker {

class DiskPool;
class Partition;

class LogCreator {
public:
    /// `done` hears of each partition whose folder is there, or could not be made: Log::write_staged() says
    /// why.
    LogCreator(net::Loop& loop, DiskPool& disk_pool, std::function<void(Partition&)> done);
    /// What has not begun is not made; waits for the one that is being made.
    ~LogCreator();

    /// Once for each partition, until `done`. `first`: as for Log::folder_job(). REQUIRES: its log wants a
    /// folder.
    void create(Partition& partition, base::LeaderEpoch first);
    bool is_creating(const Partition& partition) const { return jobs_.contains(&partition); }
    /// Afterwards its folder was made by now, and is the log's, or is not made; `done` does not hear of it.
    /// Waits if it is being made just now. Before the partition is written in place, or goes away.
    void take_back(Partition& partition);

private:
    struct Job;
    using Batch = std::vector<std::shared_ptr<Job>>;
    void start_batch();
    void finish(const Batch& batch);

    net::Loop& loop_;
    DiskPool& disk_pool_;
    std::function<void(Partition&)> done_;
    std::unordered_map<const Partition*, std::shared_ptr<Job>> jobs_;
    std::deque<std::shared_ptr<Job>> waiting_; ///< those taken back too
    bool under_way_ = false;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace broker
