#pragma once
// The server as a process: starting it, and what the kernel says it costs. Bench code only.

#include <string>
#include <sys/types.h>
#include <vector>

namespace bench {

/// Seconds of a monotonic clock.
double now();

/// utime + stime of the process so far, in seconds; the kernel counts in steps of 10 ms.
double cpu_seconds(pid_t pid);
/// Resident memory in MB.
double resident_mb(pid_t pid);

/// `ctl serve ARGUMENTS`, started and ready.
class Server {
public:
    Server(const std::string& ctl, const std::vector<std::string>& arguments);
    /// Stops it and waits.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    pid_t pid() const { return pid_; }
    /// From exec to the ready line.
    double seconds_to_ready() const { return ready_; }
    const std::string& bootstrap() const { return bootstrap_; }

private:
    pid_t pid_ = -1;
    double ready_ = 0;
    std::string bootstrap_;
};

/// Writes and unlinks `bytes` beside the data: fresh pages of a virtual machine cost more than the broker
/// does.
void warm_page_cache(const std::string& folder, std::size_t bytes);

} // namespace bench
