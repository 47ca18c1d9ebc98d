#pragma once
// One seed of the quorum's simulation: a random cluster, a random mix of faults, chaos, healing, a deadline
// for everything to be well again, and an audit.

#include "sim/run.h"

namespace sim {

Outcome run_raft(const RunOptions& options);

} // namespace sim
