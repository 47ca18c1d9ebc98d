#pragma once
// Sampler: fills a message with seeded random values that its version can carry, edges included, for
// round-trip tests and for demonstration. Any thread.

#include "base/rng.h"
#include "wire/message.h"

namespace wire {

/// Fills the fields of this version; all others keep their defaults. REQUIRES: a fresh message and one of its
/// versions.
void sample(Message& message, std::int16_t version, base::Rng& rng);

} // namespace wire
