#include "net/frame_buffer.h"

#include "base/assert.h"

#include <algorithm>

namespace net {
namespace {

constexpr std::size_t most_wanted = 16 << 20; // slabs follow the frames up to here
constexpr std::size_t first_leap = 2 << 20;   // what a frame is given once its first 64 KB have really come

} // namespace

bool FrameBuffer::refused() const {
    return have() >= length_size && (length() < 0 || length() > max_frame_);
}

bool FrameBuffer::complete() const {
    return have() >= length_size && !refused() && have() - length_size >= static_cast<std::size_t>(length());
}

base::Buffer FrameBuffer::take() {
    RIPARIUM_ASSERT(complete(), "only a whole frame can be taken");
    const auto size = static_cast<std::size_t>(length());
    base::Buffer frame = slab_.slice(begin_ + length_size, size);
    begin_ += length_size + size;
    largest_ = std::max(largest_, length_size + size);
    if (largest_ > want_) want_ = std::min(most_wanted, std::max(usual_slab, largest_));
    return frame;
}

void FrameBuffer::received(std::size_t bytes) {
    end_ += bytes;
    if (end_ == slab_.size) want_ = std::max(want_, usual_slab);
}

void FrameBuffer::clear() {
    slab_ = {};
    begin_ = end_ = 0;
}

/// Frames above the usual size are read up to their end, so that the next one begins in a slab of its own.
std::span<base::Byte> FrameBuffer::room() {
    make_room();
    std::size_t until = slab_.size;
    if (have() >= length_size) {
        const std::size_t need = length_size + static_cast<std::size_t>(length());
        if (need > usual_slab) until = std::min(until, begin_ + need);
    } else if (have() == 0 && want_ > usual_slab) {
        until = std::min(until, begin_ + want_);
    }
    if (until <= end_) until = slab_.size;
    return {slab_.data + end_, until - end_};
}

/// Makes space behind end_, and puts a frame that has begun where all of it fits, as far as its size is
/// believed.
void FrameBuffer::make_room() {
    if (have() == 0 && slab_ && slab_.unique()) begin_ = end_ = 0;
    std::size_t need = length_size;
    if (have() >= length_size) need += static_cast<std::size_t>(length());
    const std::size_t free = slab_.size - end_;
    const bool fits = slab_ && begin_ + need <= slab_.size;
    if (fits && free > 0 && (have() >= length_size || free >= slab_.size / 8)) return;
    if (slab_ && begin_ == 0 && free > 0 && have() > 0) return; // first let come what fits
    if (have() == 0 && largest_ < want_ / 2 && want_ > usual_slab) want_ = std::max(usual_slab, want_ / 2);
    const std::size_t kept = have();
    Slab next = take_slab(slab_size_for(need));
    if (kept > 0) std::memcpy(next.data, slab_.data + begin_, kept);
    slab_ = std::move(next);
    begin_ = 0;
    end_ = kept;
    largest_ = 0;
}

/// By what has come, never by what was announced: a frame gets its whole size at once only when frames as
/// large came before, or when the first 64 KB of it are here and it is at most 2 MB; beyond that memory at
/// most quadruples.
std::size_t FrameBuffer::slab_size_for(std::size_t need) const {
    if (need <= want_) return want_;
    const std::size_t believed = have() >= usual_slab ? std::max(first_leap, 4 * have()) : usual_slab;
    return std::min(need, std::max(believed, want_));
}

} // namespace net
