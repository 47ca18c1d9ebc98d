#include "metadata/partition_lookup.h"

#include "metadata/image.h"

#include <fmt/format.h>

namespace metadata {

void PartitionLookup::add(const TopicInfo& topic, std::size_t index, const PartitionInfo& p) {
    for (const Replicas* members : {&p.isr, &p.elr})
        for (const BrokerId id : *members) brokers_[id].members.insert(topic, index);
    if (!p.adding.empty() || !p.removing.empty()) reassigning_.insert(topic, index);
    if (p.replicas.empty()) return; // room between partitions that come in any order
    const BrokerId preferred = p.replicas.front();
    ++brokers_[preferred].preferred;
    if (p.leader == base::no_broker)
        leaderless_.insert(topic, index);
    else
        ++brokers_[p.leader].leads;
    if (p.leader == preferred) return;
    not_preferred_.insert(topic, index);
    ++brokers_[preferred].not_led;
}

void PartitionLookup::remove(const TopicInfo& topic, std::size_t index, const PartitionInfo& p) {
    for (const Replicas* members : {&p.isr, &p.elr})
        for (const BrokerId id : *members) brokers_[id].members.erase(topic, index);
    reassigning_.erase(topic, index);
    if (p.replicas.empty()) return;
    const BrokerId preferred = p.replicas.front();
    --brokers_[preferred].preferred;
    if (p.leader == base::no_broker)
        leaderless_.erase(topic, index);
    else
        --brokers_[p.leader].leads;
    if (p.leader == preferred) return;
    not_preferred_.erase(topic, index);
    --brokers_[preferred].not_led;
}

const PartitionLookup::Broker* PartitionLookup::find(BrokerId broker) const {
    const auto found = brokers_.find(broker);
    return found == brokers_.end() ? nullptr : &found->second;
}

const PartitionSet& PartitionLookup::in_sync_or_eligible(BrokerId broker) const {
    static const PartitionSet none;
    const Broker* found = find(broker);
    return found == nullptr ? none : found->members;
}

std::size_t PartitionLookup::led_by(BrokerId broker) const {
    const Broker* found = find(broker);
    return found == nullptr ? 0 : found->leads;
}

std::size_t PartitionLookup::preferring(BrokerId broker) const {
    const Broker* found = find(broker);
    return found == nullptr ? 0 : found->preferred;
}

std::size_t PartitionLookup::preferring_but_not_led(BrokerId broker) const {
    const Broker* found = find(broker);
    return found == nullptr ? 0 : found->not_led;
}

std::optional<std::string> PartitionLookup::difference(const ClusterImage& image) const {
    PartitionLookup anew;
    for (const auto& [name, topic] : image.topics())
        for (std::size_t i = 0; i < topic.partitions.size(); ++i) anew.add(topic, i, topic.partitions[i]);
    const auto same = [](const PartitionSet& a, const PartitionSet& b) { return a.sorted() == b.sorted(); };
    if (!same(leaderless_, anew.leaderless_)) return "partitions without a leader";
    if (!same(not_preferred_, anew.not_preferred_)) return "partitions without their preferred leader";
    if (!same(reassigning_, anew.reassigning_)) return "partitions in reassignment";
    for (const auto* brokers : {&brokers_, &std::as_const(anew).brokers_})
        for (const auto& [id, unused] : *brokers)
            if (!same(in_sync_or_eligible(id), anew.in_sync_or_eligible(id)) ||
                led_by(id) != anew.led_by(id) || preferring(id) != anew.preferring(id) ||
                preferring_but_not_led(id) != anew.preferring_but_not_led(id))
                return fmt::format("partitions of broker {}", id.value);
    return std::nullopt;
}

} // namespace metadata
