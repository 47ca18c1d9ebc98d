#pragma once
// Fetch (API 1): whole batches up to the high watermark, at once or as soon as min_bytes are there. Every
// answer is sessionless (id 0), which clients take as "send full requests". Thread: the node's loop. Source:
// reference 3.4.

#include "broker/request.h"
#include "net/loop.h"
#include "replica/waiting_fetches.h"
#include "wire/messages/fetch.h"

#include <unordered_map>

namespace broker {

class Broker;
class Partition;

class FetchHandler {
public:
    explicit FetchHandler(Broker& broker);

    void handle(Request request);
    /// Consumers may read `bytes` more of the partition.
    void readable(const replica::TopicPartitionId& partition, std::int64_t bytes);
    /// The partition's leader, or the partition itself, is gone: fetches on it are answered now.
    void changed(const replica::TopicPartitionId& partition);
    void connection_closed(std::uint64_t connection);

private:
    struct Waiting {
        Request request;
        wire::FetchRequest body;
        std::uint64_t connection;
    };
    struct Read {
        wire::FetchResponse response;
        std::int64_t bytes = 0;
        bool must_answer = false; ///< an error, a diverging epoch: waiting would not help
        std::vector<replica::TopicPartitionId> partitions;
    };

    Read read(const wire::FetchRequest& body, std::int16_t version);
    void read_partition(const wire::FetchRequest& body, std::int16_t version,
                        const wire::FetchRequest::FetchTopic& topic,
                        const wire::FetchRequest::FetchPartition& asked, Read& into,
                        wire::FetchResponse::PartitionData& answer);
    void answer_now(const std::vector<replica::WaitingFetches::FetchId>& ids);
    void reply(Request& request, Read read);
    void arm_timer();

    Broker& broker_;
    replica::WaitingFetches waiting_;
    std::unordered_map<replica::WaitingFetches::FetchId, Waiting> requests_;
    std::unordered_map<std::uint64_t, std::vector<replica::WaitingFetches::FetchId>> by_connection_;
    replica::WaitingFetches::FetchId next_id_ = 1;
    net::Timer timer_;
};

} // namespace broker
