#pragma once
// Tells the controller whose replicas are in sync: what the leaders of this broker propose within one loop
// turn travels in one AlterPartition, and there is one under way at a time. What the controller cannot answer
// is sent again after a pause; what it refuses goes back to the leader. Also looks, every half of
// replica.lag.time.max.ms, whether a follower fell behind. Thread: the node's loop. Source: reference 5
// (ISR), KIP-497, KIP-841, KIP-903.

#include "base/result.h"
#include "net/loop.h"
#include "replica/leader.h"
#include "replica/types.h"
#include "wire/messages/alter_partition.h"

#include <memory>
#include <unordered_map>

namespace broker {

class Broker;

class IsrKeeper {
public:
    explicit IsrKeeper(Broker& broker);
    ~IsrKeeper();

    /// Begins to look at the followers every half of `lag_max`.
    void start(base::Duration lag_max);
    /// A later proposal of the same partition replaces one that has not left yet.
    void propose(const replica::TopicPartitionId& partition, replica::Proposal proposal);
    /// Brokers came, went or were fenced: every leader looks at its followers, at the end of the turn.
    void brokers_changed();

private:
    using Key = replica::TopicPartitionId;
    using Proposals = std::unordered_map<Key, replica::Proposal, replica::TopicPartitionIdHash>;

    void send_soon();
    void send();
    void answered(const base::Result<>& called, const wire::AlterPartitionResponse& response);
    void settle(const Key& key, const replica::Proposal& proposal,
                const wire::AlterPartitionResponse::PartitionData& answer);
    void refuse(const Key& key, const replica::Proposal& proposal, kafka::ErrorCode code);
    void check_all();
    void check_later();

    Broker& broker_;
    Proposals waiting_;
    Proposals in_flight_;
    bool scheduled_ = false; ///< send() runs at the end of this turn
    bool checking_ = false;  ///< check_all() does
    base::Duration check_interval_{};
    net::Timer retry_;
    net::Timer check_;
    std::shared_ptr<IsrKeeper*> alive_;
};

} // namespace broker
