#include "net/slab.h"

#include <array>
#include <atomic>
#include <bit>
#include <cstdlib>
#include <mutex>
#include <new>

namespace net {
namespace {

// Four classes per doubling, so that a buffer of exactly one frame wastes at most a fifth.
constexpr std::size_t class_count = 4 * 24;
constexpr std::size_t max_pooled_bytes = 24 << 20;
constexpr std::size_t largest_pooled = 8 << 20;

struct SizeClass {
    std::size_t index;
    std::size_t bytes;
};

SizeClass class_of(std::size_t size) {
    if (size <= smallest_slab) return {0, smallest_slab};
    const auto power = std::bit_width(size - 1) - 1; // 2^power < size <= 2^(power+1)
    const std::size_t base = std::size_t{1} << power;
    const std::size_t step = base / 4;
    const std::size_t quarters = (size - base + step - 1) / step; // 1 to 4
    constexpr auto first_power = std::bit_width(smallest_slab) - 1;
    return {static_cast<std::size_t>(power - first_power) * 4 + quarters, base + quarters * step};
}

struct Pool {
    std::mutex mutex;
    std::array<std::vector<void*>, class_count> free;
    std::size_t pooled = 0;

    void* take(SizeClass wanted) {
        if (wanted.bytes <= largest_pooled) {
            const std::lock_guard lock(mutex);
            auto& list = free[wanted.index];
            if (!list.empty()) {
                void* memory = list.back();
                list.pop_back();
                pooled -= wanted.bytes;
                return memory;
            }
        }
        void* memory = std::malloc(wanted.bytes);
        if (memory == nullptr) throw std::bad_alloc();
        return memory;
    }
    void give(void* memory, SizeClass size) {
        if (size.bytes <= largest_pooled) {
            const std::lock_guard lock(mutex);
            if (pooled + size.bytes <= max_pooled_bytes) {
                free[size.index].push_back(memory);
                pooled += size.bytes;
                return;
            }
        }
        std::free(memory);
    }
};

// Never destroyed: slices may be dropped by threads that end after main's statics.
Pool& pool() {
    static Pool* const instance = new Pool;
    return *instance;
}

} // namespace

bool Slab::unique() const {
    if (memory.use_count() != 1) return false;
    std::atomic_thread_fence(std::memory_order_acquire);
    return true;
}

Slab take_slab(std::size_t size) {
    const SizeClass wanted = class_of(size);
    Slab slab;
    slab.memory = std::shared_ptr<void>(pool().take(wanted), [wanted](void* p) { pool().give(p, wanted); });
    slab.data = static_cast<base::Byte*>(slab.memory.get());
    slab.size = wanted.bytes;
    return slab;
}

} // namespace net
