#pragma once
// How fast throttled replicas may be copied: *.replication.throttled.rate of the broker for the partitions
// and replicas that *.replication.throttled.replicas of their topic names. Only replicas that are not in sync
// are held back, so that a throttle never takes one out of the ISR. Thread: the node's loop. Source: KIP-73,
// reference 3.11.

#include "base/clock.h"
#include "metadata/image.h"
#include "replica/types.h"

#include <cstdint>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace broker {

/// Bytes per second with a second of credit; what is taken beyond it is waited for afterwards.
class ByteBudget {
public:
    static constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();

    void set_rate(std::int64_t bytes_per_second) { rate_ = bytes_per_second; }
    void take(std::int64_t bytes, base::Instant now);
    /// When the next bytes may be taken; `now` or earlier: at once.
    base::Instant free_at(base::Instant now) const;

private:
    std::int64_t rate_ = unlimited;
    base::Instant paid_until_{}; ///< what was taken is paid for by then, one second of credit included
};

class ReplicationThrottle {
public:
    enum class Side { leader, follower };

    /// Reads the rates of this broker.
    void set_rates(std::int64_t leader, std::int64_t follower);
    /// Reads what the topic's lists say of this partition. `self`: this broker.
    void configure(const replica::TopicPartitionId& key, const metadata::ClusterImage::Configs& topic,
                   base::BrokerId self);
    void forget(const replica::TopicPartitionId& key);

    bool applies(Side side, const replica::TopicPartitionId& key) const;
    ByteBudget& budget(Side side) { return side == Side::leader ? leader_ : follower_; }

private:
    using Keys = std::unordered_set<replica::TopicPartitionId, replica::TopicPartitionIdHash>;
    ByteBudget leader_;
    ByteBudget follower_;
    Keys throttled_leaders_;
    Keys throttled_followers_;
};

/// Whether a list of partition:broker pairs, or "*", names this replica. For a leader's list the broker is
/// the leader.
bool names_replica(std::string_view list, std::int32_t partition, base::BrokerId broker);

} // namespace broker
