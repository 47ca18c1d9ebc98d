#include "replica/fetch_plan.h"

#include "base/assert.h"

#include <limits>

namespace replica {

void FetchPlan::set(const TopicPartitionId& key, const FetchState& state, std::int32_t max_bytes) {
    auto [at, made] = partitions_.try_emplace(key);
    Entry& entry = at->second;
    // Forgotten and wanted again before the leader was told: what its session holds is not known to agree.
    if (made) forgotten_.erase(key);
    entry.state = state;
    entry.max_bytes = max_bytes;
    if (entry.changed || (entry.in_session && entry.asked == state)) return;
    entry.changed = true;
    changed_.push_back(key);
}

void FetchPlan::remove(const TopicPartitionId& key) {
    const auto found = partitions_.find(key);
    if (found == partitions_.end()) return;
    if (found->second.in_session) forgotten_.insert(key);
    partitions_.erase(found);
}

const FetchState* FetchPlan::asked(const TopicPartitionId& key) const {
    const auto found = partitions_.find(key);
    if (found == partitions_.end() || !found->second.in_session) return nullptr;
    return found->second.named_in > answered_ ? nullptr : &found->second.asked;
}

void FetchPlan::name(wire::FetchRequest& request, const TopicPartitionId& key, Entry& entry) {
    if (request.topics.empty() || request.topics.back().topic_id != key.topic)
        request.topics.emplace_back().topic_id = key.topic;
    auto& partition = request.topics.back().partitions.emplace_back();
    partition.partition = key.partition;
    partition.current_leader_epoch = entry.state.leader_epoch.value;
    partition.fetch_offset = entry.state.offset.value;
    partition.last_fetched_epoch = entry.state.last_fetched_epoch.value;
    partition.log_start_offset = entry.state.log_start.value;
    partition.high_watermark = entry.state.high_watermark.value;
    partition.partition_max_bytes = entry.max_bytes;
    entry.asked = entry.state;
    entry.in_session = true;
    entry.named_in = sent_;
    entry.changed = false;
}

wire::FetchRequest FetchPlan::next() {
    RIPARIUM_ASSERT(epoch_ != 0 || sent_ == answered_, "a session begins with one fetch alone");
    ++sent_;
    wire::FetchRequest request;
    request.session_id = session_;
    request.session_epoch = epoch_;
    if (epoch_ == 0) {
        for (auto& [key, entry] : partitions_) name(request, key, entry);
    } else {
        for (const TopicPartitionId& key : changed_)
            if (const auto found = partitions_.find(key); found != partitions_.end() && found->second.changed)
                name(request, key, found->second);
        for (const TopicPartitionId& key : forgotten_) {
            auto& topics = request.forgotten_topics_data;
            if (topics.empty() || topics.back().topic_id != key.topic)
                topics.emplace_back().topic_id = key.topic;
            topics.back().partitions.push_back(key.partition);
        }
        epoch_ = epoch_ == std::numeric_limits<std::int32_t>::max() ? 1 : epoch_ + 1;
    }
    changed_.clear();
    forgotten_.clear();
    return request;
}

bool FetchPlan::answered(const wire::FetchResponse& response) {
    RIPARIUM_ASSERT(answered_ < sent_, "an answer follows a fetch");
    ++answered_;
    if (response.error_code != 0) {
        const bool lost =
            response.error_code == static_cast<std::int16_t>(kafka::ErrorCode::fetch_session_id_not_found);
        start_over(lost ? 0 : session_);
        return false;
    }
    if (epoch_ == 0) {
        session_ = response.session_id;
        if (session_ != 0) epoch_ = 1; // else there is no room for a session over there: full fetches
    }
    return true;
}

void FetchPlan::failed() {
    answered_ = sent_;
    start_over(session_);
}

void FetchPlan::start_over(std::int32_t session_to_close) {
    session_ = session_to_close;
    epoch_ = 0;
    // A full fetch names everything and forgets the rest by not naming it.
    forgotten_.clear();
}

void FetchPlan::check_invariants() const {
    for (const TopicPartitionId& key : forgotten_)
        RIPARIUM_ASSERT(!partitions_.contains(key), "a partition is fetched or forgotten");
}

} // namespace replica
