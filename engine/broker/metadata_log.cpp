#include "broker/metadata_log.h"

#include "records/builder.h"
#include "records/control.h"
#include "records/reader.h"

#include <limits>

namespace broker {

using base::Error;
using base::LeaderEpoch;
using base::Offset;
using base::Result;
using kafka::ErrorCode;

namespace {

constexpr std::size_t replay_step = 4U << 20U;

storage::LogConfig metadata_log_config(std::int32_t segment_bytes) {
    storage::LogConfig config;
    config.segment_bytes = segment_bytes;
    config.retention_ms = storage::unlimited;
    config.segment_ms = std::numeric_limits<std::int64_t>::max();
    return config;
}

} // namespace

const storage::TopicPartition& metadata_partition() {
    static const storage::TopicPartition partition{"__cluster_metadata", base::PartitionIndex(0)};
    return partition;
}

Result<> MetadataLog::open(storage::LogDir& dir, std::int32_t segment_bytes) {
    auto opened =
        dir.open_log(metadata_partition(), base::Uuid::metadata_topic(), metadata_log_config(segment_bytes));
    if (!opened) return opened.error();
    log_ = std::move(*opened);
    return {};
}

storage::CheckpointRow MetadataLog::checkpoint_row() const {
    return {metadata_partition(), log_->recovery_point(), log_->log_end_offset(), log_->log_start_offset()};
}

Result<> MetadataLog::close() {
    return log_ ? log_->close() : Result<>();
}

Result<> MetadataLog::append(base::Buffer batch, LeaderEpoch epoch) {
    const auto header = records::parse_header(batch.bytes());
    if (!header) return header.error();
    log_->append(std::move(batch), *header, epoch);
    return {};
}

base::Buffer MetadataLog::encode(const std::vector<metadata::RecordToWrite>& records) const {
    const base::TimestampMs now = clock_.wall_ms();
    records::BatchBuilder builder;
    for (const auto& record : records) {
        const auto value = metadata::encode_record(record);
        builder.add(now, std::nullopt, base::Bytes(value));
    }
    return std::move(builder).build();
}

Result<> MetadataLog::append_leader_change(base::BrokerId leader, LeaderEpoch epoch,
                                           const std::vector<base::BrokerId>& voters,
                                           const std::vector<base::BrokerId>& granting) {
    records::LeaderChangeMessage change;
    change.leader_id = leader.value;
    for (const base::BrokerId voter : voters) change.voters.emplace_back().voter_id = voter.value;
    for (const base::BrokerId voter : granting) change.granting_voters.emplace_back().voter_id = voter.value;
    return append(
        records::build_control(records::ControlType::leader_change, change, change.version, clock_.wall_ms()),
        epoch);
}

Result<> MetadataLog::append_fetched(const base::Buffers& batches) {
    for (const base::Buffer& run : batches) {
        records::BatchWalker walk(run.bytes());
        while (const auto at = walk.next()) {
            if (!records::crc_matches(at->bytes))
                return Error(ErrorCode::corrupt_message, "a metadata batch has a wrong checksum");
            const auto appended =
                log_->append_as_follower(run.slice(at->position, at->bytes.size()), at->header);
            if (!appended) return appended.error();
        }
        if (walk.error()) return *walk.error();
    }
    return {};
}

Result<base::Buffers> MetadataLog::read(Offset from, Offset limit, std::size_t max_bytes) {
    auto fetched = log_->read(from, max_bytes, limit, true);
    if (!fetched) return fetched.error();
    return std::move(fetched->data);
}

bool MetadataLog::continues(Offset offset, LeaderEpoch epoch) const {
    if (start() > offset || end() < offset) return false;
    if (start() == offset) return true;
    const storage::EpochEnd known = end_of_epoch(epoch);
    return known.epoch == epoch && known.end >= offset;
}

Result<storage::DiskWork> MetadataLog::delete_below(Offset offset) {
    log_->set_log_start_offset(offset);
    auto deleted = log_->apply_retention(offset);
    if (!deleted) return deleted.error();
    return std::move(deleted->work);
}

Result<> MetadataLog::replay(Offset from, Offset upto, const OnRecord& on_record) {
    while (from < upto) {
        const auto fetched = log_->read(from, replay_step, upto, true);
        if (!fetched) return fetched.error();
        if (fetched->data.empty()) break;
        for (const base::Buffer& run : fetched->data) {
            records::BatchWalker walk(run.bytes());
            while (const auto at = walk.next()) {
                if (at->header.control()) continue;
                const auto replayed =
                    replay_batch(run.slice(at->position, at->bytes.size()), from, on_record);
                if (!replayed) return replayed;
            }
        }
        from = fetched->next_offset;
    }
    return {};
}

Result<> MetadataLog::replay_batch(const base::Buffer& batch, Offset from, const OnRecord& on_record) {
    auto reader = records::BatchReader::open(batch);
    if (!reader) return reader.error();
    const LeaderEpoch epoch{reader->header().partition_leader_epoch};
    records::RecordView record;
    while (reader->next(record)) {
        if (record.offset < from.value || !record.value) continue;
        const auto decoded = metadata::decode_record(*record.value);
        if (!decoded) return decoded.error();
        if (const auto done = on_record(decoded->record, Offset(record.offset), epoch); !done) return done;
    }
    if (reader->error()) return *reader->error();
    return {};
}

} // namespace broker
