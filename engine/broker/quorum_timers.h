#pragma once
// What the files of QuorumLoop share. Private to engine/broker. Thread: the node's loop.

#include "broker/quorum_loop.h"

namespace broker {

struct QuorumLoop::Timers {
    explicit Timers(net::Loop& loop) : core(loop), stop(loop), retry(loop) {}
    net::Timer core;            ///< of the core
    net::Timer stop;            ///< the patience of stop()
    net::Timer retry;           ///< of a quorum-state that could not be written
    base::Instant complained{}; ///< last, of a log that cannot be written
};

} // namespace broker
