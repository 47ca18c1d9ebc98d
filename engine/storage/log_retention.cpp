// What a log gives up: old segments, a start that moved, an end that a new leader does not share.

#include "storage/log.h"

#include "base/assert.h"
#include "base/log.h"

#include <algorithm>

namespace storage {

void Log::set_log_start_offset(Offset offset) {
    RIPARIUM_ASSERT(staged_.empty(), "the start moves between turns");
    RIPARIUM_ASSERT(offset <= log_end_offset_, "a log cannot start behind its end");
    if (offset <= log_start_offset_) return;
    log_start_offset_ = offset;
    if (epochs_.truncate_from_start(offset)) epochs_unwritten_ = true;
}

/// How many segments at the front may go. Equal to segment_count() when even the active one is expired.
Result<std::size_t> Log::expired_segments(Offset high_watermark) {
    std::size_t count = 0;
    while (count + 1 < segments_.size() && end_of(count) <= log_start_offset_) ++count;
    if (!config_.delete_old) return count;
    if (config_.retention_ms >= 0) {
        const base::TimestampMs now = clock_.wall_ms();
        for (; count < segments_.size() && end_of(count) <= high_watermark; ++count) {
            if (segments_[count]->size() == 0) break;
            const auto age = segments_[count]->age_timestamp(config_);
            if (!age) return age.error();
            if (now - *age <= config_.retention_ms) break;
        }
    }
    if (config_.retention_bytes >= 0) {
        std::uint64_t kept = 0;
        for (std::size_t i = count; i < segments_.size(); ++i) kept += segments_[i]->size();
        const auto wanted = static_cast<std::uint64_t>(config_.retention_bytes);
        for (; count < segments_.size() && end_of(count) <= high_watermark; ++count) {
            if (segments_[count]->size() == 0 || kept - segments_[count]->size() < wanted) break;
            kept -= segments_[count]->size();
        }
    }
    return count;
}

Result<RetentionResult> Log::apply_retention(Offset high_watermark) {
    RIPARIUM_ASSERT(staged_.empty(), "retention runs between turns");
    RetentionResult result;
    const auto count = expired_segments(high_watermark);
    if (!count) return count.error();
    if (*count == 0) return result;
    if (*count == segments_.size()) {
        roll();
        // Its name carries the offset to go on from, so it must be there before the others are gone.
        if (const auto made = active().file(); !made) return made.error();
        snapshot_due_ = false;
        write_snapshot();
        tail_ = tail_now();
    }
    result.segments = *count;
    for (std::size_t i = 0; i < *count; ++i) result.bytes += segments_[i]->size();
    set_log_start_offset(segments_[*count]->base_offset());
    auto work = delete_segments(0, *count);
    if (!work) return work.error();
    result.work = std::move(*work);
    if (epochs_unwritten_) {
        if (auto saved = write_epochs(); !saved) base::log::warn("storage", "{}", saved.error().detail);
    }
    return result;
}

/// The files are gone under their names when this returns; the work frees their space.
Result<DiskWork> Log::delete_segments(std::size_t first, std::size_t count) {
    if (count == 0) return DiskWork();
    std::vector<fs::path> marked;
    for (std::size_t i = first; i < first + count; ++i) {
        auto names = segments_[i]->mark_deleted();
        if (!names) return names.error();
        marked.insert(marked.end(), names->begin(), names->end());
        std::erase(snapshots_, segments_[i]->base_offset());
        std::erase(warm_, segments_[i]->base_offset());
    }
    segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(first),
                    segments_.begin() + static_cast<std::ptrdiff_t>(first + count));
    names_unsynced_ = true;
    return DiskWork([marked = std::move(marked), disk = &disk_] {
        for (const fs::path& path : marked) {
            if (auto removed = disk->remove(path); !removed)
                base::log::warn("storage", "{}", removed.error().detail);
        }
    });
}

Result<> Log::truncate_to(Offset offset) {
    RIPARIUM_ASSERT(staged_.empty(), "truncation happens between turns");
    if (offset >= log_end_offset_) {
        // An epoch that was announced at the end and wrote nothing may be one that the new leader never saw.
        if (epochs_.truncate_from_end(log_end_offset_)) epochs_unwritten_ = true;
        return {};
    }
    if (offset <= segments_.front()->base_offset()) return truncate_fully_and_start_at(offset);
    const std::size_t kept = segment_holding(offset);
    auto dropped = delete_segments(kept + 1, segments_.size() - kept - 1);
    if (!dropped) return dropped.error();
    if (*dropped) (*dropped)();
    Segment& segment = active();
    const auto place = segment.find(offset, config_);
    if (!place) return place.error();
    ++truncations_;
    if (cache_) cache_->clear();
    if (*place) {
        segment.remove_index_files();
        if (auto cut = segment.truncate((*place)->position); !cut) return fail(cut.error());
        segment.forget_index();
        if (const auto rebuilt = segment.index(config_); !rebuilt) return rebuilt.error();
        log_end_offset_ = Offset((*place)->header.base_offset);
    } else {
        log_end_offset_ = offset;
    }
    next_offset_ = log_end_offset_;
    recovery_point_ = std::min(recovery_point_, log_end_offset_);
    log_start_offset_ = std::min(log_start_offset_, log_end_offset_);
    tail_ = tail_now();
    if (epochs_.truncate_from_end(log_end_offset_)) {
        if (auto saved = write_epochs(); !saved) return saved;
    }
    return rebuild_producers(false);
}

Result<> Log::truncate_fully_and_start_at(Offset offset) {
    RIPARIUM_ASSERT(staged_.empty(), "truncation happens between turns");
    auto dropped = delete_segments(0, segments_.size());
    if (!dropped) return dropped.error();
    if (*dropped) (*dropped)();
    for (const Offset snapshot : std::exchange(snapshots_, {})) {
        if (auto removed = disk_.remove(folder_ / offset_file_name(snapshot, ".snapshot")); !removed)
            return removed;
    }
    ++truncations_;
    if (cache_) cache_->clear();
    producers_.clear();
    epochs_.clear();
    segments_.push_back(std::make_unique<Segment>(disk_, folder_, offset, 0, clock_.wall_ms()));
    log_start_offset_ = log_end_offset_ = next_offset_ = recovery_point_ = offset;
    tail_ = tail_now();
    if (folder_made_) {
        if (const auto made = active().file(); !made) return made.error();
    }
    return folder_made_ ? write_epochs() : Result<>();
}

} // namespace storage
