#pragma once
// Fetch sessions of a broker (KIP-227): a client or follower names its partitions once, later fetches name
// only what changed, and answers hold only partitions with news. Costs what changed: an append marks the
// sessions that hold the partition, and a fetch looks at the marked ones alone. Sans-IO. Thread: the node's
// loop. Source: reference 3.4 (sessions), KIP-227, KIP-516.
//
//     FetchContext context = sessions.begin(request, version, now, resolve);     // context.error: answer it
//     for (FetchItem* item : sessions.due(context, resolve)) reads.push_back(read(*item));
//     enough: reply(sessions.reply(context, std::move(reads)));
//     not enough: waiting.wait(id, {FetchSessions::wait_key(context.session)} or the partitions, ...)

#include "replica/types.h"
#include "wire/messages/fetch.h"

#include "base/rng.h"

#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace replica {

using FetchSessionId = std::int32_t;

/// One partition that a fetch asks for.
struct FetchItem {
    std::string topic;    ///< its name before v13, empty since
    TopicPartitionId key; ///< topic zero: a name that nobody knows
    wire::FetchRequest::FetchPartition asked;
    // As last told; -1 never.
    std::int64_t sent_high_watermark = -1;
    std::int64_t sent_log_start = -1;
    bool failed = false; ///< the last answer was an error
    bool due = false;    ///< of FetchSessions
};

/// One fetch request on its way.
struct FetchContext {
    kafka::ErrorCode error = kafka::ErrorCode::none; ///< for the whole request; there are no partitions then
    FetchSessionId session = 0;                      ///< 0: none
    bool incremental = false;                        ///< only news in the answer
    bool follower = false;
    std::vector<FetchItem> own; ///< what is asked for, without a session
};

/// What the shell read for one item. `data.partition_index` need not be set.
struct FetchRead {
    FetchItem* item = nullptr;
    wire::FetchResponse::PartitionData data;
    /// The answer was full before its turn: it stays due and is read first the next time. High watermark and
    /// log start are told nevertheless.
    bool passed_over = false;
    // Of FetchSessions::reply().
    bool stays_due = false;
    bool served = false;
};

class FetchSessions {
public:
    struct Options {
        std::size_t max_sessions = 1000; ///< max.incremental.fetch.session.cache.slots
        base::Duration keep =
            std::chrono::minutes(2); ///< a session used or made since is not evicted by equals
    };
    /// The topic id of a name; zero when there is none.
    using Resolve = std::function<base::TopicId(const std::string&)>;

    explicit FetchSessions(base::Rng& rng) : FetchSessions(rng, Options()) {}
    FetchSessions(base::Rng& rng, Options options);
    ~FetchSessions();

    /// Opens, continues, renews or closes a session as the request says. Errors in `error`:
    /// FETCH_SESSION_ID_NOT_FOUND, INVALID_FETCH_SESSION_EPOCH, FETCH_SESSION_TOPIC_ID_ERROR. Sets the
    /// partitions that `request` names (followers: their fetch offsets) into the session.
    FetchContext begin(const wire::FetchRequest& request, std::int16_t version, base::Instant now,
                       const Resolve& resolve);
    /// What must be looked at: without a session everything, with one everything that is marked. The pointers
    /// live until reply() or the next begin(). When a waiting fetch wakes up its session may be gone:
    /// context.error is set then.
    std::vector<FetchItem*> due(FetchContext& context, const Resolve& resolve);
    /// The answer. REQUIRES: `reads` of the due() just before, in its order.
    wire::FetchResponse reply(const FetchContext& context, std::vector<FetchRead> reads);

    enum class News {
        appended,  ///< followers may read more
        committed, ///< the high watermark moved: consumers may read more, followers hear of it with the next
                   ///< answer
        changed,   ///< led by someone else, deleted, its log start moved: everyone hears of it now
    };
    /// Marks the partition in every session that holds it. Returns the sessions whose waiting fetch it
    /// concerns (see wait_key); valid until the next call.
    const std::vector<FetchSessionId>& mark(const TopicPartitionId& partition, News news);

    /// Under which "partition" the fetch of a session waits in WaitingFetches; no topic has id zero.
    static TopicPartitionId wait_key(FetchSessionId session) { return {base::TopicId(), session}; }

    std::size_t size() const { return sessions_.size(); }
    /// Partitions in all sessions.
    std::size_t partitions() const { return partitions_; }
    std::uint64_t evictions() const { return evictions_; }
    void check_invariants() const;

private:
    struct Session;
    using Items = std::list<FetchItem>;
    struct Link {
        Session* session;
        Items::iterator item;
    };

    Session* find(FetchSessionId id);
    Session* open(bool follower, bool by_id, std::size_t size, base::Instant now);
    bool make_room(bool follower, std::size_t size, base::Instant now);
    void close(FetchSessionId id);
    kafka::ErrorCode continue_session(const wire::FetchRequest& request, bool by_id, base::Instant now);
    void take(Session& session, const wire::FetchRequest& request, bool by_id, const Resolve& resolve);
    void forget(Session& session, const wire::FetchRequest& request, bool by_id);
    void remove(Session& session, Items::iterator item);
    void link(Session& session, Items::iterator item);
    void unlink(Session& session, Items::iterator item);
    void list(Session& session, Items::iterator item);
    void resolve_again(Session& session, Items::iterator item, const Resolve& resolve);
    bool has_news(const FetchItem& item, const wire::FetchResponse::PartitionData& data) const;
    void settle(Session& session, const std::vector<FetchRead>& reads);

    base::Rng& rng_;
    Options options_;
    std::map<FetchSessionId, std::unique_ptr<Session>> sessions_;
    std::unordered_map<TopicPartitionId, std::vector<Link>, TopicPartitionIdHash> links_;
    std::vector<FetchSessionId> concerned_;
    std::size_t partitions_ = 0;
    std::uint64_t evictions_ = 0;
};

} // namespace replica
