// Partition as follower: what the leader sent is checked, cut and appended.

#include "broker/partition.h"

#include <algorithm>
#include <fmt/format.h>

namespace broker {

using base::Error;
using base::Offset;
using kafka::ErrorCode;

namespace {

/// The records of an answer as one run of bytes; the usual answer is a slice of its frame already.
base::Buffer run_of(const wire::Records& records) {
    if (records.parts.empty()) return {};
    if (records.parts.size() == 1) return records.parts[0];
    std::vector<base::Byte> all;
    for (const base::Buffer& part : records.parts)
        all.insert(all.end(), part.bytes().begin(), part.bytes().end());
    return base::Buffer::of(std::move(all));
}

} // namespace

replica::FetchState Partition::fetch_state() const {
    return follower_->fetch_state(view_, high_watermark());
}

Partition::Replicated Partition::append_fetched(const replica::FetchState& asked,
                                                const wire::FetchResponse::PartitionData& answer) {
    using Do = replica::FollowerStep::Do;
    Replicated done;
    done.awaits_folder = folder_under_way();
    if (done.awaits_folder) return done;
    const base::Instant now = home_.clock.now();
    const replica::LeaderAnswer said{.code = static_cast<ErrorCode>(answer.error_code),
                                     .high_watermark = Offset(answer.high_watermark),
                                     .log_start = Offset(answer.log_start_offset),
                                     .diverging = {base::LeaderEpoch(answer.diverging_epoch.epoch),
                                                   Offset(answer.diverging_epoch.end_offset)}};
    const replica::FollowerStep step = follower_->answered(asked, said, view_, now);
    if (step.what == Do::nothing) {
        done.code = said.code;
        return done;
    }
    auto result =
        step.what == Do::append ? take_records(answer.records, asked.leader_epoch, done) : cut(step, done);
    if (!result) {
        done.code = result.error().code;
        done.detail = result.error().detail;
        follower_->failed(now);
        return done;
    }
    if (done.awaits_folder) return done;
    follower_->succeeded();
    if (step.what == Do::append) take_offsets(answer, done);
    return done;
}

base::Result<> Partition::cut(const replica::FollowerStep& step, Replicated& done) {
    auto log = writable_log();
    if (!log) return log.error();
    const auto result = step.what == replica::FollowerStep::Do::start_over
                            ? (*log)->truncate_fully_and_start_at(step.at)
                            : (*log)->truncate_to(step.at);
    done.truncated = true;
    done.truncated_to = log_end();
    high_watermark_ = std::clamp(high_watermark_, log_start(), log_end());
    uncommitted_.clear();
    return result;
}

base::Result<> Partition::take_records(const wire::Records& records, base::LeaderEpoch epoch,
                                       Replicated& done) {
    const base::Buffer run = run_of(records);
    if (run.empty()) return {};
    auto log = writable_log();
    if (!log) return log.error();
    done.awaits_folder = create_folder(epoch);
    if (done.awaits_folder) return {};
    records::BatchWalker walk(run.bytes());
    base::LeaderEpoch latest = (*log)->latest_epoch();
    base::Result<> result;
    while (result) {
        const auto at = walk.next();
        if (!at) break;
        const base::LeaderEpoch of_batch(at->header.partition_leader_epoch);
        if (!records::crc_matches(at->bytes))
            result = Error(ErrorCode::corrupt_message,
                           fmt::format("the batch at offset {} has a wrong CRC", at->header.base_offset));
        else if (of_batch > epoch || of_batch < latest || of_batch.value < 0)
            result =
                Error(ErrorCode::corrupt_message,
                      fmt::format("the batch at offset {} is of epoch {}, between {} and {} was expected",
                                  at->header.base_offset, of_batch.value, latest.value, epoch.value));
        else
            result = take_batch(**log, run.slice(at->position, at->bytes.size()), at->header, done);
        latest = of_batch;
    }
    // What was good before a bad batch is kept: the next fetch begins behind it.
    const Offset before = log_end();
    const auto written = (*log)->write_staged();
    if (log_end() > before) note_written(log_end(), done.bytes);
    if (!result) return result;
    if (!written) return written;
    if (walk.error()) return *walk.error();
    return {};
}

base::Result<> Partition::take_batch(storage::Log& log, const base::Buffer& batch,
                                     const records::BatchHeader& header, Replicated& done) {
    const bool empty = log.log_start_offset() == log.next_offset();
    if (empty && header.base_offset < log.next_offset().value &&
        header.last_offset() >= log.next_offset().value) {
        // The leader's log start lies within its first batch (DeleteRecords): the batch comes whole.
        if (auto begun = log.truncate_fully_and_start_at(Offset(header.base_offset)); !begun) return begun;
        done.truncated = true;
        done.truncated_to = Offset(header.base_offset);
    }
    const auto appended = log.append_as_follower(batch, header);
    if (!appended) return appended.error();
    done.bytes += static_cast<std::int64_t>(batch.size());
    done.records += header.record_count;
    last_record_ms_ = std::max(last_record_ms_, header.max_timestamp);
    return {};
}

void Partition::take_offsets(const wire::FetchResponse::PartitionData& answer, Replicated& done) {
    const Offset committed = std::min(Offset(answer.high_watermark), log_end());
    if (committed > high_watermark_) {
        high_watermark_ = committed;
        done.high_watermark_moved = true;
        done.readable_bytes = take_readable();
    }
    const Offset start = std::min(Offset(answer.log_start_offset), high_watermark_);
    if (log_ && start > log_->log_start_offset()) log_->set_log_start_offset(start);
}

} // namespace broker
