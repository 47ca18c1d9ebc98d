#include "sim/cluster_checks.h"

#include "metadata/leadership.h"

#include <algorithm>
#include <fmt/format.h>

namespace sim {

namespace {

const Record* at(const BrokerHost& broker, const Key& key, Offset offset) {
    const auto log = broker.disk().find(key);
    if (log == broker.disk().end() || offset < Offset(0) || offset >= log->second.log_end()) return nullptr;
    return &log->second.records()[static_cast<std::size_t>(offset.value)];
}

} // namespace

void ClusterChecks::led(BrokerHost& broker, const Key& key, const replica::Leader& leader) {
    Truth& truth = truths_[key];
    const auto [known, fresh] = truth.leaders.try_emplace(leader.epoch().value, broker.host());
    if (known->second != broker.host())
        return violate(fmt::format("partition {} epoch {} has two leaders: {} and {}", key.second,
                                   leader.epoch().value, known->second, broker.host()));
    if (!fresh) return;
    cluster_.world.count("leaders");
    // What a leader of an epoch before has committed.
    const auto later = std::ranges::lower_bound(truth.committed_in, leader.epoch());
    const auto needed = later - truth.committed_in.begin();
    for (std::ptrdiff_t i = 0; i < needed; ++i) {
        const Record* record = at(broker, key, Offset(i));
        if (!record || !(*record == truth.records[static_cast<std::size_t>(i)]))
            return violate(fmt::format("{} leads partition {} in epoch {} without the committed record at {}",
                                       broker.host(), key.second, leader.epoch().value, i));
    }
}

void ClusterChecks::committed(BrokerHost& broker, const Key& key, Offset from, Offset to) {
    Truth& truth = truths_[key];
    const replica::Leader* leader = broker.leader_of(key);
    for (Offset offset = from; offset < to; offset += 1) {
        const Record* record = at(broker, key, offset);
        const auto index = static_cast<std::size_t>(offset.value);
        if (!record || index > truth.records.size())
            return violate(fmt::format("{} commits offset {} of partition {} beyond what there is",
                                       broker.host(), offset.value, key.second));
        if (index == truth.records.size()) {
            truth.records.push_back(*record);
            truth.committed_in.push_back(leader ? leader->epoch() : base::no_epoch);
            ++commits_;
            check_copies(broker, key, offset);
        } else if (!(truth.records[index] == *record)) {
            return violate(fmt::format("{} commits another record at offset {} of partition {}",
                                       broker.host(), offset.value, key.second));
        }
    }
    decided();
}

void ClusterChecks::check_copies(const BrokerHost& broker, const Key& key, Offset offset) {
    // A leader cannot know that a follower has lost again what it had: such a copy counts. That no more are
    // lost than min.insync.replicas makes up for is up to the faults.
    const Record* record = at(broker, key, offset);
    std::int32_t copies = 0;
    for (const auto& [host, other] : cluster_.brokers) {
        const auto log = other->disk().find(key);
        if (record && log != other->disk().end() && log->second.ever_had(offset, *record)) ++copies;
    }
    if (copies < cluster_.min_isr)
        violate(fmt::format("{} commits offset {} of partition {}, which {} brokers have", broker.host(),
                            offset.value, key.second, copies));
}

void ClusterChecks::acknowledged(BrokerHost& broker, const Key& key, Offset offset) {
    const Record* record = at(broker, key, offset);
    const Truth& truth = truths_[key];
    const auto index = static_cast<std::size_t>(offset.value);
    if (!record || index >= truth.records.size() || !(truth.records[index] == *record))
        violate(fmt::format("{} acknowledged offset {} of partition {}, which is not committed",
                            broker.host(), offset.value, key.second));
}

void ClusterChecks::decided() {
    for (const auto& [host, one] : cluster_.controllers)
        if (one->active()) newest_ = std::max(newest_, one->epoch());
    const ControllerHost* active = controller();
    if (!active) return;
    const metadata::ClusterImage& image = active->core().image();
    if (const auto broken = metadata::broken_invariant(image)) return violate(*broken);
    for (const auto& [name, topic] : image.topics())
        for (std::size_t i = 0; i < topic.partitions.size(); ++i)
            check_members(image, {topic.id, static_cast<std::int32_t>(i)}, topic.partitions[i]);
}

void ClusterChecks::check_members(const metadata::ClusterImage& image, const Key& key,
                                  const metadata::PartitionInfo& info) {
    const Truth& truth = truths_[key];
    if (truth.records.empty()) return;
    const auto last = static_cast<std::int64_t>(truth.records.size()) - 1;
    const auto check = [&](BrokerId id, std::string_view list) {
        // Until a process has registered the controller does not know what became of its disk.
        const BrokerHost& broker = *cluster_.brokers.at(id.value);
        const auto* registered = image.broker(id);
        if (!broker.up() || !registered || registered->epoch != broker.epoch()) return;
        const Record* record = at(broker, key, Offset(last));
        if (!record || !(*record == truth.records.back()))
            violate(fmt::format("{} is in the {} of partition {} without the committed record at {}",
                                id.value, list, key.second, last));
    };
    for (const BrokerId id : info.isr) check(id, "ISR");
    for (const BrokerId id : info.elr) check(id, "eligible leader replicas");
}

const ControllerHost* ClusterChecks::controller() const {
    for (const auto& [host, one] : cluster_.controllers)
        if (one->active() && one->epoch() == newest_) return one.get();
    return nullptr;
}

void ClusterChecks::consumed(const Key& key, Offset from, const std::vector<Record>& records) {
    const Truth& truth = truths_[key];
    for (std::size_t i = 0; i < records.size(); ++i) {
        const std::size_t index = static_cast<std::size_t>(from.value) + i;
        if (index >= truth.records.size() || !(truth.records[index] == records[i]))
            return violate(fmt::format("a consumer read something else at offset {} of partition {}", index,
                                       key.second));
    }
}

void ClusterChecks::audit() {
    const ControllerHost* active = controller();
    if (!active) return violate("no controller is active although all is healed");
    if (const std::string wrong = active->check(); !wrong.empty()) return violate(wrong);
    const metadata::ClusterImage& image = cluster_.brokers.begin()->second->image();
    for (const auto& [host, broker] : cluster_.brokers) {
        if (!broker->up()) return violate(fmt::format("{} did not come back", host));
        if (!broker->image().same_content(image)) return violate(fmt::format("{} has another image", host));
    }
    if (image.topics().empty()) return violate("the topic was never created");
    for (const auto& [name, topic] : image.topics())
        for (std::size_t i = 0; i < topic.partitions.size(); ++i)
            audit_partition(image, {topic.id, static_cast<std::int32_t>(i)});
}

void ClusterChecks::audit_partition(const metadata::ClusterImage& image, const Key& key) {
    const auto& info = *image.partition(key.first, base::PartitionIndex(key.second));
    if (info.leader == base::no_broker) return violate(fmt::format("partition {} has no leader", key.second));
    if (info.isr.size() != info.replicas.size())
        return violate(fmt::format("{} of {} replicas of partition {} are in sync", info.isr.size(),
                                   info.replicas.size(), key.second));
    if (!info.adding.empty() || !info.removing.empty())
        return violate(fmt::format("the reassignment of partition {} did not end", key.second));
    const BrokerHost& leader = *cluster_.brokers.at(info.leader.value);
    const replica::Leader* core = leader.leader_of(key);
    if (!core) return violate(fmt::format("{} does not lead partition {}", info.leader.value, key.second));
    const auto& records = leader.disk().at(key).records();
    const Truth& truth = truths_[key];
    if (core->high_watermark().value != static_cast<std::int64_t>(records.size()))
        return violate(fmt::format("partition {} has committed {} of {} records", key.second,
                                   core->high_watermark().value, records.size()));
    if (truth.records != records)
        return violate(fmt::format("partition {} has lost or changed committed records", key.second));
    for (const BrokerId id : info.replicas)
        if (cluster_.brokers.at(id.value)->disk().at(key).records() != records)
            return violate(fmt::format("{} has another log of partition {}", id.value, key.second));
    audit_sequences(key, records);
}

void ClusterChecks::audit_sequences(const Key& key, const std::vector<Record>& records) {
    std::map<std::int32_t, std::int32_t> next;
    for (const Record& record : records)
        if (record.sequence != next[record.producer]++)
            violate(fmt::format("partition {} has a gap or a duplicate of producer {} at sequence {}",
                                key.second, record.producer, record.sequence));
}

} // namespace sim
