#include "base/crc32c.h"

#include <isa-l/crc.h>

namespace base {

std::uint32_t crc32c(Bytes bytes, std::uint32_t previous) {
    // ISA-L wants a mutable pointer and an int length, and leaves both inversions to the caller.
    constexpr std::size_t step = std::size_t{1} << 30U;
    std::uint32_t crc = ~previous;
    while (!bytes.empty()) {
        const std::size_t n = std::min(step, bytes.size());
        crc = crc32_iscsi(const_cast<Byte*>(bytes.data()), static_cast<int>(n), crc);
        bytes = bytes.subspan(n);
    }
    return ~crc;
}

} // namespace base
