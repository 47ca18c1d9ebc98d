// What one partition has for a fetch: who may read it here, up to where, and what a follower's fetch tells
// its leader.

#include "broker/broker.h"
#include "broker/codes.h"
#include "broker/handlers/fetch.h"
#include "broker/leader_epochs.h"
#include "broker/leader_hint.h"
#include "replica/read_replica.h"

#include <algorithm>

namespace broker {

using base::Offset;
using kafka::ErrorCode;

namespace {

constexpr std::int16_t first_version_with_zstd = 10;
constexpr std::int16_t first_version_with_rack = 11; // KIP-392
constexpr std::int16_t first_version_with_divergence = 12;
constexpr std::int16_t first_version_with_topic_ids = 13;
constexpr std::int16_t first_version_with_leader_hint = 16; // KIP-951
// Consumers come back to ask after metadata.max.age.ms, five minutes unless configured.
constexpr auto read_elsewhere_for = std::chrono::minutes(6);
constexpr std::int32_t most_bytes = 57'671'680; // fetch.max.bytes

bool is_moved(ErrorCode code) {
    return code == ErrorCode::not_leader_or_follower || code == ErrorCode::fenced_leader_epoch;
}

} // namespace

FetchHandler::Read FetchHandler::read(Fetch& fetch, bool first_look) {
    Read result;
    result.first_look = first_look;
    const auto due =
        sessions_.due(fetch.context, [this](const std::string& name) { return broker_.topic_id(name); });
    result.parts.reserve(due.size());
    for (replica::FetchItem* item : due) {
        auto& part = result.parts.emplace_back();
        part.item = item;
        read_item(fetch, *item, result, part);
        if (part.data.error_code != 0) result.must_answer = true;
    }
    return result;
}

ErrorCode FetchHandler::find(Fetch& fetch, const replica::FetchItem& item, Partition*& partition) const {
    const bool by_id = fetch.request.version() >= first_version_with_topic_ids;
    const metadata::TopicInfo* topic = broker_.image().topic(item.key.topic);
    if (!topic) return by_id ? ErrorCode::unknown_topic_id : ErrorCode::unknown_topic_or_partition;
    const std::int32_t index = item.asked.partition;
    if (index < 0 || static_cast<std::size_t>(index) >= topic->partitions.size())
        return ErrorCode::unknown_topic_or_partition;
    partition = broker_.partition(topic->id, index);
    const bool follower = fetch.follower != base::no_broker;
    const bool anywhere = !follower && fetch.request.version() >= first_version_with_rack;
    if (!partition || !(partition->leads() || (anywhere && partition->follower())))
        return ErrorCode::not_leader_or_follower;
    if (follower && !partition->leader()->is_replica(fetch.follower))
        return ErrorCode::not_leader_or_follower;
    return fence(*partition, item.asked.current_leader_epoch);
}

void FetchHandler::read_item(Fetch& fetch, const replica::FetchItem& item, Read& into,
                             replica::FetchRead& part) {
    auto& answer = part.data;
    answer.partition_index = item.asked.partition;
    answer.high_watermark = -1;
    answer.records =
        wire::Records::of(base::Buffers{}); // empty, not null: some clients take null for an error
    Partition* partition = nullptr;
    if (const ErrorCode code = find(fetch, item, partition); code != ErrorCode::none) {
        answer.error_code = to_wire(code);
        if (!partition)
            answer.aborted_transactions.emplace(); // as Kafka: empty, not null, for one that is not here
        if (fetch.request.version() >= first_version_with_leader_hint && is_moved(code))
            hint_leader(broker_, item.key.topic, item.asked.partition, answer.current_leader, into.endpoints);
        return;
    }
    if (!check_position(fetch, item, *partition, into, answer)) return;

    const Offset from{item.asked.fetch_offset};
    const bool follower = fetch.follower != base::no_broker;
    const Offset limit = follower ? partition->log_end() : partition->high_watermark();
    if (from >= limit || !partition->log()) return;
    const bool held = follower && holds_back(fetch.follower, *partition);
    part.passed_over = held;
    if (held) return;
    const std::int64_t left = std::min<std::int64_t>(fetch.body.max_bytes, most_bytes) - into.bytes;
    const bool first = into.bytes == 0;
    part.passed_over = left <= 0 && !first;
    if (part.passed_over) return;
    const auto most = static_cast<std::size_t>(
        std::max<std::int64_t>(0, std::min<std::int64_t>(item.asked.partition_max_bytes, left)));
    auto fetched = partition->log()->read(from, most, limit, first, true);
    if (!fetched) {
        answer.error_code = to_wire(fetched.error().code);
        return;
    }
    answer.records.parts = std::move(fetched->data);
    const auto bytes = static_cast<std::int64_t>(answer.records.size());
    part.passed_over = bytes == 0; // its first batch did not fit into what is left
    into.bytes += bytes;
    if (follower && throttle_applies(fetch.follower, *partition))
        broker_.throttle().budget(ReplicationThrottle::Side::leader).take(bytes, broker_.loop().turn_time());
}

bool FetchHandler::throttle_applies(base::BrokerId follower, const Partition& partition) const {
    if (!broker_.throttle().applies(ReplicationThrottle::Side::leader, partition.key())) return false;
    const auto& isr = partition.leader()->isr();
    return std::ranges::find(isr, follower) == isr.end();
}

bool FetchHandler::holds_back(base::BrokerId follower, const Partition& partition) const {
    if (!throttle_applies(follower, partition)) return false;
    const base::Instant now = broker_.loop().turn_time();
    return broker_.throttle().budget(ReplicationThrottle::Side::leader).free_at(now) > now;
}

bool FetchHandler::check_position(Fetch& fetch, const replica::FetchItem& item, Partition& partition,
                                  Read& into, wire::FetchResponse::PartitionData& answer) {
    const auto fail = [&](ErrorCode code) {
        answer.error_code = to_wire(code);
        return false;
    };
    const std::int16_t version = fetch.request.version();
    if (version < first_version_with_zstd &&
        partition.config().compression_type == metadata::CompressionType::zstd)
        return fail(ErrorCode::unsupported_compression_type);

    const bool follower = fetch.follower != base::no_broker;
    const Offset from{item.asked.fetch_offset};
    const auto out_of_range = [&] {
        // A consumer gets no offsets, as from Kafka; a follower is told where the log begins and ends.
        if (follower) {
            answer.log_start_offset = partition.log_start().value;
            answer.high_watermark = partition.high_watermark().value;
        }
        return fail(ErrorCode::offset_out_of_range);
    };
    if (from < partition.log_start()) return out_of_range();
    if (follower || from <= partition.log_end()) {
        const base::LeaderEpoch last_fetched(item.asked.last_fetched_epoch);
        const auto diverging = version >= first_version_with_divergence && last_fetched.value >= 0
                                   ? divergence(partition, last_fetched, from)
                                   : std::nullopt;
        if (diverging) {
            answer.diverging_epoch.epoch = diverging->epoch.value;
            answer.diverging_epoch.end_offset = diverging->end.value;
            into.must_answer = true;
        }
    }
    const bool diverges = answer.diverging_epoch.epoch >= 0;
    if (!diverges && from > partition.log_end()) return out_of_range();
    if (follower && into.first_look && !diverges) {
        const replica::Leader::FollowerFetch told{fetch.follower, fetch.broker_epoch, from,
                                                  Offset(item.asked.log_start_offset)};
        broker_.perform(partition, partition.fetched_by(told));
        broker_.follower_moved(partition);
    }
    answer.high_watermark = partition.high_watermark().value;
    answer.last_stable_offset = partition.high_watermark().value;
    answer.log_start_offset = partition.log_start().value;
    if (fetch.body.isolation_level == 1) answer.aborted_transactions.emplace();
    if (diverges) return false;
    if (follower && item.sent_high_watermark < answer.high_watermark && is_read_elsewhere(item.key))
        into.must_answer = true;
    if (!follower && send_elsewhere(fetch, item, partition, answer)) {
        into.must_answer = true;
        return false;
    }
    return true;
}

bool FetchHandler::send_elsewhere(const Fetch& fetch, const replica::FetchItem& item, Partition& partition,
                                  wire::FetchResponse::PartitionData& answer) {
    const std::string& rack = fetch.body.rack_id;
    if (rack.empty() || rack == broker_.config().rack || !partition.leads() ||
        fetch.request.version() < first_version_with_rack || !broker_.selects_replicas_by_rack())
        return false;
    std::vector<replica::ReplicaRack> racks;
    for (const base::BrokerId id : partition.leader()->isr()) {
        const metadata::BrokerRegistration* one = broker_.image().broker(id);
        if (one && one->rack && !one->fenced) racks.push_back({id, *one->rack});
    }
    const auto preferred =
        replica::preferred_read_replica(rack, Offset(item.asked.fetch_offset), racks,
                                        partition.leader()->progress(broker_.loop().turn_time()));
    if (!preferred || *preferred == broker_.config().id) return false;
    answer.preferred_read_replica = preferred->value;
    read_elsewhere_[item.key] = broker_.loop().turn_time() + read_elsewhere_for;
    return true;
}

bool FetchHandler::is_read_elsewhere(const Key& partition) {
    if (read_elsewhere_.empty()) return false;
    const auto found = read_elsewhere_.find(partition);
    if (found == read_elsewhere_.end()) return false;
    if (found->second > broker_.loop().turn_time()) return true;
    read_elsewhere_.erase(found);
    return false;
}

} // namespace broker
