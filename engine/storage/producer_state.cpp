#include "storage/producer_state.h"

#include <algorithm>
#include <fmt/format.h>

namespace storage {
namespace {

using kafka::ErrorCode;

constexpr std::int32_t last_possible_sequence = INT32_MAX;

/// Is `next` what follows `last`? -1 stands for "nothing yet", which 0 follows.
bool follows(std::int32_t last, std::int32_t next) {
    return last == last_possible_sequence ? next == 0 : next == last + 1;
}

ProducerState::Refused out_of_order(const records::BatchHeader& header, std::int32_t last) {
    return {{ErrorCode::out_of_order_sequence_number,
             fmt::format("producer {} epoch {} sent sequence {} where {} comes next", header.producer_id,
                         header.producer_epoch, header.base_sequence,
                         last == last_possible_sequence ? 0 : last + 1)}};
}

} // namespace

void ProducerEntry::push(const ProducerBatch& batch) {
    if (count_ == remembered) {
        std::copy(batches_.begin() + 1, batches_.end(), batches_.begin());
        --count_;
    }
    batches_[count_++] = batch;
}

ProducerState::Check ProducerState::check(const records::BatchHeader& header) const {
    if (!header.has_producer()) return Accepted{};
    const ProducerEntry* entry = find(base::ProducerId(header.producer_id));
    if (entry == nullptr) return Accepted{};
    if (header.producer_epoch < entry->epoch) {
        return Refused{{ErrorCode::invalid_producer_epoch,
                        fmt::format("producer {} sent epoch {} but epoch {} is current", header.producer_id,
                                    header.producer_epoch, entry->epoch)}};
    }
    if (header.producer_epoch > entry->epoch) {
        if (header.base_sequence != 0) return out_of_order(header, -1);
        return Accepted{};
    }
    const auto same = std::find_if(entry->begin(), entry->end(), [&](const ProducerBatch& b) {
        return b.first_sequence == header.base_sequence && b.last_sequence == header.last_sequence();
    });
    if (same != entry->end())
        return Duplicate{base::Offset(same->first_offset()), base::Offset(same->last_offset),
                         same->timestamp};
    const std::int32_t last = entry->empty() ? -1 : entry->last().last_sequence;
    if (!follows(last, header.base_sequence)) return out_of_order(header, last);
    return Accepted{};
}

void ProducerState::record(const records::BatchHeader& header, base::TimestampMs now) {
    if (!header.has_producer()) return;
    ProducerEntry& entry = entries_[base::ProducerId(header.producer_id)];
    if (header.producer_epoch != entry.epoch) {
        entry.epoch = header.producer_epoch;
        entry.forget_batches();
    }
    entry.last_timestamp = header.max_timestamp;
    entry.last_seen = now;
    if (header.control()) {
        entry.transaction_start.reset(); // commit or abort: the marker ends the transaction
        return;
    }
    entry.push({.first_sequence = header.base_sequence,
                .last_sequence = header.last_sequence(),
                .last_offset = header.last_offset(),
                .offset_delta = header.last_offset_delta,
                .timestamp = header.max_timestamp});
    if (header.transactional() && !entry.transaction_start)
        entry.transaction_start = base::Offset(header.base_offset);
}

void ProducerState::expire(base::TimestampMs now, std::int64_t max_age_ms) {
    std::erase_if(entries_, [&](const auto& pair) {
        return !pair.second.transaction_start && now - pair.second.last_seen >= max_age_ms;
    });
}

std::optional<base::Offset> ProducerState::first_unstable_offset() const {
    std::optional<base::Offset> first;
    for (const auto& [id, entry] : entries_) {
        if (entry.transaction_start && (!first || *entry.transaction_start < *first))
            first = entry.transaction_start;
    }
    return first;
}

const ProducerEntry* ProducerState::find(base::ProducerId id) const {
    const auto found = entries_.find(id);
    return found == entries_.end() ? nullptr : &found->second;
}

std::vector<std::pair<base::ProducerId, ProducerEntry>> ProducerState::sorted() const {
    std::vector<std::pair<base::ProducerId, ProducerEntry>> all(entries_.begin(), entries_.end());
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return all;
}

void ProducerState::enrich(const ProducerState& seen) {
    for (auto& [id, entry] : entries_) {
        const ProducerEntry* other = seen.find(id);
        if (other == nullptr || other->epoch != entry.epoch || other->empty() || entry.empty()) continue;
        if (other->last().last_offset == entry.last().last_offset) entry.take_batches(*other);
    }
}

void ProducerState::restore(base::ProducerId id, const std::optional<ProducerEntry>& before) {
    if (before) {
        entries_[id] = *before;
    } else {
        entries_.erase(id);
    }
}

} // namespace storage
