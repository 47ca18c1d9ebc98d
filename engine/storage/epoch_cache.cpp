#include "storage/epoch_cache.h"

#include "storage/checkpoint_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace storage {

bool EpochCache::assign(base::LeaderEpoch epoch, base::Offset start) {
    if (epoch.value < 0 || (!entries_.empty() && epoch <= entries_.back().epoch)) return false;
    // An epoch that was announced but wrote nothing leaves no trace.
    while (!entries_.empty() && entries_.back().start >= start) entries_.pop_back();
    entries_.push_back({epoch, start});
    return true;
}

bool EpochCache::truncate_from_end(base::Offset end) {
    const std::size_t before = entries_.size();
    while (!entries_.empty() && entries_.back().start >= end) entries_.pop_back();
    return entries_.size() != before;
}

bool EpochCache::truncate_from_start(base::Offset start) {
    auto first =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.start > start; });
    if (first == entries_.begin()) return false;
    --first; // the epoch in force at `start`
    const bool changed = first != entries_.begin() || first->start != start;
    first->start = std::max(first->start, start);
    entries_.erase(entries_.begin(), first);
    return changed;
}

base::LeaderEpoch EpochCache::epoch_of(base::Offset offset) const {
    const auto after = std::upper_bound(entries_.begin(), entries_.end(), offset,
                                        [](base::Offset o, const Entry& e) { return o < e.start; });
    return after == entries_.begin() ? base::no_epoch : std::prev(after)->epoch;
}

EpochEnd EpochCache::end_of(base::LeaderEpoch epoch, base::Offset log_end) const {
    if (epoch.value < 0 || entries_.empty() || epoch > latest()) return {};
    if (epoch == latest()) return {epoch, log_end};
    const auto higher =
        std::upper_bound(entries_.begin(), entries_.end(), epoch,
                         [](base::LeaderEpoch e, const Entry& entry) { return e < entry.epoch; });
    if (higher == entries_.begin()) return {epoch, higher->start};
    return {std::prev(higher)->epoch, higher->start};
}

std::string EpochCache::encode() const {
    std::string lines;
    for (const Entry& entry : entries_) lines += fmt::format("{} {}\n", entry.epoch.value, entry.start.value);
    return checkpoint_text(entries_.size(), lines);
}

std::optional<EpochCache> EpochCache::decode(std::string_view text) {
    const auto lines = checkpoint_lines(text);
    if (!lines) return std::nullopt;
    EpochCache cache;
    for (const std::string_view line : *lines) {
        const auto words = split_words(line);
        if (words.size() != 2) return std::nullopt;
        const auto epoch = parse_number<std::int32_t>(words[0]);
        const auto start = parse_number<std::int64_t>(words[1]);
        if (!epoch || !start || *epoch < 0 || *start < 0) return std::nullopt;
        if (!cache.assign(base::LeaderEpoch(*epoch), base::Offset(*start))) return std::nullopt;
    }
    return cache;
}

} // namespace storage
