#include "broker/partition.h"

#include "broker/log_creator.h"

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

replica::Assignment assignment_of(const metadata::PartitionInfo& info) {
    return {.leader = info.leader,
            .leader_epoch = info.leader_epoch,
            .partition_epoch = info.partition_epoch,
            .replicas = info.replicas,
            .isr = info.isr,
            .recovering = info.recovering};
}

Partition::Partition(storage::TopicPartition name, base::TopicId id, const PartitionHome& home)
    : name_(std::move(name)), id_(id), home_(home) {}
Partition::~Partition() = default;

void Partition::adopt(std::unique_ptr<storage::Log> log) {
    log_ = std::move(log);
    const Offset known = home_.dir.checkpointed_high_watermark(name_);
    high_watermark_ = std::clamp(known, log_start(), log_end());
}

Partition::Effects Partition::configure(const metadata::EffectiveTopicConfig& config) {
    Effects effects;
    config_ = config;
    if (log_) log_->set_config(log_config(config_));
    if (leader_)
        add(effects, leader_->set_min_insync_replicas(config_.min_insync_replicas, home_.clock.now()));
    return effects;
}

// --- roles
// --------------------------------------------------------------------------------------------------------

Partition::Effects Partition::lead(const replica::Assignment& assignment) {
    Effects effects;
    const Instant now = home_.clock.now();
    const bool new_epoch = assignment.leader_epoch > assignment_.leader_epoch;
    if (!leader_ && assignment.leader_epoch < assignment_.leader_epoch) return effects;
    if (new_epoch && has_staged()) effects = write_staged();
    if (new_epoch && log_) log_->begin_epoch(assignment.leader_epoch);
    follower_.reset();
    assignment_ = assignment;
    if (leader_) {
        add(effects, leader_->update(assignment, now));
        return effects;
    }
    const Offset before = high_watermark_;
    leader_.emplace(home_.self, assignment, home_.active,
                    replica::Leader::Start{.log_start = log_start(),
                                           .log_end = log_end(),
                                           .high_watermark = high_watermark_,
                                           .min_insync_replicas = config_.min_insync_replicas,
                                           .lag_max = home_.lag_max,
                                           .now = now});
    if (leader_->high_watermark() > before) {
        effects.high_watermark_moved = true;
        effects.readable_bytes += take_readable();
    }
    return effects;
}

Partition::Effects Partition::follow(const replica::Assignment& assignment) {
    Effects effects;
    if (assignment.leader_epoch < assignment_.leader_epoch) return effects;
    effects = resign();
    const bool same = follower_ && follower_->leader() == assignment.leader &&
                      follower_->epoch() == assignment.leader_epoch;
    assignment_ = assignment;
    if (assignment.leader == base::no_broker)
        follower_.reset();
    else if (!same)
        follower_.emplace(assignment.leader, assignment.leader_epoch);
    return effects;
}

Partition::Effects Partition::resign() {
    Effects effects;
    if (!leader_) return effects;
    high_watermark_ = leader_->high_watermark();
    effects.answered = leader_->resign();
    leader_.reset();
    const Effects written = write_staged();
    effects.answered.insert(effects.answered.end(), written.answered.begin(), written.answered.end());
    return effects;
}

const replica::Assignment& Partition::assignment() const {
    return leader_ ? leader_->assignment() : assignment_;
}

void Partition::add(Effects& effects, replica::Effects core) {
    effects.answered.insert(effects.answered.end(), core.answered.begin(), core.answered.end());
    if (core.propose) effects.propose = std::move(core.propose);
    if (!core.high_watermark_moved) return;
    effects.high_watermark_moved = true;
    effects.readable_bytes += take_readable();
}

void Partition::note_written(Offset end, std::int64_t bytes) {
    constexpr std::size_t most = 1024; // below min ISR it may grow for long: then in coarser steps
    if (uncommitted_.size() >= most) {
        bytes += uncommitted_.back().bytes;
        uncommitted_.pop_back();
    }
    uncommitted_.push_back({end, bytes});
}

std::int64_t Partition::take_readable() {
    std::int64_t bytes = 0;
    while (!uncommitted_.empty() && uncommitted_.front().end <= high_watermark()) {
        bytes += uncommitted_.front().bytes;
        uncommitted_.pop_front();
    }
    return std::max<std::int64_t>(bytes, 1); // never nothing: readers must look
}

// --- as leader
// ----------------------------------------------------------------------------------------------------

records::ProduceRules Partition::rules(std::int16_t version) const {
    records::ProduceRules rules;
    rules.max_message_bytes = config_.max_message_bytes;
    rules.segment_bytes = config_.segment_bytes;
    rules.compacted = config_.cleanup_compact;
    rules.log_append_time = config_.log_append_time;
    rules.timestamp_before_max_ms = config_.timestamp_before_max_ms;
    rules.timestamp_after_max_ms = config_.timestamp_after_max_ms;
    rules.now_ms = home_.clock.wall_ms();
    rules.compression = codec_of(config_.compression_type);
    rules.compression_level = level_of(config_);
    rules.produce_version = version;
    return rules;
}

base::Result<storage::Log*> Partition::writable_log() {
    if (home_.dir.offline()) return *home_.dir.offline();
    if (log_) return log_.get();
    auto made = home_.dir.open_log(name_, id_, log_config(config_));
    if (!made) return made.error();
    log_ = std::move(*made);
    if (leader_) log_->begin_epoch(leader_->epoch());
    return log_.get();
}

bool Partition::folder_under_way() const {
    return log_ && log_->wants_folder() && home_.creator && home_.creator->is_creating(*this);
}

bool Partition::create_folder(base::LeaderEpoch first) {
    if (!log_ || !log_->wants_folder() || !home_.creator) return false;
    home_.creator->create(*this, first);
    return true;
}

bool Partition::awaits_folder() {
    return create_folder(base::no_epoch);
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
    const Instant now = home_.clock.now();
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

Partition::Effects Partition::write_staged() {
    Effects effects;
    const auto staged = std::exchange(staged_, {});
    if (staged.empty() || !log_) return effects;
    if (folder_under_way()) home_.creator->take_back(*this);
    const auto result = log_->write_staged();
    if (!leader_) {
        for (const Staged& one : staged)
            effects.answered.push_back({one.terms.waiter, ErrorCode::not_leader_or_follower});
        return effects;
    }
    std::int64_t bytes = 0;
    for (const Staged& one : staged) {
        // After a failed write only what ends before the log's end is in the log.
        if (!result && one.end > log_end()) {
            effects.answered.push_back({one.terms.waiter, result.error().code});
            continue;
        }
        bytes += one.bytes;
        if (one.terms.acks < 0)
            add(effects, leader_->wait(one.terms.waiter, one.end, one.terms.deadline));
        else
            effects.answered.push_back({one.terms.waiter, ErrorCode::none});
    }
    if (bytes > 0) note_written(log_end(), bytes);
    add(effects, leader_->written(log_end(), home_.clock.now()));
    return effects;
}

Partition::Effects Partition::fetched_by(const replica::Leader::FollowerFetch& fetch) {
    Effects effects;
    leader_->log_start_moved(log_start());
    add(effects, leader_->fetched(fetch, home_.clock.now()));
    return effects;
}

Partition::Effects Partition::check_isr() {
    Effects effects;
    add(effects, leader_->check_isr(home_.clock.now()));
    return effects;
}

Partition::Effects Partition::proposal_accepted(std::uint64_t id, const replica::Assignment& committed) {
    Effects effects;
    add(effects, leader_->proposal_accepted(id, committed, home_.clock.now()));
    return effects;
}

Partition::Effects Partition::proposal_failed(std::uint64_t id, ErrorCode code) {
    Effects effects;
    add(effects, leader_->proposal_failed(id, code, home_.clock.now()));
    return effects;
}

Partition::Effects Partition::expire_produces(Instant now) {
    Effects effects;
    if (leader_) add(effects, leader_->expire(now));
    return effects;
}

Instant Partition::next_produce_deadline() const {
    return leader_ ? leader_->next_deadline() : Instant::max();
}

base::Result<Offset> Partition::delete_records(std::int64_t offset) {
    const Offset target = offset < 0 ? high_watermark() : Offset(offset);
    if (target > high_watermark() || offset < -1)
        return base::Error(
            ErrorCode::offset_out_of_range,
            fmt::format("offset {} lies beyond the high watermark {}", offset, high_watermark().value));
    if (log_) log_->set_log_start_offset(target);
    if (leader_) leader_->log_start_moved(log_start());
    return log_start();
}

// --- the log
// ------------------------------------------------------------------------------------------------------

base::LeaderEpoch Partition::View::latest_epoch() const {
    if (partition_.leader_) return partition_.leader_->epoch();
    return partition_.log_ ? partition_.log_->latest_epoch() : base::no_epoch;
}

replica::EpochEnd Partition::View::end_of(base::LeaderEpoch asked) const {
    if (asked.value < 0) return {};
    // An empty log has no file to note the epoch in, and needs none.
    if (partition_.leader_ && asked == partition_.leader_->epoch()) return {asked, log_end()};
    if (partition_.log_) {
        const storage::EpochEnd end = partition_.log_->epoch_end_offset(asked);
        return {end.epoch, end.end};
    }
    if (!partition_.leader_ || asked > partition_.leader_->epoch()) return {};
    return {asked, log_start()};
}

Offset Partition::log_start() const {
    return log_ ? log_->log_start_offset() : Offset(0);
}
Offset Partition::log_end() const {
    return log_ ? log_->log_end_offset() : Offset(0);
}
std::int64_t Partition::size() const {
    return log_ ? static_cast<std::int64_t>(log_->size()) : 0;
}

} // namespace broker
