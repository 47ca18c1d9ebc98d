#pragma once
// DeleteRecords (API 21): moves the log start of the leader at once, and answers when every live replica has
// followed. Thread: the node's loop. Source: reference 3.5, KIP-107.

#include "base/result.h"
#include "broker/request.h"
#include "net/loop.h"
#include "replica/types.h"
#include "wire/messages/records_admin.h"

#include <memory>
#include <vector>

namespace broker {

class Broker;
class Partition;

class DeleteRecordsHandler {
public:
    explicit DeleteRecordsHandler(Broker& broker);

    void handle(Request request);
    /// A follower of this partition may have moved its log start.
    void follower_moved(const Partition& partition);
    /// It is led elsewhere now, or gone.
    void lost(const replica::TopicPartitionId& partition);
    /// Who is alive has changed, and with it who is waited for.
    void brokers_changed();

private:
    using Answer = wire::DeleteRecordsResponse::DeleteRecordsPartitionResult;
    struct Pending {
        Request request;
        wire::DeleteRecordsResponse response;
        std::size_t undecided = 1; ///< counted up by one until all of the request was looked at
    };
    struct Waiting {
        std::shared_ptr<Pending> pending;
        std::size_t topic;
        std::size_t index;
        replica::TopicPartitionId key;
        base::Offset wanted;
        base::Instant deadline;
        Answer& answer() const { return pending->response.topics[topic].partitions[index]; }
    };

    base::Result<Partition*> delete_records(const std::string& topic, std::int32_t index,
                                            std::int64_t offset);
    /// Takes those out of the list and answers what they complete.
    template <class Decide>
    void settle(Decide decide);
    static void finish(Pending& pending);
    void arm_timer();

    Broker& broker_;
    std::vector<Waiting> waiting_;
    net::Timer timer_;
};

} // namespace broker
