#include "storage/segment.h"

#include "storage/checkpoint_text.h"

#include "base/log.h"

#include <algorithm>
#include <fmt/format.h>

namespace storage {
namespace {

constexpr std::size_t offset_digits = 20;
constexpr std::uint64_t preallocate_from = 1U << 20U;
constexpr std::uint64_t preallocate_step = 16U << 20U;
constexpr std::size_t index_file_limit = 512U << 20U;

} // namespace

std::string offset_file_name(base::Offset base, std::string_view suffix) {
    return fmt::format("{:020}{}", base.value, suffix);
}

std::optional<base::Offset> parse_offset_file_name(std::string_view name, std::string_view suffix) {
    if (name.size() != offset_digits + suffix.size() || !name.ends_with(suffix)) return std::nullopt;
    const auto value = parse_number<std::int64_t>(name.substr(0, offset_digits));
    if (!value || *value < 0) return std::nullopt;
    return base::Offset(*value);
}

Segment::Segment(Disk& disk, fs::path folder, base::Offset base, std::uint64_t size,
                 base::TimestampMs modified_ms)
    : disk_(disk), folder_(std::move(folder)), base_(base), size_(size), modified_ms_(modified_ms) {}

Result<Segment::Latest> Segment::latest(const LogConfig& config) {
    if (!latest_known_ && !index_loaded_) {
        if (const auto read = index(config); !read) return read.error();
        unload_index();
        latest_known_ = true;
    }
    return Latest{index_.largest_timestamp(), base_ + index_.relative_offset_of_largest()};
}

Result<base::TimestampMs> Segment::age_timestamp(const LogConfig& config) {
    const auto known = latest(config);
    if (!known) return known.error();
    return known->timestamp >= 0 ? known->timestamp : modified_ms_;
}

Result<std::shared_ptr<File>> Segment::file() {
    if (file_) return file_;
    auto opened = disk_.open(path(), OpenMode::create);
    if (!opened) return opened.error();
    file_ = std::move(*opened);
    return file_;
}

void Segment::preallocate(std::uint64_t upto, const LogConfig& config) {
    // Small logs stay small: ten thousand partitions must not reserve a step each.
    if (upto <= allocated_ || upto < preallocate_from) return;
    const auto most = static_cast<std::uint64_t>(std::max(config.segment_bytes, 0));
    const std::uint64_t from = std::max(allocated_, size_);
    const std::uint64_t end = std::max(upto, std::min(most, from + std::min(upto, preallocate_step)));
    file_->preallocate(from, end - from);
    allocated_ = end;
}

std::optional<Segment::WriteFailure> Segment::write(std::span<const Bytes> parts, const LogConfig& config) {
    const auto opened = file();
    if (!opened) return WriteFailure{opened.error()};
    std::uint64_t bytes = 0;
    for (const Bytes part : parts) bytes += part.size();
    preallocate(size_ + bytes, config);
    if (auto written = file_->pwritev(parts, size_); !written) {
        const bool cut = file_->truncate(size_).has_value();
        allocated_ = size_;
        return WriteFailure{written.error(), cut};
    }
    size_ += bytes;
    return std::nullopt;
}

void Segment::index_batch(const records::BatchHeader& header, std::uint64_t position, const LogConfig& config,
                          base::TimestampMs now) {
    if (!first_timestamp_) first_timestamp_ = header.max_timestamp;
    index_.add(static_cast<std::int32_t>(header.last_offset() - base_.value), position, header.total_size(),
               header.max_timestamp, config.index_interval_bytes);
    index_loaded_ = true;
    modified_ms_ = now;
}

void Segment::forget_index() {
    index_.clear();
    index_loaded_ = false;
    latest_known_ = false;
    first_timestamp_.reset();
    hint_offset_ = base::Offset(-1);
}

bool Segment::load_index() {
    const auto offsets = read_file(disk_, path(".index"), index_file_limit);
    const auto times = read_file(disk_, path(".timeindex"), index_file_limit);
    if (!offsets || !times) return false;
    auto decoded = SegmentIndex::decode(*offsets, *times, size_);
    // A segment with batches has a largest timestamp, unless none of its records has one: then a scan costs
    // little.
    if (!decoded || decoded->largest_timestamp() < 0) return false;
    index_ = std::move(*decoded);
    index_loaded_ = true;
    return true;
}

Result<const SegmentIndex*> Segment::index(const LogConfig& config) {
    if (index_loaded_ || size_ == 0 || load_index()) return &index_;
    if (auto rebuilt = rebuild_index(config); !rebuilt) return rebuilt.error();
    return &index_;
}

Result<> Segment::rebuild_index(const LogConfig& config) {
    auto opened = file();
    if (!opened) return opened.error();
    const base::TimestampMs modified = modified_ms_;
    forget_index();
    BatchScanner scanner(*opened, 0, size_, BatchScanner::Read::headers);
    for (;;) {
        const auto step = scanner.next();
        if (!step) return step.error();
        if (*step != BatchScanner::Step::batch) break;
        index_batch(scanner.header(), scanner.position(), config, modified);
    }
    index_loaded_ = true;
    return {};
}

Result<> Segment::write_index() {
    const auto offsets = index_.encode_offsets();
    const auto times = index_.encode_times();
    index_files_ = true;
    if (auto written = replace_file(disk_, path(".index"), offsets, false); !written) return written;
    return replace_file(disk_, path(".timeindex"), times, false);
}

void Segment::remove_index_files() {
    if (!std::exchange(index_files_, false)) return;
    for (const char* suffix : {".index", ".timeindex"}) {
        if (auto removed = disk_.remove(path(suffix)); !removed)
            base::log::warn("storage", "{}", removed.error().detail);
    }
}

void Segment::unload_index() {
    if (!index_files_) return;
    index_.drop_entries();
    index_loaded_ = false;
    latest_known_ = true;
}

void Segment::release_file() {
    trim();
    file_.reset();
}

Result<std::optional<Segment::Place>> Segment::find(base::Offset offset, const LogConfig& config) {
    if (offset == hint_offset_) return walk(offset, hint_position_);
    const auto found = index(config);
    if (!found) return found.error();
    const std::int64_t relative = std::clamp<std::int64_t>(offset.value - base_.value, 0, INT32_MAX);
    const std::uint64_t from = (*found)->position_before(static_cast<std::int32_t>(relative));
    auto place = walk(offset, from);
    if (from == 0 || (place && *place && (*place)->header.base_offset <= offset.value)) return place;
    // An index file that does not fit its segment costs one scan, never an answer.
    if (auto rebuilt = rebuild_index(config); !rebuilt) return rebuilt.error();
    return walk(offset, 0);
}

Result<std::optional<Segment::Place>> Segment::walk(base::Offset offset, std::uint64_t from) {
    auto opened = file();
    if (!opened) return opened.error();
    BatchScanner scanner(*opened, from, size_, BatchScanner::Read::headers);
    for (;;) {
        const auto step = scanner.next();
        if (!step) return step.error();
        if (*step == BatchScanner::Step::end) return std::optional<Place>();
        if (*step == BatchScanner::Step::torn) {
            return Error(kafka::ErrorCode::kafka_storage_error,
                         fmt::format("{} holds no valid record batch at byte {}", path().string(),
                                     scanner.position()));
        }
        if (scanner.header().last_offset() >= offset.value)
            return std::optional<Place>(Place{scanner.position(), scanner.header()});
    }
}

std::optional<records::BatchHeader> Segment::header_at(std::uint64_t position) {
    const auto opened = file();
    if (!opened) return std::nullopt;
    BatchScanner scanner(*opened, position, size_, BatchScanner::Read::headers);
    const auto step = scanner.next();
    if (!step || *step != BatchScanner::Step::batch) return std::nullopt;
    return scanner.header();
}

void Segment::remember(base::Offset offset, std::uint64_t position) {
    hint_offset_ = offset;
    hint_position_ = position;
}

Result<> Segment::truncate(std::uint64_t size) {
    auto opened = file();
    if (!opened) return opened.error();
    if (auto cut = file_->truncate(size); !cut) return cut;
    size_ = size;
    allocated_ = size;
    return {};
}

void Segment::trim() {
    if (!file_ || allocated_ <= size_) return;
    // Only space is at stake: the size is right either way.
    if (auto cut = file_->truncate(size_); !cut) base::log::warn("storage", "{}", cut.error().detail);
    allocated_ = size_;
}

Result<std::vector<fs::path>> Segment::mark_deleted() {
    std::vector<fs::path> marked;
    for (const char* suffix : {".log", ".index", ".timeindex", ".txnindex", ".snapshot"}) {
        const fs::path from = path(suffix);
        if (!disk_.exists(from)) continue;
        fs::path to = from;
        to += ".deleted";
        if (auto renamed = disk_.rename(from, to); !renamed) return renamed.error();
        marked.push_back(std::move(to));
    }
    return marked;
}

} // namespace storage
