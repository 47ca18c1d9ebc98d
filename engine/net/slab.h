#pragma once
// Pooled, reference-counted memory that frames are received into and small answers are gathered in. A slab
// goes back to the pool of its size when the last slice of it is dropped, on whatever thread. Any thread.

#include "base/bytes.h"

namespace net {

struct Slab {
    std::shared_ptr<void> memory;
    base::Byte* data = nullptr;
    std::size_t size = 0;

    explicit operator bool() const { return data != nullptr; }
    /// Nobody else holds a slice: it may be filled again. Sees everything that former holders did.
    bool unique() const;
    base::Buffer slice(std::size_t offset, std::size_t length) const {
        return {memory, data + offset, length};
    }
};

inline constexpr std::size_t smallest_slab = 4 << 10;
inline constexpr std::size_t usual_slab = 64 << 10;

/// At least `size` bytes, content unspecified.
Slab take_slab(std::size_t size);

} // namespace net
