#pragma once
// The client's side of a fetch session (KIP-227): which partitions a fetch must name, because they are new or
// changed since the last one, and which to forget. A fetch costs what changed, whatever the session holds.
// Sans-IO. One owner, one thread. Speaks topic ids (Fetch v13 and later). Source: reference 3.4 (sessions).
//
//     plan.set(key, partition.fetch_state(), max_bytes);       // for each partition that moved
//     wire::FetchRequest request = plan.next();                // then fill replica state, waits and sizes
//     plan.answered(response) or plan.failed();                // before the next next()

#include "replica/follower.h"
#include "wire/messages/fetch.h"

#include <unordered_map>
#include <unordered_set>

namespace replica {

class FetchPlan {
public:
    /// Fetches the partition from now on, or with this state from the next fetch on.
    void set(const TopicPartitionId& key, const FetchState& state, std::int32_t max_bytes);
    /// Fetches it no more (its leader is another, it pauses after an error).
    void remove(const TopicPartitionId& key);
    bool has(const TopicPartitionId& key) const { return partitions_.contains(key); }
    /// What the leader will answer to: the state that the last next() asked with, or an earlier one did when
    /// the session still holds it. Null: not in the plan, or never asked.
    const FetchState* asked(const TopicPartitionId& key) const;
    std::size_t size() const { return partitions_.size(); }

    /// Session id, epoch, changed and forgotten partitions of the next fetch. One at a time.
    wire::FetchRequest next();
    /// The leader's answer. False: it is an error of the whole fetch (the session is lost, say); everything
    /// is named again the next time.
    bool answered(const wire::FetchResponse& response);
    /// No answer came: the next fetch opens a new session.
    void failed();

    std::int32_t session_id() const { return session_; }
    void check_invariants() const;

private:
    struct Entry {
        FetchState state;
        std::int32_t max_bytes = 0;
        FetchState asked;
        bool in_session = false; ///< the leader knows it, with `asked`
        bool changed = false;    ///< listed in changed_
    };
    using Partitions = std::unordered_map<TopicPartitionId, Entry, TopicPartitionIdHash>;

    void start_over(std::int32_t session_to_close);
    void name(wire::FetchRequest& request, const TopicPartitionId& key, Entry& entry);

    Partitions partitions_;
    std::vector<TopicPartitionId> changed_; ///< may name partitions that are gone
    std::unordered_set<TopicPartitionId, TopicPartitionIdHash> forgotten_;
    std::int32_t session_ = 0;
    std::int32_t epoch_ = 0; ///< of the next fetch; 0: a full one
    bool in_flight_ = false;
};

} // namespace replica
