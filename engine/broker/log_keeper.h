#pragma once
// Keeps the logs of a broker: makes appends durable in the background (at most 100 ms behind), deletes what
// retention gives up, and writes the checkpoints a restart begins from. Thread: the node's loop; what blocks
// goes to the disk pool. Source: DESIGN 8, reference 4.1, 8.

#include "base/result.h"
#include "broker/node.h"
#include "storage/log_dir.h"

#include <functional>
#include <unordered_set>

namespace broker {

class Partition;

class LogKeeper {
public:
    /// `each` calls its argument for every partition with a log; `failed` hears that the disk did.
    using Each = std::function<void(const std::function<void(Partition&)>&)>;
    LogKeeper(NodeServices& services, storage::LogDir& dir, Each each,
              std::function<void(const base::Error&)> failed);

    /// Begins with retention and checkpoints; every `retention_interval`.
    void start(base::Duration retention_interval);
    /// The partition has bytes that no fdatasync covers yet.
    void wrote(Partition& partition);
    /// The partition is gone: its flush that is under way ends in nothing.
    void forget(Partition& partition);
    /// Applies retention now, as the timer does.
    void apply_retention();
    /// Writes the checkpoints of all logs as they are now; `done` on the loop when they are on disk (also
    /// when that failed: the log says so).
    void checkpoint_now(std::function<void()> done);

private:
    void flush();
    void flush_later();
    void flush_one(Partition* partition);
    void flush_together();
    void checkpoint();
    void checkpointed();

    NodeServices& services_;
    storage::LogDir& dir_;
    Each each_;
    std::function<void(const base::Error&)> failed_;
    std::unordered_set<Partition*> dirty_;
    std::unordered_set<Partition*> flushing_;
    bool together_ = false; ///< a sync of all that was dirty is under way
    bool checkpointing_ = false;
    std::vector<std::function<void()>> after_this_checkpoint_;
    std::vector<std::function<void()>> after_next_checkpoint_;
    base::Duration retention_interval_{};
    net::Timer flush_timer_;
    net::Timer checkpoint_timer_;
    net::Timer retention_timer_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

} // namespace broker
