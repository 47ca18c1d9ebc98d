#pragma once
// Which partitions a broker or a decision touches, kept while the image changes: fencing a broker costs what
// it changes. Only controllers keep one (ClusterImage::keep_lookup). One owner, one thread.

#include "metadata/partition_set.h"

#include <map>
#include <optional>
#include <string>

namespace metadata {

struct PartitionInfo;
class ClusterImage;

class PartitionLookup {
public:
    /// The partition as it is now; `remove` it as it was before it changes.
    void add(const TopicInfo& topic, std::size_t index, const PartitionInfo& partition);
    void remove(const TopicInfo& topic, std::size_t index, const PartitionInfo& partition);

    /// The broker is in the ISR or among the eligible leader replicas.
    const PartitionSet& in_sync_or_eligible(base::BrokerId broker) const;
    std::size_t led_by(base::BrokerId broker) const;
    const PartitionSet& leaderless() const { return leaderless_; }
    /// Led by another replica than the first.
    const PartitionSet& not_preferred() const { return not_preferred_; }
    const PartitionSet& reassigning() const { return reassigning_; }
    /// How many partitions have the broker as their first replica, and how many of those another leads.
    std::size_t preferring(base::BrokerId broker) const;
    std::size_t preferring_but_not_led(base::BrokerId broker) const;

    /// What differs from an index made anew, or none.
    std::optional<std::string> difference(const ClusterImage& image) const;

private:
    struct Broker {
        PartitionSet members;
        std::size_t leads = 0, preferred = 0, not_led = 0;
    };
    const Broker* find(base::BrokerId broker) const;

    std::map<base::BrokerId, Broker> brokers_;
    PartitionSet leaderless_, not_preferred_, reassigning_;
};

} // namespace metadata
