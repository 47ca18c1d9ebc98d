#pragma once
// One file of a log, `<20 digits>.log`, with its sparse index. Knows positions; the Log knows offsets and
// order. One owner, one thread (the node's loop); the File it hands out may be used on the disk pool. Source:
// reference 8.

#include "storage/batch_scanner.h"
#include "storage/disk.h"
#include "storage/log_config.h"
#include "storage/segment_index.h"

#include "base/types.h"

#include <memory>
#include <optional>

namespace storage {

/// "00000000000000000042" + suffix.
std::string offset_file_name(base::Offset base, std::string_view suffix);
/// The offset in front of `suffix`, or nothing when `name` is no such file name.
std::optional<base::Offset> parse_offset_file_name(std::string_view name, std::string_view suffix);

class Segment {
public:
    Segment(Disk& disk, fs::path folder, base::Offset base, std::uint64_t size,
            base::TimestampMs modified_ms);

    base::Offset base_offset() const { return base_; }
    std::uint64_t size() const { return size_; }
    /// Largest timestamp of its records, or the time of the last write when they have none.
    Result<base::TimestampMs> age_timestamp(const LogConfig& config);
    /// Largest timestamp (-1 none), and the last offset of the batch that brought it.
    struct Latest {
        base::TimestampMs timestamp;
        base::Offset batch_last_offset;
    };
    Result<Latest> latest(const LogConfig& config);
    /// Max timestamp of the first batch, from which segment.ms counts; empty for an empty segment.
    const std::optional<base::TimestampMs>& first_timestamp() const { return first_timestamp_; }
    void set_first_timestamp(base::TimestampMs timestamp) { first_timestamp_ = timestamp; }

    fs::path path(std::string_view suffix = ".log") const {
        return folder_ / offset_file_name(base_, suffix);
    }
    /// The open file; opened, and made, when first asked for.
    Result<std::shared_ptr<File>> file();

    /// Appends `parts` with one write and takes them into the size. On an error the file is cut back.
    /// `cut` tells when even that failed: what the file holds is then unknown.
    struct WriteFailure {
        Error error;
        bool cut = true;
    };
    std::optional<WriteFailure> write(std::span<const Bytes> parts, const LogConfig& config);
    /// Takes a batch at `position` into the index. REQUIRES: in file order.
    void index_batch(const records::BatchHeader& header, std::uint64_t position, const LogConfig& config,
                     base::TimestampMs now);
    void forget_index();

    /// The index, read from its files when it is not in memory, rebuilt by a header scan when those are no
    /// good.
    Result<const SegmentIndex*> index(const LogConfig& config);
    bool has_index_files() const { return index_files_; }
    std::size_t index_entries() const { return index_.entries(); }
    /// Reads the index files. False when they are missing or cannot belong to this segment.
    bool load_index();
    /// Forgets the last entry of a loaded index; batches from the returned position on must be indexed again.
    std::uint64_t resume_index() { return index_.resume(); }
    /// Writes `.index` and `.timeindex`.
    Result<> write_index();
    /// In a folder that was made for it: nobody has left index files there.
    void is_new(std::shared_ptr<File> file) {
        index_files_ = false;
        file_ = std::move(file);
    }
    /// The active segment's index files are stale as soon as it grows.
    void remove_index_files();
    /// Frees the memory of a closed segment's index; it comes back from the files.
    void unload_index();
    /// Closes the file; it opens again when needed. An idle partition holds no descriptor.
    void release_file();

    /// Where the batch that holds `offset` begins, or the first after it; empty at the end of the segment.
    struct Place {
        std::uint64_t position;
        records::BatchHeader header;
    };
    Result<std::optional<Place>> find(base::Offset offset, const LogConfig& config);
    /// The header of the batch that begins at `position`; none when no batch does.
    std::optional<records::BatchHeader> header_at(std::uint64_t position);
    /// A reader stopped here and will likely go on here.
    void remember(base::Offset offset, std::uint64_t position);

    /// Cuts the file. The index must be rebuilt by the caller.
    Result<> truncate(std::uint64_t size);
    /// Gives back preallocated blocks.
    void trim();
    /// Renames all files of the segment to `.deleted`, from which moment it is gone; returns those names.
    Result<std::vector<fs::path>> mark_deleted();

private:
    void preallocate(std::uint64_t upto, const LogConfig& config);
    Result<> rebuild_index(const LogConfig& config);
    Result<std::optional<Place>> walk(base::Offset offset, std::uint64_t from);

    Disk& disk_;
    fs::path folder_;
    base::Offset base_;
    std::uint64_t size_;
    base::TimestampMs modified_ms_;
    std::optional<base::TimestampMs> first_timestamp_;
    std::shared_ptr<File> file_;
    std::uint64_t allocated_ = 0;
    SegmentIndex index_;
    bool index_loaded_ = false;
    bool latest_known_ = false;
    bool index_files_ = true; ///< files may be there
    std::uint64_t hint_position_ = 0;
    base::Offset hint_offset_{-1};
};

} // namespace storage
