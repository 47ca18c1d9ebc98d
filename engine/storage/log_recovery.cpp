// Opening a log: what a clean stop left is taken as it is; otherwise every batch behind the recovery point is
// read and checked, and what the crash tore is cut off. Indexes, epochs and producer state are rebuilt where
// missing.

#include "storage/log.h"

#include "base/log.h"

#include <algorithm>

namespace storage {

Result<std::unique_ptr<Log>> Log::open(Disk& disk, const base::Clock& clock, fs::path folder,
                                       TopicPartition partition, LogConfig config, OpenOptions options) {
    std::unique_ptr<Log> log(new Log(disk, clock, std::move(folder), std::move(partition), config, options));
    if (auto loaded = log->load(options); !loaded) return loaded.error();
    return log;
}

Result<> Log::load(const OpenOptions& options) {
    folder_made_ = disk_.exists(folder_);
    if (folder_made_) {
        files_.used();
        if (auto loaded = load_folder(); !loaded) return loaded;
    }
    if (segments_.empty())
        segments_.push_back(
            std::make_unique<Segment>(disk_, folder_, log_start_offset_, 0, clock_.wall_ms()));
    log_end_offset_ = active().base_offset();
    if (folder_made_) {
        const bool epochs_known = load_epochs();
        if (auto recovered = recover(options.clean, epochs_known); !recovered) return recovered;
    }
    next_offset_ = log_end_offset_;
    if (log_start_offset_ > log_end_offset_) {
        base::log::warn("storage", "{} ends at {}, before its start {}: it begins anew there",
                        partition_.text(), log_end_offset_.value, log_start_offset_.value);
        return truncate_fully_and_start_at(log_start_offset_);
    }
    log_start_offset_ = std::max(log_start_offset_, segments_.front()->base_offset());
    if (epochs_.truncate_from_end(log_end_offset_)) epochs_unwritten_ = true;
    if (epochs_.truncate_from_start(log_start_offset_)) epochs_unwritten_ = true;
    recovery_point_ =
        options.clean && !recovery_.scanned ? log_end_offset_ : std::min(recovery_point_, log_end_offset_);
    if (recovery_point_ < log_end_offset_) unflushed_bytes_ = active().size();
    tail_ = tail_now();
    for (const auto& segment : segments_) segment->release_file();
    return {};
}

Result<> Log::load_folder() {
    const auto entries = disk_.list(folder_);
    if (!entries) return entries.error();
    for (const DirectoryEntry& entry : *entries) {
        const std::string_view name = entry.name;
        if (const auto base = parse_offset_file_name(name, ".log")) {
            segments_.push_back(
                std::make_unique<Segment>(disk_, folder_, *base, entry.size, entry.modified_ms));
        } else if (const auto offset = parse_offset_file_name(name, ".snapshot")) {
            snapshots_.push_back(*offset);
        } else if (name.ends_with(".deleted") || name.ends_with(".tmp") || name.ends_with(".cleaned")) {
            if (auto removed = disk_.remove(folder_ / entry.name); !removed) return removed;
        }
    }
    return {};
}

bool Log::load_epochs() {
    const auto bytes = read_file(disk_, folder_ / "leader-epoch-checkpoint");
    auto decoded = bytes ? EpochCache::decode(base::as_text(*bytes)) : std::nullopt;
    if (!decoded) return false;
    epochs_ = std::move(*decoded);
    return true;
}

Result<> Log::recover(bool clean, bool epochs_known) {
    bool active_good = false;
    if (clean && epochs_known) {
        const auto resumed = resume_active();
        if (!resumed) return resumed.error();
        active_good = *resumed;
    }
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        const bool last = i + 1 == segments_.size();
        const bool suspect = last ? !active_good : !clean && end_of(i) > recovery_point_;
        if (!suspect && epochs_known) continue;
        if (last && active_good) continue;
        recovery_.scanned = recovery_.scanned || suspect;
        const auto whole = scan(*segments_[i], last);
        if (!whole) return whole.error();
        const bool joined = last || log_end_offset_ == segments_[i + 1]->base_offset() ||
                            (config_.compact && log_end_offset_ < segments_[i + 1]->base_offset());
        if (*whole && joined) continue;
        if (auto dropped = drop_segments_from(i + 1); !dropped) return dropped;
        break;
    }
    if (recovery_.cut_bytes > 0 || recovery_.dropped_segments > 0) {
        base::log::info("storage", "{}: cut {} bytes and {} segments behind the last whole batch, offset {}",
                        partition_.text(), recovery_.cut_bytes, recovery_.dropped_segments,
                        log_end_offset_.value - 1);
    }
    return rebuild_producers(clean && !recovery_.scanned);
}

Result<bool> Log::resume_active() {
    Segment& segment = active();
    log_end_offset_ = segment.base_offset();
    if (segment.size() == 0) return true;
    if (!segment.load_index()) return false;
    auto file = segment.file();
    if (!file) return file.error();
    BatchScanner first(*file, 0, segment.size(), BatchScanner::Read::headers);
    const auto found = first.next();
    if (!found) return found.error();
    if (*found != BatchScanner::Step::batch || first.header().base_offset != segment.base_offset().value)
        return false;
    segment.set_first_timestamp(first.header().max_timestamp);
    std::int64_t expected = -1; // the index does not tell the first offset of a batch
    BatchScanner scanner(*file, segment.resume_index(), segment.size(), BatchScanner::Read::headers);
    for (;;) {
        const auto step = scanner.next();
        if (!step) return step.error();
        if (*step == BatchScanner::Step::end) break;
        if (*step == BatchScanner::Step::torn) return false;
        const records::BatchHeader& header = scanner.header();
        if (header.base_offset < segment.base_offset().value) return false;
        if (expected >= 0 &&
            (config_.compact ? header.base_offset < expected : header.base_offset != expected))
            return false;
        expected = header.next_offset();
        segment.index_batch(header, scanner.position(), config_, clock_.wall_ms());
        epochs_.assign(LeaderEpoch(header.partition_leader_epoch), Offset(header.base_offset));
    }
    log_end_offset_ = Offset(expected);
    return true;
}

/// Walks one segment from its start, checks it, rebuilds its index and takes epochs along. Bytes behind the
/// last good batch are cut off. False when there were any.
Result<bool> Log::scan(Segment& segment, bool last) {
    auto file = segment.file();
    if (!file) return file.error();
    segment.forget_index();
    const std::uint64_t size = segment.size();
    const base::TimestampMs modified = clock_.wall_ms();
    Offset expected = segment.base_offset();
    LeaderEpoch epoch = epochs_.epoch_of(expected - 1);
    auto mode = expected < recovery_point_ ? BatchScanner::Read::headers : BatchScanner::Read::batches;
    std::optional<BatchScanner> scanner(std::in_place, *file, 0, size, mode);
    for (;;) {
        const auto step = scanner->next();
        if (!step) return step.error();
        if (*step != BatchScanner::Step::batch) break;
        const records::BatchHeader& header = scanner->header();
        if (mode == BatchScanner::Read::headers && Offset(header.next_offset()) > recovery_point_) {
            mode = BatchScanner::Read::batches;
            scanner.emplace(*file, scanner->position(), size, mode);
            continue;
        }
        const bool in_order =
            config_.compact ? header.base_offset >= expected.value : header.base_offset == expected.value;
        if (!in_order || header.partition_leader_epoch < epoch.value) break;
        if (header.last_offset() - segment.base_offset().value > INT32_MAX) break;
        if (mode == BatchScanner::Read::batches && !records::crc_matches(scanner->batch())) break;
        expected = Offset(header.next_offset());
        epoch = LeaderEpoch(header.partition_leader_epoch);
        if (epochs_.assign(epoch, Offset(header.base_offset))) epochs_unwritten_ = true;
        segment.index_batch(header, scanner->position(), config_, modified);
    }
    log_end_offset_ = expected;
    const std::uint64_t good = scanner->position();
    segment.remove_index_files();
    // Also when nothing is cut: this gives back what the crashed process had preallocated.
    if (auto cut = segment.truncate(good); !cut) return cut.error();
    recovery_.cut_bytes += size - good;
    if (!last && good == size) {
        if (auto written = segment.write_index(); !written) return written.error();
        segment.unload_index();
    }
    return good == size;
}

Result<> Log::drop_segments_from(std::size_t first) {
    for (std::size_t i = segments_.size(); i > first; --i) {
        recovery_.cut_bytes += segments_[i - 1]->size();
        ++recovery_.dropped_segments;
    }
    auto dropped = delete_segments(first, segments_.size() - first);
    if (!dropped) return dropped.error();
    if (*dropped) (*dropped)();
    return {};
}

/// From the newest snapshot after a clean stop. After a crash from the one before it: a snapshot holds only
/// the last batch of a producer, and its client may now repeat the last five.
Result<> Log::rebuild_producers(bool from_newest) {
    producers_.clear();
    while (!snapshots_.empty() && snapshots_.back() > log_end_offset_) {
        if (auto removed = disk_.remove(folder_ / offset_file_name(snapshots_.back(), ".snapshot")); !removed)
            return removed;
        snapshots_.pop_back();
    }
    std::size_t candidates = snapshots_.size();
    if (!from_newest && candidates > 0) --candidates;
    for (; candidates > 0; --candidates) {
        const Offset at = snapshots_[candidates - 1];
        const auto bytes = read_file(disk_, folder_ / offset_file_name(at, ".snapshot"));
        auto decoded = bytes ? ProducerState::decode_snapshot(*bytes, clock_.wall_ms()) : std::nullopt;
        if (!decoded) continue;
        producers_ = std::move(*decoded);
        return from_newest && at == log_end_offset_ ? enrich_producers() : replay_producers(at);
    }
    return replay_producers(segments_.front()->base_offset());
}

/// Adds to the last batches of a snapshot those before them that stand near the end of the log.
Result<> Log::enrich_producers() {
    if (producers_.empty() || active().size() == 0) return {};
    const auto index = active().index(config_);
    if (!index) return index.error();
    auto file = active().file();
    if (!file) return file.error();
    constexpr std::size_t reach = 16; // index entries: the opening of many logs stays fast
    const auto& entries = (*index)->offset_entries();
    const std::uint64_t from =
        entries.size() <= reach ? 0 : static_cast<std::uint64_t>((entries.end() - reach)->position);
    ProducerState seen;
    BatchScanner scanner(*file, from, active().size(), BatchScanner::Read::headers);
    for (;;) {
        const auto step = scanner.next();
        if (!step) return step.error();
        if (*step != BatchScanner::Step::batch) break;
        seen.record(scanner.header(), clock_.wall_ms());
    }
    producers_.enrich(seen);
    return {};
}

Result<> Log::replay_producers(Offset from) {
    for (std::size_t i = segment_holding(from); i < segments_.size() && from < log_end_offset_; ++i) {
        if (segments_[i]->size() == 0) continue;
        auto file = segments_[i]->file();
        if (!file) return file.error();
        BatchScanner scanner(*file, 0, segments_[i]->size(), BatchScanner::Read::headers);
        for (;;) {
            const auto step = scanner.next();
            if (!step) return step.error();
            if (*step != BatchScanner::Step::batch) break;
            if (scanner.header().base_offset >= from.value)
                producers_.record(scanner.header(), clock_.wall_ms());
        }
    }
    return {};
}

} // namespace storage
