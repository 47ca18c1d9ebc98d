#pragma once
// CRC-32C (Castagnoli), the checksum of record batches. Hardware through ISA-L. Any thread.

#include "base/bytes.h"

namespace base {

/// The checksum of `bytes`, or of what `previous` covered followed by `bytes`.
std::uint32_t crc32c(Bytes bytes, std::uint32_t previous = 0);

} // namespace base
