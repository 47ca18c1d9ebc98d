#include "storage/batch_scanner.h"

#include <algorithm>

namespace storage {
namespace {

constexpr std::size_t header_chunk = 4096;
constexpr std::size_t batch_chunk = 1U << 20U;

} // namespace

bool well_formed(const records::BatchHeader& header) {
    return header.magic == 2 && header.batch_length >= static_cast<std::int32_t>(records::header_size) - 12 &&
           header.base_offset >= 0 && header.last_offset_delta >= 0 && header.record_count >= 0 &&
           header.base_offset <= INT64_MAX - header.last_offset_delta - 1;
}

BatchScanner::BatchScanner(std::shared_ptr<File> file, std::uint64_t from, std::uint64_t end, Read read)
    : file_(std::move(file)), position_(from), next_(from), end_(end),
      chunk_(read == Read::headers ? header_chunk : batch_chunk), read_(read) {}

Result<BatchScanner::Step> BatchScanner::next() {
    position_ = next_;
    if (position_ >= end_) return Step::end;
    const auto head = window(position_, records::header_size);
    if (!head) return head.error();
    if (head->size() < records::header_size) return Step::torn;
    const auto header = records::parse_header(*head);
    if (!header || !well_formed(*header)) return Step::torn;
    const std::uint64_t size = header->total_size();
    if (size > end_ - position_) return Step::torn;
    if (read_ == Read::batches) {
        const auto whole = window(position_, static_cast<std::size_t>(size));
        if (!whole) return whole.error();
        if (whole->size() < size) return Step::torn;
    }
    header_ = *header;
    next_ = position_ + size;
    return Step::batch;
}

Bytes BatchScanner::batch() const {
    return buffer_.bytes().subspan(static_cast<std::size_t>(position_ - buffer_at_),
                                   static_cast<std::size_t>(next_ - position_));
}

Result<Bytes> BatchScanner::window(std::uint64_t at, std::size_t size) {
    const bool held = at >= buffer_at_ && at + size <= buffer_at_ + buffer_used_;
    if (!held) {
        // `size` is at most what the file has left, so an announced length never decides how much is
        // allocated.
        const auto wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(std::max(size, chunk_), end_ - at));
        if (buffer_.size() < wanted) buffer_ = base::Buffer::uninitialised(wanted);
        const auto got = file_->pread(buffer_.writable().first(wanted), at);
        buffer_at_ = at;
        buffer_used_ = got ? *got : 0;
        if (!got) return got.error();
    }
    const auto start = static_cast<std::size_t>(at - buffer_at_);
    return buffer_.bytes().subspan(start, std::min(size, buffer_used_ - start));
}

} // namespace storage
