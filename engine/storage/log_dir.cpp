#include "storage/log_dir.h"

#include "storage/meta_properties.h"

#include "base/log.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace storage {
namespace {

constexpr const char* lock_file = ".lock";
constexpr const char* meta_file = "meta.properties";
constexpr const char* clean_file = ".kafka_cleanshutdown";

Offset offset_in(const PartitionOffsets& offsets, const TopicPartition& partition) {
    const auto found = offsets.find(partition);
    return found == offsets.end() ? Offset(0) : found->second;
}

/// Of `{"version":0,"brokerEpoch":N}`; -1 when it says nothing of the kind.
std::int64_t noted_epoch(std::span<const Byte> content) {
    constexpr std::string_view key = "\"brokerEpoch\":";
    const std::string_view text = base::as_text(content);
    const auto at = text.find(key);
    std::int64_t epoch = -1;
    if (at != text.npos) std::from_chars(text.data() + at + key.size(), text.data() + text.size(), epoch);
    return epoch;
}

Error refused(std::string sentence) {
    return {kafka::ErrorCode::kafka_storage_error, std::move(sentence)};
}

} // namespace

LogDir::LogDir(Disk& disk, const base::Clock& clock, base::Rng& rng, fs::path folder)
    : disk_(disk), clock_(clock), rng_(rng), folder_(std::move(folder)) {}

Result<std::unique_ptr<LogDir>> LogDir::open(Disk& disk, const base::Clock& clock, base::Rng& rng,
                                             fs::path folder, const NodeIdentity& node) {
    std::unique_ptr<LogDir> dir(new LogDir(disk, clock, rng, std::move(folder)));
    if (!disk.exists(dir->folder_)) {
        if (auto made = disk.make_folder(dir->folder_); !made) return made.error();
        // Whatever is synced inside would be lost with the folder's own name.
        if (auto synced = disk.sync_folder(dir->folder_.parent_path()); !synced) return synced.error();
    }
    auto lock = disk.lock(dir->folder_ / lock_file);
    if (!lock) return lock.error();
    dir->lock_ = std::move(*lock);
    if (auto checked = dir->check_identity(node); !checked) return checked.error();
    if (auto found = dir->find_partitions(); !found) return found.error();
    dir->recovery_points_ = read_offsets(disk, dir->folder_ / recovery_point_checkpoint);
    dir->high_watermarks_ = read_offsets(disk, dir->folder_ / high_watermark_checkpoint);
    dir->log_starts_ = read_offsets(disk, dir->folder_ / log_start_checkpoint);
    if (auto forgotten = dir->forget_clean_stop(); !forgotten) return forgotten.error();
    return dir;
}

Result<> LogDir::check_identity(const NodeIdentity& node) {
    const fs::path path = folder_ / meta_file;
    if (disk_.exists(path)) {
        const auto bytes = read_file(disk_, path, 1U << 16U);
        if (!bytes) return bytes.error();
        const auto meta = MetaProperties::decode(base::as_text(*bytes));
        if (!meta) {
            return refused(
                fmt::format("{} cannot be understood; restore it, or choose another folder", path.string()));
        }
        if (meta->cluster_id != node.cluster_id) {
            return refused(
                fmt::format("the folder {} belongs to cluster {}, not to {}; choose another folder",
                            folder_.string(), meta->cluster_id, node.cluster_id));
        }
        if (meta->node_id != node.node_id) {
            return refused(
                fmt::format("the folder {} belongs to node {}, not to node {}; choose another folder",
                            folder_.string(), meta->node_id.value, node.node_id.value));
        }
        directory_id_ = meta->directory_id;
        if (!directory_id_.is_zero()) return {};
    }
    directory_id_ = base::Uuid::random(rng_);
    const std::string text = MetaProperties{node.cluster_id, node.node_id, directory_id_}.encode();
    return replace_file(disk_, path, base::as_bytes(text), true);
}

Result<> LogDir::find_partitions() {
    const auto entries = disk_.list(folder_);
    if (!entries) return entries.error();
    for (const DirectoryEntry& entry : *entries) {
        if (!entry.directory) continue;
        if (entry.name.ends_with("-delete")) leftovers_.push_back(folder_ / entry.name);
        if (const auto partition = TopicPartition::parse(entry.name))
            found_.push_back({*partition, topic_id_in(*partition)});
    }
    std::sort(found_.begin(), found_.end(),
              [](const auto& a, const auto& b) { return a.partition < b.partition; });
    return {};
}

Result<> LogDir::forget_clean_stop() {
    was_clean_ = disk_.exists(folder_ / clean_file);
    if (!was_clean_) return {};
    if (const auto bytes = read_file(disk_, folder_ / clean_file, 4096)) clean_epoch_ = noted_epoch(*bytes);
    // Durable before the first append: a power cut must not bring the file back.
    if (auto removed = disk_.remove(folder_ / clean_file); !removed) return removed;
    return disk_.sync_folder(folder_);
}

DiskWork LogDir::leftovers() {
    if (leftovers_.empty()) return {};
    return [folders = std::exchange(leftovers_, {}), disk = &disk_] {
        for (const fs::path& folder : folders) {
            if (auto removed = remove_tree(*disk, folder); !removed)
                base::log::warn("storage", "{}", removed.error().detail);
        }
    };
}

std::optional<base::TopicId> LogDir::topic_id_in(const TopicPartition& partition) const {
    const auto bytes = read_file(disk_, folder_of(partition) / partition_metadata_file, 4096);
    return bytes ? decode_partition_metadata(base::as_text(*bytes)) : std::nullopt;
}

Result<std::unique_ptr<Log>> LogDir::open_log(const TopicPartition& partition, base::TopicId topic_id,
                                              const LogConfig& config) {
    const fs::path folder = folder_of(partition);
    const bool there = disk_.exists(folder);
    bool ours = there;
    if (there && !topic_id.is_zero()) {
        const auto known = topic_id_in(partition);
        if (known && *known != topic_id) {
            base::log::warn("storage", "{} belongs to another topic of that name and is set aside",
                            folder.string());
            if (auto moved = set_aside(partition); !moved) return moved.error();
            ours = false;
        } else if (!known) {
            if (auto saved = claim(partition, topic_id); !saved) return saved.error();
        }
    }
    OpenOptions options{.topic_id = topic_id, .cache = cache_, .open_files = open_files_};
    if (ours) {
        options.recovery_point = offset_in(recovery_points_, partition);
        options.log_start_offset = offset_in(log_starts_, partition);
        options.clean = was_clean_;
    }
    return Log::open(disk_, clock_, folder, partition, config, options);
}

Result<> LogDir::claim(const TopicPartition& partition, base::TopicId topic_id) {
    const std::string text = encode_partition_metadata(topic_id);
    return replace_file(disk_, folder_of(partition) / partition_metadata_file, base::as_bytes(text), true);
}

fs::path LogDir::other_name(const TopicPartition& partition, std::string_view suffix) {
    constexpr std::size_t longest_name = 255;
    const std::string id = fmt::format("{:016x}{:016x}", rng_.next(), rng_.next());
    const std::string rest = fmt::format("-{}.{}{}", partition.partition.value, id, suffix);
    return folder_ / (partition.topic.substr(0, longest_name - rest.size()) + rest);
}

Result<> LogDir::set_aside(const TopicPartition& partition) {
    recovery_points_.erase(partition);
    high_watermarks_.erase(partition);
    log_starts_.erase(partition);
    return disk_.rename(folder_of(partition), other_name(partition, "-stray"));
}

Result<DiskWork> LogDir::remove(const TopicPartition& partition) {
    recovery_points_.erase(partition);
    high_watermarks_.erase(partition);
    log_starts_.erase(partition);
    const fs::path folder = folder_of(partition);
    if (!disk_.exists(folder)) return DiskWork(); // nothing was ever appended
    const fs::path doomed = other_name(partition, "-delete");
    if (auto renamed = disk_.rename(folder, doomed); !renamed) return renamed.error();
    return DiskWork([doomed, disk = &disk_] {
        if (auto removed = remove_tree(*disk, doomed); !removed)
            base::log::warn("storage", "{}", removed.error().detail);
    });
}

Offset LogDir::checkpointed_high_watermark(const TopicPartition& partition) const {
    return offset_in(high_watermarks_, partition);
}

std::function<Result<>()> LogDir::checkpoint_job(std::span<const CheckpointRow> rows) const {
    PartitionOffsets recovery;
    PartitionOffsets watermarks;
    PartitionOffsets starts;
    for (const CheckpointRow& row : rows) {
        recovery[row.partition] = row.recovery_point;
        watermarks[row.partition] = row.high_watermark;
        if (row.log_start_offset.value > 0) starts[row.partition] = row.log_start_offset;
    }
    // The start first: a recovery point without it would bring deleted records back.
    std::vector<std::pair<fs::path, std::string>> files{
        {folder_ / log_start_checkpoint, encode_offsets(starts)},
        {folder_ / recovery_point_checkpoint, encode_offsets(recovery)},
        {folder_ / high_watermark_checkpoint, encode_offsets(watermarks)},
    };
    return [files = std::move(files), disk = &disk_]() -> Result<> {
        for (const auto& [path, text] : files) {
            if (auto saved = replace_file(*disk, path, base::as_bytes(text), true); !saved) return saved;
        }
        return {};
    };
}

Result<> LogDir::close_logs(std::span<Log* const> logs) {
    std::vector<std::pair<Log*, FlushJob::Mark>> closed;
    for (Log* log : logs) {
        const auto mark = log->close_unsynced();
        if (!mark) return mark.error();
        if (mark->upto > log->recovery_point() || log->names_unsynced()) closed.emplace_back(log, *mark);
    }
    constexpr std::size_t few = 4; // a sync of the whole disk may have other programs' bytes to wait for
    if (closed.size() > few) {
        if (auto synced = disk_.sync_all(folder_); !synced) return synced;
    }
    for (const auto& [log, mark] : closed) {
        const FlushJob job = log->flush_job();
        if (closed.size() <= few && job.run) {
            if (auto synced = job.run(); !synced) return synced;
        }
        log->flushed(mark);
    }
    return {};
}

Result<> LogDir::close(std::span<const CheckpointRow> rows, std::int64_t broker_epoch) {
    if (offline_) return *offline_;
    if (auto saved = checkpoint_job(rows)(); !saved) return saved;
    const std::string text = fmt::format("{{\"version\":0,\"brokerEpoch\":{}}}", broker_epoch);
    auto saved = replace_file(disk_, folder_ / clean_file, base::as_bytes(text), true);
    lock_.reset();
    return saved;
}

void LogDir::take_offline(const Error& why) {
    if (offline_) return;
    offline_ = why;
    base::log::error("storage", "log directory {} is offline: {}", folder_.string(), why.detail);
}

} // namespace storage
