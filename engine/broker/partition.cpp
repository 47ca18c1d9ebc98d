#include "broker/partition.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace broker {

using base::Instant;
using base::Offset;
using kafka::ErrorCode;

namespace {

storage::LogConfig log_config(const metadata::EffectiveTopicConfig& config) {
    storage::LogConfig log;
    log.segment_bytes = config.segment_bytes;
    log.segment_ms = config.segment_ms;
    log.segment_index_bytes = config.segment_index_bytes;
    log.index_interval_bytes = config.index_interval_bytes;
    log.retention_ms = config.retention_ms;
    log.retention_bytes = config.retention_bytes;
    log.delete_old = config.cleanup_delete;
    log.compact = config.cleanup_compact;
    return log;
}

/// What produced batches are recompressed with; nothing: kept as they were sent.
std::optional<records::Codec> codec_of(metadata::CompressionType type) {
    using metadata::CompressionType;
    switch (type) {
    case CompressionType::uncompressed:
        return records::Codec::none;
    case CompressionType::gzip:
        return records::Codec::gzip;
    case CompressionType::snappy:
        return records::Codec::snappy;
    case CompressionType::lz4:
        return records::Codec::lz4;
    case CompressionType::zstd:
        return records::Codec::zstd;
    case CompressionType::producer:
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<int> level_of(const metadata::EffectiveTopicConfig& config) {
    using metadata::CompressionType;
    switch (config.compression_type) {
    case CompressionType::gzip:
        return config.gzip_level;
    case CompressionType::lz4:
        return config.lz4_level;
    case CompressionType::zstd:
        return config.zstd_level;
    default:
        return std::nullopt;
    }
}

} // namespace

Partition::Partition(storage::TopicPartition name, base::TopicId id, base::BrokerId self,
                     storage::LogDir& dir, const base::Clock& clock)
    : name_(std::move(name)), id_(id), self_(self), dir_(dir), clock_(clock) {}

void Partition::adopt(std::unique_ptr<storage::Log> log) {
    log_ = std::move(log);
}

void Partition::configure(const metadata::EffectiveTopicConfig& config, std::int32_t replication_factor) {
    config_ = config;
    replication_factor_ = replication_factor;
    if (log_) log_->set_config(log_config(config_));
    if (leader_) leader_->set_min_insync_replicas(config_.min_insync_replicas, replication_factor_);
}

void Partition::lead(base::LeaderEpoch epoch, std::vector<base::BrokerId> isr, Offset high_watermark) {
    if (leader_) high_watermark = std::max(high_watermark, leader_->high_watermark());
    leader_.emplace(self_, epoch, std::move(isr), log_end(), high_watermark);
    leader_->set_min_insync_replicas(config_.min_insync_replicas, replication_factor_);
}

std::vector<replica::Answered> Partition::resign() {
    if (!leader_) return {};
    auto answered = leader_->resign();
    leader_.reset();
    return answered;
}

records::ProduceRules Partition::rules(std::int16_t version) const {
    records::ProduceRules rules;
    rules.max_message_bytes = config_.max_message_bytes;
    rules.segment_bytes = config_.segment_bytes;
    rules.compacted = config_.cleanup_compact;
    rules.log_append_time = config_.log_append_time;
    rules.timestamp_before_max_ms = config_.timestamp_before_max_ms;
    rules.timestamp_after_max_ms = config_.timestamp_after_max_ms;
    rules.now_ms = clock_.wall_ms();
    rules.compression = codec_of(config_.compression_type);
    rules.compression_level = level_of(config_);
    rules.produce_version = version;
    return rules;
}

base::Result<storage::Log*> Partition::writable_log() {
    if (dir_.offline()) return *dir_.offline();
    if (log_) return log_.get();
    auto made = dir_.open_log(name_, id_, log_config(config_));
    if (!made) return made.error();
    log_ = std::move(*made);
    return log_.get();
}

Produced Partition::append(const base::Buffer& records, const ProduceTerms& terms) {
    Produced produced;
    const auto refuse = [&](ErrorCode code, std::string message) {
        produced.code = code;
        produced.message = std::move(message);
        return produced;
    };
    if (terms.acks < 0 && !leader_->accepts_acks_all()) return refuse(ErrorCode::not_enough_replicas, {});

    auto checked = records::validate_produced(records, rules(terms.version));
    if (auto* refusal = std::get_if<records::Refusal>(&checked)) {
        produced.record_errors = std::move(refusal->record_errors);
        if (refusal->reached_log) produced.log_start_offset = log_start().value;
        return refuse(refusal->code, std::move(refusal->message));
    }
    auto& valid = std::get<records::ValidBatch>(checked);

    const auto log = writable_log();
    if (!log) return refuse(log.error().code, log.error().detail);
    produced.log_start_offset = log_start().value;
    const auto verdict = (*log)->check_producer(valid.header);
    if (const auto* refused = std::get_if<storage::ProducerState::Refused>(&verdict))
        return refuse(refused->error.code, refused->error.detail);
    produced.log_append_time = valid.log_append_time;
    if (const auto* duplicate = std::get_if<storage::ProducerState::Duplicate>(&verdict))
        return repeat(*duplicate, terms, std::move(produced));

    const auto size = static_cast<std::int64_t>(valid.batch.size());
    const auto appended = (*log)->append(std::move(valid.batch), valid.header, leader_->epoch());
    produced.base_offset = appended.base_offset.value;
    produced.waits = true;
    staged_.push_back({terms, (*log)->next_offset(), size});
    const Instant now = clock_.now();
    produced.bytes = size;
    produced.records = valid.header.record_count;
    bytes_in_.add(size, now);
    records_in_.add(valid.header.record_count, now);
    last_record_ms_ = std::max(last_record_ms_, valid.max_timestamp);
    return produced;
}

Produced Partition::repeat(const storage::ProducerState::Duplicate& duplicate, const ProduceTerms& terms,
                           Produced produced) {
    // A retry of a batch that is in the log: the first answer once more, and not before that one was due.
    produced.base_offset = duplicate.base_offset.value;
    const Offset end = duplicate.last_offset + 1;
    if (end > log_end() || (terms.acks < 0 && end > high_watermark())) {
        staged_.push_back({terms, end, 0});
        produced.waits = true;
    }
    return produced;
}

Partition::Written Partition::write_staged() {
    Written written;
    const auto staged = std::exchange(staged_, {});
    if (staged.empty() || !log_) return written;
    const auto result = log_->write_staged();
    if (!leader_) {
        for (const Staged& one : staged)
            written.answered.push_back({one.terms.waiter, ErrorCode::not_leader_or_follower});
        return written;
    }
    const Offset before = leader_->high_watermark();
    std::int64_t bytes = 0;
    for (const Staged& one : staged) {
        // After a failed write only what ends before the log's end is in the log.
        if (!result && one.end > log_end()) {
            written.answered.push_back({one.terms.waiter, result.error().code});
            continue;
        }
        bytes += one.bytes;
        if (one.terms.acks < 0)
            leader_->wait(one.terms.waiter, one.end, one.terms.deadline);
        else
            written.answered.push_back({one.terms.waiter, ErrorCode::none});
    }
    const auto committed = leader_->written(log_end());
    written.answered.insert(written.answered.end(), committed.begin(), committed.end());
    if (leader_->high_watermark() > before) written.readable_bytes = bytes;
    return written;
}

std::vector<replica::Answered> Partition::expire_produces(Instant now) {
    return leader_ ? leader_->expire(now) : std::vector<replica::Answered>{};
}

Instant Partition::next_produce_deadline() const {
    return leader_ ? leader_->next_deadline() : Instant::max();
}

Offset Partition::log_start() const {
    return log_ ? log_->log_start_offset() : Offset(0);
}
Offset Partition::log_end() const {
    return log_ ? log_->log_end_offset() : Offset(0);
}
Offset Partition::high_watermark() const {
    return leader_ ? leader_->high_watermark() : log_end();
}
std::int64_t Partition::size() const {
    return log_ ? static_cast<std::int64_t>(log_->size()) : 0;
}

base::Result<Offset> Partition::delete_records(std::int64_t offset) {
    const Offset target = offset < 0 ? high_watermark() : Offset(offset);
    if (target > high_watermark() || offset < -1)
        return base::Error(
            ErrorCode::offset_out_of_range,
            fmt::format("offset {} lies beyond the high watermark {}", offset, high_watermark().value));
    if (log_) log_->set_log_start_offset(target);
    return log_start();
}

} // namespace broker
