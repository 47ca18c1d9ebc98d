#pragma once
// Produce (API 0). Each partition answers for itself; batches of one loop turn are written together at its
// end, then acks=1 is answered, and acks=all when the high watermark has passed. Thread: the node's loop.
// Source: reference 3.1.

#include "broker/request.h"
#include "net/loop.h"
#include "replica/leader.h"
#include "wire/messages/produce.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace broker {

class Broker;
class Partition;

class ProduceHandler {
public:
    explicit ProduceHandler(Broker& broker);
    ~ProduceHandler();

    void handle(Request request);
    /// Answers produces whose fate a partition has told, at this turn's end.
    void answer(const std::vector<replica::Answered>& answered);
    /// What answer() left for the turn's end, now: before the connections are closed.
    void answer_writers();
    /// The partition has something staged: it is written at the turn's end.
    void stage(Partition& partition);
    /// Writes it now.
    void flush(Partition& partition);
    /// The partition is gone.
    void forget(Partition& partition);

private:
    /// A request some of whose partitions are not decided yet.
    struct Pending {
        Request request;
        wire::ProduceResponse response;
        std::int16_t acks;
        std::size_t undecided = 0;
    };
    struct Slot {
        std::shared_ptr<Pending> pending;
        std::size_t topic;
        std::size_t partition;
    };

    void produce_partition(Pending& pending, const std::shared_ptr<Pending>& shared,
                           const wire::ProduceRequest& request, std::size_t topic, std::size_t index);
    void write_staged();
    void finish(Pending& pending);
    void arm_timer();

    Broker& broker_;
    replica::WaiterId next_waiter_ = 1;
    std::unordered_map<replica::WaiterId, Slot> waiting_;
    std::vector<Partition*> staged_;
    std::vector<replica::Answered> answered_; ///< in this turn
    std::vector<Partition*> with_deadlines_;
    net::Timer timer_;
    base::Instant timer_at_{};
    std::shared_ptr<ProduceHandler*> alive_; ///< null in it: destroyed before the turn ended
};

} // namespace broker
