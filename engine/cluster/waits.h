#pragma once
// What the control thread waits for: a condition over what the nodes report, or a deadline. Nothing polls:
// conditions are asked again when poke() says that something changed. Thread: control, but poke().

#include "net/loop.h"

#include <atomic>
#include <list>

namespace cluster {

class Waits {
public:
    explicit Waits(net::Loop& control) : control_(control), timer_(control) {}

    /// Calls `done` with true once `condition` holds, at once when it does now; with false after `limit`, or
    /// when cancel() comes first.
    void until(std::function<bool()> condition, base::Duration limit, std::function<void(bool)> done);
    /// Something that a condition may depend on has changed. Any thread; several calls are one.
    void poke();
    void cancel();

private:
    struct Wait {
        std::function<bool()> condition;
        base::Instant deadline;
        std::function<void(bool)> done;
    };
    void check();
    void arm();

    net::Loop& control_;
    net::Timer timer_;
    std::list<Wait> waits_;
    std::atomic<bool> any_{false};
    std::atomic<bool> poked_{false};
};

} // namespace cluster
