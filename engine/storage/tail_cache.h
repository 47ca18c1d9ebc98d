#pragma once
// The newest batches of a node's logs, kept as the very slices they were received in, so that consumers and
// followers at the end of a log cost no system call. One cache per node, a lane per log; when it is full the
// oldest batch of the whole node goes first. One thread (the node's loop). Source: DESIGN 8 (Fetch),
// speed-and-reliability A3.6.

#include "base/bytes.h"
#include "base/types.h"

#include <cstddef>
#include <deque>
#include <memory>

namespace storage {

class TailCache {
    struct Slot {
        base::Offset base;
        base::Offset next;
        base::Buffer batch;
    };
    struct LaneData {
        std::deque<Slot> slots;
        std::size_t bytes = 0;
        std::size_t forgotten = 0; ///< slots already gone whose turn in `order_` is still to come
    };

public:
    /// `capacity` bytes for all lanes, `lane_capacity` for one.
    explicit TailCache(std::size_t capacity = 16U << 20U, std::size_t lane_capacity = 4U << 20U)
        : capacity_(capacity), lane_capacity_(lane_capacity) {}

    /// The cached end of one log: always a gapless run up to its log end offset.
    class Lane {
    public:
        explicit Lane(std::shared_ptr<TailCache> cache)
            : cache_(std::move(cache)), data_(std::make_shared<LaneData>()) {}
        ~Lane() { clear(); }
        Lane(const Lane&) = delete;
        Lane& operator=(const Lane&) = delete;

        /// A batch that was just written. REQUIRES: nobody writes to its bytes any more.
        void add(base::Offset base, base::Offset next, const base::Buffer& batch);
        void clear();

        /// Appends whole batches from the one that holds `from` on, none that ends behind `limit`, while they
        /// fit into `room` bytes (the first always does when `force_first`). Returns the offset after the
        /// last one, or `from` when the cache does not reach back that far or nothing fits.
        base::Offset read(base::Offset from, base::Offset limit, std::size_t room, bool force_first,
                          base::Buffers& out) const;
        /// True when a read at this offset is answered from here.
        bool holds(base::Offset offset) const;

    private:
        friend class TailCache;
        std::shared_ptr<TailCache> cache_;
        std::shared_ptr<LaneData> data_;
    };

    std::size_t bytes() const { return bytes_; }
    /// Takes effect with the next batch.
    void set_capacity(std::size_t capacity, std::size_t lane_capacity) {
        capacity_ = capacity;
        lane_capacity_ = lane_capacity;
    }

private:
    void pop_front(LaneData& lane);
    void evict();
    /// Drops the turns of slots that are gone, once they are the most of `order_`.
    void compact();

    std::size_t capacity_;
    std::size_t lane_capacity_;
    std::size_t bytes_ = 0;
    std::size_t slots_ = 0;
    std::deque<std::shared_ptr<LaneData>> order_; ///< the turns: the lane of every slot added, oldest first
};

} // namespace storage
