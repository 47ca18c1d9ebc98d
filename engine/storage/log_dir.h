#pragma once
// One node's folder: an Apache Kafka log directory. Holds the lock that keeps a second process out, knows
// whose folder it is, opens and removes partition logs in it, and writes the checkpoints that shorten the
// next start. One thread (the node's loop), except the jobs it hands out, which run on the disk pool. Source:
// reference 8, DESIGN 8a.

#include "storage/checkpoint_file.h"
#include "storage/log.h"

#include "base/rng.h"

#include <functional>
#include <span>

namespace storage {

struct NodeIdentity {
    std::string cluster_id; ///< 22-character uuid text
    base::BrokerId node_id;
};

/// A partition folder that was there at the start.
struct FoundPartition {
    TopicPartition partition;
    std::optional<base::TopicId> topic_id; ///< empty when partition.metadata is missing or unreadable
};

/// What the checkpoints say of one log.
struct CheckpointRow {
    TopicPartition partition;
    Offset recovery_point;
    Offset high_watermark;
    Offset log_start_offset;
};

class LogDir {
public:
    /// Takes the folder, making it when it is missing. Refused, with nothing touched, when another process
    /// uses it, when it belongs to another cluster or node, when it is read-only or full; the sentence says
    /// what to do.
    static Result<std::unique_ptr<LogDir>> open(Disk& disk, const base::Clock& clock, base::Rng& rng,
                                                fs::path folder, const NodeIdentity& node);
    LogDir(const LogDir&) = delete;
    LogDir& operator=(const LogDir&) = delete;

    const fs::path& folder() const { return folder_; }
    /// directory.id, as PartitionRecord.directories names it.
    base::Uuid directory_id() const { return directory_id_; }
    /// The last stop was clean.
    bool was_clean() const { return was_clean_; }
    /// The broker epoch that the clean stop noted; -1 after an unclean one (KIP-966).
    std::int64_t clean_epoch() const { return clean_epoch_; }
    /// What was here at the start, sorted. Those that the metadata does not know are strays: set_aside().
    const std::vector<FoundPartition>& found() const { return found_; }
    /// Removes what earlier deletions left behind; once, on the disk pool. May be empty.
    DiskWork leftovers();

    fs::path folder_of(const TopicPartition& partition) const { return folder_ / partition.text(); }
    /// Opens the partition's log, or starts one. A folder of that name that belongs to another topic id is
    /// set aside.
    Result<std::unique_ptr<Log>> open_log(const TopicPartition& partition, base::TopicId topic_id,
                                          const LogConfig& config);
    /// Notes, durably, to which topic a folder without partition.metadata belongs.
    Result<> claim(const TopicPartition& partition, base::TopicId topic_id);
    /// Renames the folder to `TOPIC-N.<id>-stray`: nothing is lost, nothing is served.
    Result<> set_aside(const TopicPartition& partition);
    /// Deletes the partition: gone under its name at once, space freed by the work. Close or destroy its Log
    /// first.
    Result<DiskWork> remove(const TopicPartition& partition);

    /// From the checkpoint read at the start; 0 when unknown. Never above what the log holds: clamp it.
    Offset checkpointed_high_watermark(const TopicPartition& partition) const;
    /// Writes the three checkpoint files when run (disk pool; one at a time). `rows`: every open log.
    std::function<Result<>()> checkpoint_job(std::span<const CheckpointRow> rows) const;
    /// Makes all that is in the directory survive a power cut; on the disk pool.
    std::function<Result<>()> sync_job() const {
        return [folder = folder_, disk = &disk_] { return disk->sync_all(folder); };
    }
    /// Closes many logs with one sync of the disk instead of several per log. After an error the stop is
    /// unclean.
    Result<> close_logs(std::span<Log* const> logs);
    /// A clean end, after every Log was closed: checkpoints, then `.kafka_cleanshutdown`. A log that could
    /// not be closed makes the stop unclean: do not call this then.
    Result<> close(std::span<const CheckpointRow> rows, std::int64_t broker_epoch = -1);

    /// Free and total bytes of the file system.
    Result<Space> space() const { return disk_.space(folder_); }
    /// The directory is offline from the first failed fdatasync on: refuse produce, serve nothing new.
    void take_offline(const Error& why);
    const std::optional<Error>& offline() const { return offline_; }

    const std::shared_ptr<TailCache>& cache() const { return cache_; }
    const OpenFiles& open_files() const { return *open_files_; }

private:
    LogDir(Disk& disk, const base::Clock& clock, base::Rng& rng, fs::path folder);

    Result<> check_identity(const NodeIdentity& node);
    Result<> find_partitions();
    Result<> forget_clean_stop();
    std::optional<base::TopicId> topic_id_in(const TopicPartition& partition) const;
    fs::path other_name(const TopicPartition& partition, std::string_view suffix);

    Disk& disk_;
    const base::Clock& clock_;
    base::Rng& rng_;
    fs::path folder_;
    std::unique_ptr<Lock> lock_;
    base::Uuid directory_id_;
    bool was_clean_ = false;
    std::int64_t clean_epoch_ = -1;
    std::vector<FoundPartition> found_;
    std::vector<fs::path> leftovers_;
    PartitionOffsets recovery_points_;
    PartitionOffsets high_watermarks_;
    PartitionOffsets log_starts_;
    std::optional<Error> offline_;
    std::shared_ptr<TailCache> cache_ = std::make_shared<TailCache>();
    std::shared_ptr<OpenFiles> open_files_ = std::make_shared<OpenFiles>(disk_);
};

} // namespace storage
