#include "metadata/leadership.h"

#include "base/assert.h"
#include "metadata/record_versions.h"

#include <algorithm>
#include <fmt/format.h>

namespace metadata {
namespace {

/// Kafka's id of "in whichever of the broker's directories".
base::Uuid unassigned_directory() {
    base::Uuid id;
    id.bytes[15] = 1;
    return id;
}

bool within(const Replicas& some, const Replicas& all) {
    return std::ranges::all_of(some, [&](BrokerId id) { return contains(all, id); });
}

std::optional<std::string_view> broken(const ClusterImage& image, const PartitionInfo& p) {
    const bool eligible_replicas = image.feature_level(elr_feature) > 0;
    const auto active = [&](BrokerId id) {
        const BrokerRegistration* broker = image.broker(id);
        return broker != nullptr && broker->active();
    };
    if (p.replicas.empty()) return "it has no replicas";
    if (p.isr.empty() && !eligible_replicas) return "its ISR is empty";
    if (!within(p.isr, p.replicas)) return "its ISR is not among its replicas";
    if (!within(p.elr, p.replicas)) return "its eligible leader replicas are not among its replicas";
    if (std::ranges::any_of(p.elr, [&](BrokerId id) { return contains(p.isr, id); }))
        return "an eligible leader replica is in the ISR";
    if (!within(p.adding, p.replicas) || !within(p.removing, p.replicas))
        return "its reassignment is not among its replicas";
    if (p.directories.size() != p.replicas.size() && !p.directories.empty())
        return "its directories are too few";
    if (p.leader == base::no_broker) {
        const Replicas& candidates = p.isr.empty() ? p.elr : p.isr;
        if (std::ranges::any_of(candidates, active)) return "nobody leads it, but somebody could";
        return std::nullopt;
    }
    if (!contains(p.isr, p.leader)) return "its leader is not in the ISR";
    if (!active(p.leader)) return "its leader is not active";
    if (eligible_replicas && !std::ranges::all_of(p.isr, active))
        return "its ISR has a member that is not active";
    if (!p.last_known_elr.empty()) return "it has a leader and a last known one";
    return std::nullopt;
}

} // namespace

bool may_lead_after(const ClusterImage& image, const BrokerChange& change, BrokerId id) {
    if (id == base::no_broker || id == change.leaving || id == change.unclean_stop) return false;
    if (id == change.arriving) return true;
    const BrokerRegistration* broker = image.broker(id);
    return broker != nullptr && broker->active();
}

base::Uuid default_directory(const ClusterImage& image, BrokerId id) {
    const BrokerRegistration* broker = image.broker(id);
    if (broker == nullptr) return unassigned_directory();
    if (broker->directories.empty()) return {};
    return broker->directories.size() == 1 ? broker->directories[0] : unassigned_directory();
}

void append_partition_changes(const ClusterImage& image, const BrokerChange& change,
                              const TopicRulesOf& rules_of, std::vector<RecordToWrite>& records) {
    const PartitionLookup* lookup = image.lookup();
    RIPARIUM_ASSERT(lookup != nullptr, "a controller's image keeps a lookup");
    const BrokerRules brokers{[&](BrokerId id) { return may_lead_after(image, change, id); },
                              [&](BrokerId id) { return default_directory(image, id); }};
    const TopicInfo* ruled = nullptr; // partitions come topic by topic: the rules are asked once each
    TopicRules rules;
    const auto change_each = [&](const PartitionSet& partitions) {
        for (const auto& [topic, position] : partitions.sorted()) {
            if (std::exchange(ruled, topic) != topic) rules = rules_of(*topic);
            const PartitionInfo& p = topic->partitions[static_cast<std::size_t>(position.value)];
            PartitionTarget target(p);
            std::erase(target.isr, change.leaving);
            std::erase(target.isr, change.unclean_stop);
            target.election = rules.election();
            target.unclean_stop = change.unclean_stop;
            // An eligible replica that is merely fenced stays one.
            if (change.leaving != base::no_broker && target.isr == p.isr) continue;
            if (auto record = change_partition(topic->id, position, p, std::move(target), rules, brokers))
                records.push_back(versioned(std::move(*record)));
        }
    };
    for (const BrokerId gone : {change.leaving, change.unclean_stop})
        if (gone != base::no_broker) change_each(lookup->in_sync_or_eligible(gone));
    if (change.arriving != base::no_broker) change_each(lookup->leaderless());
}

std::optional<std::string> broken_invariant(const ClusterImage& image) {
    for (const auto& [name, topic] : image.topics())
        for (std::size_t i = 0; i < topic.partitions.size(); ++i)
            if (const auto why = broken(image, topic.partitions[i]))
                return fmt::format("{}-{}: {}", name, i, *why);
    if (image.lookup() != nullptr)
        if (auto why = image.lookup()->difference(image)) return "the lookup is wrong about " + *why;
    return std::nullopt;
}

} // namespace metadata
