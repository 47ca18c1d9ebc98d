#pragma once
// What the machine alone takes for the way of a record: from the application's thread to the client's, over
// loopback TCP to a server's, back to a client's, and to the application's. Each of them sleeps until it is
// woken, and does nothing else. No broker can be faster than this; bench code only.

#include "bench/load.h"

namespace bench {

/// `per_second` hand-overs for `seconds`.
Latencies hand_over(int per_second, int seconds);

} // namespace bench
