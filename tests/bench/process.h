#pragma once
// The clusters that are measured, as processes: starting them, breaking them, and what the kernel says they
// cost. Bench code only.

#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace bench {

/// Seconds of a monotonic clock.
double now();

/// Three brokers and three controllers, started from an empty folder.
class Cluster {
public:
    virtual ~Cluster() = default;
    Cluster() = default;
    Cluster(const Cluster&) = delete;
    Cluster& operator=(const Cluster&) = delete;

    /// As `kill -9` of the broker's machine; broker ids are 1 to 3.
    virtual void kill(int broker) = 0;
    /// Brings it back.
    virtual void start(int broker) = 0;
    virtual std::vector<pid_t> pids() const = 0;

    /// utime + stime of its processes so far, in seconds; the kernel counts in steps of 10 ms.
    double cpu_seconds() const;
    /// Resident memory in MB.
    double resident_mb() const;
    const std::string& bootstrap() const { return bootstrap_; }
    /// When its first process was started; by now().
    double started_at() const { return started_at_; }

protected:
    std::string bootstrap_;
    double started_at_ = 0;
};

/// `ctl serve --preset ha`, waited for until it says that it is ready.
std::unique_ptr<Cluster> start_riparium(const std::string& ctl, const std::string& folder);
/// Three combined nodes of Apache Kafka with its default settings, from the jars in `jars`. Returns as soon
/// as the processes run.
std::unique_ptr<Cluster> start_kafka(const std::string& jars, const std::string& folder);

/// Writes and unlinks `bytes` beside the data: fresh pages of a virtual machine cost more than the broker
/// does.
void warm_page_cache(const std::string& folder, std::size_t bytes);

} // namespace bench
