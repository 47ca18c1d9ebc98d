#include "storage/log.h"

#include "storage/meta_properties.h"

#include "base/assert.h"
#include "base/log.h"

#include <algorithm>
#include <fmt/format.h>

namespace storage {
namespace {

constexpr std::size_t snapshots_kept = 2;
constexpr const char* epochs_file = "leader-epoch-checkpoint";

} // namespace

Log::Log(Disk& disk, const base::Clock& clock, fs::path folder, TopicPartition partition, LogConfig config,
         const OpenOptions& options)
    : disk_(disk), clock_(clock), folder_(std::move(folder)), partition_(std::move(partition)),
      config_(config), topic_id_(options.topic_id), files_(options.open_files, *this),
      log_start_offset_(options.log_start_offset), recovery_point_(options.recovery_point) {
    if (options.cache) cache_.emplace(options.cache);
}

Log::~Log() = default;

Error Log::fail(const Error& error) {
    if (!failure_) failure_ = error;
    return error;
}

Offset Log::end_of(std::size_t segment) const {
    return segment + 1 < segments_.size() ? segments_[segment + 1]->base_offset() : log_end_offset_;
}

std::size_t Log::segment_holding(Offset offset) const {
    const auto after =
        std::upper_bound(segments_.begin(), segments_.end(), offset,
                         [](Offset o, const auto& segment) { return o < segment->base_offset(); });
    return after == segments_.begin() ? 0 : static_cast<std::size_t>(after - segments_.begin()) - 1;
}

void Log::touch(const Segment& segment) {
    constexpr std::size_t most = 4;
    if (&segment == &active()) return;
    std::erase(warm_, segment.base_offset());
    warm_.push_back(segment.base_offset());
    if (warm_.size() <= most) return;
    Segment& coldest = *segments_[segment_holding(warm_.front())];
    if (coldest.base_offset() == warm_.front() && &coldest != &active()) {
        coldest.release_file();
        coldest.unload_index();
    }
    warm_.erase(warm_.begin());
}

std::uint64_t Log::size() const {
    std::uint64_t bytes = 0;
    for (const auto& segment : segments_) bytes += segment->size();
    return bytes;
}

// --- append
// -------------------------------------------------------------------------------------------------

Log::Tail Log::tail_now() const {
    return {.base = active().base_offset(),
            .size = active().size(),
            .first_timestamp = active().first_timestamp()};
}

AppendResult Log::append(base::Buffer batch, records::BatchHeader header, LeaderEpoch epoch) {
    header.base_offset = next_offset_.value;
    header.partition_leader_epoch = epoch.value;
    records::set_base_offset(batch.writable(), header.base_offset);
    records::set_leader_epoch(batch.writable(), epoch.value);
    return stage(std::move(batch), header);
}

Result<AppendResult> Log::append_as_follower(base::Buffer batch, const records::BatchHeader& header) {
    // Compaction at the leader leaves gaps; anywhere else a gap is a loss.
    const bool fits = header.base_offset == next_offset_.value ||
                      (config_.compact && header.base_offset > next_offset_.value);
    if (!fits) {
        return Error(kafka::ErrorCode::offset_out_of_range,
                     fmt::format("{}: a batch at offset {} cannot follow offset {}", partition_.text(),
                                 header.base_offset, next_offset_.value - 1));
    }
    return stage(std::move(batch), header);
}

AppendResult Log::stage(base::Buffer batch, const records::BatchHeader& header) {
    RIPARIUM_ASSERT(batch.size() == header.total_size(), "one batch is appended at a time");
    Staged staged{.batch = std::move(batch), .header = header, .roll_before = must_roll(header)};
    if (staged.roll_before) tail_ = Tail{.base = next_offset_};
    if (tail_.size == 0) tail_.first_timestamp = header.max_timestamp;
    tail_.size += header.total_size();
    ++tail_.batches;
    if (header.has_producer()) {
        if (const ProducerEntry* before = producers_.find(base::ProducerId(header.producer_id)))
            staged.producer_before = *before;
        producers_.record(header, clock_.wall_ms());
    }
    if (epochs_.assign(LeaderEpoch(header.partition_leader_epoch), Offset(header.base_offset)))
        epochs_unwritten_ = true;
    staged_.push_back(std::move(staged));
    next_offset_ = Offset(header.next_offset());
    return {Offset(header.base_offset), Offset(header.last_offset())};
}

bool Log::must_roll(const records::BatchHeader& header) const {
    if (tail_.size == 0) return false;
    if (tail_.size + header.total_size() > static_cast<std::uint64_t>(config_.segment_bytes)) return true;
    if (header.last_offset() - tail_.base.value > INT32_MAX) return true;
    const bool same = tail_.base == active().base_offset();
    constexpr std::size_t time_entry_size = 12;
    const std::size_t entries = (same ? active().index_entries() : 0) + tail_.batches + 1;
    if (entries * time_entry_size > static_cast<std::size_t>(config_.segment_index_bytes)) return true;
    return tail_.first_timestamp.value_or(-1) >= 0 && header.max_timestamp >= 0 &&
           header.max_timestamp - *tail_.first_timestamp > config_.segment_ms;
}

Result<> Log::write_staged() {
    if (staged_.empty()) return {};
    std::size_t written = 0;
    auto result = failure_ ? Result<>(*failure_) : write_groups(written);
    if (!result) drop_staged(written);
    staged_.clear();
    tail_ = tail_now();
    if (std::exchange(snapshot_due_, false)) write_snapshot();
    return result;
}

Result<> Log::write_groups(std::size_t& written) {
    if (!folder_made_) {
        if (const auto failed = std::exchange(folder_failed_, {})) return *failed;
        auto made = folder_job()();
        if (!made) return made.error();
        take_folder(std::move(made));
    }
    // Before the batches: after kill -9 the file knows every epoch that the log holds.
    if (epochs_unwritten_) {
        if (auto saved = write_epochs(); !saved) return saved;
    }
    while (written < staged_.size()) {
        std::size_t end = written + 1;
        while (end < staged_.size() && !staged_[end].roll_before) ++end;
        if (staged_[written].roll_before) roll();
        if (auto done = write_run({staged_.data() + written, end - written}); !done) return done;
        written = end;
    }
    return {};
}

Result<> Log::write_run(std::span<const Staged> run) {
    std::vector<Bytes> parts;
    parts.reserve(run.size());
    for (const Staged& staged : run) parts.push_back(staged.batch.bytes());
    Segment& segment = active();
    files_.used();
    segment.remove_index_files();
    if (segment.size() == 0) names_unsynced_ = true;
    std::uint64_t position = segment.size();
    if (const auto failed = segment.write(parts, config_)) {
        if (!failed->cut) (void)fail(failed->error);
        return failed->error;
    }
    const base::TimestampMs now = clock_.wall_ms();
    for (const Staged& staged : run) {
        segment.index_batch(staged.header, position, config_, now);
        position += staged.batch.size();
        if (cache_)
            cache_->add(Offset(staged.header.base_offset), Offset(staged.header.next_offset()), staged.batch);
        unflushed_bytes_ += staged.batch.size();
    }
    log_end_offset_ = Offset(run.back().header.next_offset());
    return {};
}

void Log::drop_staged(std::size_t written) {
    for (std::size_t i = staged_.size(); i > written; --i) {
        const Staged& staged = staged_[i - 1];
        if (staged.header.has_producer())
            producers_.restore(base::ProducerId(staged.header.producer_id), staged.producer_before);
    }
    next_offset_ = log_end_offset_;
    if (epochs_.truncate_from_end(log_end_offset_)) epochs_unwritten_ = true;
}

std::function<Result<NewFolder>()> Log::folder_job(LeaderEpoch first) const {
    EpochCache known = epochs_;
    if (known.entries().empty() && first != base::no_epoch) known.assign(first, log_end_offset_);
    return [disk = &disk_, folder = folder_, id = topic_id_, segment = active().path(),
            epochs = known.entries().empty() ? std::string() : known.encode()]() -> Result<NewFolder> {
        if (auto made = disk->make_folder(folder); !made) return made.error();
        if (!id.is_zero()) {
            const std::string text = encode_partition_metadata(id);
            if (auto saved = write_new_file(*disk, folder / partition_metadata_file, base::as_bytes(text));
                !saved)
                return saved.error();
        }
        // Beside an empty log there is nothing that it could say wrongly.
        if (!epochs.empty()) {
            if (auto saved = write_new_file(*disk, folder / epochs_file, base::as_bytes(epochs)); !saved)
                return saved.error();
        }
        auto file = disk->open(segment, OpenMode::create);
        if (!file) return file.error();
        return NewFolder{std::move(*file), epochs};
    };
}

void Log::take_folder(Result<NewFolder> made) {
    if (!made) {
        folder_failed_ = made.error();
        return;
    }
    folder_made_ = true;
    files_.used();
    active().is_new(std::move(made->segment));
    note_new_file(folder_ / partition_metadata_file);
    if (!made->epochs.empty()) note_new_file(folder_ / epochs_file);
    epochs_there_ = std::move(made->epochs);
}

void Log::roll() {
    // What is written here can be rebuilt from the batches, so failing to write it fails no produce.
    active().trim();
    if (auto written = active().write_index(); !written)
        base::log::warn("storage", "{}", written.error().detail);
    active().unload_index();
    note_index_files();
    segments_.push_back(std::make_unique<Segment>(disk_, folder_, log_end_offset_, 0, clock_.wall_ms()));
    snapshot_due_ = true;
}

void Log::note_new_file(fs::path path) {
    names_unsynced_ = true;
    if (std::find(unsynced_files_.begin(), unsynced_files_.end(), path) == unsynced_files_.end())
        unsynced_files_.push_back(std::move(path));
}

void Log::note_index_files() {
    note_new_file(active().path(".index"));
    note_new_file(active().path(".timeindex"));
}

void Log::begin_epoch(LeaderEpoch epoch) {
    RIPARIUM_ASSERT(staged_.empty(), "an epoch begins between turns");
    if (epochs_.assign(epoch, log_end_offset_)) epochs_unwritten_ = true;
}

Result<> Log::write_epochs() {
    const std::string text = epochs_.encode();
    const fs::path path = folder_ / epochs_file;
    if (text != std::exchange(epochs_there_, {}))
        if (auto saved = replace_file(disk_, path, base::as_bytes(text), false); !saved) return saved;
    epochs_unwritten_ = false;
    note_new_file(path);
    return {};
}

void Log::write_snapshot() {
    if (!snapshots_.empty() && snapshots_.back() == log_end_offset_) return;
    const auto bytes = producers_.encode_snapshot();
    const fs::path path = folder_ / offset_file_name(log_end_offset_, ".snapshot");
    if (auto saved = replace_file(disk_, path, bytes, false); !saved) {
        base::log::warn("storage", "{}", saved.error().detail);
        return;
    }
    snapshots_.push_back(log_end_offset_);
    while (snapshots_.size() > snapshots_kept) {
        (void)disk_.remove(folder_ / offset_file_name(snapshots_.front(), ".snapshot"));
        snapshots_.erase(snapshots_.begin());
    }
}

// --- durability
// ---------------------------------------------------------------------------------------------

FlushJob Log::flush_job() {
    FlushJob job{.mark = {log_end_offset_, truncations_}, .run = {}};
    if (!folder_made_ || (recovery_point_ >= log_end_offset_ && !names_unsynced_)) return job;
    std::vector<std::shared_ptr<File>> files;
    files_.used();
    for (std::size_t i = segments_.size(); i > 0 && end_of(i - 1) > recovery_point_; --i) {
        if (segments_[i - 1]->size() == 0) continue;
        auto file = segments_[i - 1]->file();
        if (!file) {
            job.run = [error = file.error()] { return Result<>(error); };
            return job;
        }
        files.push_back(std::move(*file));
    }
    unflushed_bytes_ = 0;
    const bool names = std::exchange(names_unsynced_, false);
    job.run = [files = std::move(files), names, others = std::exchange(unsynced_files_, {}), folder = folder_,
               disk = &disk_]() -> Result<> {
        for (auto file = files.rbegin(); file != files.rend(); ++file) {
            if (auto synced = (*file)->fdatasync(); !synced) return synced;
        }
        if (!names) return {};
        for (const fs::path& path : others) {
            auto file = disk->open(path, OpenMode::read);
            if (!file && !disk->exists(path)) continue; // its segment or partition was deleted since
            if (!file) return file.error();
            if (auto synced = (*file)->fdatasync(); !synced) return synced;
        }
        if (auto synced = disk->sync_folder(folder); !synced && disk->exists(folder)) return synced;
        return disk->sync_folder(folder.parent_path());
    };
    return job;
}

FlushJob::Mark Log::flush_mark() {
    unflushed_bytes_ = 0;
    names_unsynced_ = false;
    unsynced_files_.clear();
    return {log_end_offset_, truncations_};
}

void Log::release_files() {
    files_.leave();
    for (const auto& segment : segments_) segment->release_file();
}

void Log::flushed(FlushJob::Mark mark) {
    if (mark.truncations != truncations_) return;
    const std::size_t first = segment_holding(recovery_point_);
    recovery_point_ = std::max(recovery_point_, std::min(mark.upto, log_end_offset_));
    for (std::size_t i = first; i + 1 < segments_.size() && end_of(i) <= recovery_point_; ++i) {
        const Offset base = segments_[i]->base_offset();
        if (std::find(warm_.begin(), warm_.end(), base) == warm_.end()) segments_[i]->release_file();
    }
}

Result<FlushJob::Mark> Log::close_unsynced() {
    const FlushJob::Mark mark{log_end_offset_, truncations_};
    if (std::exchange(closed_, true)) return mark;
    if (auto written = write_staged(); !written) return written.error();
    if (failure_) return *failure_;
    if (!folder_made_) return mark;
    active().trim();
    if (!active().has_index_files()) {
        if (auto written = active().write_index(); !written) return written.error();
        note_index_files();
    }
    write_snapshot();
    if (epochs_unwritten_) {
        if (auto saved = write_epochs(); !saved) return saved.error();
    }
    return FlushJob::Mark{log_end_offset_, truncations_};
}

Result<> Log::close() {
    if (closed_) return {};
    if (const auto done = close_unsynced(); !done) return done.error();
    const FlushJob job = flush_job();
    if (!job.run) return {};
    if (auto synced = job.run(); !synced) return fail(synced.error());
    flushed(job.mark);
    return {};
}

} // namespace storage
