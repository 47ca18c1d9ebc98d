#pragma once
// One partition, one change: from what is wanted to the record that makes it so. It completes reassignments,
// elects, and keeps the eligible leader replicas. Pure. Source: reference 5 (ISR, Elections, Reassignment),
// KIP-841, KIP-903, KIP-966; the same records as Apache Kafka 4.3.1 with last known leader recovery.

#include "metadata/image.h"

#include <functional>

namespace metadata {

enum class Election {
    online,    ///< a leader from the ISR (or, ISR empty, from the eligible ones); the present one stays
    preferred, ///< as online, but the first replica goes before the present leader
    unclean,   ///< as online, and when there is none any replica that is alive: records may be lost
};

/// What holds for the topic.
struct TopicRules {
    std::int32_t min_isr = 1;       ///< effective: at most the number of replicas
    bool eligible_replicas = false; ///< KIP-966 is on
    bool unclean_allowed = false;   ///< unclean.leader.election.enable

    Election election() const { return unclean_allowed ? Election::unclean : Election::online; }
};

/// What holds for brokers at the moment of the change. Called during the change only.
struct BrokerRules {
    std::function<bool(BrokerId)> may_lead;
    std::function<base::Uuid(BrokerId)> directory; ///< of a replica that is new to its broker
};

/// The partition as it is wanted; begins as it is.
struct PartitionTarget {
    explicit PartitionTarget(const PartitionInfo& now)
        : isr(now.isr), replicas(now.replicas), adding(now.adding), removing(now.removing),
          recovering(now.recovering) {}
    Replicas isr, replicas, adding, removing;
    bool recovering;
    Election election = Election::online;
    BrokerId unclean_stop = base::no_broker; ///< lost what it had not synced: no eligible leader any more
};

/// The change, or none when everything is as wanted.
std::optional<PartitionChangeRecord> change_partition(TopicId topic, PartitionIndex index,
                                                      const PartitionInfo& now, PartitionTarget target,
                                                      const TopicRules& topic_rules,
                                                      const BrokerRules& brokers);

/// What a change does to a partition: leader epoch and partition epoch go up as its fields say.
void apply_change(PartitionInfo& partition, const PartitionChangeRecord& change);

bool contains(const Replicas& replicas, BrokerId id);
Replicas without(const Replicas& replicas, const Replicas& dropped);

} // namespace metadata
