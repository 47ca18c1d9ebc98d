#pragma once
// Received bytes on their way to frames, for both ends of a connection: where to receive next, and which
// frames are complete. Frames are slices of pooled slabs, never copied once they are whole; memory follows
// the bytes that came, never a length that was announced. One owner, one thread. Source: reference 2.1,
// DESIGN 8.

#include "net/slab.h"

#include <span>

namespace net {

class FrameBuffer {
public:
    /// Frames longer than `max_frame` bytes are refused.
    explicit FrameBuffer(std::int32_t max_frame) : max_frame_(max_frame) {}

    /// Where the next bytes go; at least one. Valid until the next call of room().
    /// REQUIRES: not refused(), no complete frame left that the caller wants before reading on.
    std::span<base::Byte> room();
    /// `bytes` of the last room() have been filled.
    void received(std::size_t bytes);

    /// The length at the front is negative or above max_frame: the stream cannot be read on.
    bool refused() const;
    /// A whole frame is at the front.
    bool complete() const;
    /// Takes it, without its length. REQUIRES: complete().
    base::Buffer take();
    /// What has come and was not taken.
    base::Bytes waiting() const { return {slab_.data + begin_, end_ - begin_}; }
    /// Gives the memory back.
    void clear();

private:
    static constexpr std::size_t length_size = 4;

    std::size_t have() const { return end_ - begin_; }
    std::int32_t length() const { return base::load_be<std::int32_t>(slab_.data + begin_); }
    void make_room();
    std::size_t slab_size_for(std::size_t need) const;

    std::int32_t max_frame_;
    Slab slab_; // [begin_, end_) has come and was not taken
    std::size_t begin_ = 0, end_ = 0;
    std::size_t want_ = smallest_slab; // size of the next slab: follows the frames that really came
    std::size_t largest_ = 0;          // frame in this slab
};

} // namespace net
