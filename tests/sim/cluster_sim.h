#pragma once
// One seed of a whole cluster: controllers, brokers, producers and consumers, faults, healing, audit.

#include "sim/run.h"

namespace sim {

Outcome run_cluster(const RunOptions& options);

} // namespace sim
