// Reading a log: from the tail cache while it reaches back far enough, else whole batches with one pread, and
// the searches by timestamp.

#include "storage/log.h"

#include "records/reader.h"

#include <algorithm>
#include <fmt/format.h>

namespace storage {

Result<Fetched> Log::read(Offset from, std::size_t max_bytes, Offset limit, bool at_least_one_batch,
                          bool for_sending) {
    if (from < log_start_offset_ || from > log_end_offset_) {
        return Error(kafka::ErrorCode::offset_out_of_range,
                     fmt::format("{} holds offsets {} to {}, not {}", partition_.text(),
                                 log_start_offset_.value, log_end_offset_.value, from.value));
    }
    limit = std::min(limit, log_end_offset_);
    Fetched fetched{.data = {}, .next_offset = from};
    std::size_t room = max_bytes;
    bool force_first = at_least_one_batch;
    while (fetched.next_offset < limit && (room > 0 || force_first)) {
        const std::size_t parts = fetched.data.size();
        Offset next = fetched.next_offset;
        if (cache_ && cache_->holds(next)) {
            next = cache_->read(next, limit, room, force_first, fetched.data);
        } else {
            const auto read = read_file_part(next, room, limit, force_first, for_sending, fetched.data);
            // What was read before a bad spot is still good.
            if (!read && fetched.data.empty()) return read.error();
            if (!read) break;
            next = *read;
        }
        if (next == fetched.next_offset) break;
        fetched.next_offset = next;
        for (std::size_t i = parts; i < fetched.data.size(); ++i)
            room -= std::min(room, fetched.data[i].size());
        force_first = force_first && fetched.data.empty();
    }
    return fetched;
}

namespace {

/// Below this a copy is cheaper than a system call of its own.
constexpr std::uint64_t least_in_file = 128U << 10U;

/// The leading batches of `run` that end at `limit` or before and follow one another; their end in bytes and
/// offset.
struct Whole {
    std::size_t bytes = 0;
    Offset next;
};
Whole whole_batches(Bytes run, Offset from, Offset limit) {
    Whole whole{.bytes = 0, .next = from};
    records::BatchWalker walker(run);
    while (const auto at = walker.next()) {
        const records::BatchHeader& header = at->header;
        if (!well_formed(header) || header.last_offset() < whole.next.value ||
            header.next_offset() > limit.value)
            break;
        whole = {at->position + at->bytes.size(), Offset(header.next_offset())};
    }
    return whole;
}

} // namespace

/// Whole batches from the start of a batch on, and what follows them.
struct Log::Run {
    std::size_t bytes = 0;
    Offset next;
};

/// As many whole batches as the index can tell apart within `wanted` bytes, without reading them: what is
/// sent from the page cache costs no copy here. None when that would be little.
std::optional<Log::Run> Log::run_in_file(Segment& segment, const Segment::Place& place, std::uint64_t wanted,
                                         Offset limit) {
    if (place.header.total_size() >= wanted)
        return Run{place.header.total_size(), Offset(place.header.next_offset())};
    const auto index = segment.index(config_);
    if (!index) return std::nullopt;
    const auto boundary = (*index)->last_before(static_cast<std::int64_t>(place.position + wanted),
                                                limit.value - segment.base_offset().value);
    if (!boundary || *boundary < place.position + least_in_file) return std::nullopt;
    const auto at = segment.header_at(*boundary);
    if (!at || at->base_offset <= place.header.base_offset || at->base_offset > limit.value)
        return std::nullopt;
    return Run{static_cast<std::size_t>(*boundary - place.position), Offset(at->base_offset)};
}

/// Reads from one segment. Returns the offset after what was added to `out`; `from` when nothing fits.
Result<Offset> Log::read_file_part(Offset from, std::size_t max_bytes, Offset limit, bool force_first,
                                   bool for_sending, base::Buffers& out) {
    std::size_t at = segment_holding(from);
    files_.used();
    std::optional<Segment::Place> place;
    for (;; ++at) {
        auto found = segments_[at]->find(from, config_);
        if (!found) return found.error();
        place = *found;
        if (place || at + 1 == segments_.size()) break;
    }
    if (!place || place->header.next_offset() > limit.value) return from;
    Segment& segment = *segments_[at];
    auto file = segment.file();
    if (!file) return file.error();
    std::size_t wanted = max_bytes;
    if (place->header.total_size() > wanted) {
        if (!force_first) return from;
        wanted = place->header.total_size();
    }
    wanted = static_cast<std::size_t>(std::min<std::uint64_t>(wanted, segment.size() - place->position));
    if (for_sending && wanted >= least_in_file && (*file)->descriptor() >= 0) {
        if (const auto run = run_in_file(segment, *place, wanted, limit)) {
            segment.remember(run->next, place->position + run->bytes);
            touch(segment);
            out.push_back(base::Buffer::in_file({*file, (*file)->descriptor(), place->position}, run->bytes));
            return run->next;
        }
    }
    base::Buffer buffer = base::Buffer::uninitialised(wanted);
    const auto got = (*file)->pread(buffer.writable(), place->position);
    if (!got) return got.error();
    const Whole whole = whole_batches(buffer.bytes().first(*got), from, limit);
    if (whole.bytes == 0) {
        return Error(kafka::ErrorCode::kafka_storage_error,
                     fmt::format("{} holds no valid record batch at byte {}", segment.path().string(),
                                 place->position));
    }
    segment.remember(whole.next, place->position + whole.bytes);
    touch(segment);
    out.push_back(buffer.slice(0, whole.bytes));
    return whole.next;
}

// --- timestamps
// ---------------------------------------------------------------------------------------------

Result<std::optional<TimestampOffset>> Log::find_by_timestamp(base::TimestampMs timestamp, Offset limit) {
    limit = std::min(limit, log_end_offset_);
    files_.used();
    for (std::size_t i = segment_holding(log_start_offset_); i < segments_.size(); ++i) {
        Segment& segment = *segments_[i];
        if (segment.base_offset() >= limit) break;
        const auto latest = segment.latest(config_);
        if (!latest) return latest.error();
        if (latest->timestamp < timestamp) continue;
        auto found = first_in_segment(segment, timestamp, limit);
        touch(segment);
        if (!found || *found) return found;
    }
    return std::optional<TimestampOffset>();
}

namespace {

Result<base::Buffer> read_batch(File& file, const BatchScanner& at) {
    base::Buffer batch = base::Buffer::uninitialised(at.header().total_size());
    const auto got = file.pread(batch.writable(), at.position());
    if (!got) return got.error();
    return batch.slice(0, *got);
}

std::optional<TimestampOffset> with_epoch(const std::optional<records::TimestampOffset>& found,
                                          const records::BatchHeader& header) {
    if (!found) return std::nullopt;
    return TimestampOffset{found->timestamp, Offset(found->offset),
                           LeaderEpoch(header.partition_leader_epoch)};
}

} // namespace

Result<std::optional<TimestampOffset>> Log::first_in_segment(Segment& segment, base::TimestampMs timestamp,
                                                             Offset limit) {
    const auto index = segment.index(config_);
    if (!index) return index.error();
    auto file = segment.file();
    if (!file) return file.error();
    BatchScanner scanner(*file, (*index)->position_before_time(timestamp), segment.size(),
                         BatchScanner::Read::headers);
    for (;;) {
        const auto step = scanner.next();
        if (!step) return step.error();
        if (*step != BatchScanner::Step::batch || scanner.header().base_offset >= limit.value) break;
        if (scanner.header().max_timestamp < timestamp ||
            scanner.header().last_offset() < log_start_offset_.value)
            continue;
        const auto batch = read_batch(**file, scanner);
        if (!batch) return batch.error();
        const auto found = records::first_at_or_after(*batch, timestamp, log_start_offset_.value);
        if (!found) return found.error();
        if (*found && (*found)->offset < limit.value) return with_epoch(*found, scanner.header());
        if (*found) break; // beyond the limit
    }
    return std::optional<TimestampOffset>();
}

Result<std::optional<TimestampOffset>> Log::max_timestamp(Offset limit) {
    limit = std::min(limit, log_end_offset_);
    files_.used();
    std::optional<TimestampOffset> best;
    for (std::size_t i = segment_holding(log_start_offset_); i < segments_.size(); ++i) {
        Segment& segment = *segments_[i];
        if (segment.base_offset() >= limit) break;
        const auto latest = segment.latest(config_);
        if (!latest) return latest.error();
        if (latest->timestamp < 0 || (best && latest->timestamp <= best->timestamp)) continue;
        const auto found = latest_below(segment, limit);
        touch(segment);
        if (!found) return found.error();
        if (*found && (!best || (*found)->timestamp > best->timestamp)) best = *found;
    }
    return best;
}

Result<std::optional<TimestampOffset>> Log::latest_below(Segment& segment, Offset limit) {
    auto file = segment.file();
    if (!file) return file.error();
    const auto latest = segment.latest(config_);
    if (!latest) return latest.error();
    // The index knows the batch when it counts as a whole; else every batch in between is looked at.
    const bool known = latest->batch_last_offset < limit && latest->batch_last_offset >= log_start_offset_;
    Offset from = known ? latest->batch_last_offset : std::max(log_start_offset_, segment.base_offset());
    const auto place = segment.find(from, config_);
    if (!place) return place.error();
    if (!*place) return std::optional<TimestampOffset>();
    std::optional<TimestampOffset> best;
    BatchScanner scanner(*file, (*place)->position, segment.size(), BatchScanner::Read::headers);
    for (;;) {
        const auto step = scanner.next();
        if (!step) return step.error();
        if (*step != BatchScanner::Step::batch || scanner.header().next_offset() > limit.value) break;
        if (best && scanner.header().max_timestamp <= best->timestamp) continue;
        const auto batch = read_batch(**file, scanner);
        if (!batch) return batch.error();
        const auto found = records::latest_record(*batch);
        if (!found) return found.error();
        const auto candidate = with_epoch(*found, scanner.header());
        if (candidate && candidate->timestamp >= 0 && (!best || candidate->timestamp > best->timestamp))
            best = candidate;
        if (known) break;
    }
    return best;
}

} // namespace storage
