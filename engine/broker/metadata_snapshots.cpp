#include "broker/metadata_snapshots.h"

#include "base/log.h"
#include "records/builder.h"
#include "records/control.h"
#include "records/reader.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace broker {

namespace fs = std::filesystem;
using base::Buffer;
using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::string_view suffix = ".checkpoint";
constexpr std::string_view unfinished = ".checkpoint.part";
constexpr std::size_t batch_bytes = 8U << 20U; // Kafka's limit for a batch of a snapshot
constexpr std::size_t offset_digits = 20;
constexpr std::size_t epoch_digits = 10;
constexpr std::size_t largest_file = std::size_t{1} << 31U;

std::string file_name(SnapshotId id) {
    return fmt::format("{:020}-{:010}{}", id.end.value, id.epoch.value, suffix);
}

std::optional<SnapshotId> parse_name(std::string_view name) {
    if (name.size() != offset_digits + 1 + epoch_digits + suffix.size() || !name.ends_with(suffix))
        return std::nullopt;
    SnapshotId id;
    const char* const begin = name.data();
    const auto end = std::from_chars(begin, begin + offset_digits, id.end.value);
    const char* const epoch = begin + offset_digits + 1;
    const auto last = std::from_chars(epoch, epoch + epoch_digits, id.epoch.value);
    if (end.ptr != epoch - 1 || name[offset_digits] != '-' || last.ptr != epoch + epoch_digits)
        return std::nullopt;
    return id;
}

Error damaged(std::string_view why) {
    return {ErrorCode::corrupt_message, fmt::format("a snapshot of the metadata log is damaged: {}", why)};
}

/// Appends whole batches to a file in memory, offsets counted from 0.
class Writer {
public:
    explicit Writer(LeaderEpoch epoch) : epoch_(epoch) {}

    records::BatchOptions options() const {
        records::BatchOptions options;
        options.base_offset = next_;
        options.partition_leader_epoch = epoch_.value;
        return options;
    }
    void add(const Buffer& batch, std::int64_t records) {
        bytes_.insert(bytes_.end(), batch.bytes().begin(), batch.bytes().end());
        next_ += records;
    }
    template <class Record>
    void add_control(records::ControlType type, const Record& record, base::TimestampMs timestamp) {
        add(records::build_control(type, record, record.version, timestamp, options()), 1);
    }
    std::vector<base::Byte> take() { return std::move(bytes_); }

private:
    LeaderEpoch epoch_;
    std::int64_t next_ = 0;
    std::vector<base::Byte> bytes_;
};

/// What a control batch says, when it is intact.
std::optional<records::ControlType> control_type(const Buffer& batch) {
    auto reader = records::BatchReader::open(batch);
    records::RecordView record;
    if (!reader || !reader->next(record)) return std::nullopt;
    const auto type = records::parse_control_key(record);
    if (!type) return std::nullopt;
    return *type;
}

} // namespace

std::vector<base::Byte> encode_snapshot(const std::vector<metadata::RecordToWrite>& records, SnapshotId id,
                                        base::TimestampMs last_timestamp) {
    Writer writer(id.epoch);
    records::SnapshotHeaderRecord header;
    header.last_contained_log_timestamp = last_timestamp;
    writer.add_control(records::ControlType::snapshot_header, header, last_timestamp);
    std::size_t next = 0;
    while (next < records.size()) {
        records::BatchBuilder batch(writer.options());
        for (; next < records.size() && batch.plain_size() < batch_bytes / 2; ++next)
            batch.add(last_timestamp, std::nullopt, base::Bytes(metadata::encode_record(records[next])));
        const std::int64_t count = batch.count();
        writer.add(std::move(batch).build(), count);
    }
    writer.add_control(records::ControlType::snapshot_footer, records::SnapshotFooterRecord{},
                       last_timestamp);
    return writer.take();
}

Result<> replay_snapshot(Buffer content, SnapshotId id, const MetadataLog::OnRecord& on_record) {
    using records::ControlType;
    const Offset last = id.end - 1;
    records::BatchWalker walk(content.bytes());
    bool begun = false;
    bool ended = false;
    while (const auto at = walk.next()) {
        if (ended) return damaged("something follows its footer");
        if (!records::crc_matches(at->bytes)) return damaged("a checksum is wrong");
        const Buffer batch = content.slice(at->position, at->bytes.size());
        if (at->header.control()) {
            const auto type = control_type(batch);
            if (!begun && type != ControlType::snapshot_header) return damaged("it has no header");
            begun = true;
            ended = type == ControlType::snapshot_footer;
            continue;
        }
        if (!begun) return damaged("it has no header");
        const auto each = [&](const metadata::MetadataRecord& record, Offset, LeaderEpoch) {
            return on_record(record, last, id.epoch);
        };
        if (const auto replayed = MetadataLog::replay_batch(batch, Offset(0), each); !replayed)
            return replayed;
    }
    if (walk.error()) return *walk.error();
    if (!ended) return damaged("it has no footer");
    return {};
}

Result<> write_snapshot(storage::Disk& disk, const fs::path& folder, SnapshotId id, base::Bytes content) {
    const fs::path path = folder / file_name(id);
    const fs::path part = fs::path(path).concat(".part");
    // A node without any of the log yet has no folder for it either.
    if (auto made = disk.make_folder(folder); !made) return made;
    {
        auto file = disk.open(part, storage::OpenMode::truncate);
        if (!file) return file.error();
        if (auto written = (*file)->pwritev(std::span(&content, 1), 0); !written) return written;
        if (auto synced = (*file)->fdatasync(); !synced) return synced;
    }
    if (auto renamed = disk.rename(part, path); !renamed) return renamed;
    return disk.sync_folder(folder);
}

Result<> SnapshotStore::open(fs::path folder) {
    folder_ = std::move(folder);
    ids_.clear();
    if (!disk_.exists(folder_)) return {};
    const auto entries = disk_.list(folder_);
    if (!entries) return entries.error();
    for (const auto& entry : *entries) {
        if (entry.name.ends_with(unfinished)) {
            if (auto removed = disk_.remove(folder_ / entry.name); !removed) return removed;
        } else if (const auto id = parse_name(entry.name)) {
            ids_.push_back(*id);
        }
    }
    std::ranges::sort(ids_);
    return {};
}

std::optional<SnapshotId> SnapshotStore::latest() const {
    if (ids_.empty()) return std::nullopt;
    return ids_.back();
}

std::optional<SnapshotId> SnapshotStore::previous() const {
    if (ids_.size() < 2) return std::nullopt;
    return ids_[ids_.size() - 2];
}

bool SnapshotStore::has(SnapshotId id) const {
    return std::ranges::find(ids_, id) != ids_.end();
}

fs::path SnapshotStore::path_of(SnapshotId id) const {
    return folder_ / file_name(id);
}

Result<Buffer> SnapshotStore::read(SnapshotId id) const {
    auto content = storage::read_file(disk_, path_of(id), largest_file);
    if (!content) return content.error();
    return Buffer::of(std::move(*content));
}

void SnapshotStore::added(SnapshotId id) {
    if (has(id)) return;
    ids_.push_back(id);
    std::ranges::sort(ids_);
}

storage::DiskWork SnapshotStore::forget_before(Offset end) {
    std::vector<fs::path> old;
    std::erase_if(ids_, [&](SnapshotId id) {
        if (id.end >= end) return false;
        old.push_back(path_of(id));
        return true;
    });
    if (old.empty()) return {};
    return [old = std::move(old), disk = &disk_] {
        for (const fs::path& path : old)
            if (auto removed = disk->remove(path); !removed)
                base::log::warn("storage", "{}", removed.error().detail);
    };
}

} // namespace broker
