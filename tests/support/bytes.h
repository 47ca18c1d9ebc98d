#pragma once
// Small conversions of bytes. Test code only.

#include "base/bytes.h"

namespace support {

/// The content of all buffers in one piece.
inline std::vector<base::Byte> flat(const base::Buffers& buffers) {
    std::vector<base::Byte> bytes;
    for (const base::Buffer& b : buffers) bytes.insert(bytes.end(), b.bytes().begin(), b.bytes().end());
    return bytes;
}

} // namespace support
