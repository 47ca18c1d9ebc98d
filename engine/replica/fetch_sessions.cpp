#include "replica/fetch_sessions.h"

#include "base/assert.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace replica {

using base::Instant;
using kafka::ErrorCode;

namespace {

constexpr std::int16_t first_version_with_topic_ids = 13;
constexpr std::int32_t final_epoch = -1;
constexpr std::int32_t first_epoch = 0;

std::int32_t next_epoch(std::int32_t epoch) {
    return epoch == std::numeric_limits<std::int32_t>::max() ? 1 : epoch + 1;
}

bool is_follower(const wire::FetchRequest& request) {
    return request.replica_id >= 0 || request.replica_state.replica_id >= 0;
}

/// By name before v13, by id since: one of the two is empty.
struct ItemName {
    std::string topic;
    TopicPartitionId id;
    auto operator==(const ItemName& other) const { return topic == other.topic && id == other.id; }
};
struct ItemNameHash {
    std::size_t operator()(const ItemName& name) const {
        return std::hash<std::string>{}(name.topic) * 31 + TopicPartitionIdHash{}(name.id);
    }
};

ItemName name_of(const FetchItem& item) {
    if (item.topic.empty()) return {{}, item.key};
    return {item.topic, {base::TopicId(), item.key.partition}};
}
template <class Topic>
ItemName name_in(const Topic& topic, std::int32_t partition, bool by_id) {
    if (by_id) return {{}, {topic.topic_id, partition}};
    return {topic.topic, {base::TopicId(), partition}};
}

} // namespace

struct FetchSessions::Session {
    FetchSessionId id = 0;
    bool follower = false;
    bool by_id = false;
    std::int32_t epoch = first_epoch; ///< that the next fetch must have
    Instant made{};
    Instant used{};
    Items due;  ///< to be looked at by the next fetch, longest waiting first
    Items idle; ///< nothing new
    std::unordered_map<ItemName, Items::iterator, ItemNameHash> items;
};

FetchSessions::FetchSessions(base::Rng& rng, Options options) : rng_(rng), options_(options) {}
FetchSessions::~FetchSessions() = default;

// --- sessions
// -----------------------------------------------------------------------------------------------------

FetchSessions::Session* FetchSessions::find(FetchSessionId id) {
    const auto found = sessions_.find(id);
    return found == sessions_.end() ? nullptr : found->second.get();
}

bool FetchSessions::make_room(bool follower, std::size_t size, Instant now) {
    if (sessions_.size() < options_.max_sessions) return true;
    // Kafka's order: whoever was unused for long; then, of those that the newcomer outranks, the one with the
    // least partitions. Followers outrank clients at once and others after a while.
    const Session* stale = nullptr;
    const Session* least = nullptr;
    const auto rank = [](const Session& s) { return std::tuple(s.follower, s.items.size(), s.id); };
    for (const auto& [id, session] : sessions_) {
        if (!stale || session->used < stale->used) stale = session.get();
        const bool old = now - session->made > options_.keep;
        const bool evictable = old || (follower && !session->follower);
        if (evictable && (!least || rank(*session) < rank(*least))) least = session.get();
    }
    const Session* victim = nullptr;
    if (stale && now - stale->used > options_.keep)
        victim = stale;
    else if (least && std::tuple(follower, size) >= std::tuple(least->follower, least->items.size()))
        victim = least;
    if (!victim) return false;
    close(victim->id);
    ++evictions_;
    return true;
}

FetchSessions::Session* FetchSessions::open(bool follower, bool by_id, std::size_t size, Instant now) {
    if (size == 0 || options_.max_sessions == 0 || !make_room(follower, size, now)) return nullptr;
    auto session = std::make_unique<Session>();
    do session->id = static_cast<FetchSessionId>(1 + rng_.below(std::numeric_limits<std::int32_t>::max()));
    while (sessions_.contains(session->id));
    session->follower = follower;
    session->by_id = by_id;
    session->epoch = next_epoch(first_epoch);
    session->made = session->used = now;
    Session* made = session.get();
    sessions_.emplace(made->id, std::move(session));
    return made;
}

void FetchSessions::close(FetchSessionId id) {
    Session* session = find(id);
    if (!session) return;
    for (auto* items : {&session->due, &session->idle})
        while (!items->empty()) remove(*session, items->begin());
    sessions_.erase(id);
}

FetchContext FetchSessions::begin(const wire::FetchRequest& request, std::int16_t version, Instant now,
                                  const Resolve& resolve) {
    const bool by_id = version >= first_version_with_topic_ids;
    FetchContext context;
    context.follower = is_follower(request);
    if (request.session_epoch == first_epoch || request.session_epoch == final_epoch) {
        close(request.session_id);
        std::size_t size = 0;
        for (const auto& topic : request.topics) size += topic.partitions.size();
        Session* made =
            request.session_epoch == first_epoch ? open(context.follower, by_id, size, now) : nullptr;
        if (made) {
            take(*made, request, by_id, resolve);
            context.session = made->id;
            return context;
        }
        for (const auto& topic : request.topics) {
            const base::TopicId id = by_id ? topic.topic_id : resolve(topic.topic);
            for (const auto& asked : topic.partitions)
                context.own.push_back({by_id ? std::string() : topic.topic, {id, asked.partition}, asked});
        }
        return context;
    }
    context.error = continue_session(request, by_id, now);
    if (context.error != ErrorCode::none) return context;
    context.session = request.session_id;
    context.incremental = true;
    Session& session = *find(context.session);
    take(session, request, by_id, resolve);
    forget(session, request, by_id);
    return context;
}

ErrorCode FetchSessions::continue_session(const wire::FetchRequest& request, bool by_id, Instant now) {
    Session* session = find(request.session_id);
    if (!session) return ErrorCode::fetch_session_id_not_found;
    if (session->by_id != by_id) return ErrorCode::fetch_session_topic_id_error;
    if (session->epoch != request.session_epoch) return ErrorCode::invalid_fetch_session_epoch;
    session->epoch = next_epoch(session->epoch);
    session->used = now;
    return ErrorCode::none;
}

// --- partitions of a session
// --------------------------------------------------------------------------------------

void FetchSessions::take(Session& session, const wire::FetchRequest& request, bool by_id,
                         const Resolve& resolve) {
    for (const auto& topic : request.topics) {
        const base::TopicId id = by_id ? topic.topic_id : resolve(topic.topic);
        for (const auto& asked : topic.partitions) {
            auto [at, made] = session.items.try_emplace(name_in(topic, asked.partition, by_id));
            if (!made) {
                FetchItem& item = *at->second;
                item.asked = asked;
                list(session, at->second);
                continue;
            }
            session.due.push_back({by_id ? std::string() : topic.topic, {id, asked.partition}, asked});
            session.due.back().due = true;
            at->second = std::prev(session.due.end());
            ++partitions_;
            link(session, at->second);
        }
    }
}

void FetchSessions::forget(Session& session, const wire::FetchRequest& request, bool by_id) {
    for (const auto& topic : request.forgotten_topics_data)
        for (const std::int32_t partition : topic.partitions)
            if (const auto found = session.items.find(name_in(topic, partition, by_id));
                found != session.items.end())
                remove(session, found->second);
}

void FetchSessions::list(Session& session, Items::iterator item) {
    if (item->due) return;
    item->due = true;
    session.due.splice(session.due.end(), session.idle, item);
}

void FetchSessions::remove(Session& session, Items::iterator item) {
    unlink(session, item);
    session.items.erase(name_of(*item));
    (item->due ? session.due : session.idle).erase(item);
    --partitions_;
}

void FetchSessions::link(Session& session, Items::iterator item) {
    if (!item->key.topic.is_zero()) links_[item->key].push_back({&session, item});
}

void FetchSessions::unlink(Session& session, Items::iterator item) {
    const auto found = links_.find(item->key);
    if (found == links_.end()) return;
    std::erase_if(found->second,
                  [&](const Link& link) { return link.session == &session && link.item == item; });
    if (found->second.empty()) links_.erase(found);
}

const std::vector<FetchSessionId>& FetchSessions::mark(const TopicPartitionId& partition, News news) {
    concerned_.clear();
    const auto found = links_.find(partition);
    if (found == links_.end()) return concerned_;
    for (const Link& link : found->second) {
        const bool follower = link.session->follower;
        if (news == News::appended && !follower) continue; // not committed: nothing to read yet
        list(*link.session, link.item);
        if (news == News::committed && follower) continue; // hears of it with its next answer
        concerned_.push_back(link.session->id);
    }
    return concerned_;
}

// --- one fetch
// ----------------------------------------------------------------------------------------------------

void FetchSessions::resolve_again(Session& session, Items::iterator item, const Resolve& resolve) {
    const base::TopicId id = resolve(item->topic);
    if (id == item->key.topic) return;
    unlink(session, item);
    item->key.topic = id;
    link(session, item);
}

std::vector<FetchItem*> FetchSessions::due(FetchContext& context, const Resolve& resolve) {
    std::vector<FetchItem*> items;
    if (context.error != ErrorCode::none) return items;
    if (context.session == 0) {
        for (FetchItem& item : context.own) items.push_back(&item);
        return items;
    }
    Session* session = find(context.session);
    if (!session) {
        context.error = ErrorCode::fetch_session_id_not_found;
        return items;
    }
    items.reserve(session->due.size());
    for (auto item = session->due.begin(); item != session->due.end(); ++item) {
        // A topic that was made, or made again, since it was last an error.
        if (item->failed && !item->topic.empty()) resolve_again(*session, item, resolve);
        items.push_back(&*item);
    }
    return items;
}

bool FetchSessions::has_news(const FetchItem& item, const wire::FetchResponse::PartitionData& data) const {
    return data.error_code != 0 || data.records.size() > 0 ||
           data.high_watermark != item.sent_high_watermark || data.log_start_offset != item.sent_log_start ||
           data.preferred_read_replica >= 0 || data.diverging_epoch.epoch >= 0;
}

wire::FetchResponse FetchSessions::reply(const FetchContext& context, std::vector<FetchRead> reads) {
    wire::FetchResponse response;
    response.error_code = static_cast<std::int16_t>(context.error);
    response.session_id = context.session;
    if (context.error != ErrorCode::none) return response;
    std::vector<Items::iterator> told;
    for (FetchRead& read : reads) {
        FetchItem& item = *read.item;
        const bool news = has_news(item, read.data);
        read.stays_due = read.passed_over || read.data.error_code != 0 || read.data.records.size() > 0 ||
                         read.data.diverging_epoch.epoch >= 0 || read.data.preferred_read_replica >= 0;
        if (context.incremental && !news) continue;
        item.failed = read.data.error_code != 0;
        // After an error it is told again even if nothing else is new.
        item.sent_high_watermark = item.failed ? -1 : read.data.high_watermark;
        item.sent_log_start = read.data.log_start_offset;
        auto& topics = response.responses;
        if (topics.empty() || topics.back().topic != item.topic || topics.back().topic_id != item.key.topic) {
            topics.emplace_back();
            topics.back().topic = item.topic;
            topics.back().topic_id = item.key.topic;
        }
        read.data.partition_index = item.key.partition;
        read.served = read.data.records.size() > 0;
        topics.back().partitions.push_back(std::move(read.data));
    }
    if (Session* session = find(context.session)) settle(*session, reads);
    return response;
}

void FetchSessions::settle(Session& session, const std::vector<FetchRead>& reads) {
    for (const FetchRead& read : reads) {
        const auto at = session.items.at(name_of(*read.item));
        if (!read.stays_due) {
            at->due = false;
            session.idle.splice(session.idle.end(), session.due, at);
        } else if (read.served) {
            // Those that were passed over come first the next time.
            session.due.splice(session.due.end(), session.due, at);
        }
    }
#ifdef RIPARIUM_INVARIANTS
    check_invariants();
#endif
}

void FetchSessions::check_invariants() const {
    std::size_t held = 0;
    for (const auto& [id, session] : sessions_) {
        held += session->items.size();
        RIPARIUM_ASSERT(session->items.size() == session->due.size() + session->idle.size(),
                        "a partition of a session is due or idle");
    }
    RIPARIUM_ASSERT(held == partitions_, "partitions are counted");
    RIPARIUM_ASSERT(sessions_.size() <= options_.max_sessions, "no more sessions than slots");
}

} // namespace replica
