#pragma once
// Follows one other broker: fetches what it leads and this broker replicates, over one connection and one
// fetch session, and appends it. A follower's fetch waits at the leader; the append that it waits for answers
// it within the same turn there, and the next fetch, which is the acknowledgement, leaves here as soon as the
// records are written. A poll costs what has changed, never the number of partitions.
//
// When partitions come or go while a fetch waits, another is sent on the same session: the leader answers the
// waiting one at once. So a new leader hears of its followers immediately and not after
// replica.fetch.wait.max.ms. A partition that fails is tried again after a pause of its own; the others go
// on.
//
// Thread: the node's loop. Source: reference 5 (Replication fetch, Truncation), KIP-227, KIP-595.

#include "base/types.h"
#include "net/loop.h"
#include "replica/fetch_plan.h"
#include "wire/messages/fetch.h"

#include <boost/asio/awaitable.hpp>
#include <map>
#include <memory>

namespace client {
class Connection;
}

namespace broker {

class Broker;
class Partition;

class ReplicaFetcher final : public std::enable_shared_from_this<ReplicaFetcher> {
public:
    using Key = replica::TopicPartitionId;

    ReplicaFetcher(Broker& broker, base::BrokerId leader);
    ~ReplicaFetcher();

    /// Begins to look for the leader. Once.
    void start();
    /// Fetches the partition from where its log ends; again whenever its leader epoch has changed.
    void follow(const Partition& partition);
    void unfollow(const Key& partition);
    bool idle() const { return plan_.size() == 0 && paused_.empty(); }
    /// The leader has registered anew, perhaps elsewhere: pauses end.
    void leader_changed();
    /// Closes the connection; nothing of the broker is touched afterwards.
    void stop();

private:
    template <class T>
    using Awaitable = boost::asio::awaitable<T>;
    using ConnectionPtr = std::shared_ptr<client::Connection>;
    struct Timers;

    void spawn(Awaitable<void> task);
    Awaitable<void> run();
    Awaitable<void> connect();
    Awaitable<void> poll(ConnectionPtr connection);
    wire::FetchRequest next_request();
    /// Where in an answer.
    struct Place {
        std::size_t topic = 0;
        std::size_t partition = 0;
    };
    /// False: it has lasted long, and goes on from `at` when others have run.
    bool take(const wire::FetchResponse& response, Place& at);
    void take_partition(const Key& key, const wire::FetchResponse::PartitionData& answer);
    void nudge_soon();
    void nudge();
    void begin_poll();
    void pause(const Key& key, base::Instant until);
    void resume_paused();
    void disconnect();

    Broker& broker_;
    const base::BrokerId leader_;
    replica::FetchPlan plan_;
    std::unordered_map<Key, base::Instant, replica::TopicPartitionIdHash> paused_;
    ConnectionPtr connection_;  ///< null: being looked for
    std::uint64_t sent_ = 0;    ///< fetches on this connection
    std::int32_t polls_ = 0;    ///< under way on it
    std::int32_t failures_ = 0; ///< connections in a row that brought nothing
    bool nudge_scheduled_ = false;
    bool taking_ = false; ///< an answer, in several turns
    bool stopped_ = false;
    net::Timer resume_timer_;
    std::unique_ptr<Timers> timers_;
};

} // namespace broker
