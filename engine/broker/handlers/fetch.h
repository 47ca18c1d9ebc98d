#pragma once
// Fetch (API 1): whole batches, at once or as soon as min_bytes are there. Consumers read up to the high
// watermark, from the leader or from a replica in their rack; followers read up to the log's end, and where
// they read from is what they have. Sessions make a poll cost what has changed. What one turn appends and
// commits wakes a waiting fetch once, at the turn's end. A second fetch on a session ends the one that waits
// there, so a follower can name new partitions without delay. Thread: the node's loop. Source: reference 3.4;
// KIP-227, KIP-392, KIP-595, KIP-951.

#include "broker/request.h"
#include "net/loop.h"
#include "replica/fetch_sessions.h"
#include "replica/waiting_fetches.h"
#include "wire/messages/fetch.h"

#include <unordered_map>

namespace broker {

class Broker;
class Partition;

class FetchHandler {
public:
    explicit FetchHandler(Broker& broker);
    ~FetchHandler();

    void handle(Request request);
    /// `bytes` were written to a log that is led here: followers may read them.
    void appended(const replica::TopicPartitionId& partition, std::int64_t bytes);
    /// Consumers may read `bytes` more of the partition.
    void committed(const replica::TopicPartitionId& partition, std::int64_t bytes);
    /// The partition's leader, its log start, or the partition itself changed: fetches on it are answered
    /// now.
    void changed(const replica::TopicPartitionId& partition);
    void connection_closed(std::uint64_t connection);

private:
    using Key = replica::TopicPartitionId;
    using FetchId = replica::WaitingFetches::FetchId;
    /// A fetch on its way. `body` without its partitions: the context has those.
    struct Fetch {
        Request request;
        wire::FetchRequest body;
        replica::FetchContext context;
        std::uint64_t connection = 0;
        base::BrokerId follower = base::no_broker; ///< none: a consumer
        std::int64_t broker_epoch = -1;            ///< of the follower
    };
    /// What was read for it.
    struct Read {
        std::vector<replica::FetchRead> parts;
        std::vector<wire::FetchResponse::NodeEndpoint> endpoints;
        std::int64_t bytes = 0;
        bool must_answer = false; ///< an error, a diverging epoch: waiting would not help
        bool first_look = false;  ///< the fetch has just come: it tells what a follower has
    };

    // fetch.cpp
    void end_waiting(const wire::FetchRequest& body, std::uint64_t connection);
    void wait(Fetch fetch, const Read& read);
    void ready(const std::vector<FetchId>& ids);
    void answer_ready();
    void finish(FetchId id);
    void reply(Fetch& fetch, Read read);
    void arm_timer();

    // fetch_read.cpp
    Read read(Fetch& fetch, bool first_look);
    void read_item(Fetch& fetch, const replica::FetchItem& item, Read& into, replica::FetchRead& part);
    kafka::ErrorCode find(Fetch& fetch, const replica::FetchItem& item, Partition*& partition) const;
    /// False: the answer is complete without records.
    bool check_position(Fetch& fetch, const replica::FetchItem& item, Partition& partition, Read& into,
                        wire::FetchResponse::PartitionData& answer);
    /// The replica is throttled (KIP-73): not in sync, and named by its topic.
    bool throttle_applies(base::BrokerId follower, const Partition& partition) const;
    /// It has had its share for now.
    bool holds_back(base::BrokerId follower, const Partition& partition) const;
    bool send_elsewhere(const Fetch& fetch, const replica::FetchItem& item, Partition& partition,
                        wire::FetchResponse::PartitionData& answer);
    /// A consumer was sent to a follower lately: followers hear of the high watermark without delay.
    bool is_read_elsewhere(const Key& partition);

    Broker& broker_;
    base::Rng rng_;
    replica::FetchSessions sessions_;
    replica::WaitingFetches waiting_;
    std::unordered_map<FetchId, Fetch> fetches_;
    std::unordered_map<std::uint64_t, std::vector<FetchId>> by_connection_;
    std::unordered_map<replica::FetchSessionId, FetchId> by_session_;
    std::unordered_map<Key, base::Instant, replica::TopicPartitionIdHash> read_elsewhere_; ///< until when
    std::vector<FetchId> ready_; ///< to be answered at the end of this turn
    FetchId next_id_ = 1;
    net::Timer timer_;
    base::Instant timer_at_{};
    std::shared_ptr<FetchHandler*> alive_;
};

} // namespace broker
