#pragma once
// One partition's records on disk: an Apache Kafka log directory `TOPIC-N`, segments of record batches
// exactly as on the wire. Appends are staged and written with one system call per turn; reads return whole
// batches without decoding them; what a crash tore is cut off before anything is served.
//
// One thread (the node's loop), except FlushJob and DiskWork closures, which run on the disk pool while the
// log goes on. Offsets are records, sizes bytes, times milliseconds since 1970. Errors: KAFKA_STORAGE_ERROR
// unless said. Source: reference 2.3, 3.2, 3.5, 4.1, 8; speed-and-reliability A3.

#include "records/batch.h"
#include "storage/disk.h"
#include "storage/epoch_cache.h"
#include "storage/log_config.h"
#include "storage/log_results.h"
#include "storage/open_files.h"
#include "storage/producer_state.h"
#include "storage/segment.h"
#include "storage/tail_cache.h"
#include "storage/topic_partition.h"

#include "base/clock.h"
#include "base/types.h"
#include "base/uuid.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace storage {

using base::LeaderEpoch;
using base::Offset;

struct OpenOptions {
    base::TopicId topic_id{}; ///< written to partition.metadata when the folder is made; zero: not written
    Offset recovery_point{0}; ///< everything before it was synced
    Offset log_start_offset{0};
    bool clean = false;               ///< the node was stopped cleanly: only the end of the log is looked at
    std::shared_ptr<TailCache> cache; ///< of the node; null: none
    std::shared_ptr<OpenFiles> open_files; ///< of the node; null: files stay open
};

class Log {
public:
    /// Opens or starts the log in `folder`. A folder that does not exist is made when the first append is
    /// written, or before that by folder_job(): ten thousand empty partitions cost nothing. Cuts what a crash
    /// tore and rebuilds what is missing.
    static Result<std::unique_ptr<Log>> open(Disk& disk, const base::Clock& clock, fs::path folder,
                                             TopicPartition partition, LogConfig config, OpenOptions options);
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    const TopicPartition& partition() const { return partition_; }
    const LogConfig& config() const { return config_; }
    void set_config(const LogConfig& config) { config_ = config; }
    const fs::path& folder() const { return folder_; }
    const Recovery& recovery() const { return recovery_; }

    // --- append
    // ---------------------------------------------------------------------------------------------

    /// Stages one batch at the end of the log: gives it offsets and `epoch` in place. It is neither on disk
    /// nor visible before write_staged(). REQUIRES: `batch` is exactly the batch of `header`, checked, and
    /// nobody else writes to it.
    AppendResult append(base::Buffer batch, records::BatchHeader header, LeaderEpoch epoch);
    /// The same for a batch that a leader has numbered. OFFSET_OUT_OF_RANGE when it does not begin at
    /// next_offset(), or in a compacted log, before it.
    Result<AppendResult> append_as_follower(base::Buffer batch, const records::BatchHeader& header);
    /// Writes what is staged: one system call per segment. After an error log_end_offset() tells which
    /// batches are in the log (those that end before it); the others never happened and their offsets are
    /// given out again.
    Result<> write_staged();
    /// Nothing was written yet, and folder_job() can make the folder.
    bool wants_folder() const { return !folder_made_ && !folder_failed_; }
    /// Makes the folder and its first files: some file systems take milliseconds for each. Run it on the disk
    /// pool, then call take_folder() with the result; until then nothing may be written or truncated.
    /// `first`: the epoch of what will be written, where nothing is staged. REQUIRES: wants_folder().
    std::function<Result<NewFolder>()> folder_job(LeaderEpoch first = base::no_epoch) const;
    /// An error is that of the next write_staged().
    void take_folder(Result<NewFolder> made);
    /// After the last staged batch.
    Offset next_offset() const { return next_offset_; }
    /// After the last written batch: what reads may reach and acknowledgements count.
    Offset log_end_offset() const { return log_end_offset_; }

    // --- read
    // -----------------------------------------------------------------------------------------------

    /// Whole batches from the one that holds `from` on, at most `max_bytes`, none that ends behind `limit`.
    /// The first batch comes even if it alone is larger when `at_least_one_batch`. OFFSET_OUT_OF_RANGE
    /// outside [log_start_offset, log_end_offset]. `for_sending`: long runs may be left in their file
    /// (Buffer::is_in_file), for who only sends them on.
    Result<Fetched> read(Offset from, std::size_t max_bytes, Offset limit, bool at_least_one_batch,
                         bool for_sending = false);

    /// The first record with this timestamp or a later one, below `limit`; looks inside batches.
    Result<std::optional<TimestampOffset>> find_by_timestamp(base::TimestampMs timestamp, Offset limit);
    /// The (first) record with the largest timestamp, below `limit`.
    Result<std::optional<TimestampOffset>> max_timestamp(Offset limit);

    Offset log_start_offset() const { return log_start_offset_; }
    std::uint64_t size() const;
    std::size_t segment_count() const { return segments_.size(); }

    // --- leader epochs
    // --------------------------------------------------------------------------------------

    /// A new leader begins its epoch at the log end, before it has written anything: readers of other
    /// histories are told apart by it (KIP-101). In the file with the next batch. REQUIRES: nothing staged.
    void begin_epoch(LeaderEpoch epoch);
    LeaderEpoch latest_epoch() const { return epochs_.latest(); }
    /// Ascending; the last one may begin at the log end, without a record yet.
    const std::vector<EpochCache::Entry>& epochs() const { return epochs_.entries(); }
    LeaderEpoch epoch_of(Offset offset) const { return epochs_.epoch_of(offset); }
    /// OffsetForLeaderEpoch: -1 and -1 when unknown.
    EpochEnd epoch_end_offset(LeaderEpoch epoch) const { return epochs_.end_of(epoch, log_end_offset_); }

    // --- producers
    // ------------------------------------------------------------------------------------------

    /// Ask before append(): is it a retry, or out of order? Staged batches count.
    ProducerState::Check check_producer(const records::BatchHeader& header) const {
        return producers_.check(header);
    }
    const ProducerState& producers() const { return producers_; }
    void expire_producers() { producers_.expire(clock_.wall_ms(), config_.producer_id_expiration_ms); }

    // --- keeping and giving up
    // ------------------------------------------------------------------------------

    /// Moves the start up; lower values are ignored. REQUIRES: at most the high watermark, nothing staged.
    /// DeleteRecords; whole segments below it go with the next apply_retention().
    void set_log_start_offset(Offset offset);
    /// Deletes old segments by time and size and below the log start offset, never beyond `high_watermark`.
    /// REQUIRES: nothing staged.
    Result<RetentionResult> apply_retention(Offset high_watermark);
    /// Forgets everything from the batch that holds `offset` on. REQUIRES: nothing staged. Checkpoint the
    /// recovery point afterwards: an older one would vouch for bytes that are gone.
    Result<> truncate_to(Offset offset);
    /// Forgets everything; the next batch gets `offset`. REQUIRES: nothing staged.
    Result<> truncate_fully_and_start_at(Offset offset);

    // --- durability
    // -----------------------------------------------------------------------------------------

    /// Everything before it survives a power cut.
    Offset recovery_point() const { return recovery_point_; }
    /// Files were made, renamed or removed and no flush covers that yet.
    bool names_unsynced() const { return names_unsynced_; }
    std::uint64_t unflushed_bytes() const { return unflushed_bytes_; }
    FlushJob flush_job();
    /// Instead of flush_job(), where the caller syncs the whole disk for many logs.
    FlushJob::Mark flush_mark();
    void flushed(FlushJob::Mark mark);
    /// Closes every file: they open again when they are used. Of OpenFiles.
    void release_files();
    /// Set once the disk failed in a way that leaves the log's state unknown: nothing is written any more.
    const std::optional<Error>& failure() const { return failure_; }
    /// Clean end: indexes and producer snapshot written, preallocated space given back, everything synced.
    Result<> close();
    /// The same without the syncing. The caller syncs the whole disk and then calls flushed() with the mark.
    Result<FlushJob::Mark> close_unsynced();

private:
    struct Staged {
        base::Buffer batch;
        records::BatchHeader header;
        bool roll_before = false;
        std::optional<ProducerEntry> producer_before;
    };
    /// The active segment as it will be once everything staged is written.
    struct Tail {
        Offset base;
        std::uint64_t size = 0;
        std::optional<base::TimestampMs> first_timestamp;
        std::size_t batches = 0; ///< staged
    };

    Log(Disk& disk, const base::Clock& clock, fs::path folder, TopicPartition partition, LogConfig config,
        const OpenOptions& options);

    // log_recovery.cpp
    Result<> load(const OpenOptions& options);
    Result<> load_folder();
    bool load_epochs();
    Result<> recover(bool clean, bool epochs_known);
    Result<bool> resume_active();
    Result<bool> scan(Segment& segment, bool last);
    Result<> rebuild_producers(bool from_newest);
    Result<> replay_producers(Offset from);
    Result<> enrich_producers();
    Result<> drop_segments_from(std::size_t first);

    // log.cpp
    AppendResult stage(base::Buffer batch, const records::BatchHeader& header);
    bool must_roll(const records::BatchHeader& header) const;
    Tail tail_now() const;
    Result<> write_groups(std::size_t& written);
    Result<> write_run(std::span<const Staged> run);
    void drop_staged(std::size_t written);
    void roll();
    Result<> write_epochs();
    void write_snapshot();
    /// These must be synced with the next flush.
    void note_new_file(fs::path path);
    void note_index_files();
    Segment& active() { return *segments_.back(); }
    const Segment& active() const { return *segments_.back(); }
    Offset end_of(std::size_t segment) const;
    std::size_t segment_holding(Offset offset) const;
    Error fail(const Error& error);
    /// Keeps the files and indexes of the few closed segments read last.
    void touch(const Segment& segment);

    // log_read.cpp
    Result<Offset> read_file_part(Offset from, std::size_t max_bytes, Offset limit, bool force_first,
                                  bool for_sending, base::Buffers& out);
    struct Run;
    std::optional<Run> run_in_file(Segment& segment, const Segment::Place& place, std::uint64_t wanted,
                                   Offset limit);
    Result<std::optional<TimestampOffset>> first_in_segment(Segment& segment, base::TimestampMs timestamp,
                                                            Offset limit);
    Result<std::optional<TimestampOffset>> latest_below(Segment& segment, Offset limit);

    // log_retention.cpp
    Result<std::size_t> expired_segments(Offset high_watermark);
    Result<DiskWork> delete_segments(std::size_t first, std::size_t count);

    Disk& disk_;
    const base::Clock& clock_;
    fs::path folder_;
    TopicPartition partition_;
    LogConfig config_;
    base::TopicId topic_id_;
    std::optional<TailCache::Lane> cache_;
    OpenFiles::Place files_;
    std::vector<std::unique_ptr<Segment>> segments_; ///< by base offset; never empty; the last one is active
    std::vector<Offset> warm_; ///< bases of closed segments with an open file, least recently read first
    EpochCache epochs_;
    ProducerState producers_;
    std::vector<Staged> staged_;
    Tail tail_;
    Offset log_start_offset_;
    Offset log_end_offset_{0};
    Offset next_offset_{0};
    Offset recovery_point_;
    std::vector<Offset> snapshots_; ///< producer snapshots on disk, oldest first
    std::uint64_t unflushed_bytes_ = 0;
    std::uint64_t truncations_ = 0;
    bool folder_made_ = false;
    std::optional<Error> folder_failed_;
    bool names_unsynced_ = false; ///< files were made, renamed or removed since the last sync of the folder
    std::vector<fs::path> unsynced_files_; ///< beside the segments
    bool epochs_unwritten_ = false;
    std::string epochs_there_;  ///< in the file of a new folder
    bool snapshot_due_ = false; ///< a segment was rolled
    bool closed_ = false;
    Recovery recovery_;
    std::optional<Error> failure_;
};

} // namespace storage
